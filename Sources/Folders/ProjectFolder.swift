package import Findings
package import FoundationEssentials
package import Tables

/// The folder with `data/` and `pipelines/`. Declarations are read through it, in a fixed order.
package struct ProjectFolder: Sendable {
  package let root: URL

  /// - Throws: `RUN-001` where the folder has no `data/`.
  package init(_ path: String) throws(Finding) {
    root = URL(filePath: path, directoryHint: .isDirectory)
    guard Self.isFolder("\(root.path)/data") else {
      throw Finding(
        "RUN-001", "no data/ folder in '\(path)'",
        hint: "run caretally where data/ and pipelines/ are, or name that folder with --root")
    }
  }

  /// Every declaration under `data/` and `pipelines/`, by path.
  package func declarations() throws(Finding) -> [SourceText] {
    let paths = ["data", "pipelines"].flatMap { files(under: $0, ending: ".json") }
      // The example's answer key and extracts are not declarations.
      .filter { !$0.hasPrefix("data/examples/") }
    let read = parallelMap(paths.count) { index in
      Result { () throws(Finding) in SourceText(path: paths[index], bytes: try bytes(of: paths[index])) }
    }
    return try read.map { source throws(Finding) in try source.get() }
  }

  /// A reference table such as `data/areas/areas.csv`.
  package func table(_ path: String) throws(Finding) -> TextTable {
    try TextTable.read(try bytes(of: path), path: path)
  }

  /// The paths, relative to the root, of all files under a folder, sorted.
  package func files(under folder: String, ending: String = "") -> [String] {
    let base = "\(root.path)/\(folder)"
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: base) else { return [] }
    return names.filter { $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .filter { !Self.isFolder("\(base)/\($0)") }
      .map { "\(folder)/\($0)" }
      .sorted()
  }

  package func bytes(of path: String) throws(Finding) -> [UInt8] {
    guard let data = try PlainFile.bytesIfThere("\(root.path)/\(path)") else {
      throw Finding("RUN-002", "cannot read '\(path)'", hint: "check that it exists and may be read")
    }
    return data
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: Bool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return false }
    return isDirectory
  }
}
