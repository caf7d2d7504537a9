import Declarations
import FoundationEssentials
import Tables

/// The project's root, from where this file is.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

let projectRoot = root.path

/// The bytes of a committed file, by its path from the project's root.
func committed(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: root.appending(path: path)))
}

func committedTable(_ path: String) throws -> TextTable {
  try TextTable.read(try committed(path), path: path)
}

func committedAreas() throws -> Areas { Areas.read(try committedTable("data/areas/areas.csv")).areas }

/// Writes a file of the project, making its folder.
func write(_ bytes: [UInt8], to path: String) throws {
  let url = root.appending(path: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: url)
}

/// Every file of a folder under the root whose name ends so, by path from the root, sorted.
func files(under folder: String, ending suffix: String) throws -> [String] {
  let base = root.appending(path: folder).path
  return try FileManager.default.subpathsOfDirectory(atPath: base)
    .filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
}
