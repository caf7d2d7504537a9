package import Artefacts
package import Declarations
import Findings
import Periods
package import Statistics

/// Applies a policy: prints what it allows, and hides the rest where a small number or a difference would show it.
///
/// A count that cannot be shown to be protected is a `DISC-001` error. Nothing should then be published.
/// - Parameters:
///   - measures: by id, for units, conditions and decimals; parts of ratios and of waiting lists too.
///   - definitions: public knowledge of how the counts relate.
///   - record: what readers have already.
package func disclose(
  _ results: Aggregated, under policy: DisclosurePolicy, named declaration: PolicyDeclaration,
  measures: [String: Measure], definitions: PublicDefinitions = PublicDefinitions(),
  after record: PublicRecord = PublicRecord()
) -> DisclosedCounts {
  var policy = policy
  policy.protects = policy.protects ?? declaration.protects
  let printing = Printing(policy: policy, catalogue: measures)
  let all = results.readings + results.listReadings
  var out = DisclosedCounts(
    aggregated: results, rows: [:], policy: declaration.policy.value, policyTitle: declaration.title)
  out.protectsNothing = declaration.audience == .published && !policy.protectsAny
  out.hasWholePeriods = declaration.wholePeriods == true
  let choice =
    policy.hidesOrRounds
    ? HiddenRows(results, printing, measures: measures, definitions: definitions, after: record)
    : HiddenRows()
  let unnamed = choice.unnamedCategories(of: all, printing, definitions: definitions)
  for reading in all {
    let measure = measures[reading.key.measure]
    let isHidden = choice.reasons[reading.key] != nil
    let row =
      choice.reasons[reading.key] == .withheld
      ? printing.withheld(reading) : printing.row(reading, measure, isHidden: isHidden)
    let reason =
      choice.reasons[reading.key]
      ?? measure.flatMap { printing.isExtreme(reading, $0) && reading.missing == nil ? .extreme : nil }
    out.ledger.append(
      .init(
        printed: row, numerator: reading.numerator, denominator: reading.denominator,
        value: reading.rounded(to: measure?.decimals ?? 0), reason: reason))
    guard !unnamed.contains(reading.key) else { continue }
    out.rows[reading.key] = row
  }
  func asPrinted(_ readings: [Reading]) -> [Reading] {
    readings.filter { out.rows[$0.key] != nil }.map {
      choice.reasons[$0.key] == .withheld
        ? Reading(key: $0.key, missing: .unavailable)
        : printing.printed($0, measures[$0.key.measure], isHidden: choice.reasons[$0.key] != nil)
    }
  }
  out.aggregated.readings = asPrinted(results.readings)
  out.aggregated.listReadings = asPrinted(results.listReadings)
  // They are counts of few cases, for their owner only.
  out.aggregated.crossTables = []
  out.aggregated.waterfalls = []
  out.aggregated.waitingLists = []
  out.waitingLists = results.waitingLists.map { printing.waitingList($0, out.rows, measures: measures) }
  out.waterfalls = choice.waterfalls(results.waterfalls, printing, measures: measures)
  out.findings = choice.exposures.map { finding($0, title: measures[$0.key.measure]?.title) }
  let withheld = Set(choice.reasons.filter { $0.value == .withheld }.keys.map(\.measure)).sorted()
  if !withheld.isEmpty { out.findings.append(finding(leftOut: withheld)) }
  return out
}

private func finding(leftOut measures: [String]) -> Finding {
  Finding(
    "DISC-002", severity: .warning, effect: .reports,
    """
    small counts of \(measures.count) measure\(measures.count == 1 ? "" : "s") are left out, not even shown as hidden, \
    because what was published before would give them away: \(measures.joined(separator: ", "))
    """,
    hint: "nothing needs doing; they are in restricted/exact-figures.csv")
}

private func finding(_ exposure: Exposure, title: String?) -> Finding {
  let category = exposure.key.category.map { ", \($0.breakdown) \($0.label)" } ?? ""
  return Finding(
    "DISC-001", severity: .error, effect: .stops,
    """
    a count of '\(title ?? exposure.key.measure)', \(exposure.key.period.label)\(category), cannot be shown to be safe: \
    \(exposure.possible) possible value\(exposure.possible == 1 ? " was" : "s were") found and the policy protects \
    \(exposure.protected)
    """,
    hint: "what gives it away is already published; leave out the measure, its breakdown or its period")
}
