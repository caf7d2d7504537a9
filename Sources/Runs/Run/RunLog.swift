import AggregateStage
import Artefacts
import Declarations
import EvidenceStage
import Findings
import Periods
import Statistics
import Tables

/// The text of a run: a line for each stage, then grouped findings. It has no value of any record.
struct RunLog {
  var lines: [String]
  private var findings: [Finding] = []
  private var worst: Severity?
  /// How many findings about files and declarations are shown for each code.
  private static let shownOfEach = 3
  /// How many checks are listed in the terminal. The rest are counted, and listed in findings.csv.
  private static let groupsShown = 8
  private var held: Validated?
  /// Called at the end of each stage.
  var tell: (@Sendable (StageReport) -> Void)?

  private let area: String
  /// Where all findings are, in the run's folder.
  private let findingsPath: String

  init(plan: PipelinePlan, area: Area, asOf day: Day, in trees: Trees) {
    findingsPath = trees.path(ofExact: "findings.csv")
    self.area = area.code
    lines = ["\(plan.pipeline.value): \(plan.title), \(area.name), as of \(day)"]
  }

  mutating func add(_ new: [Finding]) {
    var shown: [FindingCode: Int] = [:]
    for finding in new where !findings.contains(finding) {
      findings.append(finding)
      worst = max(worst ?? finding.severity, finding.severity)
      shown[finding.code, default: 0] += 1
      if shown[finding.code, default: 0] <= Self.shownOfEach { lines.append(finding.description) }
    }
    for (code, count) in shown.sorted(by: { $0.key < $1.key }) where count > Self.shownOfEach {
      lines.append("… and \(count - Self.shownOfEach) more of \(code): all findings are in \(findingsPath)")
    }
  }

  mutating func ingested(_ ingested: Ingested) {
    let records = ingested.sources.reduce(0) { $0 + $1.records }
    // One file can be read for several datasets.
    let files = Set(ingested.sources.map(\.path)).count
    lines.append("ingest     \(files) files, \(records) records")
    tell?(StageReport(stage: .ingest, count: records, unit: "records"))
    add(ingested.findings)
  }

  mutating func validated(_ validated: Validated) {
    held = validated
    let records = validated.tables.reduce(0) { $0 + $1.table.rowCount }
    let refused = validated.tables.reduce(0) { $0 + $1.refusedCount }
    let breaches = validated.tables.reduce(0) { $0 + $1.breaches.count }
    lines.append(
      "validate   \(records - refused) accepted, \(refused) refused, \(breaches) findings in records")
    tell?(StageReport(stage: .validate, count: records, unit: "records"))
    let groups = validated.tables.flatMap { summary(of: $0) }
    worst = (groups.map(\.severity) + [worst].compactMap(\.self)).max()
    let ordered = groups.enumerated().sorted { a, b in
      (b.element.severity, b.element.count, a.offset) < (a.element.severity, a.element.count, b.offset)
    }
    lines += ordered.prefix(Self.groupsShown).map(\.element.text)
    if groups.count > Self.groupsShown {
      lines.append(
        "… and \(groups.count - Self.groupsShown) other checks: all findings are in \(findingsPath)")
    }
    for table in validated.tables { lines += notRun(table) }
    add(validated.findings)
  }

  /// The rules of a dataset that could not be run, one line for each reason.
  private func notRun(_ table: ValidatedTable) -> [String] {
    var reasons: [String] = []
    for rule in table.notRun where !reasons.contains(rule.reason) { reasons.append(rule.reason) }
    return reasons.map { reason in
      let codes = table.notRun.filter { $0.reason == reason }.map(\.rule.rawValue)
      let rules = codes.count == 1 ? "rule" : "rules"
      return "\(table.table.dataset): \(rules) \(codes.joined(separator: ", ")) not run: \(reason)"
    }
  }

  mutating func aggregated(_ aggregated: Aggregated, before validated: Validated) {
    let measures = Set(aggregated.readings.map(\.key.measure)).count
    lines.append("aggregate  \(measures) measures, \(aggregated.readings.count) readings")
    tell?(StageReport(stage: .aggregate, count: aggregated.readings.count, unit: "readings"))
    add(aggregated.findings)
  }

  mutating func benchmarked(_ benchmarked: Benchmarked) {
    let comparisons = benchmarked.readings.reduce(0) { $0 + $1.comparisons.count }
    lines.append("benchmark  \(benchmarked.readings.count) readings shown, \(comparisons) comparisons")
    tell?(StageReport(stage: .benchmark, count: comparisons, unit: "comparisons"))
    add(benchmarked.findings)
  }

  mutating func evidence(_ pack: EvidencePack, quiet: Bool) {
    tell?(StageReport(stage: .evidence, count: pack.files.count, unit: "files"))
    lines.append("evidence   \(pack.files.count) files")
    lines.append("")
    lines.append(pack.terminal)
  }

  func outcome(evidence: String? = nil, isUnreadable: Bool) -> RunOutcome {
    var outcome = RunOutcome(
      report: lines.joined(separator: "\n"), evidence: evidence, isUnreadable: isUnreadable, worst: worst)
    outcome.findings = findings
    outcome.validated = held
    outcome.area = area
    outcome.stopped = findings.filter { $0.effect == .stops }
    return outcome
  }
}
