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

  /// Begins those that are not begun yet, the longest of them: each is open until all have ended, and a process may have few open.
  func add(_ files: [EvidencePack.File]) {
    let stale = takenBack.withLock { $0 }
    parts.withLock { [folder] parts in
      let before = parts
      parts.append(
        Later {
          let known = before.map(\.value)
          if let failure = known.lazy.compactMap(\.failure).first { return Begun(files: [], failure: failure) }
          let begun = Set(known.flatMap(\.descriptors.keys)).subtracting(stale)
          let longest = files.filter { !begun.contains($0.path) }.sorted { $0.count > $1.count }
          return Self.begin(Array(longest.prefix(max(0, RunFolder.mostOpen - begun.count))), in: folder.partial)
        })
    }
  }

  /// Removes one of the first files, which has become another: it is to be written with the rest.
  func takeBack(_ path: String) {
    guard let descriptor = parts.withLock({ $0[0] }).value.descriptors[path] else { return }
    _ = takenBack.withLock { $0.insert(path) }
    SystemFile.discard(descriptor, "\(folder.partial)/\(path)")
  }

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
    let parts = parts.withLock { $0 }.map(\.value)
    let stale = takenBack.withLock { $0 }
    for (part, begun) in parts.enumerated() {
      failure = failure ?? begun.failure
      // Every file that was begun is finished, whatever became of the others.
      let open = begun.descriptors.sorted { $0.key < $1.key }.filter {
        // What was taken back of the first part may have been begun again in another.
        part > 0 || !stale.contains($0.key)
      }
      let ended = parallelWaits(open.count) { index in
        Result { () throws(SystemFailure) in try SystemFile.finish(open[index].value, open[index].key) }
      }
      for (file, result) in zip(open, ended) {
        do throws(SystemFailure) { try result.get() } catch { failure = failure ?? error }
        written.insert(file.key)
      }
    }
    if let failure { throw failure }
    return written
  }

  /// Leaves nothing behind of a run that ends before its files are asked for.
  func abandon() {
    guard !isEnded.withLock({ $0 }) else { return }
    _ = try? finish()
    try? FileManager.default.removeItem(atPath: folder.partial)
    for parent in parts.withLock({ $0[0] }).value.made.reversed() { SystemFile.removeEmpty(parent) }
  }
}
