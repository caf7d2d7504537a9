import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// The feed as a star: one table of facts and the tables that describe its keys. Every council has the same columns.
///
/// A fact is one value for a measure, area, period, breakdown, category, origin and comparator. Our own value has the
/// comparator `own`; another comparator's row has its value, and the difference of ours from it.
func star(_ pack: PackContents) -> [EvidencePack.File] {
  let readings = pack.results.readings.filter { pack.context.measure($0.key.measure) != nil }
  return [
    .init(open: "star/facts.csv", bytes: facts(readings, area: pack.results.area)),
    .init(open: "star/measures.csv", bytes: measures(readings, pack.context)),
    .init(
      open: "star/areas.csv",
      bytes: csv(["area", "name"], [[pack.results.area, pack.context.areaName]])),
    .init(open: "star/periods.csv", bytes: periods(readings)),
    .init(open: "star/comparators.csv", bytes: comparators(readings)),
    .init(open: "star/statuses.csv", bytes: statuses()),
  ]
}

private let own = "own"
private let hasNumber = "number"

private func facts(_ readings: [DisclosedReading], area: String) -> [UInt8] {
  let header = [
    "measure", "area", "period", "breakdown", "category", "origin", "comparator", "comparator_period",
    "value",
    "numerator", "denominator", "status", "difference", "relative", "verdict", "notes",
  ]
  let rows = readings.flatMap { row -> [[String]] in
    let key = [
      row.key.measure, area, id(row.key.period), row.key.category?.breakdown ?? "Total",
      row.key.category?.label ?? "Total", row.key.origin.rawValue,
    ]
    let ours =
      key + [
        own, row.key.period.label, row.value.tidy, row.numerator.tidy, row.denominator.tidy,
        status(row.value),
        "", "", "", row.notes.joined(separator: "; "),
      ]
    let others = row.comparisons.map { other in
      key + [
        other.against.id, other.period, other.value.tidy, "", "", status(other.value), other.difference.tidy,
        other.isRelative ? "true" : "false", other.verdict?.rawValue ?? "",
        other.notes.joined(separator: "; "),
      ]
    }
    return [ours] + others
  }
  return csv(header, rows)
}

private func measures(_ readings: [DisclosedReading], _ context: EvidenceContext) -> [UInt8] {
  let rows = unique(readings.map(\.key.measure)).compactMap(context.measure).map { measure in
    let id = measure.measure.value
    return [
      id, context.codes[id] ?? "", measure.title, context.families[id] ?? "", measure.unit.rawValue,
      measure.polarity.rawValue, measure.basis.rawValue, String(measure.decimals),
    ]
  }
  return csv(["measure", "code", "title", "family", "unit", "polarity", "basis", "decimals"], rows)
}

private func periods(_ readings: [DisclosedReading]) -> [UInt8] {
  var seen: Set<String> = []
  let rows = readings.map(\.key.period).filter { seen.insert(id($0)).inserted }.map { period in
    [id(period), period.kind.rawValue, period.label, period.start.description, period.end.description]
  }
  return csv(["period", "kind", "label", "start", "end"], rows)
}

private func comparators(_ readings: [DisclosedReading]) -> [UInt8] {
  var seen: Set<String> = []
  let rows = readings.flatMap(\.comparisons).map(\.against).filter { seen.insert($0.id).inserted }.map {
    [$0.id, kind($0), $0.name]
  }
  return csv(["comparator", "kind", "name"], [[own, own, "Our own value"]] + rows)
}

private func statuses() -> [UInt8] {
  let missing = Missing.allCases.map { [$0.rawValue, $0.symbol] }
  return csv(["status", "symbol"], [[hasNumber, ""], ["low", "low"], ["banded", "c"]] + missing)
}

private func kind(_ against: Comparison.Against) -> String {
  switch against {
  case .previous, .yearBefore: "past"
  case .area: "area"
  case .group: "group"
  case .target: "target"
  }
}

/// The kind and both days, because two kinds of period can have the same days.
private func id(_ period: ReportingPeriod) -> String {
  "\(period.kind.rawValue) \(period.start) \(period.end)"
}

private func status(_ figure: Figure) -> String { figure.status.isEmpty ? hasNumber : figure.status }

private func csv(_ header: [String], _ rows: [[String]]) -> [UInt8] {
  var csv = CSVWriter(header: header, neutralisesFormulas: true)
  for row in rows { csv.row(row) }
  return csv.bytes
}
