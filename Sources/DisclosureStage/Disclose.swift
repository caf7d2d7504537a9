package import Artefacts
package import Declarations
import Periods
package import Statistics

/// Lets through what a policy allows, and hides the rest where a small number or a difference would show it.
///
/// - Parameter measures: by id, for units and decimals.
package func disclose(
  _ results: Benchmarked, under policy: DisclosurePolicy, named declaration: PolicyDeclaration,
  measures: [String: Measure]
) -> Disclosed {
  let hidden = hiddenReadings(results.readings.map(\.reading), under: policy)
  let readings = results.readings.map { row in
    disclosed(row, under: policy, hidden: hidden, measure: measures[row.reading.key.measure])
  }
  return Disclosed(
    area: results.area, asOf: results.asOf, policy: declaration.policy.value, policyTitle: declaration.title,
    readings: readings, findings: results.findings)
}

private func disclosed(
  _ row: BenchmarkedReading, under policy: DisclosurePolicy, hidden: Set<Reading.Key>, measure: Measure?
) -> DisclosedReading {
  let reading = row.reading
  let decimals = measure?.decimals ?? 0
  let isCount = measure?.unit == .count
  let value = figure(of: reading, isCount: isCount, decimals: decimals, under: policy, hidden: hidden)
  let countsHidden = hidden.contains(reading.key)
  let comparisons = row.comparisons.map { comparison in
    let other: Figure
    if let key = comparison.reading, hidden.contains(key) {
      other = policy.outcome(nil, missing: .confidential)
    } else if isCount, comparison.reading != nil, comparison.missing == nil {
      other = policy.count(comparison.value?.units)
    } else {
      other = policy.published(comparison.value, missing: comparison.missing)
    }
    let difference = policy.difference(comparison.difference, of: value, from: other)
    return DisclosedComparison(
      against: comparison.against, period: comparison.period, value: other, difference: difference,
      isRelative: comparison.isRelative, verdict: difference.number == nil ? nil : comparison.verdict,
      notes: comparison.notes)
  }
  // A population is public; the other denominators are counts of cases.
  let denominator =
    reading.population == nil
    ? policy.count(reading.denominator, isHidden: countsHidden)
    : policy.published(reading.denominator.map { FixedPoint(units: $0, places: 0) }, missing: nil)
  return DisclosedReading(
    key: reading.key, value: value, numerator: policy.count(reading.numerator, isHidden: countsHidden),
    denominator: denominator, population: reading.population, comparisons: comparisons)
}

func figure(
  of reading: Reading, isCount: Bool, decimals: Int, under policy: DisclosurePolicy, hidden: Set<Reading.Key>
) -> Figure {
  let isHidden = hidden.contains(reading.key)
  if isCount, reading.missing == nil, let count = reading.numerator {
    return policy.count(count, isHidden: isHidden)
  }
  return policy.outcome(reading.rounded(to: decimals), missing: reading.missing, isHidden: isHidden)
}
