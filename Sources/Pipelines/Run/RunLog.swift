import AggregateStage
import Artefacts
import Declarations
import Findings
import Periods
import Tables

/// What a run says: a line a stage, then what was found, grouped; no value of any record.
struct RunLog {
  var lines: [String]
  private var findings: [Finding] = []
  private var worst: Severity?
  /// Checks listed in the terminal; the rest are counted and stand in findings.csv.
  private static let groupsShown = 8

  init(plan: PipelinePlan, area: String, asOf day: Day) {
    lines = ["\(plan.pipeline.value): \(plan.title), \(area), as of \(day)"]
  }

  mutating func add(_ new: [Finding]) {
    for finding in new where !findings.contains(finding) {
      findings.append(finding)
      worst = max(worst ?? finding.severity, finding.severity)
      lines.append(finding.description)
    }
  }

  mutating func ingested(_ ingested: Ingested) {
    let records = ingested.sources.reduce(0) { $0 + $1.records }
    lines.append("ingest     \(ingested.sources.count) files, \(records) records")
    add(ingested.findings)
  }

  mutating func validated(_ validated: Validated) {
    let records = validated.tables.reduce(0) { $0 + $1.table.rowCount }
    let refused = validated.tables.reduce(0) { $0 + $1.refusedCount }
    let breaches = validated.tables.reduce(0) { $0 + $1.breaches.count }
    lines.append(
      "validate   \(records - refused) accepted, \(refused) refused, \(breaches) findings in records")
    let groups = validated.tables.flatMap { summary(of: $0) }
    worst = (groups.map(\.severity) + [worst].compactMap(\.self)).max()
    let ordered = groups.enumerated().sorted { a, b in
      (b.element.severity, b.element.count, a.offset) < (a.element.severity, a.element.count, b.offset)
    }
    lines += ordered.prefix(Self.groupsShown).map(\.element.text)
    if groups.count > Self.groupsShown {
      lines.append("… and \(groups.count - Self.groupsShown) other checks: all findings are in findings.csv")
    }
    for table in validated.tables {
      lines += table.notRun.map { "\(table.table.dataset): rule \($0.rule) not run: \($0.reason)" }
    }
    add(validated.findings)
  }

  mutating func aggregated(_ aggregated: Aggregated, before validated: Validated) {
    let measures = Set(aggregated.readings.map(\.key.measure)).count
    lines.append("aggregate  \(measures) measures, \(aggregated.readings.count) readings")
    add(aggregated.findings)
  }

  mutating func benchmarked(_ benchmarked: Benchmarked) {
    let comparisons = benchmarked.readings.reduce(0) { $0 + $1.comparisons.count }
    lines.append("benchmark  \(benchmarked.readings.count) readings shown, \(comparisons) comparisons")
    add(benchmarked.findings)
  }

  mutating func evidence(_ pack: EvidencePack, quiet: Bool) {
    lines.append("evidence   \(pack.files.count) files")
    lines.append("")
    lines.append(pack.terminal)
  }

  func outcome(evidence: String? = nil, isUnreadable: Bool) -> RunOutcome {
    RunOutcome(
      report: lines.joined(separator: "\n"), evidence: evidence, isUnreadable: isUnreadable, worst: worst)
  }

  /// Writes what the run made and says where.
  func finish(
    _ files: [EvidencePack.File], _ request: RunRequest, isUnreadable: Bool, page: String? = nil
  ) throws(Finding) -> RunOutcome {
    try RunFolder(request.outputFolder).replace(with: files)
    let shown = page.map { "\(request.outputFolder)/\($0)" } ?? request.outputFolder
    return outcome(evidence: shown, isUnreadable: isUnreadable)
  }
}
