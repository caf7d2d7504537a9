import Findings
import Tables

/// The columns a reference file must have, found once, with a finding for each that is absent.
struct ReferenceColumns {
  let table: TextTable
  /// A few columns, asked for in every row: comparing names takes less than hashing one.
  private let places: [(name: String, place: Int)]

  /// Nil, with findings, where a column is absent.
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

  /// Where a column stands in every row; for tables of so many rows that looking its name up in each is felt.
  func place(_ name: String) -> Int { places.first { $0.name == name }?.place ?? -1 }

  /// As `cell`, with nil for an empty one.
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
