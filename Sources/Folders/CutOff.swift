import FoundationEssentials

/// What a process writes beside a file or folder before it is moved there, and what is left of it when the process is killed.
package enum CutOff {
  private static let suffix = ".partial"

  /// Hidden, beside it, and of this process alone.
  package static func partial(of path: String) -> String {
    let (folder, prefix) = place(of: path)
    return "\(folder)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)\(suffix)"
  }

  /// Removes what processes of this machine left that were killed before their end: it may hold records.
  package static func remove(beside path: String) {
    let (folder, prefix) = place(of: path)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      guard let process = Int32(name.dropFirst(prefix.count).dropLast(suffix.count)),
        process > 0, SystemFile.hasEnded(process)
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private static func place(of path: String) -> (folder: String, prefix: String) {
    let url = URL(filePath: path)
    let folder = SystemPath.plain(url.deletingLastPathComponent().path)
    return (folder, ".\(url.lastPathComponent).\(SystemFile.host).")
  }
}
