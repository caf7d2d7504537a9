import AggregateStage
import Artefacts
import Declarations
import Findings
import Folders
import FoundationEssentials
import IngestStage
package import Periods
package import Runs
import Tables
import ValidateStage

/// The figure whose cases to list, and where to write the list.
package struct CaseRequest: Sendable {
  package var run: RunRequest
  package var measure: String
  package var kind: ReportingPeriod.Kind
  /// The folder for the list. Only its owner may open it.
  package var folder: String

  package init(run: RunRequest, measure: String, kind: ReportingPeriod.Kind, folder: String) {
    self.run = run
    self.measure = measure
    self.kind = kind
    self.folder = folder
  }
}

/// Writes the keys of the cases behind a figure to a file that only its owner may read, never to the terminal.
///
/// - Returns: a line for the log without a key: how many cases, of what, and where.
/// - Throws: `RUN-050` where a file of that name was not written so; EXP-001 where the figure has no cases of its own;
///   and what ingest and declarations throw.
package func listCases(_ request: CaseRequest, in workspace: Workspace) throws -> String {
  let plan = try RunPlan(request.run, in: workspace)
  guard let declared = workspace.catalogue.measures[request.measure] else {
    throw Finding("RUN-008", "no measure '\(request.measure)'", hint: "see caretally list measures")
  }
  guard let id = declared.value.dataset?.value, declared.value.where ?? declared.value.denominator != nil,
    let scope = plan.scopes.first(where: { $0.dataset.dataset.value == id })
  else {
    throw Finding(
      "EXP-001", "'\(request.measure)' counts no records of one extract, so it has no cases to list",
      hint: "list the cases of its parts")
  }
  let validated = try cases(for: scope, request.run, plan, workspace)
  let period = plan.latest(request.kind)
  let found = try countedRecords(
    of: declared, over: period, of: validated, in: plan.countingNothing(in: workspace))
  let table = found.table
  let keys = plan.scopes.first { $0.dataset.dataset.value == table.dataset }?.dataset.key.map(\.value) ?? []
  var csv = CSVWriter(header: ["file", "line"] + keys + ["counted_as"], neutralisesFormulas: true)
  for record in found.records {
    let batch = table.batches[record.batch]
    let role = record.isOfNumerator.map { $0 ? "numerator" : "denominator only" } ?? "counted"
    csv.row(
      [table.sources[batch.source], String(batch.line(ofRow: record.row))]
        + keys.map { key in
          table.fields.firstIndex(of: key).map { cellText(of: $0, record.row, batch, table) } ?? ""
        } + [role])
  }
  let count = found.records.count
  let name = "cases-\(request.measure)-\(request.kind.rawValue)-\(period.end).csv"
  _ = try SharedFolder(folder: SystemPath.plain(request.folder), isRestricted: true).write([(name, csv.bytes)]
  )
  return """
    \(count) cases of \(request.measure), \(period.label), listed in \(request.folder)/\(name): restricted, for those who may see cases
    """
}

/// The accepted records of a measure's dataset, or of those that its cohort links.
private func cases(
  for scope: DatasetScope, _ run: RunRequest, _ plan: RunPlan, _ workspace: Workspace
) throws -> Validated {
  let reads = scope.dataset.cohort?.reads
  let wanted = reads?.map(\.dataset.value) ?? [scope.dataset.dataset.value]
  let (extracts, missing) = findExtracts(
    of: plan.declaration, in: run.inputFolder, mappings: workspace.catalogue.mapping)
  for id in wanted where !extracts.contains(where: { $0.dataset == id }) {
    guard reads?.first(where: { $0.dataset.value == id })?.optional != true else { continue }
    throw missing.first { $0.message.contains(" \(id) ") }
      ?? Finding("FILE-001", "no extract of \(id) in '\(run.inputFolder)'", hint: "name it with --input")
  }
  let (validated, findings) = try acceptedCases(of: wanted, run, plan, workspace)
  guard validated.table(of: wanted[0]) != nil else {
    throw findings.first ?? Finding("FILE-001", "no extract of \(wanted[0]) could be read")
  }
  return validated
}

/// The records of some datasets as they were read and checked, of those that have an extract.
func acceptedCases(
  of wanted: [String], _ run: RunRequest, _ plan: RunPlan, _ workspace: Workspace
) throws -> (cases: Validated, findings: [Finding]) {
  let (extracts, _) = findExtracts(
    of: plan.declaration, in: run.inputFolder, mappings: workspace.catalogue.mapping)
  let scopes = wanted.compactMap { id in plan.scopes.first { $0.dataset.dataset.value == id } }
  let ingested = ingest(
    extracts.filter { wanted.contains($0.dataset) }, as: scopes.map(\.dataset),
    codes: workspace.catalogue.codeLists.all.map(\.value),
    keeping: Dictionary(
      uniqueKeysWithValues: scopes.map { scope in
        (scope.dataset.dataset.value, Set(scope.dataset.fields.map(\.field.value)))
      }), blanks: workspace.blankValues, asOf: run.asOf)
  let cases = validate(
    ingested, against: wanted.flatMap { workspace.catalogue.rules(of: $0) }, of: scopes, asOf: run.asOf,
    calendar: workspace.calendar)
  return (cases, ingested.findings)
}

extension RunPlan {
  /// A plan of the aggregate stage that names datasets and no measures.
  func countingNothing(in workspace: Workspace) -> AggregationPlan {
    AggregationPlan(
      area: area.code, asOf: asOf, measures: [], datasets: scopes, calendar: workspace.calendar,
      populations: [:], published: ComparatorSeries([]), publishedYears: [], catalogue: [:])
  }
}
