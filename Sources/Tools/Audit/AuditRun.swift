import Artefacts
import Declarations
import DisclosureStage
package import Findings
import FoundationEssentials
import Periods
package import Runs
import Statistics
import Tables

/// The result of an audit of a run, in words.
package struct AuditOutcome: Sendable {
  package var report: String
  /// Whether a hidden count can be narrowed further than its policy allows.
  package var isExposed: Bool

  /// The same as JSON: whether somebody could learn something, and the lines of the report.
  package var json: String {
    let lines = report.split(separator: "\n").map { JSONText.text(String($0)) }
    return JSONText.object([("exposed", .flag(isExposed)), ("report", .list(lines))]).lines()
  }
}

/// Audits a run's printed figures together with an earlier run's, and reports what can be learnt.
///
/// - Throws: `RUN-002` where a folder has no run, `RUN-009` where its figures cannot be read.
package func auditRun(
  _ folder: String, since earlier: String?, in workspace: Workspace
) throws(Finding) -> AuditOutcome {
  let (rows, area) = try readFigures(of: folder, in: workspace)
  var before: [PublicRecord.Row] = []
  if let earlier {
    let found = try readFigures(of: earlier, in: workspace)
    if let area { try workspace.checkArea(of: earlier, found.area, is: area) }
    before = found.rows
  }
  guard let first = rows.first else {
    return AuditOutcome(report: "\(folder): nothing is printed, so nothing can be learnt", isExposed: false)
  }
  let audit = Audit(
    of: PublicRecord(
      rows: before + rows, totals: regionTotals(of: rows.map(\.printed.key), in: workspace, area: area)),
    under: first.policy, measures: workspace.measuresByID, definitions: workspace.publicDefinitions)
  return AuditOutcome(
    report: report(
      audit, folder, since: earlier, widths: Set(rows.map(\.policy.promisedValues)).sorted(), in: workspace),
    isExposed: !audit.exposures.isEmpty || !audit.unprotected.isEmpty)
}

private func report(
  _ audit: Audit, _ folder: String, since earlier: String?, widths: [Int],
  in workspace: Workspace
) -> String {
  let what = earlier.map { "\(folder) and \($0)" } ?? folder
  let promised = widths.map(String.init).joined(separator: " or ")
  var lines = [
    "\(what): \(audit.hidden.count) hidden counts attacked; the policy protects \(promised) values of each"
  ]
  if audit.isContradictory {
    lines.append("the figures contradict each other, so none can be shown to be safe")
  }
  if audit.revised > 0 {
    lines.append("\(audit.revised) earlier figures have been revised since and are ignored")
  }
  let small = audit.hidden.filter(\.isMaybeSmall)
  lines.append("\(small.count) of them may be small")
  func title(_ key: Reading.Key) -> String {
    let title = workspace.catalogue.measure(key.measure)?.title ?? key.measure
    return "\(title), \(key.period.label)\(key.category.map { ", \($0.breakdown) \($0.label)" } ?? "")"
  }
  for exposure in audit.exposures {
    let known = exposure.range.map { range in
      range.count == 1
        ? "is \(range.lowerBound)"
        : range.count < exposure.protected
          ? "is from \(range.lowerBound) to \(range.upperBound)"
          : "cannot be shown to have \(exposure.protected) possible values; \(exposure.possible) were found"
    }
    lines.append(
      "learnt: \(title(exposure.key)): the \(exposure.part.rawValue) \(known ?? "is not protected")")
  }
  for hidden in audit.unprotected {
    lines.append("learnt: \(title(hidden.key)): is \(hidden.range.lowerBound), as the policy allows")
  }
  if widths.allSatisfy({ $0 <= 1 }), !audit.hidden.isEmpty {
    lines.append(
      "the policy protects nothing: \(audit.unprotected.count) hidden counts can be worked out, and it allows that"
    )
  } else if audit.exposures.isEmpty {
    lines.append("nothing hidden can be worked out")
  }
  return lines.joined(separator: "\n")
}
