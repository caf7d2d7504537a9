package import Findings
package import FoundationEssentials
package import Tables

/// The folder that holds `data/` and `pipelines/`; everything declared is read through it, in one order.
package struct ProjectFolder: Sendable {
  package let root: URL

  /// - Throws: `RUN-001` where the folder has no `data/` in it.
  package init(_ path: String) throws(Finding) {
    root = URL(filePath: path, directoryHint: .isDirectory)
    guard Self.isFolder(root.appending(path: "data")) else {
      throw Finding(
        "RUN-001", "no data/ folder in '\(path)'",
        hint: "run caretally where data/ and pipelines/ are, or name that folder with --root")
    }
  }

  /// Every declaration under `data/` and `pipelines/`, by path.
  package func declarations() throws(Finding) -> [SourceText] {
    var sources: [SourceText] = []
    for folder in ["data", "pipelines"] {
      for path in files(under: folder) where path.hasSuffix(".json") {
        // The example's answer key and extracts are data about data, not declarations.
        guard !path.hasPrefix("data/examples/") else { continue }
        sources.append(SourceText(path: path, bytes: try bytes(of: path)))
      }
    }
    return sources
  }

  /// A reference table such as `data/areas/areas.csv`.
  package func table(_ path: String) throws(Finding) -> TextTable {
    try TextTable.read(try bytes(of: path), path: path)
  }

  /// The paths, relative to the root, of all files under a folder, sorted.
  package func files(under folder: String) -> [String] {
    let base = root.appending(path: folder)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: base.path) else { return [] }
    return names.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { "\(folder)/\($0)" }
      .filter { !Self.isFolder(root.appending(path: $0)) }
      .sorted()
  }

  package func bytes(of path: String) throws(Finding) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: root.appending(path: path)))
    } catch {
      throw Finding("RUN-002", "cannot read '\(path)'", hint: "check that it exists and may be read")
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isDirectory: Bool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else { return false }
    return isDirectory
  }
}
