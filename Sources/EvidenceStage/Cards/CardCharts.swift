import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// The charts of a measure with enough figures, each with its data in a table.
func cardCharts(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let id = measure.measure.value
  var out = comparisonChart(measure, pack, place)
  if let spread = pack.distributions[id] { out += distributionChart(spread, measure, pack, place) }
  if let funnel = pack.results.funnels.first(where: { $0.measure == id }) {
    out += funnelChart(funnel, measure, pack, place)
  }
  if let series = pack.results.series.first(where: { $0.measure == id }) {
    out += processChart(series, measure, pack, place)
  }
  if let trends = pack.trends[id] { out += trendChart(trends, measure, pack, place) }
  var seen: [String] = []
  for row in pack.categories(id) {
    guard let breakdown = row.key.category?.breakdown, !seen.contains(breakdown) else { continue }
    seen.append(breakdown)
  }
  // Lengths of waits are the only breakdown whose chart shows more than its table.
  for breakdown in seen where breakdown == "wait-band" || breakdown == "months-overdue" {
    out += breakdownChart(measure, breakdown: breakdown, pack, place)
  }
  return out
}

/// Our figure, our past and other areas, as bars with their values.
private func comparisonChart(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard let row = pack.headline(measure.measure.value), let ours = row.value.number else { return "" }
  var bars = [Bar("\(pack.context.areaName), \(row.key.period.words)", ours, isOurs: true)]
  for comparison in row.comparisons {
    guard let value = comparison.value.number else { continue }
    let name = comparison.isWithArea ? comparison.against.name : pack.context.areaName
    bars.append(Bar("\(name), \(Wording.period(comparison, of: row.key.period))", value, isOurs: false))
  }
  guard bars.count > 1 else { return "" }
  return barChart(
    comparedMessage(row, measure), unit: measure.unit, bars: bars, id: "compared",
    columns: ("Whose, and when", Wording.unit(measure.unit)), place)
}

/// `Assessments completed within 28 days: 55.5%, England 57.3% in 2024/25`
private func comparedMessage(_ row: DisclosedReading, _ measure: Measure) -> String {
  let ours = "\(measure.title): \(Wording.value(row.value, measure))"
  if let other = row.comparisons.first(where: { $0.against.isCountry && $0.value.number != nil }) {
    return
      "\(ours), \(other.against.name) \(Wording.value(other.value, measure)) in \(Wording.year(other.period))"
  }
  return Wording.change(row.pastYear, row, measure).map { "\(ours), \($0)" } ?? ours
}

/// The categories of one breakdown of the headline reading, in declared order.
func breakdownChart(_ measure: Measure, breakdown: String, _ pack: PackContents, _ place: PagePlace)
  -> HTMLText
{
  let period = pack.headline(measure.measure.value)?.key.period
  let rows = pack.categories(measure.measure.value).filter {
    $0.key.category?.breakdown == breakdown && $0.key.period == period
  }
  let bars = rows.compactMap { row in
    row.value.number.map { Bar(row.key.category?.label ?? "", $0, isOurs: true) }
  }
  guard bars.count > 1 else { return "" }
  let title = breakdownTitle(breakdown, measure, pack)
  let hidden = rows.count - bars.count
  let note = hidden == 0 ? "" : " \(hidden) of \(rows.count) are hidden or have none."
  return barChart(
    "\(measure.title) by \(title.lowercased()), \(period?.words ?? "").\(note)", unit: measure.unit,
    bars: bars,
    id: "chart-\(breakdown)", columns: (title, Wording.unit(measure.unit)), place)
}
