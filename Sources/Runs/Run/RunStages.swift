import AggregateStage
import Artefacts
import BenchmarkStage
import Declarations
import DisclosureStage
import EvidenceStage
import Findings
import IngestStage
import Periods
import Statistics
import Tables
import ValidateStage

/// The result of counting, and what was computed from it meanwhile.
struct CountedRun {
  let aggregated: Aggregated
  /// The records counted, without refused extracts.
  let validated: Validated
  /// Published figures, with those of the council's own extract.
  let published: ComparatorSeries
  /// The plan for comparing it.
  let comparison: ComparisonPlan
  /// How far figures could move, and what the next run compares with; nil for a run that stops before the evidence.
  let bounded: Future<(bounds: [Bounds], book: RunBook?)>?
}

extension PipelineRun {
  private var trees: Trees { policy.trees }

  /// Reads the extracts. Rules about single records are tested on the way.
  mutating func ingest() throws -> Ingested {
    let catalogue = workspace.catalogue
    let ingested = IngestStage.ingest(
      extracts, as: plan.scopes.map(\.dataset), codes: catalogue.codeLists.all.map(\.value),
      keeping: plan.keptFields(rules: rules),
      finishing: screen.tests,
      hashing: request.until == .evidence, blanks: workspace.blankValues, asOf: request.asOf)
    try marks.checkUnchanged(extracts.map(\.file))
    log.ingested(ingested)
    begins = ingested.begins
    isUnreadable = (missing + ingested.findings).contains { $0.effect == .refusesFile }
    output.add(readingFiles(ingested, in: trees, workspace.catalogue))
    if request.until == .ingest {
      output.add([findingsFile(missing + ingested.findings, in: trees)])
    }
    return ingested
  }

  /// Tests the other rules, and decides which extracts are not counted.
  mutating func validate(_ ingested: Ingested) throws -> Validated {
    let checked = ValidateStage.validate(
      ingested, against: rules, of: plan.scopes, asOf: request.ruleDay, calendar: workspace.calendar,
      previous: try request.runBefore.flatMap(RunMemoryFile.read), screenedBy: screen)
    refused = RefusedExtracts(
      of: checked, ingested, limits: plan.limits, titles: plan.titles)
    let validated = checked.adding(refused.findings)
    isUnreadable = isUnreadable || !refused.findings.isEmpty
    let (missing, keys, trees) = (missing, plan.keyFields, trees)
    output.make {
      // Long, and final unless a later stage has findings too.
      [
        findingsFile(missing + validated.findings, breachLines(validated), in: trees),
        refusedFile(validated, keys: keys),
      ] + (validated.memory.map { [RunMemoryFile.file(of: $0)] } ?? [])
    }
    log.validated(validated)
    return validated
  }

  /// Counts every figure.
  mutating func aggregate(_ validated: Validated) -> CountedRun {
    let submitted = submittedFigures(validated.counting(without: refused), of: plan, in: workspace)
    let whole = validated.counting(without: refused).adding(submitted.findings)
    let published = workspace.comparators.adding(submitted.published)
    var counting = plan.aggregation(in: workspace, published: published)
    counting.returned = ReturnedFigures(submitted.returned)
    if !submitted.returned.isEmpty { output.add([returnedFiguresFile(submitted, in: trees)]) }
    counting.refused = refused.reasons
    counting.begins.merge(begins) { declared, _ in declared }
    let (aggregated, counted) = aggregating(whole, into: counting)
    log.aggregated(aggregated, before: validated)
    if aggregated.findings != validated.findings {
      let (missing, trees) = (missing, trees)
      output.rewrite(trees.path(ofExact: "findings.csv")) { file in
        findingsFile(missing + aggregated.findings, Array(file.stretches.dropFirst()), in: trees)
      }
    }
    output.add(aggregated.crossTables.map(crossTableCSV))
    // Ranges and ledgers depend on no comparison or hidden figure, so they need not wait for either.
    let (plan, workspace) = (plan, workspace)
    let bounded =
      request.until == .evidence
      ? output.make {
        let made = boundsAndBook(of: plan, aggregated, counted, whole, in: workspace)
        return (made, made.book?.files ?? [])
      } : nil
    return CountedRun(
      aggregated: aggregated, validated: whole, published: published,
      comparison: plan.comparison(published: published, in: workspace), bounded: bounded)
  }

