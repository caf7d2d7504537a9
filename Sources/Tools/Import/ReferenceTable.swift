import Findings
import Runs
import Statistics
import Tables

/// A table of published figures as it was fetched, before anything is put straight.
struct ReferenceTable {
  let path: String
  let records: [ReferenceRecord]

  /// Reads one file of the folder; it must be there and have the columns.
  init(_ name: String, in folder: [String: [UInt8]], columns: [String]) throws(Finding) {
    guard let bytes = folder[name] else {
      throw Finding(
        "FILE-301", effect: .refusesFile, "the reference folder has no '\(name)'",
        hint: "fetch it again, or point the command at the folder that holds it",
        location: Location(path: name))
    }
    let table = try TextTable.read(bytes, path: name)
    for column in columns where table.column(column) == nil {
      throw Finding(
        "FILE-302", effect: .refusesFile, "there is no column '\(column)'",
        hint: suggestion(for: column, in: table.header),
        location: Location(path: name, line: 1))
    }
    path = name
    let header = table.header
    records = table.rows.map { row in
      let cells = Dictionary(uniqueKeysWithValues: zip(header, row.cells))
      return ReferenceRecord(cells: cells, place: Location(path: name, line: row.line))
    }
  }
}

/// One line of a reference table, by column.
struct ReferenceRecord {
  let cells: [String: String]
  let place: Location

  /// The cell without spaces around it, the non-breaking ones too that ONS leaves after some names.
  ///
  /// Empty where there is no such column.
  subscript(_ column: String) -> String {
    var text = (cells[column] ?? "")[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// A published number written one way: `71` and `71.0` are both `71.0` to one place.
  ///
  /// Without `places` the number keeps the places it was printed with. Throws FILE-303 where digits would be
  /// lost.
  func number(_ column: String, places: Int? = nil) throws(Finding) -> String {
    guard let value = FixedPoint(self[column]) else {
      throw wrong("FILE-303", "'\(self[column])' in '\(column)' is not a number")
    }
    guard let places else { return value.description }
    guard let written = value.rounded(to: places), written.fraction.isSame(as: value.fraction) else {
      throw wrong("FILE-303", "'\(self[column])' in '\(column)' has more than \(places) decimal places")
    }
    return written.description
  }

  func wrong(_ code: FindingCode, _ message: String) -> Finding {
    Finding(
      code, effect: .refusesFile, message, hint: "compare the line with the publication", location: place)
  }
}

extension Fraction {
  fileprivate func isSame(as other: Fraction) -> Bool {
    isLess(than: other) == false && other.isLess(than: self) == false
  }
}
