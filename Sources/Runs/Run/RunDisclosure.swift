package import Artefacts
package import Declarations
package import DisclosureStage
import EvidenceStage
import Findings
import Periods
import Statistics

extension RunPlan {
  /// Every declared measure by id, with this run's decimals: waiting lists and ratios have parts that no table shows.
  package func measuresByID(in workspace: Workspace) -> [String: Measure] {
    var out = workspace.measuresByID
    for declared in measures { out[declared.value.measure.value] = declared.value }
    return out
  }
}

extension DisclosedCounts {
  /// Whether something hidden could be worked out, so that nothing may be published.
  var isHeldBack: Bool { findings.contains { $0.code == "DISC-001" } }
}

extension RunLog {
  mutating func disclosed(_ counts: DisclosedCounts) {
    let hidden = counts.rows.values.count { $0.value.isHidden }
    lines.append("disclose   \(counts.policyTitle): \(hidden) of \(counts.rows.count) readings hidden")
    add(counts.findings)
  }
}

/// What readers have already: the last published run, and published figures of our council's region.
///
/// - Throws: `RUN-002` or `RUN-009` where the named run cannot be read.
func publicRecord(
  of plan: RunPlan, _ request: RunRequest, _ results: Aggregated, _ policy: DisclosurePolicy,
  in workspace: Workspace
) throws(Finding) -> PublicRecord {
  guard policy.hidesOrRounds else { return PublicRecord() }
  var record = PublicRecord()
  if let path = request.published { record.rows = try readFigures(path, in: workspace).rows }
  if let since = request.since {
    let (rows, area) = try readFigures(of: since, in: workspace)
    try workspace.checkArea(of: since, area, is: plan.area)
    record.rows += rows
  }
  record.totals = regionTotals(
    of: results.readings.map(\.key), in: workspace, area: plan.area)
  return record
}

/// The area of a sum: the council's region, or the area itself where it is made of councils.
private func whole(of area: Area, in workspace: Workspace, on day: Day) -> (area: Area, councils: [Area])? {
  if let councils = workspace.areas.members(of: area, on: day) { return (area, councils) }
  guard let region = workspace.areas.region(of: area) else { return nil }
  return (region, workspace.areas.councils(in: region.code, on: day))
}

/// A region's published counts as the sum of its councils', for the years and measures that we print too. The region may be
/// ours.
///
/// If all councils but one are printed, the region gives that one away. It may be ours, or ours may give another away.
package func regionTotals(
  of keys: [Reading.Key], in workspace: Workspace, area: Area?
) -> [PublicRecord.Total] {
  guard let area else { return [] }
  var totals: [PublicRecord.Total] = []
  // Our own counts are no part of the publisher's sums.
  for key in keys
  where key.period.kind == .financialYear && key.category == nil && key.origin == .published {
    let year = FinancialYear(containing: key.period.start)
    guard let (region, councils) = whole(of: area, in: workspace, on: year.end),
      let whole = workspace.comparators.figure(of: key.measure, area: region.code, year: year)
    else { continue }
    let figures = councils.map {
      workspace.comparators.figure(of: key.measure, area: $0.code, year: year)
    }
    // A council that is missing altogether leaves the sum open.
    guard !figures.contains(where: { $0 == nil }) else { continue }
    for part in ["numerator", "denominator"] {
      let isNumerator = part == "numerator"
      guard let printed = isNumerator ? whole.numerator : whole.denominator else { continue }
      // Some measures' counts are rounded to 5 for councils too.
      let counts = figures.compactMap { isNumerator ? $0?.numerator : $0?.denominator }
      let isRounded = counts.allSatisfy { $0.isMultiple(of: 5) }
      let parts = zip(councils, figures).map { council, figure in
        let count = isNumerator ? figure?.numerator : figure?.denominator
        let isOurs = workspace.areas.isSame(council.code, area.code)
        let name = CountName(
          what: isOurs ? "\(key.measure)|\(part)" : "\(key.measure)|\(part)|\(council.code)",
          period: key.period)
        let slack = isRounded ? 2 : 0
        return (name: name, range: isOurs ? nil : count.map { max(0, $0 - slack)...($0 + slack) })
      }
      // Publishers round a region's counts to 5 where they do not round its councils'.
      totals.append(
        PublicRecord.Total(
          name: CountName(
            what: "\(key.measure)|\(part)" + (region.code == area.code ? "" : "|\(region.code)"),
            period: key.period),
          range: max(0, printed - 2)...(printed + 2), parts: parts))
    }
  }
  return totals
}
