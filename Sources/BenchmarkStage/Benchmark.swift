package import Artefacts
package import Declarations
package import Periods
import Statistics

/// What readings are held against.
package struct ComparisonPlan: Sendable {
  /// The areas, in the order tables show them.
  package var areas: [Area]
  package var published: ComparatorSeries
  /// Published figures of later years are left out, for a table as it stood at the time.
  package var latestYear: FinancialYear?
  /// The periods that tables show; readings of others are only compared with.
  package var shown: Set<ReportingPeriod>

  package init(
    areas: [Area], published: ComparatorSeries, latestYear: FinancialYear? = nil, shown: Set<ReportingPeriod>
  ) {
    self.areas = areas
    self.published = published
    self.latestYear = latestYear
    self.shown = shown
  }
}

/// Holds every reading against our own past and against published figures.
///
/// - Parameter measures: by id, for units, polarity and how change is stated.
package func benchmark(
  _ results: Aggregated, against plan: ComparisonPlan, measures: [String: Measure]
) -> Benchmarked {
  let byKey = Dictionary(results.readings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  let rows = results.readings.filter { plan.shown.contains($0.key.period) }.map { reading in
    guard let measure = measures[reading.key.measure] else {
      preconditionFailure("a reading of a measure that was never declared")
    }
    let own = pastComparisons(of: reading, in: byKey, measure: measure)
    let areas = reading.key.category == nil ? areaComparisons(of: reading, plan: plan, measure: measure) : []
    return BenchmarkedReading(reading: reading, comparisons: own + areas)
  }
  return Benchmarked(area: results.area, asOf: results.asOf, readings: rows, findings: results.findings)
}

private func pastComparisons(
  of reading: Reading, in readings: [Reading.Key: Reading], measure: Measure
) -> [Comparison] {
  var out: [Comparison] = []
  let period = reading.key.period
  let pasts: [(Comparison.Against, ReportingPeriod)] =
    period.previous == period.yearBefore
    ? [(.previous, period.previous)] : [(.previous, period.previous), (.yearBefore, period.yearBefore)]
  for (against, past) in pasts {
    let key = Reading.Key(measure: reading.key.measure, period: past, category: reading.key.category)
    guard let other = readings[key] else { continue }
    let samePopulation = reading.population == other.population
    let difference =
      samePopulation
      ? Difference(
        reading.rounded(to: measure.decimals), from: other.rounded(to: measure.decimals), measure, places: 1)
      : nil
    out.append(
      Comparison(
        against: against, period: past.label, value: other.rounded(to: measure.decimals),
        missing: other.missing,
        difference: difference?.value, isRelative: measure.change == .relativePercent,
        verdict: difference?.verdict,
        notes: samePopulation ? [] : ["not compared: the population under the rate changed"], reading: key))
  }
  return out
}

/// A number of cases says nothing beside England's: only rates, shares, scores and waits are compared.
private func areaComparisons(of reading: Reading, plan: ComparisonPlan, measure: Measure) -> [Comparison] {
  guard measure.unit != .count else { return [] }
  let own = FinancialYear(containing: reading.key.period.end)
  let latest = min(own, plan.latestYear ?? own)
  return plan.areas.compactMap { area in
    guard let figure = plan.published.latest(of: measure.measure.value, area: area.code, upTo: latest) else {
      return nil
    }
    let value = figure.outcome?.rounded(to: measure.decimals)
    let difference = Difference(reading.rounded(to: measure.decimals), from: value, measure, places: 0)
    return Comparison(
      against: .area(code: area.code, name: area.name), period: figure.year.description, value: value,
      missing: value == nil ? figure.missing ?? .unavailable : nil, difference: difference?.value,
      isRelative: measure.change == .relativePercent, verdict: difference?.verdict)
  }
}
