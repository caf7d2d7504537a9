import Artefacts
import Declarations
import Findings
import FoundationEssentials
import IngestStage
package import Periods
import Tables
import ValidateStage

/// Which figure's cases are wanted, and where the list goes.
package struct CaseRequest: Sendable {
  package var run: RunRequest
  package var measure: String
  package var kind: ReportingPeriod.Kind
  /// The folder of the list; only its owner may open it.
  package var folder: String

  package init(run: RunRequest, measure: String, kind: ReportingPeriod.Kind, folder: String) {
    self.run = run
    self.measure = measure
    self.kind = kind
    self.folder = folder
  }
}

/// Writes the keys of the cases behind a figure to a file that its owner alone may read; never to the terminal.
///
/// - Returns: a line for the log: how many cases, of what, and where; no key.
/// - Throws: `RUN-050` where a file of that name is there that was not written so; EXP-001 where the figure has no cases of its own, and what ingest and declarations throw.
package func listCases(_ request: CaseRequest, in workspace: Workspace) throws -> String {
  let plan = try RunPlan(request.run, in: workspace)
  guard let declared = workspace.catalogue.measures[request.measure] else {
    throw Finding("RUN-008", "no measure '\(request.measure)'", hint: "see caretally list measures")
  }
  let measure = declared.value
  guard let id = measure.dataset?.value, let condition = measure.where ?? measure.denominator,
    let scope = plan.scopes.first(where: { $0.dataset.dataset.value == id })
  else {
    throw Finding(
      "EXP-001", "'\(request.measure)' counts no records of one extract, so it has no cases to list",
      hint: "list the cases of the measures that it is made of")
  }
  let (extracts, missing) = findExtracts(of: plan.declaration, in: request.run.inputFolder)
  let wanted = extracts.filter { $0.dataset == id }
  guard !wanted.isEmpty else {
    throw missing.first
      ?? Finding(
        "FILE-001", "no extract of \(id) in '\(request.run.inputFolder)'", hint: "name it with --input")
  }
  let fields = Set(scope.dataset.fields.map(\.field.value))
  let ingested = ingest(
    wanted, as: [scope.dataset], codes: workspace.catalogue.codeLists.all.map(\.value), keeping: [id: fields],
    blanks: workspace.blankValues, asOf: request.run.asOf)
  let validated = validate(
    ingested, against: workspace.catalogue.rules(of: id), of: [scope], asOf: request.run.asOf,
    calendar: workspace.calendar)
  guard let table = validated.table(of: id) else {
    throw ingested.findings.first ?? Finding("FILE-001", "no extract of \(id) could be read")
  }
  let period = ReportingPeriod(latest: request.kind, asOf: request.run.asOf)
  let parameters = Parameters(
    asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: workspace.calendar)
  let selected = try Program(
    typedCondition(condition, in: declared.source, scope: scope.scope).get(), table: table.table,
    parameters: parameters)
  let numerator =
    try measure.calculation == .proportion
    ? measure.numerator.map {
      try Program(
        typedCondition($0, in: declared.source, scope: scope.scope).get(), table: table.table,
        parameters: parameters)
    } : nil
  let keys = scope.dataset.key.map(\.value)
  var csv = CSVWriter(header: ["file", "line"] + keys + ["counted_as"], neutralisesFormulas: true)
  var count = 0
  for (index, segment) in table.table.segments.enumerated() {
    let rows = 0..<segment.rowCount
    var isSelected = [UInt8](repeating: 0, count: rows.count)
    selected.truth(in: segment, rows: rows, into: &isSelected)
    var isNumerator = [UInt8](repeating: 0, count: rows.count)
    numerator?.truth(in: segment, rows: rows, into: &isNumerator)
    for row in rows where isSelected[row] == Truth.yes && table.accepted[index][row] == 1 {
      let role =
        numerator == nil ? "counted" : isNumerator[row] == Truth.yes ? "numerator" : "denominator only"
      csv.row(
        [table.table.sources[segment.source], String(segment.line(ofRow: row))]
          + keys.map { text(of: $0, row, segment, table.table) } + [role])
      count += 1
    }
  }
  let name = "cases-\(request.measure)-\(request.kind.rawValue)-\(period.end).csv"
  _ = try SharedFolder(folder: RunFolder.plain(request.folder), isRestricted: true).write([(name, csv.bytes)])
  return """
    \(count) cases of \(request.measure), \(period.label), listed in \(request.folder)/\(name): restricted, for those who may see cases
    """
}

/// A key's text in one row.
private func text(of field: String, _ row: Int, _ segment: Segment, _ table: CaseTable) -> String {
  guard let position = table.fields.firstIndex(of: field) else { return "" }
  switch segment.columns[position] {
  case .text(let texts): return texts[row]
  case .codes(let codes):
    let names = table.dictionaries[position]
    return Int(codes[row]) < names.count ? names[Int(codes[row])] : ""
  case .days(let days): return days[row] == Column.missingNumber ? "" : Day(number: days[row]).description
  case .integers(let numbers): return numbers[row] == Column.missingNumber ? "" : String(numbers[row])
  default: return ""
  }
}
