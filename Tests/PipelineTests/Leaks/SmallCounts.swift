import Findings
import Tables

/// The plain search: a cell of a table that counts cases and holds a number too small to be printed.
extension PublicTree {
  /// Counts from 1 to 7 are hidden for anybody.
  private static let hidden = 1...7

  func smallCounts() throws -> [String] {
    try files.sorted { $0.key < $1.key }.flatMap { path, bytes -> [String] in
      let tables =
        switch path.split(separator: ".").last {
        case "csv": [try Self.table(ofCSV: bytes, path)]
        case "html": Self.tables(ofHTML: String(decoding: bytes, as: UTF8.self))
        case "xlsx": try Self.texts(of: bytes, path).flatMap(Self.tables(ofSheet:))
        default: [[[String]]]()
        }
      return tables.flatMap { Self.smallCounts(in: $0).map { "\(path): \($0)" } }
    }
  }

  /// - Parameter table: its rows, the headings first.
  static func smallCounts(in table: [[String]]) -> [String] {
    guard let heads = table.first else { return [] }
    let unit = heads.firstIndex { $0.lowercased() == "unit" }
    return table.dropFirst().flatMap { row -> [String] in
      heads.indices.filter { column in
        let isOfNumber = unit.map { $0 < row.count && ["count", "number"].contains(row[$0]) } ?? false
        return column < row.count && counts(heads[column], rowIsOfNumber: isOfNumber) && isSmall(row[column])
      }.map { "\(heads[$0]) \(row[$0])" }
    }
  }

  private static func counts(_ head: String, rowIsOfNumber: Bool) -> Bool {
    let head = head.lowercased()
    if [
      "numerator", "denominator", "records", "cases", "excluded", "remaining", "left", "(number)", "accepted",
      "found",
    ]
    .contains(where: head.contains) {
      return !head.contains("standard")
    }
    return rowIsOfNumber && (head.hasSuffix("value") || head == "period: value")
  }

  private static func isSmall(_ cell: String) -> Bool { Int(cell).map(hidden.contains) ?? false }

  private static func table(ofCSV bytes: [UInt8], _ path: String) throws -> [[String]] {
    let table = try TextTable.read(bytes, path: path)
    return [table.header] + table.rows.map(\.cells)
  }

  /// The text of every cell up to its first line break.
  static func tables(ofHTML text: String) -> [[[String]]] {
    text.split(separator: "<table>").dropFirst().map { table in
      table.split(separator: "</table>")[0].split(separator: "<tr").dropFirst().map { row in
        row.replacing("<th", with: "<td").split(separator: "<td").dropFirst().map { cell in
          words(of: cell.drop { $0 != ">" }.dropFirst().split(separator: "<br>").first ?? "")
        }
      }
    }
  }

  private static func tables(ofSheet text: String) -> [[[String]]] {
    let rows = text.split(separator: "<row ").dropFirst().map { row in
      row.split(separator: "<c ").dropFirst().map { words(of: $0.drop { $0 != ">" }.dropFirst()) }
    }
    // The title and the lines above a table have one cell.
    return [Array(rows.drop { $0.count < 2 })]
  }

  /// What is outside of marks.
  private static func words(of marked: Substring) -> String {
    var out = ""
    var isMark = false
    for character in marked {
      if character == "<" { isMark = true }
      if !isMark, character != "," { out.append(character) }
      if character == ">" { isMark = false }
    }
    return out
  }
}
