import EvidenceStage
import Findings
import Folders
import FoundationEssentials
import Synchronization
import Tables

/// The files of a run. They are written on other cores while the run continues, and at its end moved into place together,
/// or not at all.
final class AsyncFileWriter: Sendable {
  private struct State {
    var files: [EvidencePack.File] = []
    /// Closures that wait for files to be made, and for files to be written.
    var making: [@Sendable () -> Void] = []
    var writing: [Future<Void>] = []
    var isFinished = false
  }

  private let folder: RunFolder
  private let begun: BegunFiles
  private let state = Mutex(State())

  init(_ folder: RunFolder) {
    self.folder = folder
    begun = BegunFiles(folder)
  }

  /// Every file so far. Waits until they are made, but not until they are on disk.
  var files: [EvidencePack.File] {
    for wait in state.withLock(\.making) { wait() }
    return state.withLock(\.files)
  }

  /// Adds files and writes them on another core, longest first.
  func add(_ files: [EvidencePack.File]) {
    state.withLock { [begun] state in
      state.files += files
      state.writing.append(Future { begun.begin(files.sorted { $0.count > $1.count }) })
    }
  }

  /// Adds files and writes them at once, for callers that are on another core already.
  func write(_ files: [EvidencePack.File]) {
    state.withLock { $0.files += files }
    begun.begin(files)
  }

  /// Makes files on another core.
  func make(_ make: @escaping @Sendable () -> [EvidencePack.File]) {
    _ = self.make { ((), make()) }
  }

  /// Makes a value and its files on another core.
  func make<Made: Sendable>(_ make: @escaping @Sendable () -> (Made, [EvidencePack.File])) -> Future<Made> {
    let made = Future { [self] in
      let (made, files) = make()
      add(files)
      return made
    }
    state.withLock { $0.making.append { _ = made.value } }
    return made
  }

  /// Changes a file, which is then written again.
  func rewrite(_ path: String, _ change: (EvidencePack.File) -> EvidencePack.File) {
    guard let old = files.first(where: { $0.path == path }) else { return }
    waitForWriting()
    begun.takeBack(path)
    state.withLock { $0.files.removeAll { $0.path == path } }
    add([change(old)])
  }

  private func waitForWriting() { for other in state.withLock(\.writing) { other.value } }

  /// Waits until the disk has every file, and moves them into place.
  ///
  /// - Throws: `RUN-003` where the folder cannot be written, `RUN-050` where it has something that CareTally did not
  ///   write. In both cases its contents stay.
  func finish() throws(Finding) {
    let files = files
    waitForWriting()
    try folder.replace(with: files) { () throws(SystemFailure) in try begun.finish() }
    state.withLock { $0.isFinished = true }
  }

  /// Removes what a failed run has written.
  func abandon() {
    guard !state.withLock(\.isFinished) else { return }
    _ = files
    waitForWriting()
    begun.remove()
  }
}

/// Files that have been written and are waiting for the disk. They stay open until then.
private final class BegunFiles: Sendable {
  private struct State {
    /// Parent folders that had to be made; nil until the run's folder is made.
    var made: [String]?
    /// By path; nil while a core works on it.
    var descriptors: [String: Int32?] = [:]
    var failure: SystemFailure?
  }

  private let folder: RunFolder
  private let state = Mutex(State())
  /// How many may be open at once: at most half of what a process may have.
  private static let mostOpen = min(256, SystemFile.mostOpen / 2)

  init(_ folder: RunFolder) { self.folder = folder }

  private func fail(_ failure: SystemFailure) { state.withLock { $0.failure = $0.failure ?? failure } }

  /// Makes the folder for the files, once.
  private func makeFolder() {
    state.withLock { state in
      guard state.made == nil else { return }
      state.made = []
      do throws(SystemFailure) { state.made = try folder.makePartial() } catch {
        state.failure = state.failure ?? error
      }
    }
  }

  /// Begins files, except those that are begun already or that there is no room for.
  func begin(_ files: [EvidencePack.File]) {
    makeFolder()
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
        // If no more may be open, the file is written with the rest.
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

  /// Waits until the disk has them all. Throws the first failure.
  func finish() throws(SystemFailure) -> Set<String> {
    makeFolder()
    let (open, failure) = state.withLock { state in
      defer { state.descriptors = [:] }
      return (state.descriptors.compactMapValues(\.self).sorted { $0.key < $1.key }, state.failure)
    }
    // Every file that was begun is finished, whatever happened to others.
    let ended = parallelWaits(open.count) { index in
      Result { () throws(SystemFailure) in try SystemFile.finish(open[index].value, open[index].key) }
    }
    if let failure { throw failure }
    for result in ended { try result.get() }
    return Set(open.map(\.key))
  }

  /// Removes them, and the folders that were made for them.
  func remove() {
    guard let made = state.withLock(\.made) else { return }
    _ = try? finish()
    try? FileManager.default.removeItem(atPath: folder.partial)
    for parent in made.reversed() { SystemFile.removeEmpty(parent) }
  }
}
