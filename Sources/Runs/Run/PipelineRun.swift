import Artefacts
package import Declarations
import DisclosureStage
package import Findings
import Folders
import FoundationEssentials
import IngestStage
import Periods
package import Statistics
import ValidateStage

/// Runs a declared pipeline: reads extracts and writes a folder of evidence, completely or not at all.
///
/// - Throws: a `Finding` where the request names nothing that is declared, or the run cannot be written.
package func runPipeline(_ request: RunRequest, in workspace: Workspace) throws -> RunOutcome {
  var run = try PipelineRun(request, in: workspace)
  defer { run.output.abandon() }
  guard !run.isStopped else { return run.log.outcome(isUnreadable: true) }

  let ingested = try run.ingest()
  guard request.until > .ingest else { return try run.finish() }

  let validated = try run.validate(ingested)
  guard request.until > .validate else { return try run.finish() }

  let counted = run.aggregate(validated)
  guard request.until > .aggregate else { return try run.finish() }

  let disclosed = try run.disclose(counted)
  guard request.until > .disclose, !disclosed.isHeldBack else { return try run.finish() }

  let benchmarked = run.benchmark(disclosed, of: counted)
  guard request.until > .benchmark else { return try run.finish() }

  try run.makeEvidence(ingested, validated, counted, disclosed, benchmarked)
  return try run.finish()
}

/// One run of a pipeline: its request, its log, and the files that it writes meanwhile.
struct PipelineRun {
  let request: RunRequest
  let workspace: Workspace
  let plan: RunPlan
  let policy: DisclosurePolicy
  let declaredPolicy: PolicyDeclaration
  /// Every declared measure, by id.
  let measures: [String: Measure]
  let output: AsyncFileWriter
  var log: RunLog
  let extracts: [Extract]
  let marks: InputMarks
  /// Findings about the request, and extracts that are missing.
  let missing: [Finding]
  /// The rules of the extracts found, and those of them that are tested while files are read.
  let rules: [Declared<Rule>]
  let screen: PushedDownRules
  var refused = RefusedExtracts()
  /// The first day that a dataset's files say they cover.
  var begins: [String: Day] = [:]
  var isUnreadable = false
  var isHeldBack = false
  /// The page to open.
  var page: String?

  init(_ request: RunRequest, in workspace: Workspace) throws {
    plan = try RunPlan(request, in: workspace)
    if !request.isStaged { try request.outputGuard(in: workspace).check(request.outputFolder) }
    (policy, declaredPolicy) = try workspace.policy(request.policy ?? plan.declaration.policy.value)
    self.request = request
    self.workspace = workspace
    measures = plan.measuresByID(in: workspace)
    log = RunLog(plan: plan.declaration, area: plan.area, asOf: request.asOf, in: policy.trees)
    log.tell = request.tell
    marks = InputMarks(request.inputFolder)
    if let folder = request.runBefore, let before = try? RunRecord(folder) {
      try workspace.checkArea(of: before, is: plan.area)
    }
    let (extracts, absent) = findExtracts(
      of: plan.declaration, in: request.inputFolder, mappings: workspace.catalogue.mapping)
    self.extracts = extracts
    missing = plan.findings + (request.asOfAhead.map { [$0] } ?? []) + absent
    // Findings about the request come before those about the data.
    log.add(missing)
    let read = Set(extracts.map(\.dataset))
    rules = workspace.catalogue.rules.all.filter { read.contains($0.value.dataset.value) }
    screen = PushedDownRules(
      rules, of: plan.scopes.filter { read.contains($0.dataset.dataset.value) },
      codes: workspace.catalogue.codeLists.all.map(\.value), asOf: request.ruleDay,
      calendar: workspace.calendar)
    output = AsyncFileWriter(RunFolder(request.outputFolder, isStaging: request.isStaged))
  }

  /// Whether it cannot start.
  var isStopped: Bool { missing.contains { $0.effect == .stops } }

  /// Moves the run into its place, and returns where that is.
  func finish() throws(Finding) -> RunOutcome {
    try output.finish()
    let evidence = page.map { "\(request.outputFolder)/\($0)" } ?? request.outputFolder
    var outcome = log.outcome(
      evidence: isHeldBack ? nil : evidence, isUnreadable: isUnreadable && !isHeldBack)
    outcome.isHeldBack = isHeldBack
    return outcome
  }
}

extension RunRequest {
  /// The as-of day of rules.
  var ruleDay: Day { extractDay ?? asOf }

  /// RUN-028 where the as-of day is after today: the future is in no extract.
  fileprivate var asOfAhead: Finding? {
    guard let today, asOf > today else { return nil }
    return Finding(
      "RUN-028", severity: .warning, effect: .reports,
      "the as-of day, \(asOf), is \(asOf - today) days after today, \(today): waits are counted up to a future day",
      hint: "check --as-of, or the machine's clock")
  }

  /// The folders that the output must not replace.
  fileprivate func outputGuard(in workspace: Workspace) -> OutputGuard {
    OutputGuard(
      input: inputFolder, root: workspace.folder.root.path, council: workspace.folder.council?.path,
      runs: output == nil ? nil : runs)
  }
}

extension DisclosurePolicy {
  /// The policy for people who may see the cases.
  package static let exact = DisclosurePolicy(threshold: 0)
}

extension Workspace {
  /// A declared disclosure policy, for calculation.
  package func policy(_ id: String) throws(Finding) -> (DisclosurePolicy, PolicyDeclaration) {
    guard let declared = catalogue.policy(id) else {
      throw Finding("RUN-007", "no disclosure policy '\(id)'", hint: "see caretally list policies")
    }
    return (DisclosurePolicy(declared), declared)
  }
}
