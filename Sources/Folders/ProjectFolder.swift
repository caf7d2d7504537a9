package import Findings
package import FoundationEssentials
package import Tables

/// The folder with `data/` and `pipelines/`, and the council's own laid over it. Declarations are read through it, in a fixed
/// order.
package struct ProjectFolder: Sendable {
  package let root: URL
  package let council: CouncilFolder?
  package var path: String { root.path }

  /// - Throws: `RUN-001` where the folder has no `data/`.
  package init(_ path: String, council: CouncilFolder? = nil) throws(Finding) {
    root = URL(filePath: path, directoryHint: .isDirectory)
    self.council = council
    guard Self.isFolder("\(root.path)/data") else {
      throw Finding(
        "RUN-001", "no data/ folder in '\(path)'",
        hint: "run caretally where data/ and pipelines/ are, or name that folder with --root")
    }
  }

  /// Every declaration under `data/` and `pipelines/` of both folders, by path.
  package func declarations() throws(Finding) -> [SourceText] {
    let shipped = Self.declarations(in: root.path).map { (owner: String?.none, path: $0) }
    // A council's settings can also stand in the shipped folder itself.
    let own = council.flatMap { council in
      SystemPath.isSame(council.path, root.path)
        ? nil : Self.declarations(in: council.path).map { (owner: Optional(council.path), path: $0) }
    }
    let paths = shipped + (own ?? [])
    let settings = council.map { [$0.source] } ?? []
    let read = parallelMap(paths.count) { index in
      Result { () throws(Finding) in
        let (owner, path) = paths[index]
        return SourceText(path: path, of: owner, bytes: try Self.bytes(of: path, in: owner ?? root.path))
      }
    }
    return settings + (try read.map { source throws(Finding) in try source.get() })
  }

  private static func declarations(in folder: String) -> [String] {
    ["data", "pipelines"].flatMap { files(under: $0, of: folder, ending: ".json") }
      // The example's answer key and extracts are not declarations.
      .filter { !$0.hasPrefix("data/examples/") }
  }

  /// A reference table such as `data/areas/areas.csv`.
  package func table(_ path: String) throws(Finding) -> TextTable {
    try TextTable.read(try bytes(of: path), path: path)
  }

  /// The table beside a note, as `data/populations/adults.csv` is beside `adults.json`.
  package func table(beside note: SourceText) throws(Finding) -> TextTable {
    try TextTable.read(try bytes(beside: note), path: Self.table(note.path))
  }

  package func bytes(beside note: SourceText) throws(Finding) -> [UInt8] {
    let folder = note.isCouncils ? council?.path ?? "." : root.path
    return try Self.bytes(of: Self.table(note.place), in: folder)
  }

  /// The path of the table beside a note.
  package static func table(_ note: String) -> String {
    note.hasSuffix(".json") ? note.dropLast(5) + ".csv" : note
  }

  /// A line for each table of both folders, with its digest, sorted by path.
  package func tableDigests() throws(Finding) -> [String] {
    var lines: [String] = []
    for (name, folder) in [("", root.path)] + (council.map { [("council/", $0.path)] } ?? []) {
      for path in Self.files(under: "data", of: folder, ending: ".csv")
      where !path.hasPrefix("data/examples/") {
        lines.append("\(name)\(path) \(SHA256.hexDigest(of: try Self.bytes(of: path, in: folder)))")
      }
    }
    return lines
  }

  /// The paths, relative to a root, of all files under a folder of it, sorted.
  private static func files(under folder: String, of root: String, ending: String) -> [String] {
    // Foundation does not look into a folder that is a symbolic link.
    let base = URL(filePath: "\(root)/\(folder)").resolvingSymlinksInPath().path
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: base) else { return [] }
    return names.filter { $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .filter { !Self.isFolder("\(base)/\($0)") }
      .map { "\(folder)/\($0)" }
      .sorted()
  }

  package func bytes(of path: String) throws(Finding) -> [UInt8] { try Self.bytes(of: path, in: root.path) }

  private static func bytes(of path: String, in root: String) throws(Finding) -> [UInt8] {
    guard let data = try PlainFile.bytesIfThere("\(root)/\(path)") else {
      throw Finding("RUN-002", "cannot read '\(path)'", hint: "check that it exists and may be read")
    }
    return data
  }

  /// Whether there is a folder at a path.
  package static func isFolder(_ path: String) -> Bool {
    var isDirectory: Bool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return false }
    return isDirectory
  }
}
