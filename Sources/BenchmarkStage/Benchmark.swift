package import Artefacts
package import Declarations
import Periods
import Tables

/// Compares every reading with earlier ones and with published figures, where the gate allows it.
///
/// All results come from printed values, so they reveal nothing more than those.
/// - Parameter measures: by id, for units, polarity and how change is stated.
package func benchmark(
  _ counts: DisclosedCounts, against plan: ComparisonPlan, measures: [String: Measure]
) -> Benchmarked {
  let results = counts.aggregated
  let comparing = Comparing(plan: plan, readings: results.readings)
  let readings = results.readings.filter { plan.shown.contains($0.key.period) }
  // A core takes all readings of a measure, since they share councils' figures of a year.
  var places: [String: [Int]] = [:]
  var order: [String] = []
  for (place, reading) in readings.enumerated() {
    if places[reading.key.measure] == nil { order.append(reading.key.measure) }
    places[reading.key.measure, default: []].append(place)
  }
  let (found, ids) = (places, order)
  let year = min(FinancialYear(containing: results.asOf), plan.latestYear ?? .init(startYear: 9999))
  let parts = parallelMap(ids.count) { index -> (rows: [BenchmarkedReading], funnel: FunnelChart?) in
    guard let measure = measures[ids[index]] else {
      preconditionFailure("a reading of a measure that was never declared")
    }
    var own = comparing
    let rows = (found[ids[index]] ?? []).map { own.benchmarked(readings[$0], measure) }
    return (rows, own.funnel(of: measure, upTo: year))
  }
  var benchmarked = [BenchmarkedReading?](repeating: nil, count: readings.count)
  for (id, part) in zip(ids, parts) {
    for (place, row) in zip(found[id] ?? [], part.rows) { benchmarked[place] = row }
  }
  let rows = benchmarked.compactMap(\.self)
  let funnels = parts.compactMap(\.funnel)
  var out = Benchmarked(
    area: results.area, asOf: results.asOf, readings: rows, funnels: funnels,
    findings: results.findings + refusedTrends(in: rows))
  out.trends = trends(of: results.readings, plan: plan, measures: measures)
  out.attention = attention(of: results.readings, against: plan, measures: measures)
  return out
}

/// Returns the figures that decide what needs attention. They do not depend on what the pipeline shows.
private func attention(
  of readings: [Reading], against plan: ComparisonPlan, measures: [String: Measure]
) -> BenchmarkedAttention? {
  guard let judged = plan.attention else { return nil }
  var wide = plan
  (wide.areas, wide.groups, wide.latestYear, wide.trends) = (judged.areas, [], nil, judged.trends)
  let comparing = Comparing(plan: wide, readings: readings)
  let wanted = readings.filter {
    $0.key.category == nil && $0.key.origin != .published && judged.periods[$0.key.measure] == $0.key.period
  }
  let rows = parallelMap(wanted.count) { place -> BenchmarkedReading? in
    guard let measure = measures[wanted[place].key.measure] else { return nil }
    var own = comparing
    return own.benchmarked(wanted[place], measure)
  }
  return BenchmarkedAttention(
    readings: rows.compactMap(\.self), trends: trends(of: readings, plan: wide, measures: measures))
}

/// The state of one benchmark. It caches councils' figures by measure and year.
struct Comparing {
  let plan: ComparisonPlan
  let gate: Gate
  let readings: [Reading.Key: Reading]
  private var fields: [CouncilField.Key: CouncilField] = [:]

  init(plan: ComparisonPlan, readings: [Reading]) {
    self.plan = plan
    gate = Gate(plan: plan)
    self.readings = readings.byKey
  }

  mutating func benchmarked(_ reading: Reading, _ measure: Measure) -> BenchmarkedReading {
    let ours = OurFigure(reading, of: measure, plan)
    var comparisons = pastComparisons(of: ours)
    var place: Place?
    if reading.key.category == nil {
      comparisons += targetComparisons(of: ours)
      // A number of cases says nothing beside England's: only rates, shares, scores and waits are compared.
      if measure.unit.isAmount {
        // What came in of other areas is shown, and not judged.
        let others =
          plan.areas.compactMap { areaComparison(of: ours, with: $0) }
          + plan.groups.compactMap { groupComparison(of: ours, with: $0) }
        comparisons += measure.comesIn ? others.map(\.asValueOnly) : []
      } else {
        for area in plan.areas { comparisons += areaComparison(of: ours, with: area).map { [$0] } ?? [] }
        for group in plan.groups { comparisons += groupComparison(of: ours, with: group).map { [$0] } ?? [] }
        place = self.place(of: ours)
      }
    }
    var made = BenchmarkedReading(
      reading: reading, comparisons: comparisons,
      intervals: ours.intervals.compactMap { PrintedInterval($0, places: measure.decimals) }, place: place)
    made.fewerThan = ours.fewerThan(plan.verdicts)
    return made
  }

  mutating func field(of measure: Measure, in year: FinancialYear) -> CouncilField {
    let key = CouncilField.Key(measure: measure.measure.value, year: year)
    if let known = fields[key] { return known }
    let field = CouncilField(of: measure, in: year, plan)
    fields[key] = field
    return field
  }
}
