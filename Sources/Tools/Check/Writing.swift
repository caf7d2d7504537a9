import Declarations
import Findings
import Folders
import FoundationEssentials
package import Runs
import Tables

/// Writes the JSON Schemas of all kinds of declaration. Returns the paths.
package func writeSchemas(to folder: String) throws -> [String] {
  let files = try JSONSchema.schemas().map { ("\(folder)/\($0.name).schema.json", Array($0.text.utf8)) }
  for (path, _) in files { try OutputFile.check(path, for: .schema) }
  do throws(SystemFailure) { try SystemFile.makeFolders(SystemPath.plain(folder)) } catch {
    throw error.finding
  }
  for (path, bytes) in files { try OutputFile.write(bytes, to: path, as: .schema) }
  return files.map(\.0)
}

/// Writes every measure in words. Returns the path.
package func writeMeasures(to path: String, in workspace: Workspace) throws -> [String] {
  try OutputFile.write(Array(measurePage(in: workspace).utf8), to: path, as: .measures)
  return [path]
}

/// Builds the comparators and populations from a folder of publishers' tables. Returns the paths.
package func writeComparators(from folder: String, to root: String) throws -> [String] {
  let names: [String]
  do {
    names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  } catch {
    throw Finding("FILE-001", "no folder '\(folder)'", hint: "name the folder of the publishers' tables")
  }
  var files: [String: [UInt8]] = [:]
  for name in names where name.hasSuffix(".csv") {
    files[name] = try PlainFile.bytes("\(SystemPath.plain(folder))/\(name)")
  }
  let (areas, wrong) = Areas.read(try ProjectFolder(root).table("data/areas/areas.csv"))
  if let first = wrong.first(where: { $0.severity == .error }) { throw first }
  return try SharedFolder(folder: SystemPath.plain(root), list: "data/\(MadeFiles.sharedMarker)")
    .write(importComparators(from: files, as: areas).map { ($0.path, $0.bytes) })
}
