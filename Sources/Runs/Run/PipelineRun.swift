import AggregateStage
import Artefacts
import BenchmarkStage
package import Declarations
import DisclosureStage
import EvidenceStage
package import Findings
import Folders
import FoundationEssentials
import IngestStage
import Periods
package import Statistics
import Tables
import ValidateStage

/// Runs a declared pipeline: extracts in, a folder of evidence out, complete or not at all.
///
/// - Throws: a `Finding` where the request names nothing that is declared, or the run cannot be written.
package func runPipeline(_ request: RunRequest, in workspace: Workspace) throws -> RunOutcome {
  let plan = try RunPlan(request, in: workspace)
  if !request.isStaged { try request.outputGuard(in: workspace).check(request.outputFolder) }
  let (policy, declaredPolicy) = try workspace.policy(request.policy ?? plan.declaration.policy.value)
  let trees = policy.trees
  var log = RunLog(plan: plan.declaration, area: plan.area, asOf: request.asOf, in: trees)
  log.tell = request.tell
  let marks = InputMarks(request.inputFolder)
  if let folder = request.runBefore, let before = try? RunRecord(folder) {
    try workspace.checkArea(of: before, is: plan.area)
  }
  let (extracts, absent) = findExtracts(of: plan.declaration, in: request.inputFolder)
  // What is wrong with what was asked for comes before what is wrong with what came in.
  let missing = plan.findings + (request.asOfAhead.map { [$0] } ?? []) + absent
  log.add(missing)
  guard !missing.contains(where: { $0.effect == .stops }) else { return log.outcome(isUnreadable: true) }

  let datasets = plan.scopes.map(\.dataset)
  let read = Set(extracts.map(\.dataset))
  let rules = workspace.catalogue.rules.all.filter { read.contains($0.value.dataset.value) }
  let codeLists = workspace.catalogue.codeLists.all.map(\.value)
  let ruleDay = request.extractDay ?? request.asOf
  let screen = PushedDownRules(
    rules, of: plan.scopes.filter { read.contains($0.dataset.dataset.value) }, codes: codeLists,
    asOf: ruleDay, calendar: workspace.calendar)
  let ingested = ingest(
    extracts, as: datasets, codes: codeLists, keeping: plan.keptFields(rules: rules),
    finishing: screen.finishing(
      keeping: plan.readsOneRecordAtATime(rules) ? plan.keptFields(rules: screen.remaining) : nil,
      keys: plan.keyFields),
    hashing: request.until == .evidence, blanks: workspace.blankValues, asOf: request.asOf)
  try marks.checkUnchanged(extracts.map(\.path))
  log.ingested(ingested)
  var isUnreadable = (missing + ingested.findings).contains { $0.effect == .refusesFile }
  var files = readingFiles(ingested, in: trees)
  guard request.until > .ingest else {
    files.insert(findingsFile(missing + ingested.findings, in: trees), at: 0)
    return try log.finish(files, request, isUnreadable: isUnreadable)
  }

  let checked = validate(
    ingested, against: rules, of: plan.scopes, asOf: ruleDay, calendar: workspace.calendar,
    previous: try request.runBefore.flatMap(RunMemoryFile.read), screenedBy: screen)
  let refused = RefusedExtracts(
    of: checked, ingested, missing: missing, limits: plan.limits, titles: plan.titles)
  let validated = checked.adding(refused.findings)
  isUnreadable = isUnreadable || !refused.findings.isEmpty
  let keys = plan.keyFields
  let ahead = AsyncFileWriter(of: RunFolder(request.outputFolder, isStaging: request.isStaged)) {
    // Long, and whole unless a later stage finds something too.
    [
      findingsFile(missing + validated.findings, breachLines(validated), in: trees),
      refusedFile(validated, keys: keys),
    ]
      + (validated.memory.map { [RunMemoryFile.file(of: $0)] } ?? [])
  }
  defer { ahead.abandon() }
  log.ahead = ahead
  log.validated(validated)
  guard request.until > .validate else {
    return try log.finish(
      ahead.files[..<1] + files + ahead.files[1...], request, isUnreadable: isUnreadable)
  }

  let submitted = submittedFigures(validated.counting(without: refused), in: workspace)
  let whole = validated.counting(without: refused).adding(submitted.findings)
  let published = workspace.comparators.adding(submitted.figures)
  var counting = plan.aggregation(in: workspace, published: published)
  counting.refused = refused.reasons
  let (aggregated, counted) = aggregating(whole, into: counting)
  log.aggregated(aggregated, before: validated)
  var findings = ahead.files[0]
  if aggregated.findings != validated.findings {
    ahead.takeBack(findings.path)
    findings = findingsFile(missing + aggregated.findings, Array(findings.stretches.dropFirst()), in: trees)
  }
  files = [findings] + files + ahead.files[1...] + aggregated.crossTables.map(crossTableCSV)
  guard request.until > .aggregate else { return try log.finish(files, request, isUnreadable: isUnreadable) }

  // The ranges and ledgers ask for nothing that is compared or hidden, so that they need not wait for either.
  let bounding: Future<(bounds: [Bounds], book: RunBook?, files: [EvidencePack.File])>? =
    request.until == .evidence
    ? Future {
      let (bounds, book) = boundsAndBook(of: plan, aggregated, counted, whole, in: workspace)
      return (bounds, book, book?.files ?? [])
    } : nil
  // Nothing of a run goes on after it, however it ends.
  defer { _ = bounding?.value }
  let measures = plan.measuresByID(in: workspace)
  let comparison = plan.comparison(published: published, in: workspace)
  let counts = disclose(
    aggregated.showing(comparison.shown), under: policy, named: declaredPolicy, measures: measures,
    definitions: workspace.publicDefinitions,
    after: try publicRecord(of: plan, request, aggregated, policy, in: workspace))
  log.disclosed(counts)
  guard !counts.isHeldBack else { return try log.holdBack(files + [FiguresFile.exact(counts)], request) }
  guard request.until > .disclose else { return try log.finish(files, request, isUnreadable: isUnreadable) }

  let benchmarked = benchmark(counts, against: comparison, measures: measures)
  log.benchmarked(benchmarked)
  guard let bounding else { return try log.finish(files, request, isUnreadable: isUnreadable) }

  var context = plan.evidenceContext(validated, ingested, aggregated, under: policy, in: workspace)
  context.layout = plan.evidenceLayout(in: workspace)
  let detail = qualityDetail(
    validated, before: request.runBefore, earlier: request.earlierRuns, asOf: request.asOf)
  if !trees.areTwo { context.qualityDetail = detail }
  let disclosed = figures(benchmarked, of: counts, under: policy)
  let statuses = plan.statuses(of: counts.aggregated, published: published, in: workspace)
  let shown = plan.addPublished(
    to: disclosed.showing(statuses, of: counts, measures: measures), from: published, under: policy,
    in: workspace)
  let (ranges, book, ledgers) = bounding.value
  ahead.add(ledgers)
  let impact = disclose(ranges, of: aggregated, under: .exact, measures: measures)
  context.impact = trees.areTwo ? DisclosedImpact(isWithheld: true) : impact
  let moved = try book.map { try movementPages(of: plan, request, $0, workspace, in: trees) } ?? []
  context.movementPage = moved.map(\.path).first { $0 == movementPagePath }
  let (pack, beside) = evidence(
    shown, in: context,
    beside: [
      { caseLists(of: plan, whole, published: published, in: workspace) },
      { [figuresFile(shown)] + (trees.areTwo ? [FiguresFile.exact(counts)] : []) },
    ], take: ahead.begin)
  files += pack.files + ledgers + beside
  files.append(qualityFile(detail, in: trees))
  if !impact.ranges.isEmpty { files.append(impactFile(impact.ranges, of: context, in: trees)) }
  files += moved
  if trees.areTwo { files.append(openManifest(of: shown, in: context, files: files)) }
  // While digests of them are taken.
  ahead.add(files)
  files.append(
    manifest(
      of: plan, request, ingested, validated, benchmarked, missing: missing, files: files, in: trees,
      workspace))
  log.evidence(pack, quiet: false)
  return try log.finish(files, request, isUnreadable: isUnreadable, page: pack.files.first?.path)
}

