package import Artefacts
package import Findings
package import FoundationEssentials
import Tables

/// Where a run's files go: written beside and synced, then moved into place, so that readers never see half a run.
package struct RunFolder: Sendable {
  package let url: URL

  package init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  /// Replaces the folder with these files; those under `restricted/` are readable by their owner alone.
  ///
  /// - Throws: `RUN-003` where it cannot be written; what was there before then still is.
  package func replace(with files: [EvidencePack.File]) throws(Finding) {
    let path = Self.plain(url.path)
    let parent = Self.plain(url.deletingLastPathComponent().path)
    // Two runs into one folder write beside each other, and the later takes its place whole.
    let partial = "\(parent)/.\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).partial"
    do throws(SystemFailure) {
      try SystemFile.makeFolders(parent)
      try? FileManager.default.removeItem(atPath: partial)
      try SystemFile.makeFolder(partial)
      try Self.makeFolders(of: files, in: partial)
      // Each file is waited for until the disk has it, so that waiting for several at once takes less.
      let failures = parallelMap(files.count) { index -> SystemFailure? in
        do throws(SystemFailure) {
          try Self.write(files[index], in: partial)
          return nil
        } catch { return error }
      }
      if let failure = failures.compactMap(\.self).first { throw failure }
      try Self.syncFolders(of: files, in: partial)
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

  private static func makeFolders(
    of files: [EvidencePack.File], in folder: String
  ) throws(SystemFailure) {
    var made: Set<String> = []
    for file in files {
      // Ids that become paths are slugs, so a path that leads out of the run's folder is a fault of ours.
      precondition(
        !file.path.split(separator: "/", omittingEmptySubsequences: false).contains {
          $0.isEmpty || $0 == ".."
        }
      )
      var parent = folder
      for part in file.path.split(separator: "/").dropLast() {
        parent += "/\(part)"
        guard made.insert(parent).inserted else { continue }
        try SystemFile.makeFolder(parent, mode: isRestricted(file) ? 0o700 : 0o755)
      }
    }
  }

  private static func isRestricted(_ file: EvidencePack.File) -> Bool { file.path.hasPrefix("restricted/") }

  private static func write(_ file: EvidencePack.File, in folder: String) throws(SystemFailure) {
    try SystemFile.write(file.bytes, to: "\(folder)/\(file.path)", mode: isRestricted(file) ? 0o600 : 0o644)
  }

  private static func syncFolders(of files: [EvidencePack.File], in folder: String) throws(SystemFailure) {
    var folders: Set<String> = [folder]
    for file in files {
      let parts = file.path.split(separator: "/").dropLast()
      for count in parts.indices { folders.insert("\(folder)/" + parts[...count].joined(separator: "/")) }
    }
    for path in folders.sorted() { try SystemFile.sync(folder: path) }
  }

  /// A path without a slash at its end.
  static func plain(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
