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
      try Self.write(files, in: partial)
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

  /// So many files are open at once at most: a process may have few.
  private static let mostOpen = 64

  /// Writes files on all cores, and then waits for each: the disk takes the others meanwhile.
  private static func write(_ files: [EvidencePack.File], in folder: String) throws(SystemFailure) {
    let folders = try makeFolders(of: files, in: folder)
    for start in stride(from: 0, to: files.count, by: mostOpen) {
      let some = Array(files[start..<min(start + mostOpen, files.count)])
      let begun = parallelMap(some.count) { index in
        Result { () throws(SystemFailure) in
          let mode: UInt16 = isRestricted(some[index].path) ? 0o600 : 0o644
          return try SystemFile.begin(some[index].stretches, to: "\(folder)/\(some[index].path)", mode: mode)
        }
      }
      // Every file that was begun is finished, whatever became of the others; of several failures the first file's is told.
      let finished = parallelMap(some.count) { index in
        Result { () throws(SystemFailure) in
          try SystemFile.finish(try begun[index].get(), "\(folder)/\(some[index].path)")
        }
      }
      for result in finished { try result.get() }
    }
    for path in folders { try SystemFile.sync(folder: path) }
  }

  /// The folders that files lie in, made, each after the one that it is in.
  private static func makeFolders(
    of files: [EvidencePack.File], in folder: String
  ) throws(SystemFailure) -> [String] {
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
