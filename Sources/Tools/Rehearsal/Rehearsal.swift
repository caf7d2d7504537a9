import Artefacts
import Declarations
package import Findings
import IngestStage
package import Periods
package import Runs
import Tables

/// What a national return would say of tonight's extracts, before it is sent.
package struct Rehearsal: Sendable {
  package var title: String
  package var rejects: Bool
  package var from: Day
  package var to: Day
  var derived: DerivedPeriod?
  var parts: [RehearsedPart]
  /// Datasets of the return with no extract, and what was found about files.
  package var findings: [Finding]
  package var cautions: [String]

  package var failing: Int { parts.reduce(0) { $0 + $1.failing } }
}

/// Holds extracts to a declared return over a period.
///
/// If the folder holds the return's own file, that file is checked, over the days that it covers.
///
/// - Parameters:
///   - from: 1 April before `to` where neither this nor the file says.
///   - asOf: the period's last day; `today` where neither this nor the file says.
///   - pipeline: whose files are read; where it is not said, those of the return, else those of `nightly`.
/// - Throws: `RUN-035` where no such return is declared; a finding of the extracts' folder.
package func rehearse(
  _ id: String, input: String, from: Day?, to asOf: Day?, today: Day, pipeline: String?,
  in workspace: Workspace
) throws -> Rehearsal {
  let catalogue = workspace.catalogue
  guard let declared = catalogue.submissions[id] else {
    let ids = catalogue.submissions.ids
    throw Finding(
      "RUN-035", "no submission '\(id)'",
      hint: nearest(id, in: ids).map { "did you mean '\($0)'?" } ?? "one of: \(ids.joined(separator: ", "))")
  }
  let submission = declared.value
  let plan = try workspace.rehearsing(submission, input: input, pipeline)
  let (all, missing) = findExtracts(of: plan, in: input, mappings: catalogue.mapping)
  if let stop = missing.first(where: { $0.effect == .stops }) { throw stop }
  let wanted = Set(submission.parts.map(\.dataset.value) + (submission.events ?? []).map(\.dataset.value))
  let extracts = all.filter { wanted.contains($0.dataset) }
  let variants = wanted.sorted().compactMap { catalogue.dataset($0) }.map {
    ReleasedDataset($0, submission, in: catalogue)
  }
  let ingested = ingest(
    extracts, as: variants.map(\.dataset), codes: catalogue.codeLists.all.map(\.value),
    blanks: workspace.blankValues, asOf: asOf ?? today)
  let covered = ingested.readings.compactMap(\.covers)
  let to = asOf ?? covered.map(\.upperBound).max() ?? today
  let start = from ?? covered.map(\.lowerBound).max() ?? FinancialYear(containing: to).start
  let parameters = Parameters(asOf: to, periodStart: start, periodEnd: to, calendar: workspace.calendar)
  var parts: [RehearsedPart] = []
  var findings = ingested.findings.filter { $0.severity == .error }
  for part in submission.parts {
    // A pipeline that reads no such records is not asked for them.
    guard plan.inputs.contains(where: { $0.dataset.value == part.dataset.value }) else { continue }
    let files = ingested.readings.filter { $0.dataset == part.dataset.value }
    // A file that could not be read has no nought of failing records.
    if !files.isEmpty, files.allSatisfy(\.isRefused) {
      findings.append(
        Finding(
          "FILE-001", severity: .warning, effect: .reports,
          "no file of \(part.dataset.value) could be read, so '\(part.module)' is not rehearsed"))
      continue
    }
    guard let table = ingested.table(part.dataset.value),
      let variant = variants.first(where: { $0.dataset.dataset.value == part.dataset.value })
    else {
      findings.append(
        Finding(
          "FILE-001", severity: .warning, effect: .reports,
          "no extract of \(part.dataset.value), so '\(part.module)' is not rehearsed"))
      continue
    }
    let scope = Scope(dataset: variant.dataset, codes: { variant.codes(of: $0, in: catalogue) })
    parts.append(
      try PartRehearsal(
        part: part, table: table, dataset: variant.dataset, retiredFrom: variant.retiredFrom,
        parameters: parameters, source: declared.source, scope: scope
      ).rehearsed())
  }
  var rehearsal = Rehearsal(
    title: submission.title, rejects: submission.rejects, from: start, to: to, parts: parts,
    findings: findings,
    cautions: submission.cautions ?? [])
  if let events = submission.events {
    // A type of event can be told from one of several datasets.
    var days: [(String, [Day])] = []
    for event in events {
      let own = eventDays(event, in: ingested, variants, declared, parameters, catalogue)
      if let place = days.firstIndex(where: { $0.0 == event.type }) {
        if days[place].1.isEmpty { days[place].1 = own }
      } else {
        days.append((event.type, own))
      }
    }
    // An extract as of the last day of a month is imported in the next.
    rehearsal.derived = DerivedPeriod(days, statedFrom: start, to: to, imported: to + 1)
  }
  return rehearsal
}

