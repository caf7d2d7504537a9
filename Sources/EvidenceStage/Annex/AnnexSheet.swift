import Artefacts
import Declarations
import Statistics

/// The annex as a sheet: a number where the cell is one, a text where it has its own year or a mark.
func annexSheet(_ annex: Annex, _ pack: PackContents) -> WorkbookModel.Sheet {
  let later = annex.years.indices.dropFirst()
  let newest = annex.years.count - 1
  func verdict(_ comparison: DisclosedComparison?) -> WorkbookModel.Cell {
    .text(comparison?.verdict?.rawValue ?? "[z]")
  }
  let rows = annex.rows.map { row -> [WorkbookModel.Cell] in
    var cells: [WorkbookModel.Cell] = [
      .text(Annex.words(row.objective)), .text(row.code), .text(row.title),
      .text(Annex.words(row.clientGroup)), .text(Wording.unit(row.measure.unit)),
      .text(row.measure.change == .relativePercent ? "per cent" : "difference"),
    ]
    cells += annex.columns.map { column in
      let cell = annex.cell(row, column, pack)
      return cell.number.map { .number($0) } ?? .text(cell.text)
    }
    cells += later.map { verdict(row.change($0)) }
    return cells + [verdict(row.compared(newest, annex.england))]
  }
  let heads =
    ["Objective", "Code", "Measure", "Client group", "Unit", "Compared as"]
    + annex.columns.map { annex.heading($0, areaName: pack.context.areaName) }
    + later.map {
      annex.years.count == 2 ? "Direction over the year" : "Direction over the year, \(annex.years[$0])"
    } + ["Direction against \(annex.england.name)"]
  return .init(
    name: "ASCOF_annex", title: "ASCOF comparison annex",
    lines: [
      oneTable, "\(annex.summary).",
      "A heading says the year of England's figures under it; a cell of another year says its own.",
    ],
    table: .init(
      name: "ascof_annex", heads: heads, rows: rows,
      widths: [24, 9, 60, 24, 12, 13] + [Int](repeating: 14, count: heads.count - 6)))
}
