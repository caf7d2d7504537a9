import Declarations
import Findings
import FoundationEssentials
package import Periods
import Synthesis
import Tables

/// Writes the JSON Schemas of every kind of declaration; returns the paths written.
package func writeSchemas(to folder: String) throws -> [String] {
  try write(JSONSchema.schemas().map { ("\($0.name).schema.json", Array($0.text.utf8)) }, to: folder)
}

/// Writes every measure in words; returns the path written.
package func writeMeasures(to path: String, in workspace: Workspace) throws -> [String] {
  try write([(path, Array(measurePage(in: workspace).utf8))], to: ".")
}

/// Builds the comparators and populations from a folder of publishers' tables; returns the paths written.
package func writeComparators(from folder: String, to root: String) throws -> [String] {
  let names: [String]
  do {
    names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  } catch {
    throw Finding("FILE-001", "no folder '\(folder)'", hint: "name the folder of the publishers' tables")
  }
  var files: [String: [UInt8]] = [:]
  for name in names where name.hasSuffix(".csv") {
    files[name] = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
  }
  return try write(importComparators(from: files).map { ($0.path, $0.bytes) }, to: root)
}

/// Writes an invented council's extracts and their answer key; returns the paths written.
package func writeSyntheticCouncil(
  seed: UInt64, people: Int, asOf day: Day, faultsPerMille: Int, to folder: String, root: String
) throws -> [String] {
  let table = try ProjectFolder(root).table("data/calendars/england-bank-holidays.csv")
  let council = SyntheticCouncil(
    seed: seed, people: people, asOf: day,
    holidays: table.rows.compactMap { $0.cells.first.flatMap { Day(iso: $0) } },
    faults: faultsPerMille == 0 ? .none : .perMille(faultsPerMille))
  return try write(council.files(), to: folder)
}

private func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws -> [String] {
  let base = URL(filePath: folder, directoryHint: .isDirectory)
  return try files.map { file in
    let target = base.appending(path: file.path)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: target)
    } catch {
      throw Finding("RUN-003", "cannot write '\(target.path)'", hint: "check that the folder may be written")
    }
    return target.path
  }
}