extension Workspace {
  /// The pipeline whose files are rehearsed: the one named, else the return's own where the folder has its file, else the nightly one.
  fileprivate func rehearsing(
    _ submission: Submission, input: String, _ named: String?
  ) throws(Finding) -> PipelinePlan {
    if named == nil, let own = submission.pipeline.flatMap({ catalogue.pipeline($0.value) }),
      !findExtracts(of: own, in: input).extracts.isEmpty
    {
      return own
    }
    guard let plan = catalogue.pipeline(named ?? "nightly") else { throw noPipeline(named ?? "nightly") }
    return plan
  }
}

private func eventDays(
  _ event: Submission.Event, in ingested: Ingested, _ variants: [ReleasedDataset],
  _ declared: Declared<Submission>, _ parameters: Parameters, _ catalogue: Catalogue
) -> [Day] {
  guard let table = ingested.table(event.dataset.value),
    let variant = variants.first(where: { $0.dataset.dataset.value == event.dataset.value }),
    case .success(let expression) = typed(
      event.ends, in: declared.source,
      scope: Scope(dataset: variant.dataset, codes: { variant.codes(of: $0, in: catalogue) }))
  else { return [] }
  let program = Program(expression, table: table, parameters: parameters)
  var days: [Day] = []
  for batch in table.batches {
    var values: [Int64] = []
    program.values(in: batch, rows: 0..<batch.rowCount, into: &values)
    days += values.filter { $0 != Int64.min }.map { Day(number: Int32(clamping: $0)) }
  }
  return days
}

/// A dataset in which labels of an earlier release are codes of their own, so that they can be told apart.
private struct ReleasedDataset {
  var dataset: Dataset
  /// By field position: where those codes begin.
  var retiredFrom: [Int: Int] = [:]

  init(_ dataset: Dataset, _ submission: Submission, in catalogue: Catalogue) {
    self.dataset = dataset
    for part in submission.parts where part.dataset.value == dataset.dataset.value {
      for line in part.fields {
        guard let name = line.of, let labels = line.retired,
          let position = dataset.fields.firstIndex(where: { $0.field.value == name.value }),
          let codes = catalogue.codes(of: dataset.fields[position])
        else { continue }
        let retired = Set(labels.map { Spelling.folded($0) })
        let current = codes.map { code in
          var code = code
          code.synonyms = code.synonyms?.filter { !retired.contains(Spelling.folded($0)) }
          return code
        }
        let added = labels.enumerated().map { number, label in
          Dataset.Code("release-1-\(number + 1)", label: label)
        }
        self.dataset.fields[position].codeList = nil
        self.dataset.fields[position].codes = current + added
        retiredFrom[position] = current.count
      }
    }
  }

  func codes(of field: Dataset.Field, in catalogue: Catalogue) -> [Dataset.Code]? {
    catalogue.codes(of: field)
  }
}

extension Rehearsal {
  /// Whether a file of the return could not be read at all.
  package var isUnreadable: Bool { findings.contains { $0.effect == .refusesFile } }

  /// Whether in any part more records fail than the condition's share.
  package func fails(beyond condition: FailCondition) -> Bool {
    parts.contains { $0.failing * 100_000 > (condition.share ?? 0) * $0.records }
  }
}
