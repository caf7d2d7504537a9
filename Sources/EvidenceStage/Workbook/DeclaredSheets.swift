import Artefacts
import Declarations
import Statistics

/// A declared table as a sheet: numbers as numbers, with their units in headings or a column of their own.
func declaredSheet(_ table: LaidTable, _ pack: PackContents) -> WorkbookModel.Sheet {
  func unit(_ cell: TableCell) -> String? {
    cell.reading.flatMap { pack.measure($0.measure) }.map { Wording.unit($0.unit) }
  }
  let units = table.headings.indices.map { column in
    Set(table.rows.compactMap { $0.cells.indices.contains(column) ? unit($0.cells[column]) : nil })
  }
  let isMixed = units.contains { $0.count > 1 }
  var heads = zip(table.headings, units).map { heading, units -> String in
    guard !isMixed, units.count == 1, let only = units.first, only != Wording.unit(.count) else {
      return heading.title
    }
    return heading.title.contains("(\(only))") ? heading.title : "\(heading.title) (\(only))"
  }
  var rows = table.rows.map { $0.cells.map(held) }
  // The last first, so that positions do not shift.
  for column in table.headings.indices.reversed() where table.hasNotes(column) {
    heads.insert("\(table.headings[column].title): note", at: column + 1)
    for (index, row) in table.rows.enumerated() {
      rows[index].insert(.text(row.cells[column].beside ?? "[z]"), at: column + 1)
    }
  }
  if isMixed {
    heads.insert("Unit", at: 1)
    for (index, row) in table.rows.enumerated() {
      rows[index].insert(.text(row.cells.compactMap(unit).first ?? "[z]"), at: 1)
    }
  }
  if rows.isEmpty { rows = [[.text(table.emptyWords)] + heads.dropFirst().map { _ in "[z]" }] }
  let hasDifferences = table.rows.contains { $0.cells.contains { $0.number != nil && $0.mark != nil } }
  let verdicts =
    hasDifferences ? ["Whether a difference is better or worse is in the sheet of the measure's family."] : []
  return .init(
    name: sheetName("table_\(table.id)"), title: table.title, lines: [oneTable] + table.notes + verdicts,
    table: .init(
      name: "declared_\(table.id)", heads: heads, rows: rows,
      widths: heads.indices.map { $0 == 0 ? 50 : 18 }))
}

/// A cell's value in a workbook: a number even where the page adds a unit; none is blank.
private func held(_ cell: TableCell) -> WorkbookModel.Cell {
  if cell.saysPeriod { return .text(cell.text) }
  let plain = cell.text.hasSuffix("%") ? cell.text.dropLast() : cell.text[...]
  if let number = cell.number ?? FixedPoint(plain) { return .number(number) }
  return .text(cell.text.isEmpty ? "[z]" : cell.text)
}
