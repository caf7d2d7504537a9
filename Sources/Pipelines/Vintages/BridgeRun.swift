import AggregateStage
import Artefacts
import BenchmarkStage
import Declarations
import DisclosureStage
import Findings
import IngestStage
package import Periods
import Statistics
import ValidateStage

/// How much of a change is definition and how much is practice, from the cases of one pipeline's extracts.
///
/// - Throws: `RUN-032` where the two measures cannot be bridged, `RUN-033` where a reading has no value.
package func bridge(
  from old: String, to new: String, since earlier: Day, _ request: RunRequest, in workspace: Workspace
) throws -> String {
  let measures = try bridged(old, new, in: workspace.catalogue)
  guard earlier < request.asOf else {
    throw Finding("RUN-032", "the earlier day is not before the later one", hint: "give --before a day")
  }
  let kind: ReportingPeriod.Kind = measures.new.value.basis.isStock ? .day : .rollingYear
  let periods = [earlier, request.asOf].map { ReportingPeriod(latest: kind, asOf: $0) }
  let readings = try bridgeReadings(measures, periods, request, in: workspace)
  return try text(of: readings, measures, periods)
}

private typealias Pair = (old: Declared<Measure>, new: Declared<Measure>)

private func bridged(_ old: String, _ new: String, in catalogue: Catalogue) throws(Finding) -> Pair {
  func find(_ id: String) throws(Finding) -> Declared<Measure> {
    guard let measure = catalogue.measures[id] else {
      throw Finding(
        "RUN-008", "nothing is called '\(id)'",
        hint: nearest(id, in: catalogue.measures.ids).map { "did you mean '\($0)'?" }
          ?? "see caretally list measures")
    }
    guard measure.value.calculation != .published, measure.value.calculation != .ratio else {
      throw Finding(
        "RUN-032", "'\(id)' is not counted from cases, so there is no set of cases to hold it over",
        hint: "bridge measures that look at cases")
    }
    return measure
  }
  let pair = (old: try find(old), new: try find(new))
  let (a, b) = (pair.old.value, pair.new.value)
  guard a.unit == b.unit, a.decimals == b.decimals, a.basis == b.basis else {
    throw Finding(
      "RUN-032", "'\(old)' and '\(new)' are not of one kind, so their difference means nothing",
      hint: "unit, decimals and basis must be the same")
  }
  return pair
}

/// The four readings that may be printed: old and new, over the earlier and the later period.
private func bridgeReadings(
  _ measures: Pair, _ periods: [ReportingPeriod], _ request: RunRequest, in workspace: Workspace
) throws -> [DisclosedReading] {
  let plan = try RunPlan(request, in: workspace)
  let (extracts, missing) = findExtracts(of: plan.declaration, in: request.inputFolder)
  if let stop = missing.first(where: { $0.effect == .stops }) { throw stop }
  let read = Set(extracts.map(\.dataset))
  let rules = workspace.catalogue.rules.all.filter { read.contains($0.value.dataset.value) }
  let ingested = ingest(
    extracts, as: plan.scopes.map(\.dataset), codes: workspace.catalogue.codeLists.all.map(\.value))
  let validated = validate(
    ingested, against: rules, of: plan.scopes, asOf: request.asOf, calendar: workspace.calendar)
  var counting = plan.aggregation(in: workspace, published: ComparatorSeries([]))
  counting.measures = [measures.old, measures.new].map {
    AggregationPlan.Item(measure: $0, periods: periods, breakdowns: [])
  }
  counting.publishedYears = []
  let aggregated = aggregate(validated, into: counting)
  let (policy, declared) = try workspace.policy(plan.declaration.policy.value)
  let rows = aggregated.readings.map { BenchmarkedReading(reading: $0, comparisons: []) }
  let disclosed = disclose(
    Benchmarked(area: aggregated.area, asOf: request.asOf, readings: rows, findings: aggregated.findings),
    under: policy, named: declared,
    measures: Dictionary(
      [measures.old, measures.new].map { ($0.value.measure.value, $0.value) },
      uniquingKeysWith: { first, _ in first }))
  if let why = aggregated.findings.first(where: { $0.code.rawValue.hasPrefix("AGG-") }) { throw why }
  return disclosed.readings
}

private func text(
  of readings: [DisclosedReading], _ measures: Pair, _ periods: [ReportingPeriod]
) throws(Finding) -> String {
  func reading(_ measure: Declared<Measure>, _ period: ReportingPeriod) -> DisclosedReading? {
    readings.first { $0.key.measure == measure.value.measure.value && $0.key.period == period }
  }
  func value(_ measure: Declared<Measure>, _ period: ReportingPeriod) throws(Finding) -> FixedPoint {
    guard let number = reading(measure, period)?.value.number else {
      throw Finding(
        "RUN-033", "'\(measure.value.measure.value)' has no value to show for \(period.label)",
        hint: "it has no cases then, or too few to print")
    }
    return number
  }
  let (first, last) = (periods[0], periods[1])
  let bridge = Bridge(
    old: try value(measures.old, first), recast: try value(measures.new, first),
    new: try value(measures.new, last))
  func counts(_ measure: Declared<Measure>, _ period: ReportingPeriod) -> String {
    guard let found = reading(measure, period) else { return "" }
    return "  \(found.numerator.text)/\(found.denominator.text)"
  }
  func signed(_ value: FixedPoint) -> String { (value.units > 0 ? "+" : "") + value.description }
  return """
    \(measures.new.value.title)
    Old: \(measures.old.value.measure.value)
    New: \(measures.new.value.measure.value)

      Old definition, \(first.label)  \(bridge.old)\(counts(measures.old, first))
      New definition, \(first.label)  \(bridge.recast)\(counts(measures.new, first))
      New definition, \(last.label)  \(bridge.new)\(counts(measures.new, last))

      Definition: \(signed(bridge.definition)), the same cases counted in the new way
      Practice:   \(signed(bridge.practice)), what changed from \(first.label) to \(last.label)
      Together:   \(signed(bridge.change))
    """
}
