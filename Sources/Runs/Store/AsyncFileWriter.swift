import EvidenceStage
import Findings
import Folders
import FoundationEssentials
import Synchronization
import Tables

/// Files of a run that are given to the disk while the run still counts or draws; the others follow, and all are moved into place
/// together or not at all.
final class AsyncFileWriter: Sendable {
  private struct First: Sendable {
    var files: [EvidencePack.File]
    /// Folders above the run's that were not there.
    var made: [String] = []
  }

  /// Made on another core; the folder is there once they are.
  private let first: Future<First>
  private let others = Mutex<[Future<Void>]>([])
  private let begun: BegunFiles
  private let isEnded = Mutex(false)

  init(of folder: RunFolder, _ make: @escaping @Sendable () -> [EvidencePack.File]) {
    let begun = BegunFiles(folder)
    self.begun = begun
    first = Future {
      var first = First(files: make())
      do throws(SystemFailure) {
        first.made = try folder.makePartial()
        begun.begin(first.files)
      } catch {
        begun.fail(error)
      }
      return first
    }
  }

  /// The files that it was made with, once they are made.
  var files: [EvidencePack.File] { first.value.files }

  /// Writes some more, here and now.
  func begin(_ files: [EvidencePack.File]) {
    _ = first.value
    begun.begin(files)
  }

  /// Writes those that are not begun yet on another core, the longest first.
  func add(_ files: [EvidencePack.File]) {
    others.withLock { [first, begun] others in
      others.append(
        Future {
          _ = first.value
          begun.begin(files.sorted { $0.count > $1.count })
        })
    }
  }

  /// Removes one of the first files, which has become another: it is to be written anew.
  func takeBack(_ path: String) {
    _ = first.value
    begun.takeBack(path)
  }

  /// Waits until the disk has the files, which then are in the folder's partial; returns their paths.
  func finish() throws(SystemFailure) -> Set<String> {
    isEnded.withLock { $0 = true }
    _ = first.value
    for other in others.withLock({ $0 }) { other.value }
    return try begun.finish()
  }

  /// Leaves nothing behind of a run that ends before its files are asked for.
  func abandon() {
    guard !isEnded.withLock({ $0 }) else { return }
    _ = try? finish()
    try? FileManager.default.removeItem(atPath: begun.folder.partial)
    for parent in first.value.made.reversed() { SystemFile.removeEmpty(parent) }
  }
}

/// Files that were written and that the disk was asked to take, open until it has.
private final class BegunFiles: Sendable {
  private struct State {
    /// By path; nil while a core is at it.
    var descriptors: [String: Int32?] = [:]
    var failure: SystemFailure?
  }

  let folder: RunFolder
  private let state = Mutex(State())
  /// So many are open at once at most, and no more than half of what a process may have.
  private static let mostOpen = min(256, SystemFile.mostOpen / 2)

  init(_ folder: RunFolder) { self.folder = folder }

  func fail(_ failure: SystemFailure) { state.withLock { $0.failure = $0.failure ?? failure } }

  /// Leaves out what is begun already, and what there is no room for.
  func begin(_ files: [EvidencePack.File]) {
    for file in files {
      let isMine = state.withLock { state in
        guard state.failure == nil, state.descriptors[file.path] == nil,
          state.descriptors.count < Self.mostOpen
        else { return false }
        state.descriptors[file.path] = .some(nil)
        return true
      }
      guard isMine else { continue }
      do throws(SystemFailure) {
        try RunFolder.makeFolders(of: [file], in: folder.partial)
        let descriptor = try RunFolder.begin(file, in: folder.partial)
        state.withLock { $0.descriptors[file.path] = descriptor }
      } catch {
        // Where no more may be open, the file is written with the rest.
        guard error.isOfOpenFiles else {
          fail(error)
          continue
        }
        state.withLock { $0.descriptors[file.path] = nil }
      }
    }
  }

  func takeBack(_ path: String) {
    guard let descriptor = state.withLock({ $0.descriptors.removeValue(forKey: path) ?? nil }) else { return }
    SystemFile.discard(descriptor, "\(folder.partial)/\(path)")
  }

  /// Waits until the disk has them all; of several failures the first is told.
  func finish() throws(SystemFailure) -> Set<String> {
    let (open, failure) = state.withLock { state in
      defer { state.descriptors = [:] }
      return (state.descriptors.compactMapValues(\.self).sorted { $0.key < $1.key }, state.failure)
    }
    // Every file that was begun is finished, whatever became of the others.
    let ended = parallelWaits(open.count) { index in
      Result { () throws(SystemFailure) in try SystemFile.finish(open[index].value, open[index].key) }
    }
    if let failure { throw failure }
    for result in ended { try result.get() }
    return Set(open.map(\.key))
  }
}
