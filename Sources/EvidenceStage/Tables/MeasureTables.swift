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
      if let fixed = column.period(asOf: index.asOf) { return index.cell(of: id, at: fixed) }
      let reading = index.reading(id, over: period(column), origin: origin)
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

/// One row for each theme: its measures' values as statements under activity, working well and priority area.
///
/// The theme is the measure's CQC quality statement and its column is declared with the measure, so that a new measure
/// finds its place without a change to the table.
func keyStatisticsTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let columns = [
    ("activity", "Activity"), ("working-well", "Working well"), ("priority-area", "Priority area"),
  ]
  let measures = table.measures.compactMap { index.context.measure($0) }
  var themes: [String] = []
  for measure in measures where measure.keyStatistic != nil {
    let theme = measure.qualityStatement ?? ""
    if !themes.contains(theme) { themes.append(theme) }
  }
  let rows = themes.map { theme in
    let cells = columns.map { column in
      let statements = measures.filter { $0.qualityStatement ?? "" == theme && $0.keyStatistic == column.0 }
        .flatMap { statementCells(of: $0, table, index) }
      return statements.isEmpty ? TableCell.words("None declared") : .statements(statements)
    }
    return LaidTable.Row(cells: [.words(Wording.qualityStatement(theme))] + cells)
  }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + [
        "Every statement is a measure's value and leads to its evidence; files name the measure in brackets."
      ],
    headings: [.init(title: "Theme")] + columns.map { .init(title: $0.1) }, rows: rows)
}

/// `Assessments waiting: 48 (2026-10-31), from 52 (2025-10-31)`; in files followed by the id.
private func statementCells(of measure: Measure, _ table: DeclaredTable, _ index: ReadingIndex) -> [TableCell]
{
  orNone(index.origins(of: measure.measure.value, over: [kind(table.plan.period)]))
    .map { statement(of: measure, $0, table, index) }
}

/// A measure without a figure still has a row.
private func orNone(_ origins: [Reading.Origin]) -> [Reading.Origin?] { origins.isEmpty ? [nil] : origins }

private func statement(
  of measure: Measure, _ origin: Reading.Origin?, _ table: DeclaredTable, _ index: ReadingIndex
) -> TableCell {
  let id = measure.measure.value
  guard let reading = index.reading(id, over: kind(table.plan.period), origin: origin) else {
    return .words("\(measure.title): \(Missing.unavailable.shorthand)").named(id)
  }
  let words = PackContents.originWords(reading.key, measure, among: index.all(id)).map { ", \($0)" } ?? ""
  let value = TableCell.number(reading.value, unit: measure.unit).with(reading.mark(measure)).text
  let before = index.cell(.yearBefore, of: reading).text
  let past = before == TableCell.notApplicable.text ? "" : ", from \(before)"
  return TableCell.words("\(measure.title): \(value) (\(reading.key.period.label)\(words))\(past)").named(id)
    .of(reading.key)
}

extension Wording {
  /// `assessing-needs` → `Assessing needs`. The statements are CQC's for local authorities.
  static func qualityStatement(_ id: String) -> String {
    let words = id.replacing("-", with: " ")
    return words.isEmpty ? "No quality statement" : words.prefix(1).uppercased() + words.dropFirst()
  }
}
