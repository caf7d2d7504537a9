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
    /// Folders above the run's that were not there.
    var made: [String] = []
  }

  /// One after another: the first makes the folder that the others write into.
  private let parts: Mutex<[Later<Begun>]>
  private let isEnded = Mutex(false)
  private let takenBack = Mutex<Set<String>>([])
  private let folder: RunFolder

  init(of folder: RunFolder, _ make: @escaping @Sendable () -> [EvidencePack.File]) {
    self.folder = folder
    parts = Mutex([
      Later {
        let files = make()
        do throws(SystemFailure) {
          let made = try folder.makePartial()
          var begun = Self.begin(files, in: folder.partial)
          begun.made = made
          return begun
        } catch {
          return Begun(files: files, failure: error)
        }
      }
    ])
  }

  /// The files that it was made with, once they are made.
  var files: [EvidencePack.File] { parts.withLock { $0[0] }.value.files }

  /// Begins some more; few and long ones, since each is open until all have ended.
  func add(_ files: [EvidencePack.File]) {
    guard !files.isEmpty else { return }
    parts.withLock { [folder] parts in
      let before = parts[parts.count - 1]
      parts.append(
        Later {
          before.value.failure.map { Begun(files: files, failure: $0) }
            ?? Self.begin(files, in: folder.partial)
        })
    }
  }

  /// Leaves a file of this path to be written anew with the rest.
  func takeBack(_ path: String) { _ = takenBack.withLock { $0.insert(path) } }

  private static func begin(_ files: [EvidencePack.File], in partial: String) -> Begun {
    var begun = Begun(files: files)
    do throws(SystemFailure) {
      try RunFolder.makeFolders(of: files, in: partial)
      for file in files { begun.descriptors[file.path] = try RunFolder.begin(file, in: partial) }
    } catch {
      begun.failure = error
    }
    return begun
  }

  /// Waits until the disk has the files, which then are in the folder's partial; returns their paths.
  func finish() throws(SystemFailure) -> Set<String> {
    isEnded.withLock { $0 = true }
    var failure: SystemFailure?
    var written: Set<String> = []
    for begun in parts.withLock({ $0 }).map(\.value) {
      failure = failure ?? begun.failure
      // Every file that was begun is finished, whatever became of the others.
      for (path, descriptor) in begun.descriptors.sorted(by: { $0.key < $1.key }) {
        let isStale = isTakenBack(path)
        do throws(SystemFailure) {
          if isStale {
            try SystemFile.discard(descriptor, "\(folder.partial)/\(path)")
          } else {
            try SystemFile.finish(descriptor, path)
            written.insert(path)
          }
        } catch {
          failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
    return written
  }

  private func isTakenBack(_ path: String) -> Bool { takenBack.withLock { $0.contains(path) } }

  /// Leaves nothing behind of a run that ends before its files are asked for.
  func abandon() {
    guard !isEnded.withLock({ $0 }) else { return }
    _ = try? finish()
    try? FileManager.default.removeItem(atPath: folder.partial)
    for parent in parts.withLock({ $0[0] }).value.made.reversed() { SystemFile.removeEmpty(parent) }
  }
}
