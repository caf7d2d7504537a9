import Findings
import Periods
import Tables
import TestKit

/// One extract's lines as a test changes and compares them; no stage of the pipeline reads them.
struct Rows {
  struct Row {
    var cells: [String]
    var id: String
    var by: Day?
    var isOpen: Bool
    var team: String
    /// `2026-10`
    var month: String? { by.map { String($0.description.prefix(7)) } }
  }

  let shape: RunRuleTests.Shape
  let header: [String]
  var rows: [Row]

  init(_ bytes: [UInt8], _ shape: RunRuleTests.Shape) throws {
    let table = try TextTable.read(bytes, path: "e.csv")
    self.shape = shape
    header = table.header
    rows = []
    let columns = self.columns
    rows = table.rows.map { Self.row($0.cells, columns) }
  }

  private typealias Columns = (id: Int, by: Int, ends: [Int], team: Int)
  private var columns: Columns {
    func place(_ name: String) -> Int { header.firstIndex { $0.hasSuffix(name) } ?? -1 }
    return (place(shape.id), place(shape.by), shape.ends.map(place), place(shape.team))
  }

  private static func row(_ cells: [String], _ columns: Columns) -> Row {
    Row(
      cells: cells, id: cells[columns.id], by: day(cells[columns.by]),
      isOpen: columns.ends.allSatisfy { cells[$0].isEmpty }, team: cells[columns.team])
  }

  /// `2026-10-31` or `31/10/2026`, with or without a time.
  private static func day(_ text: String) -> Day? {
    let date = text.prefix(10)
    let parts = date.split(separator: "/")
    return parts.count == 3 ? Day(iso: "\(parts[2])-\(parts[1])-\(parts[0])") : Day(iso: date)
  }

  /// Every cell in quotes, one record a line.
  var bytes: [UInt8] {
    let lines = [header] + rows.map(\.cells)
    // "\r\n" is one character.
    let onOneLine = lines.map { cells in
      cells.map { cell in
        let text = String(cell.map { $0.isNewline ? " " : $0 })
        return "\"\(text.replacing("\"", with: "\"\""))\""
      }
    }
    return Array(onOneLine.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
  }

  /// The extract with months gone or thinned, open cases deleted, late entries, and teams never seen.
  func changed(share: Int, before day: Day, _ generator: inout Seeded) -> Rows {
    var out = self
    func happens() -> Bool { Int.random(in: 0..<1000, using: &generator) < share }
    let months = Dictionary(grouping: rows) { $0.month ?? "" }.mapValues(\.count)
    var left: [String: Int] = [:]
    let recent = months.filter { !$0.key.isEmpty && $0.key > (day - 600).description }
    for (month, count) in recent.sorted(by: { $0.key < $1.key }) where count >= 5 {
      // One month of each kind in any case.
      let isFirst = !left.values.contains(0) || (count >= 20 && !left.values.contains { $0 > 0 })
      guard happens() || isFirst else { continue }
      left[month] = left.values.contains(0) && count >= 20 ? count / 4 : 0
    }
    var deletesOpen = true
    out.rows = []
    for row in rows {
      if let month = row.month, let some = left[month] {
        guard some > 0 else { continue }
        left[month] = some - 1
      }
      if row.isOpen, deletesOpen || happens() {
        deletesOpen = false
        continue
      }
      out.rows.append(row)
    }
    let columns = columns
    for number in 0..<max(1, rows.count * share / 10_000) {
      guard var cells = rows.randomElement(using: &generator)?.cells else { break }
      cells[columns.id] = "LATE\(number)"
      let late = (day - Int.random(in: 0...500, using: &generator)).description
      cells[columns.by] =
        cells[columns.by].contains("/") ? late.split(separator: "-").reversed().joined(separator: "/") : late
      cells[columns.team] = number % 3 == 0 ? "A team never seen \(number % 2)" : cells[columns.team]
      out.rows.append(Self.row(cells, columns))
    }
    return out
  }

  /// What the five rules say of this extract and the next, by the words of docs/quality.md and of the rules.
  func differences(to after: Rows, lastDay: Day) -> Set<String> {
    var out: Set<String> = []
    let was = Dictionary(grouping: rows.compactMap(\.month)) { $0 }.mapValues(\.count)
    let isNow = Dictionary(grouping: after.rows.compactMap(\.month)) { $0 }.mapValues(\.count)
    let newest = String(lastDay.description.prefix(7))
    let oldest = String(lastDay.adding(months: -24).description.prefix(7))
    for (month, count) in was where month < newest && month >= oldest {
      let left = isNow[month] ?? 0
      if left == 0, count >= 5 { out.insert("\(shape.code(1)) \(month)") }
      if left > 0, count >= 20, left * 2 < count { out.insert("\(shape.code(0)) \(month)") }
    }
    let ids = Set(after.rows.map(\.id))
    let vanished = rows.count { $0.isOpen && !ids.contains($0.id) }
    if vanished > 0 { out.insert("\(shape.code(2)) \(vanished)") }
    let known = Set(rows.map(\.id))
    let teams = Set(rows.map(\.team))
    for (line, row) in after.rows.enumerated() {
      if let by = row.by, by >= lastDay - 366, by < lastDay - 31, !known.contains(row.id) {
        out.insert("\(shape.code(3)) line \(line + 2)")
      }
      if !row.team.isEmpty, !teams.contains(row.team) { out.insert("\(shape.code(4)) line \(line + 2)") }
    }
    return out
  }
}
