package import Artefacts
package import Declarations
import Findings
import Periods
package import Statistics

/// Lets through what a policy allows, and hides the rest where a small number or a difference would show it.
///
/// What cannot be kept in because it is already out is a `DISC-001` error; nothing should then be published.
/// - Parameters:
///   - measures: by id, for units, conditions and decimals; parts of ratios among them.
///   - definitions: what anybody can read of how the counts hang together.
///   - record: what readers already have.
package func disclose(
  _ results: Benchmarked, under policy: DisclosurePolicy, named declaration: PolicyDeclaration,
  measures: [String: Measure], definitions: PublicDefinitions = PublicDefinitions(),
  after record: PublicRecord = PublicRecord()
) -> Disclosed {
  var policy = policy
  policy.protects = policy.protects ?? declaration.protects
  let printing = Printing(policy: policy, catalogue: measures)
  let choice = HiddenRows(
    results, printing, measures: measures, definitions: definitions, after: record)
  let readings = results.readings.map { row in
    disclosed(row, printing, hidden: choice.keys, measure: measures[row.reading.key.measure])
  }
  return Disclosed(
    area: results.area, asOf: results.asOf, policy: declaration.policy.value, policyTitle: declaration.title,
    readings: readings, series: series(of: results, printing, hidden: choice.keys, measures: measures),
    funnels: results.funnels,
    waitingLists: waitingLists(of: results, printing, hidden: choice.keys, measures: measures),
    waterfalls: disclosed(results.waterfalls, printing, hidden: choice.keys, measures: measures),
    findings: results.findings
      + choice.exposures.map { finding($0, title: measures[$0.key.measure]?.title) })
}

private func disclosed(
  _ row: BenchmarkedReading, _ printing: Printing, hidden: Set<Reading.Key>, measure: Measure?
) -> DisclosedReading {
  let policy = printing.terms(measure)
  let isHidden = hidden.contains(row.reading.key)
  let printed = printing.row(row.reading, measure, isHidden: isHidden)
  let comparisons = row.comparisons.map { comparison in
    let other: Figure
    if let key = comparison.reading, hidden.contains(key) {
      other = policy.outcome(nil, missing: .confidential)
    } else if measure?.unit == .count, comparison.reading != nil, comparison.missing == nil {
      other = policy.count(comparison.value?.units)
    } else {
      other = policy.published(comparison.value, missing: comparison.missing)
    }
    let difference = policy.difference(
      restated(comparison, printed.value, other, measure, policy), of: printed.value, from: other)
    let isSaid = difference.number != nil
    return DisclosedComparison(
      against: comparison.against, period: comparison.period, value: other, difference: difference,
      isRelative: comparison.isRelative, verdict: isSaid ? comparison.verdict : nil, notes: comparison.notes,
      standing: isSaid ? comparison.standing : nil,
      z: isSaid ? comparison.z?.coarsened(under: policy) : nil,
      likeness: comparison.likeness, group: comparison.group)
  }
  return DisclosedReading(
    key: row.reading.key, value: printed.value,
    numerator: printed.numerator ?? policy.count(nil), denominator: printed.denominator ?? policy.count(nil),
    population: row.reading.population, comparisons: comparisons,
    intervals: printing.intervals(of: row, measure, printed), place: isHidden ? nil : row.place)
}

/// The difference of rounded counts is that of the counts as printed: the exact one would undo the rounding.
private func restated(
  _ comparison: Comparison, _ ours: Figure, _ other: Figure, _ measure: Measure?, _ policy: DisclosurePolicy
) -> FixedPoint? {
  guard measure?.unit == .count, policy.roundingBase > 1, comparison.difference != nil else {
    return comparison.difference
  }
  guard let ours = ours.number?.units, let other = other.number?.units else { return nil }
  guard comparison.isRelative else { return FixedPoint(units: ours - other, places: 0) }
  return other > 0 ? Fraction(ours - other, other).rounded(to: 1, times: 100) : nil
}

private func finding(_ exposure: Exposure, title: String?) -> Finding {
  let category = exposure.key.category.map { ", \($0.breakdown) \($0.label)" } ?? ""
  return Finding(
    "DISC-001", severity: .error, effect: .stops,
    """
    a hidden count of '\(title ?? exposure.key.measure)', \(exposure.key.period.label)\(category), can be narrowed \
    to \(exposure.possible) value\(exposure.possible == 1 ? "" : "s"); the policy protects \(exposure.protected)
    """,
    hint: "what gives it away is already published; leave out the measure, its breakdown or its period")
}
