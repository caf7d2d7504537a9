import FoundationEssentials

/// Temporary files and folders, written beside their final place, and what is left of them when a process is killed.
package enum CutOff {
  private static let suffix = ".partial"

  /// Hidden, beside it, and named after this process.
  package static func partial(of path: String) -> String {
    let (folder, prefix) = place(of: path)
    return "\(folder)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)\(suffix)"
  }

  /// Removes what killed processes of this machine left: it may have records.
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
