package import EvidenceStage
package import Findings
package import FoundationEssentials
import Tables

/// Where a run's files go: written beside and synced, then moved into place, so that readers never see half a run.
package struct RunFolder: Sendable {
  package let url: URL

  package init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  private var parent: String { Self.plain(url.deletingLastPathComponent().path) }

  /// Two runs into one folder write beside each other, and the later takes its place whole.
  var partial: String {
    "\(parent)/\(partialPrefix)\(ProcessInfo.processInfo.processIdentifier)\(Self.partialSuffix)"
  }

  private var partialPrefix: String { ".\(url.lastPathComponent).\(SystemFile.host)." }
  private static let partialSuffix = ".partial"

  /// Makes the folder that files are written in before they are moved into place.
  ///
  /// - Returns: the folders above it that were not there.
  @discardableResult
  func makePartial() throws(SystemFailure) -> [String] {
    let made = try SystemFile.makeFolders(parent)
    removeWhatWasCutOff()
    try? FileManager.default.removeItem(atPath: partial)
    try SystemFile.makeFolder(partial)
    return made
  }

  /// Removes what runs of this machine left that were killed before their end: it holds records.
  private func removeWhatWasCutOff() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    where name.hasPrefix(partialPrefix) && name.hasSuffix(Self.partialSuffix) {
      guard let process = Int32(name.dropFirst(partialPrefix.count).dropLast(Self.partialSuffix.count)),
        process > 0, SystemFile.hasEnded(process)
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }

  /// Replaces the folder with these files; those under `restricted/` are readable by their owner alone.
  ///
  /// - Throws: `RUN-003` where it cannot be written; what was there before then still is.
  package func replace(with files: [EvidencePack.File]) throws(Finding) {
    try replace(with: files, ahead: nil)
  }

  /// The same where some of the files were begun already.
  func replace(with files: [EvidencePack.File], ahead: FilesAhead?) throws(Finding) {
    let path = Self.plain(url.path)
    do throws(SystemFailure) {
      if ahead == nil { try makePartial() }
      try Self.write(files, in: partial, ahead: ahead)
      try Self.put(partial, at: path)
      try SystemFile.sync(folder: parent)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw SystemFailure(path: path, code: error.code).finding
    }
  }

  /// Moves a complete folder to a path; what was there before is gone once the new one is in its place.
  static func put(_ folder: String, at path: String) throws(SystemFailure) {
    guard SystemFile.mark(of: path) != nil else { return try SystemFile.rename(folder, to: path) }
    if !SystemFile.exchange(folder, path) {
      // Disks that cannot swap (network shares, Windows drives) leave a moment without a folder.
      let old = folder + ".old"
      try? FileManager.default.removeItem(atPath: old)
      try SystemFile.rename(path, to: old)
      try SystemFile.rename(folder, to: path)
      try? FileManager.default.removeItem(atPath: old)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// So many of the files that were not begun ahead are open at once at most: a process may have few.
  private static let mostOpen = min(64, SystemFile.mostOpen / 2)

  /// Writes files on all cores, and then waits for many at once: the disk takes them together.
  private static func write(
    _ all: [EvidencePack.File], in folder: String, ahead: FilesAhead?
  ) throws(SystemFailure) {
    let written = try ahead?.finish() ?? []
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

  /// A path without a slash at its end.
  static func plain(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
