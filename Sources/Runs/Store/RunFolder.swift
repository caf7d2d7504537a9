package import EvidenceStage
package import Findings
import Folders
package import FoundationEssentials
import Tables

/// The folder for a run's files. They are written beside it, synced, and moved into place, so that readers never see half
/// a run.
///
/// Only what CareTally wrote is ever replaced (`OutputGuard`).
package struct RunFolder: Sendable {
  package let url: URL
  /// Whether only the store writes there, so that its contents need no check.
  private let isStaging: Bool

  /// A link is followed: its target is replaced and the link stays.
  package init(_ path: String, isStaging: Bool = false) {
    let plain = SystemPath.plain(path)
    let isLink = FileKind(of: plain, followsLinks: false) == .link
    url = URL(filePath: isLink ? SystemPath.resolved(plain) : path, directoryHint: .isDirectory)
    self.isStaging = isStaging
  }

  private var parent: String { SystemPath.plain(url.deletingLastPathComponent().path) }

  /// Two runs into one folder write beside each other, and the later one replaces the earlier whole.
  var partial: String { CutOff.partial(of: SystemPath.plain(url.path)) }

  /// Makes the folder in which files are written before they are moved.
  ///
  /// - Returns: the parent folders that had to be made.
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

  /// Replaces the folder by these files. Those under `restricted/` are readable only by their owner.
  ///
  /// - Throws: `RUN-003` where it cannot be written, `RUN-050` where it has something that CareTally did not write. In
  ///   both cases its contents stay.
  package func replace(with files: [EvidencePack.File]) throws(Finding) {
    try replace(with: files) { () throws(SystemFailure) in
      try makePartial()
      return []
    }
  }

  /// As above, where some files are begun already.
  ///
  /// - Parameter finish: waits until the disk has those, and returns their paths. Their folder then exists.
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

  /// Moves a complete folder to a path, and then removes what was there before.
  ///
  /// - Parameter isGuarded: whether to check the old contents before, and again when nobody can reach them by name.
  static func put(_ folder: String, at path: String, isGuarded: Bool) throws {
    guard FileKind(of: path, followsLinks: false) != nil else {
      return try SystemFile.rename(folder, to: path)
    }
    if isGuarded { try OutputGuard.checkContent(path) }
    var old = folder
    if !SystemFile.exchange(folder, path) {
      // On disks that cannot swap folders (network shares, Windows drives) there is a moment without a folder.
      old = folder + ".old"
      try? FileManager.default.removeItem(atPath: old)
      try SystemFile.rename(path, to: old)
      try SystemFile.rename(folder, to: path)
    }
    if isGuarded, let foreign = MadeFiles.foreign(in: old) {
      // Somebody wrote into it while it was replaced, so it goes back.
      if old != folder { try SystemFile.rename(path, to: folder) }
      try old == folder ? swapBack(folder, path) : SystemFile.rename(old, to: path)
      throw OutputGuard.refusal(path, foreign)
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  private static func swapBack(_ folder: String, _ path: String) throws(SystemFailure) {
    guard SystemFile.exchange(folder, path) else { throw SystemFile.isThere(path) }
  }

  /// How many of the other files may be open at once: a process may have few.
  private static let mostOpen = min(64, SystemFile.mostOpen / 2)

  /// Writes files on all cores, and then waits for many at once, so that the disk takes them together.
  private static func write(
    _ all: [EvidencePack.File], in folder: String, except written: Set<String>
  ) throws(SystemFailure) {
    // Two files with one path come from faulty declarations, and neither replaces the other.
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
      // Every file that was begun is finished, whatever happened to others. Of several failures, that of the first file
      // is thrown.
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

  /// Writes a file and asks the disk to take it. The caller finishes the result.
  static func begin(_ file: EvidencePack.File, in folder: String) throws(SystemFailure) -> Int32 {
    let mode: UInt16 = isRestricted(file.path) ? 0o600 : 0o644
    return try SystemFile.begin(file.stretches, to: "\(folder)/\(file.path)", mode: mode)
  }

  /// Makes the folders of the files, parents first.
  @discardableResult
  static func makeFolders(of files: [EvidencePack.File], in folder: String) throws(SystemFailure) -> [String]
  {
    var made: Set<String> = [""]
    for file in files {
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      // Ids in paths are slugs, so a path that leaves the run's folder is our bug.
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
