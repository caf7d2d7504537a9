import AggregateStage
import Artefacts
import Declarations
import EvidenceStage
import Periods
import Tables

/// The cases behind measures, for staff: a file in `restricted/` for each table of shape `cases`.
///
/// It has case keys and each case's place in the extract, and no other field. Personal keys are left out.
func caseLists(
  of plan: RunPlan, _ validated: Validated, published: ComparatorSeries, in workspace: Workspace
) -> [EvidencePack.File] {
  let tables = plan.declaredTables(in: workspace.catalogue).filter { $0.plan.shape == .cases }
  guard !tables.isEmpty else { return [] }
  let aggregation = plan.aggregation(in: workspace, published: published)
  return tables.map { table in
    var periods: [String: [ReportingPeriod]] = [:]
    for measure in table.measures {
      let shown = plan.shown[measure] ?? []
      let wanted = table.plan.period.flatMap { kind in shown.first { $0.kind.rawValue == kind.value } }
      periods[measure] = [wanted ?? shown.first].compactMap(\.self)
    }
    let found = Memberships(validated, in: aggregation, over: periods)
    var csv = CSVWriter(header: ["measure", "period", "case", "file", "line"], neutralisesFormulas: true)
    var seen: Set<String> = []
    // The first count of a measure is its numerator, if it has one.
    for count in found.counts where seen.insert(count.measure).inserted {
      guard let cases = validated.table(of: count.dataset)?.table,
        let dataset = workspace.catalogue.dataset(count.dataset),
        let place = found.counts(of: count.dataset).firstIndex(where: { $0.measure == count.measure })
      else { continue }
      let keys = keyFields(of: dataset, in: cases)
      for (index, batch) in cases.batches.enumerated() {
        found.rows(of: count.dataset, inBatch: index)[place].rows.forEachRow { row in
          csv.row([
            count.measure, count.period.label, key(keys, batch, row), cases.sources[batch.source],
            String(batch.line(ofRow: row)),
          ])
        }
      }
    }
    return EvidencePack.File(restricted: "tables/\(table.plan.table.value).csv", bytes: csv.bytes)
  }
}

/// The columns of the key that are not personal, by position in the table.
private func keyFields(of dataset: Dataset, in table: CaseTable) -> [Int] {
  dataset.key.compactMap { name in
    guard dataset.fields.first(where: { $0.field.value == name.value })?.personal != true else { return nil }
    return table.fields.firstIndex(of: name.value)
  }
}

private func key(_ fields: [Int], _ batch: RecordBatch, _ row: Int) -> String {
  fields.compactMap { field in
    switch batch.columns[field] {
    case .text: String(decoding: batch.columns[field].text(row), as: UTF8.self)
    default: nil
    }
  }.joined(separator: " ")
}
