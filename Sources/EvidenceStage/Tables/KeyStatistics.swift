import Artefacts
import Declarations
import Periods
import Statistics

/// One row for each of CQC's themes: its measures' values as statements under activity, working well, priority area and
/// what is to be decided.
///
/// The theme is that of the measure's quality statement, and its column follows from the heading that is declared with the
/// measure and from its figures, so that a new measure finds its place without a change to the table.
func keyStatisticsTable(
  _ table: DeclaredTable, _ index: ReadingIndex, _ statuses: [DisclosedStatus]
) -> LaidTable {
  let red = Set(statuses.filter { $0.reported.status == .red }.map(\.status.measure))
  let placed = table.measures.compactMap { index.context.measure($0) }.filter { $0.keyStatistic != nil }
    .map { measure -> (measure: Measure, theme: String, route: Statement.Route) in
      let id = measure.measure.value
      let reading = index.reading(id, over: kind(table.plan.period))
      return (
        measure, theme(of: measure, index.context),
        Statement.route(of: measure, reading, missedTarget: red.contains(id))
      )
    }
  let routes: [Statement.Route] = [.activity, .workingWell, .priorityArea, .toDecide]
  let rows = unique(placed.map(\.theme)).map { theme in
    let cells = routes.map { route in
      let statements = placed.filter { $0.theme == theme && $0.route == route }
        .flatMap { statementCells(of: $0.measure, table, index) }
      return statements.isEmpty ? TableCell.words("None") : .statements(statements)
    }
    return LaidTable.Row(cells: [.words(theme)] + cells)
  }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + [
        "Every statement is a measure's value and leads to its evidence; files name the measure in brackets.",
        "Under “To decide” are those whose declared heading the figures do not bear out.",
      ],
    headings: [.init(title: "Theme")] + routes.map { .init(title: $0.title) }, rows: rows)
}

/// The theme that has the measure's quality statement; the statement itself where no framework has it.
private func theme(of measure: Measure, _ context: EvidenceContext) -> String {
  let id = measure.qualityStatement ?? ""
  let themes = context.layout.assurance.flatMap(\.themes)
  let found = themes.first { theme in theme.statements.contains { $0.statement.value == id } }
  return found?.title ?? Measure.words(ofStatement: id)
}

private func statementCells(of measure: Measure, _ table: DeclaredTable, _ index: ReadingIndex) -> [TableCell]
{
  orNone(index.origins(of: measure.measure.value, over: [kind(table.plan.period)]))
    .map { statement(of: measure, $0, table, index) }
}

/// `Assessments waiting: 48 on 31 October 2026, up from 34 a year ago (✗ worse)`, with England's figure and year; in files
/// followed by the id.
private func statement(
  of measure: Measure, _ origin: Reading.Origin?, _ table: DeclaredTable, _ index: ReadingIndex
) -> TableCell {
  let id = measure.measure.value
  guard let reading = index.reading(id, over: kind(table.plan.period), origin: origin) else {
    return .words("\(measure.title): \(Missing.unavailable.shorthand)").named(id)
  }
  func judged(_ comparison: DisclosedComparison?) -> String {
    comparison.flatMap { Wording.judgement($0, measure) }.map { " (\($0))" } ?? ""
  }
  let origins =
    PackContents.originWords(
      reading.key, measure, among: index.all(id), hasNote: true
    ).map { ", \($0)" } ?? ""
  let mark = reading.mark(measure).map { " \($0)" } ?? ""
  var words =
    "\(measure.title): \(Wording.value(reading.value, measure))\(mark) \(reading.key.period.phrase)\(origins)"
  if let change = Wording.change(reading.pastYear, reading, measure) {
    words += ", \(change)\(judged(reading.pastYear))"
  }
  if let country = reading.comparisons.first(where: { $0.against.isCountry && $0.value.number != nil }) {
    words +=
      ", \(country.against.name) \(Wording.value(country.value, measure)) in \(Wording.year(country.period))\(judged(country))"
  }
  return TableCell.words(words).named(id).of(reading.key)
}
