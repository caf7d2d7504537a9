import Artefacts
import Declarations
import EvidenceStage
import Findings
import Folders
import Periods
package import Runs
import Statistics
import Tables

/// What a council sends to a pool: aggregates that its policy allows, and what they were made by. No case.
package struct Contribution: Sendable {
  /// By path in the bundle's folder. The manifest is the last.
  package var files: [ImportedFile]
  /// What the analyst should know.
  package var notes: [String]

  static let manifestPath = "bundle.json"
  static let rowsPath = "aggregates.csv"
  static let coveragePath = "coverage.csv"
  static let format = "caretally bundle 1"
}

/// Makes a bundle of a completed run.
///
/// It holds the figures that the run printed and, where the policy prints exact counts, the numbers behind medians. So it
/// says nothing that the run does not say, and the run's audit is the bundle's.
/// - Throws: RUN-011 no complete run, POOL-001 a file of the run has changed since, POOL-002 nothing to contribute.
package func contribution(
  of folder: String, policy id: String, in workspace: Workspace
) throws -> Contribution {
  let run = try RunRecord(folder)
  let (policy, declared) = try workspace.policy(id)
  let figures = try checkedTable(figuresPath, of: run)
  var numbers: [BundleRow.Key: String] = [:]
  if run.files[NumbersFile.path] != nil, !policy.hidesOrRounds {
    for row in try checkedTable(NumbersFile.path, of: run).rows {
      numbers[BundleRow.Key(row.cells[0], row.cells[1], row.cells[2], row.cells[3])] = row.cells[4]
    }
  }
  var rows: [BundleRow] = []
  var printedPolicies: Set<String> = []
  var withoutNumbers = 0
  for row in figures.rows {
    func cell(_ name: String) -> String { figures.column(name).map { row.cells[$0] } ?? "" }
    printedPolicies.insert(cell("policy"))
    // Earlier values are printed without counts, and figures that came in were not counted.
    guard cell("breakdown").isEmpty, cell(originColumn) == Reading.Origin.counted.rawValue,
      !cell("numerator").isEmpty
    else { continue }
    let key = BundleRow.Key(cell("measure"), cell("period_kind"), cell("period_start"), cell("period_end"))
    let summary = workspace.catalogue.measure(key.measure)?.summary
    if summary != nil, numbers[key] == nil, cell("denominator") != "0" { withoutNumbers += 1 }
    rows.append(
      BundleRow(
        key: key, value: cell("value"), numerator: cell("numerator"), denominator: cell("denominator"),
        population: cell("population"), numbers: numbers[key] ?? ""))
  }
  guard !rows.isEmpty, printedPolicies == [id] else {
    throw Finding(
      "POOL-002",
      rows.isEmpty
        ? "'\(folder)' has no counted figure" : "'\(folder)' was not printed under the policy '\(id)'",
      hint: "run the pipeline with the policy that the pool has agreed, then contribute again")
  }
  var files = [
    ImportedFile(path: Contribution.rowsPath, bytes: BundleRow.file(rows)),
    ImportedFile(
      path: Contribution.coveragePath, bytes: coverage(of: run, isExact: !policy.hidesOrRounds)),
  ]
  files.append(
    ImportedFile(
      path: Contribution.manifestPath,
      bytes: manifest(of: run, Set(rows.map(\.key.measure)), declared, files, in: workspace)))
  var notes = ["\(rows.count) figures of \(Set(rows.map(\.key.measure)).count) measures, policy \(id)"]
  if withoutNumbers > 0 {
    notes.append(
      policy.hidesOrRounds
        ? "\(withoutNumbers) medians, means and sums go without the cases' numbers, which the policy keeps back"
        : "\(withoutNumbers) medians, means and sums go without the cases' numbers: say \"contributes\": true in the pipeline"
    )
  }
  return Contribution(files: files, notes: notes)
}

extension BundleRow.Key {
  init(_ measure: String, _ kind: String, _ start: String, _ end: String) {
    self.init(measure: measure, kind: kind, start: start, end: end)
  }
}

/// A table of a run, as its manifest says that it was written.
private func checkedTable(_ name: String, of run: RunRecord) throws -> TextTable {
  let path = "\(run.folder)/\(name)"
  let bytes = try PlainFile.bytes(path)
  guard run.files[name] == SHA256.hexDigest(of: bytes) else {
    throw Finding("POOL-001", "'\(path)' has changed since the run", hint: "run that day again with --again")
  }
  return try TextTable.read(bytes, path: path)
}

/// How much of each extract was accepted; for a policy that hides, only which extracts there were.
private func coverage(of run: RunRecord, isExact: Bool) -> [UInt8] {
  var csv = CSVWriter(header: ["dataset", "records", "accepted", "refused", "newest"])
  for table in run.tables {
    csv.row(
      [table.dataset]
        + (isExact
          ? [
            String(table.records), String(table.accepted), String(table.refused),
            table.newest?.description ?? "",
          ] : ["c", "c", "c", "c"]))
  }
  return csv.bytes
}

private func manifest(
  of run: RunRecord, _ measures: Set<String>, _ policy: PolicyDeclaration, _ files: [ImportedFile],
  in workspace: Workspace
) -> [UInt8] {
  let pipeline = workspace.catalogue.pipeline(run.pipeline)
  return JSONText.object([
    ("format", .text(Contribution.format)), ("tool", .text(run.tool)), ("pipeline", .text(run.pipeline)),
    ("framework", .text(pipeline?.framework?.value ?? "")), ("area", .text(run.area)),
    ("asOf", .text(run.asOf.description)), ("policy", .text(policy.policy.value)),
    ("threshold", .number(policy.threshold)), ("roundingBase", .number(policy.roundingBase)),
    (
      "measures",
      .list(
        measures.sorted().map { id in
          .object([("measure", .text(id)), ("sha256", .text(run.measures[id] ?? ""))])
        })
    ),
    (
      "files",
      .list(
        files.map { file in
          .object([
            ("path", .text(file.path)), ("sha256", .text(SHA256.hexDigest(of: file.bytes))),
            ("bytes", .number(file.bytes.count)),
          ])
        })
    ),
  ]).file
}
