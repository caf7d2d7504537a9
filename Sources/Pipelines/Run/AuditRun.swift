import Artefacts
import Declarations
import DisclosureStage
package import Findings
import FoundationEssentials
import Periods
import Statistics
import Tables

/// What an audit of a run found, in words.
package struct AuditOutcome: Sendable {
  package var report: String
  /// Whether a hidden count can be narrowed further than its policy allows.
  package var isExposed: Bool
}

/// Attacks what a run printed, with what an earlier run printed, and says what is learnt.
///
/// - Throws: `RUN-002` where a folder holds no run, `RUN-009` where its figures cannot be read.
package func auditRun(
  _ folder: String, since earlier: String?, in workspace: Workspace
) throws(Finding) -> AuditOutcome {
  let (rows, area) = try readFigures(of: folder, in: workspace)
  let before =
    try earlier.map { folder throws(Finding) in try readFigures(of: folder, in: workspace).rows } ?? []
  guard let first = rows.first else {
    return AuditOutcome(report: "\(folder): nothing is printed, so nothing can be learnt", isExposed: false)
  }
  var tables = PrintedTables(
    under: first.policy, catalogue: workspace.measuresByID,
    lists: workspace.publicDefinitions.lists,
    datasets: workspace.publicDefinitions.datasets)
  for row in rows + before { tables.add(row.printed, measure: row.measure, under: row.policy) }
  for total in regionTotals(of: rows.map(\.printed.key), in: workspace, area: area) {
    tables.add(total: total.name, in: total.range, of: total.parts)
  }
  tables.link()
  let audit = Audit(of: tables)
  return AuditOutcome(
    report: report(
      audit, folder, since: earlier, widths: Set(rows.map(\.policy.promisedValues)).sorted(), in: workspace),
    isExposed: !audit.exposures.isEmpty)
}

/// What a run printed, and of which council.
func readFigures(
  of folder: String, in workspace: Workspace
) throws(Finding) -> (rows: [PublicRecord.Row], area: Area?) {
  let path = "\(folder)/\(FiguresFile.path)"
  guard let data = try PlainFile.bytesIfThere(path) else {
    throw Finding("RUN-002", "cannot read '\(path)'", hint: "name the folder of a run that was completed")
  }
  return try FiguresFile.rows(data, path, in: workspace)
}

/// Whether a run kept the figures that it printed.
func hasFigures(_ folder: String) -> Bool {
  FileManager.default.fileExists(atPath: "\(folder)/\(FiguresFile.path)")
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
  if audit.contradictions > 0 {
    lines.append(
      "\(audit.contradictions) groups of figures contradict each other: some were revised between the runs")
  }
  let small = audit.hidden.filter(\.isMaybeSmall)
  if let least = small.map(\.range.count).min() {
    lines.append("\(small.count) of them may be small; of those the narrowest can have \(least) values")
  }
  for exposure in audit.exposures {
    let title = workspace.catalogue.measure(exposure.key.measure)?.title ?? exposure.key.measure
    let category = exposure.key.category.map { ", \($0.breakdown) \($0.label)" } ?? ""
    let range =
      exposure.range.count == 1
      ? "is \(exposure.range.lowerBound)"
      : "is from \(exposure.range.lowerBound) to \(exposure.range.upperBound), \(exposure.possible) values"
    lines.append(
      "learnt: \(title), \(exposure.name.period.label)\(category): the \(exposure.part.rawValue) \(range)")
  }
  if audit.exposures.isEmpty { lines.append("nothing hidden can be worked out") }
  return lines.joined(separator: "\n")
}

extension Workspace {
  /// What anybody can read of how counts hang together.
  var publicDefinitions: PublicDefinitions {
    PublicDefinitions(
      lists: catalogue.waitingLists.all.map(\.value),
      datasets: catalogue.datasets.all.map { scope(of: $0.value) })
  }

  var measuresByID: [String: Measure] {
    Dictionary(
      catalogue.measures.all.map { ($0.value.measure.value, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension DisclosurePolicy {
  init(_ declared: PolicyDeclaration) {
    self.init(
      threshold: declared.threshold, hidesZero: declared.hidesZero ?? false,
      roundingBase: declared.roundingBase, keepsOutcome: declared.keepsOutcome, protects: declared.protects)
    for terms in declared.datasets ?? [] {
      exceptions[terms.dataset.value] = DisclosurePolicy(
        threshold: terms.threshold, hidesZero: terms.hidesZero ?? false, roundingBase: terms.roundingBase,
        keepsOutcome: terms.keepsOutcome, protects: terms.protects)
    }
  }
}
