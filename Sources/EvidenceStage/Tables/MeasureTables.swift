import Artefacts
import Declarations
import Periods
import Statistics

/// One row for each measure, with the declared columns.
func measuresTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let columns = table.plan.columns ?? []
  func period(_ column: TablePlan.Column) -> ReportingPeriod.Kind? {
    kind(column.period) ?? kind(table.plan.period)
  }
  let rows = measureRows(table, index, over: columns.map(period)) { id, origin in
    columns.map { column in
      let reading = index.reading(id, over: period(column), origin: origin)
      if let fixed = column.period(asOf: index.asOf) {
        return index.cell(
          column.show, of: id, at: fixed, now: reading?.value, stated: table.plan.change?[id])
      }
      return index.cell(column.show ?? .value, of: reading, stated: table.plan.change?[id])
    }
  }
  let headings = columns.map { LaidTable.Heading($0) }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title, notes: [table.plan.note].compactMap(\.self),
    headings: [.init(title: "Measure")] + headings, rows: rows)
}

/// One row for each measure: value and date, a year before, change with its unit, arrow.
func tilesTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let shown: [TablePlan.Show] = [.value, .period, .yearBefore, .changeOnYear, .direction]
  let titles = ["Value", "Date", "A year before", "Change", "Direction"]
  let rows = measureRows(table, index, over: [kind(table.plan.period)]) { id, origin in
    let reading = index.reading(id, over: kind(table.plan.period), origin: origin)
    return shown.map { index.cell($0, of: reading, stated: table.plan.change?[id]) }
  }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title, notes: [table.plan.note].compactMap(\.self),
    headings: [.init(title: "Measure")]
      + zip(titles, shown).map { LaidTable.Heading(title: $0, isNumeric: $1.isNumeric) },
    rows: rows)
}

/// One row for each measure; two for one that was both counted and published.
private func measureRows(
  _ table: DeclaredTable, _ index: ReadingIndex, over kinds: [ReportingPeriod.Kind?],
  _ cells: (_ id: String, _ origin: Reading.Origin?) -> [TableCell]
) -> [LaidTable.Row] {
  table.measures.flatMap { id -> [LaidTable.Row] in
    guard let measure = index.context.measure(id) else { return [] }
    return orNone(index.origins(of: id, over: kinds)).map { origin in
      LaidTable.Row(cells: [index.title(of: measure, origin)] + cells(id, origin))
    }
  }
}

/// A measure's framework code and title.
func title(_ measure: Measure, _ context: EvidenceContext) -> TableCell {
  .words((context.codes[measure.measure.value].map { "\($0) " } ?? "") + measure.title)
}

/// A measure without a figure still has a row.
func orNone(_ origins: [Reading.Origin]) -> [Reading.Origin?] { origins.isEmpty ? [nil] : origins }
