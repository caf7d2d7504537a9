import Artefacts
import Findings
import FoundationEssentials
import Synchronization
import Tables

/// Files of a run that are made and given to the disk while the run still counts; the others follow, and all are moved into
/// place together or not at all.
final class FilesAhead: Sendable {
  private struct Begun: Sendable {
    var files: [EvidencePack.File]
    /// Open, by path, until the disk has what was written.
    var descriptors: [String: Int32] = [:]
    var failure: SystemFailure?
  }

  private let begun: Later<Begun>
  private let isEnded = Mutex(false)
  private let folder: RunFolder

  init(of folder: RunFolder, _ make: @escaping @Sendable () -> [EvidencePack.File]) {
    self.folder = folder
    begun = Later {
      var begun = Begun(files: make())
      do throws(SystemFailure) {
        try folder.makePartial()
        try RunFolder.makeFolders(of: begun.files, in: folder.partial)
        for file in begun.files {
          begun.descriptors[file.path] = try RunFolder.begin(file, in: folder.partial)
        }
      } catch {
        begun.failure = error
      }
      return begun
    }
  }

  /// The files, made.
  var files: [EvidencePack.File] { begun.value.files }

  /// Waits until the disk has the files, which then are in the folder's partial; returns their paths.
  func finish() throws(SystemFailure) -> Set<String> {
    isEnded.withLock { $0 = true }
    let begun = begun.value
    var failure = begun.failure
    // Every file that was begun is finished, whatever became of the others.
    for (path, descriptor) in begun.descriptors.sorted(by: { $0.key < $1.key }) {
      do throws(SystemFailure) { try SystemFile.finish(descriptor, path) } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return Set(begun.descriptors.keys)
  }

  /// Leaves nothing behind of a run that ends before its files are asked for.
  func abandon() {
    guard !isEnded.withLock({ $0 }) else { return }
    _ = try? finish()
    try? FileManager.default.removeItem(atPath: folder.partial)
  }
}
