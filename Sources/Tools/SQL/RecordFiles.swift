import AggregateStage
import Artefacts
import Declarations
import Findings
import Folders
package import Periods
package import Runs
import Statistics
import Tables

/// Writes the accepted records of a council's extracts, one CSV a dataset, with the columns of the dataset.
///
/// A query of `MeasureQuery` reads them as tables. Days are ISO, codes those of the dataset, flags `true` and `false`. A value
/// that no code list knows is `(not in the list)`. Cohorts are written too where a kind of period is given, because they
/// are found anew for each period. Only their owner may read the files.
///
/// - Returns: a line for each file, without a value of any record.
/// - Throws: `RUN-050` where a file of that name was not written so, and what ingest and declarations throw.
package func writeRecords(
  _ request: RunRequest, over kind: ReportingPeriod.Kind?, into folder: String, in workspace: Workspace
) throws -> [String] {
  let plan = try RunPlan(request, in: workspace)
  let records = plan.scopes.filter { $0.dataset.cohort == nil }
  let (validated, _) = try acceptedCases(of: records.map(\.dataset.dataset.value), request, plan, workspace)
  var tables = records.compactMap { scope in validated.table(of: scope.dataset.dataset.value) }
  if let kind {
    let period = plan.latest(kind)
    let counting = plan.countingNothing(in: workspace)
    for scope in plan.scopes where scope.dataset.cohort != nil {
      let id = scope.dataset.dataset.value
      guard let measure = workspace.catalogue.measures.all.first(where: { $0.value.dataset?.value == id })
      else { continue }
      if let table = cohortCases(of: measure, over: period, of: validated, in: counting) {
        tables.append(table)
      }
    }
  }
  let files = tables.map { table in
    let dataset = plan.scopes.first { $0.dataset.dataset.value == table.table.dataset }?.dataset
    return (
      path: "\(tableName(table.table.dataset)).csv", bytes: csv(of: table, fields: dataset?.fields ?? [])
    )
  }
  _ = try SharedFolder(folder: SystemPath.plain(folder), isRestricted: true).write(files)
  return zip(files, tables).map { "\(folder)/\($0.path): \($1.acceptedCount) records" }
}

private func csv(of cases: ValidatedTable, fields: [Dataset.Field]) -> [UInt8] {
  let table = cases.table
  let positions = table.fields.indices.filter { !table.absentFields.contains(table.fields[$0]) }
  var csv = CSVWriter(header: positions.map { table.fields[$0] })
  for (batch, accepted) in zip(table.batches, cases.accepted) {
    for row in accepted.indices where accepted[row] == 1 {
      csv.row(positions.map { cellText(of: $0, row, batch, table, places: fields[$0].places ?? 2) })
    }
  }
  return csv.bytes
}

/// A cell as text: empty where it is missing. Days are ISO, and a code that no list knows is `(not in the list)`.
///
/// - Parameter places: the decimals of a decimal field.
func cellText(
  of position: Int, _ row: Int, _ batch: RecordBatch, _ table: CaseTable, places: Int = 2
) -> String {
  switch batch.columns[position] {
  case .text(let texts): return texts[row]
  case .codes(let codes):
    guard codes[row] != Column.missingCode else { return "" }
    let names = table.dictionaries[position]
    return Int(codes[row]) < names.count ? names[Int(codes[row])] : "(not in the list)"
  case .days(let days): return days[row] == Column.missingNumber ? "" : Day(number: days[row]).description
  case .integers(let numbers): return numbers[row] == Column.missingNumber ? "" : String(numbers[row])
  case .decimals(let units):
    return units[row] == Column.missingDecimal
      ? "" : FixedPoint(units: Int(units[row]), places: places).description
  case .flags(let flags): return flags[row] == Column.missingFlag ? "" : flags[row] == 1 ? "true" : "false"
  case .absent: return ""
  }
}
