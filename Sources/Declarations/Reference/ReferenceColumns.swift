import Findings
import Tables

/// The columns that a reference file must have, with a finding for each that is absent.
struct ReferenceColumns {
  let table: TextTable
  /// Looked up in every row. For a few columns, comparing names is faster than hashing.
  private let places: [(name: String, place: Int)]

  /// nil, with findings, where a column is absent.
  init?(
    of table: TextTable, needing names: [String], optional: [String] = [], code: FindingCode,
    findings: inout [Finding]
  ) {
    self.table = table
    var places: [(name: String, place: Int)] = []
    for name in names + optional {
      if let place = table.column(name) { places.append((name, place)) }
    }
    self.places = places
    let absent = names.filter { table.column($0) == nil }
    for name in absent {
      let hint = nearest(name, in: table.header).map { "is '\($0)' meant to be '\(name)'?" }
      findings.append(
        Finding(
          code, effect: .refusesFile, "the header has no column '\(name)'",
          hint: hint ?? "the columns are \(names.joined(separator: ", "))",
          location: Location(path: table.path, line: 1)))
    }
    if !absent.isEmpty { return nil }
  }

  func cell(_ name: String, of row: TextTable.Row) -> String {
    for column in places where column.name == name { return row.cells[column.place] }
    return ""
  }

  /// The position of a column, for tables so long that looking it up by name in every row would be slow.
  func place(_ name: String) -> Int { places.first { $0.name == name }?.place ?? -1 }

  /// As `cell`, but nil for an empty one.
  func filled(_ name: String, of row: TextTable.Row) -> String? {
    let text = cell(name, of: row)
    return text.isEmpty ? nil : text
  }

  func finding(_ code: FindingCode, _ row: TextTable.Row, _ message: String, hint: String, field: String)
    -> Finding
  {
    Finding(
      code, effect: .refusesRecord, message, hint: hint, location: Location(path: table.path, line: row.line),
      field: field)
  }
}