  /// Hides small numbers.
  mutating func disclose(_ counted: CountedRun) throws -> DisclosedCounts {
    let counts = DisclosureStage.disclose(
      counted.aggregated.showing(counted.comparison.shown), under: policy, named: declaredPolicy,
      measures: measures, definitions: workspace.publicDefinitions,
      after: try publicRecord(of: plan, request, counted.aggregated, policy, in: workspace))
    log.disclosed(counts)
    isHeldBack = counts.isHeldBack
    if isHeldBack { output.add([FiguresFile.exact(counts)]) }
    return counts
  }

  /// Compares the disclosed figures with other areas and earlier periods.
  mutating func benchmark(_ counts: DisclosedCounts, of counted: CountedRun) -> Benchmarked {
    let benchmarked = BenchmarkStage.benchmark(
      counts, against: counted.comparison, measures: measures)
    log.benchmarked(benchmarked)
    return benchmarked
  }

  /// Makes the files for people and programs, and their manifest.
  mutating func makeEvidence(
    _ ingested: Ingested, _ validated: Validated, _ counted: CountedRun, _ counts: DisclosedCounts,
    _ benchmarked: Benchmarked
  ) throws {
    let (plan, workspace, trees) = (plan, workspace, trees)
    let (aggregated, published) = (counted.aggregated, counted.published)
    var context = plan.evidenceContext(validated, ingested, aggregated, under: policy, in: workspace)
    context.layout = plan.evidenceLayout(in: workspace)
    let detail = qualityDetail(
      validated, before: request.runBefore, earlier: request.earlierRuns, asOf: request.asOf)
    if !trees.areTwo { context.qualityDetail = detail }
    let statuses = plan.statuses(of: counts.aggregated, published: published, in: workspace)
    let shown = plan.addPublished(
      to: figures(benchmarked, of: counts, under: policy).showing(statuses, of: counts, measures: measures)
        .showing(plan.columnPeriods(in: workspace), of: counts),
      from: published, under: policy, in: workspace)
    let bounded = counted.bounded?.value
    let impact = DisclosureStage.disclose(
      bounded?.bounds ?? [], of: aggregated, under: .exact, measures: measures)
    context.impact = trees.areTwo ? DisclosedImpact(isWithheld: true) : impact
    let moved =
      try bounded?.book.map { try movementPages(of: plan, request, $0, workspace, in: trees) } ?? []
    context.movementPage = moved.map(\.path).first { $0 == movementPagePath }
    let pack = evidence(
      shown, in: context,
      beside: [
        { caseLists(of: plan, counted.validated, published: published, in: workspace) },
        { [figuresFile(shown)] + (trees.areTwo ? [FiguresFile.exact(counts)] : []) },
      ], take: output.write
    ).pack
    output.add(moved + [qualityFile(detail, in: trees)])
    if !impact.ranges.isEmpty { output.add([impactFile(impact.ranges, of: context, in: trees)]) }
    if plan.declaration.contributes == true, !trees.areTwo {
      output.add([NumbersFile.file(counts, in: trees)])
    }
    if trees.areTwo { output.add([openManifest(of: shown, in: context, files: output.files)]) }
    output.add([
      manifest(
        of: plan, request, ingested, validated, benchmarked, missing: missing, files: output.files, in: trees,
        workspace)
    ])
    log.evidence(pack, quiet: false)
    page = pack.files.first?.path
  }
}

extension Aggregated {
  /// With the waterfalls of these periods only, for which pages have room.
  fileprivate func showing(_ periods: Set<ReportingPeriod>) -> Aggregated {
    var out = self
    out.waterfalls.removeAll { !periods.contains($0.period) }
    return out
  }
}
