package import Artefacts
package import Declarations
package import EvidenceStage
import Findings
package import Statistics
import Tables

/// Counts by check for the evidence, without records. Under a policy that hides or rounds there are no counts either.
///
/// The policy's rounding is not enough: records read less records refused are records accepted, which the figures may
/// print.
package func quality(
  of validated: Validated, datasets: [String: Dataset], under policy: DisclosurePolicy
) -> [DatasetQuality] {
  validated.tables.map { table in
    let id = table.table.dataset
    let title = datasets[id]?.title ?? id
    let accepted = table.acceptedCount
    guard !policy.trees.areTwo else {
      let share = policy.terms(for: [id]).refusedShare(refused: table.refusedCount, accepted: accepted)
      return DatasetQuality(
        dataset: id, title: title, counts: nil, refusedShare: share, notRun: table.notRun)
    }
    var counts = [Int](repeating: 0, count: table.checks.count)
    for breach in table.breaches { counts[Int(breach.check)] += 1 }
    let checks = zip(table.checks, counts).filter { $0.1 > 0 }
      .map { DatasetQuality.CheckCount($0.0, count: policy.count($0.1)) }
      .sorted { ($0.code, $0.field) < ($1.code, $1.field) }
    return DatasetQuality(
      dataset: id, title: title,
      counts: DatasetQuality.Counts(
        records: policy.count(table.table.rowCount), accepted: policy.count(accepted),
        refused: policy.count(table.refusedCount), checks: checks), notRun: table.notRun)
  }
}

/// A summary of many findings for the terminal: one line for each check with its first places, the most severe and
/// frequent first.
package func summary(of table: ValidatedTable, places limit: Int = 5) -> [GroupedFinding] {
  var breaches = [[Breach]](repeating: [], count: table.checks.count)
  for breach in table.breaches { breaches[Int(breach.check)].append(breach) }
  return table.checks.indices.compactMap { index in
    guard let first = breaches[index].first else { return nil }
    let finding = table.finding(first)
    let lines = breaches[index].prefix(limit).compactMap { table.finding($0).location?.line }
    let more = breaches[index].count > limit ? ", first \(limit) shown" : ""
    return GroupedFinding(
      severity: finding.severity, count: breaches[index].count,
      text: """
        \(Visible.text(finding.location?.path ?? "")): \(finding.severity.rawValue)[\(finding.code)] \
        ×\(breaches[index].count)\(more): \(sentence(finding.message)) Line \(lines.map(String.init).joined(separator: ", ")).
        """)
  }
}

/// A message with a full stop. Declared messages have one; those of the reader do not.
private func sentence(_ message: String) -> String { message.hasSuffix(".") ? message : message + "." }

/// One check's findings, as a line.
package struct GroupedFinding {
  var severity: Severity
  var count: Int
  var text: String
}
