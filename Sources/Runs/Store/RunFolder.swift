package import EvidenceStage
package import Findings
import Folders
package import FoundationEssentials
import Tables

/// Where a run's files go: written beside and synced, then moved into place, so that readers never see half a run.
///
/// Only what CareTally wrote is ever replaced (`OutputGuard`).
package struct RunFolder: Sendable {
  package let url: URL
  /// Whether nobody but the store's own runs writes there, so that what is in it need not be looked at.
  private let isStaging: Bool

  /// A link is followed, so that the folder it leads to is replaced and the link stays.
  package init(_ path: String, isStaging: Bool = false) {
    let plain = SystemPath.plain(path)
    let isLink = FileKind(of: plain, followsLinks: false) == .link
    url = URL(filePath: isLink ? SystemPath.resolved(plain) : path, directoryHint: .isDirectory)
    self.isStaging = isStaging
  }

  private var parent: String { SystemPath.plain(url.deletingLastPathComponent().path) }

  /// Two runs into one folder write beside each other, and the later takes its place whole.
  var partial: String { CutOff.partial(of: SystemPath.plain(url.path)) }

  /// Makes the folder that files are written in before they are moved into place.
  ///
  /// - Returns: the folders above it that were not there.
  @discardableResult
  func makePartial() throws(SystemFailure) -> [String] {
    let made = try SystemFile.makeFolders(parent)
    Interruption.own(folders: made)
    CutOff.remove(beside: SystemPath.plain(url.path))
    try? FileManager.default.removeItem(atPath: partial)
    Interruption.own(partial)
    try SystemFile.makeFolder(partial)
    return made
  }

  /// Replaces the folder with these files; those under `restricted/` are readable by their owner alone.
  ///
  /// - Throws: `RUN-003` where it cannot be written, `RUN-050` where something is in it that CareTally did not write;
  ///   what was there before then still is.
  package func replace(with files: [EvidencePack.File]) throws(Finding) {
    try replace(with: files) { () throws(SystemFailure) in
      try makePartial()
      return []
    }
  }

  /// The same where some of the files were begun already.
  ///
  /// - Parameter finish: waits until the disk has those, and returns their paths; the folder that they are in is then there.
  func replace(
    with files: [EvidencePack.File], finish: () throws(SystemFailure) -> Set<String>
  ) throws(Finding) {
    let path = SystemPath.plain(url.path)
    do {
      if !isStaging { try OutputGuard.checkContent(path) }
      let written = try finish()
      let list = MadeFiles.marker(of: files)
      try Self.write(files + (list.map { [$0] } ?? []), in: partial, except: written)
      try Interruption.moving {
        try Self.put(partial, at: path, isGuarded: !isStaging)
        try SystemFile.sync(folder: parent)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      if let failure = error as? SystemFailure { throw SystemFailure(path: path, code: failure.code).finding }
      throw error as? Finding ?? SystemFile.isThere(path).finding
    }
  }

  /// Moves a complete folder to a path; what was there before is gone once the new one is in its place.
  ///
  /// - Parameter isGuarded: whether what was there is looked at first, and once more when nobody can reach it by its name.
  static func put(_ folder: String, at path: String, isGuarded: Bool) throws {
    guard FileKind(of: path, followsLinks: false) != nil else {
      return try SystemFile.rename(folder, to: path)
    }
    if isGuarded { try OutputGuard.checkContent(path) }
    var old = folder
    if !SystemFile.exchange(folder, path) {
      // Disks that cannot swap (network shares, Windows drives) leave a moment without a folder.
      old = folder + ".old"
      try? FileManager.default.removeItem(atPath: old)
      try SystemFile.rename(path, to: old)
      try SystemFile.rename(folder, to: path)
    }
    if isGuarded, let foreign = MadeFiles.foreign(in: old) {
      // Somebody wrote into it while it was replaced: it goes back to where it was.
      if old != folder { try SystemFile.rename(path, to: folder) }
      try old == folder ? swapBack(folder, path) : SystemFile.rename(old, to: path)
      throw OutputGuard.refusal(path, foreign)
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  private static func swapBack(_ folder: String, _ path: String) throws(SystemFailure) {
    guard SystemFile.exchange(folder, path) else { throw SystemFile.isThere(path) }
  }

  /// So many of the other files are open at once at most: a process may have few.
  private static let mostOpen = min(64, SystemFile.mostOpen / 2)

  /// Writes files on all cores, and then waits for many at once: the disk takes them together.
  private static func write(
    _ all: [EvidencePack.File], in folder: String, except written: Set<String>
  ) throws(SystemFailure) {
    // Two files of one path are a fault of the declarations that they were made from, and neither is taken for the other.
    var paths: Set<String> = []
    for file in all where !paths.insert(file.path).inserted {
      throw SystemFile.isThere("\(folder)/\(file.path)")
    }
    let folders = try makeFolders(of: all, in: folder)
    let files = all.filter { !written.contains($0.path) }
    for start in stride(from: 0, to: files.count, by: mostOpen) {
      let some = Array(files[start..<min(start + mostOpen, files.count)])
      let begun = parallelMap(some.count) { index in
        Result { () throws(SystemFailure) in try begin(some[index], in: folder) }
      }
      // Every file that was begun is finished, whatever became of the others; of several failures the first file's is told.
      let finished = parallelWaits(some.count) { index in
        Result { () throws(SystemFailure) in
          try SystemFile.finish(try begun[index].get(), "\(folder)/\(some[index].path)")
        }
      }
      for result in finished { try result.get() }
    }
    let synced = parallelWaits(folders.count) { index in
      Result { () throws(SystemFailure) in try SystemFile.sync(folder: folders[index]) }
    }
    for result in synced { try result.get() }
  }

  /// Writes a file and asks the disk to take it; what it returns is to be finished.
  static func begin(_ file: EvidencePack.File, in folder: String) throws(SystemFailure) -> Int32 {
    let mode: UInt16 = isRestricted(file.path) ? 0o600 : 0o644
    return try SystemFile.begin(file.stretches, to: "\(folder)/\(file.path)", mode: mode)
  }

  /// The folders that files lie in, made, each after the one that it is in.
  @discardableResult
  static func makeFolders(of files: [EvidencePack.File], in folder: String) throws(SystemFailure) -> [String]
  {
    var made: Set<String> = [""]
    for file in files {
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      // Ids that become paths are slugs, so a path that leads out of the run's folder is a fault of ours.
      precondition(!parts.contains { $0.isEmpty || $0 == ".." })
      for count in parts.indices.dropFirst() {
        let path = parts[..<count].joined(separator: "/")
        guard made.insert(path).inserted else { continue }
        try SystemFile.makeFolder("\(folder)/\(path)", mode: isRestricted(file.path) ? 0o700 : 0o755)
      }
    }
    return made.sorted().map { $0.isEmpty ? folder : "\(folder)/\($0)" }
  }

  private static func isRestricted(_ path: String) -> Bool { path.hasPrefix("restricted/") }
}

extension MadeFiles {
  /// The list of files that no manifest lists; nil where one of them is a manifest.
  static func marker(of files: [EvidencePack.File]) -> EvidencePack.File? {
    guard !files.contains(where: { $0.path == "manifest.json" }) else { return nil }
    let sorted = files.sorted { $0.path < $1.path }
    let digests = parallelMap(sorted.count) { SHA256.hexDigest(of: sorted[$0].stretches) }
    return EvidencePack.File(
      restricted: ".caretally.json", bytes: list(Array(zip(sorted.map(\.path), digests))))
  }
}
