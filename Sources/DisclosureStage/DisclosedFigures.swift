package import Artefacts
import Findings
package import Statistics

/// Puts comparisons beside the figures as they print: what evidence is made from.
///
/// Every comparison was made from printed values already, so that nothing is decided here.
/// - Parameters:
///   - results: what benchmarking made of `counts`.
///   - policy: the one that `counts` were disclosed under.
package func figures(
  _ results: Benchmarked, of counts: DisclosedCounts, under policy: DisclosurePolicy
) -> Disclosed {
  let readings = results.readings.compactMap { row -> DisclosedReading? in
    guard let printed = counts.rows[row.reading.key] else { return nil }
    var shown = DisclosedReading(
      key: row.reading.key, value: printed.value, numerator: printed.numerator ?? policy.count(nil),
      denominator: printed.denominator ?? policy.count(nil), population: row.reading.population,
      comparisons: row.comparisons.map { comparison($0, of: row, as: printed, counts, policy) },
      intervals: printed.value.number == nil ? [] : row.intervals, place: row.place)
    shown.fewerThan = row.fewerThan
    shown.notes = row.reading.gaps.map(\.text)
    return shown
  }
  var out = Disclosed(
    area: results.area, asOf: results.asOf, policy: counts.policy, policyTitle: counts.policyTitle,
    readings: readings, series: series(of: results.trends, counts), funnels: results.funnels,
    waitingLists: counts.waitingLists, waterfalls: counts.waterfalls,
    findings: results.findings + counts.findings)
  out.protectsNothing = counts.protectsNothing
  out.hasWholePeriods = counts.hasWholePeriods
  return out
}

private func comparison(
  _ comparison: Comparison, of row: BenchmarkedReading, as printed: PrintedRow, _ counts: DisclosedCounts,
  _ policy: DisclosurePolicy
) -> DisclosedComparison {
  // A reading of our own prints as it does everywhere.
  let other =
    comparison.reading.flatMap { counts.rows[$0]?.value }
    ?? policy.published(comparison.value, missing: comparison.missing)
  let difference = policy.difference(comparison.difference, of: printed.value, from: other)
  let isSaid = difference.number != nil
  var shown = DisclosedComparison(
    against: comparison.against, period: comparison.period, value: other, difference: difference,
    isRelative: comparison.isRelative, notes: comparison.notes,
    standing: isSaid ? comparison.standing : nil, z: isSaid ? comparison.z : nil,
    likeness: comparison.likeness, group: comparison.group)
  if isSaid, comparison.isOfFew {
    shown.few = FewCases(
      numerator: printed.numerator ?? policy.count(nil),
      denominator: printed.denominator ?? policy.count(nil),
      isOurs: row.isOfFew)
  }
  return shown
}
