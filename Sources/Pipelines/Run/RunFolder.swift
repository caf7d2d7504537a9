package import Artefacts
package import Findings
package import FoundationEssentials

/// Where a run's files go: written beside, then moved into place, so that readers never see half a run.
package struct RunFolder: Sendable {
  package let url: URL

  package init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  /// Replaces the folder with these files; those under `restricted/` are readable by their owner alone.
  ///
  /// - Throws: `RUN-003` where it cannot be written; what was there before then still is.
  package func replace(with files: [EvidencePack.File]) throws(Finding) {
    let parent = url.deletingLastPathComponent()
    let partial = parent.appending(path: ".\(url.lastPathComponent).partial", directoryHint: .isDirectory)
    let old = parent.appending(path: ".\(url.lastPathComponent).old", directoryHint: .isDirectory)
    do {
      let manager = FileManager.default
      for leftover in [partial, old] where manager.fileExists(atPath: leftover.path) {
        try manager.removeItem(at: leftover)
      }
      for file in files { try write(file, in: partial) }
      if manager.fileExists(atPath: url.path) { try manager.moveItem(at: url, to: old) }
      try manager.moveItem(at: partial, to: url)
      if manager.fileExists(atPath: old.path) { try manager.removeItem(at: old) }
    } catch {
      throw Finding(
        "RUN-003", "cannot write the run to '\(url.path)'",
        hint: "check that the folder above may be written and the disk is not full")
    }
  }

  private func write(_ file: EvidencePack.File, in folder: URL) throws {
    let manager = FileManager.default
    let target = folder.appending(path: file.path)
    let isRestricted = file.path.hasPrefix("restricted/")
    try manager.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: isRestricted ? [.posixPermissions: 0o700] : nil)
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: isRestricted ? 0o600 : 0o644]
    guard manager.createFile(atPath: target.path, contents: Data(file.bytes), attributes: attributes) else {
      throw CocoaError(.fileWriteUnknown)
    }
  }
}
