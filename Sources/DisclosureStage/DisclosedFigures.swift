package import Artefacts
import Findings
package import Statistics

/// Combines comparisons and printed figures into what evidence is made from.
///
/// Comparisons use printed values already, so nothing is decided here.
/// - Parameters:
///   - results: the result of benchmarking `counts`.
///   - policy: the one that `counts` were disclosed under.
package func figures(
  _ results: Benchmarked, of counts: DisclosedCounts, under policy: DisclosurePolicy
) -> Disclosed {
  func shown(_ row: BenchmarkedReading) -> DisclosedReading? {
    guard let printed = counts.rows[row.reading.key] else { return nil }
    var shown = DisclosedReading(
      key: row.reading.key, value: printed.value, numerator: printed.numerator ?? policy.count(nil),
      denominator: printed.denominator ?? policy.count(nil), population: row.reading.population,
      comparisons: row.comparisons.map { comparison($0, of: row, as: printed, counts, policy) },
      intervals: printed.value.number == nil ? [] : row.intervals, place: row.place)
    shown.fewerThan = row.fewerThan
    shown.notes = row.reading.gaps.map(\.text) + (row.reading.returned?.notes ?? [])
    shown.standing = row.reading.returned.map {
      $0.isProvisional ? .provisional : $0.isRevised ? .revised : .final
    }
    return shown
  }
  var out = Disclosed(
    area: results.area, asOf: results.asOf, policy: counts.policy, policyTitle: counts.policyTitle,
    readings: results.readings.compactMap(shown), series: series(of: results.trends, counts),
    funnels: results.funnels,
    waitingLists: counts.waitingLists, waterfalls: counts.waterfalls,
    findings: results.findings + counts.findings)
  out.protectsNothing = counts.protectsNothing
  out.hasWholePeriods = counts.hasWholePeriods
  out.attention = results.attention.map {
    Attention(readings: $0.readings.compactMap(shown), series: series(of: $0.trends, counts))
  }
  return out
}

private func comparison(
  _ comparison: Comparison, of row: BenchmarkedReading, as printed: PrintedRow, _ counts: DisclosedCounts,
  _ policy: DisclosurePolicy
) -> DisclosedComparison {
  // One of our own readings is printed in the same way everywhere.
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