extension RunRequest {
  /// RUN-028 where the as-of day is after today: what has not happened yet is in no extract.
  fileprivate var asOfAhead: Finding? {
    guard let today, asOf > today else { return nil }
    return Finding(
      "RUN-028", severity: .warning, effect: .reports,
      "the as-of day, \(asOf), is \(asOf - today) days after today, \(today): waits are counted up to a day to come",
      hint: "check --as-of, or the machine's clock")
  }

  /// What the output must not take the place of.
  fileprivate func outputGuard(in workspace: Workspace) -> OutputGuard {
    OutputGuard(input: inputFolder, root: workspace.folder.root.path, runs: output == nil ? nil : runs)
  }
}

extension DisclosurePolicy {
  /// For those who may see the cases.
  package static let exact = DisclosurePolicy(threshold: 0)
}

extension Workspace {
  /// A declared disclosure policy in the terms of arithmetic.
  package func policy(_ id: String) throws(Finding) -> (DisclosurePolicy, PolicyDeclaration) {
    guard let declared = catalogue.policy(id) else {
      throw Finding("RUN-007", "no disclosure policy '\(id)'", hint: "see caretally list policies")
    }
    return (DisclosurePolicy(declared), declared)
  }
}

extension Aggregated {
  /// With the waterfalls of these periods alone, which are those that a page has room for.
  fileprivate func showing(_ periods: Set<ReportingPeriod>) -> Aggregated {
    var out = self
    out.waterfalls.removeAll { !periods.contains($0.period) }
    return out
  }
}
