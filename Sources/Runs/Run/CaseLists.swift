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
    let sample = table.plan.sample
    var csv = CSVWriter(
      header: ["measure", "period", "case", "file", "line"] + (sample == nil ? [] : ["stratum", "of"]),
      neutralisesFormulas: true)
    var seen: Set<String> = []
    // The first count of a measure is its numerator, if it has one.
    for count in found.counts where seen.insert(count.measure).inserted {
      guard let cases = validated.table(of: count.dataset)?.table,
        let dataset = workspace.catalogue.dataset(count.dataset),
        let place = found.counts(of: count.dataset).firstIndex(where: { $0.measure == count.measure })
      else { continue }
      let keys = keyFields(of: dataset, in: cases)
      let by = sample?.by.flatMap { cases.fields.firstIndex(of: $0.value) }
      var listed: [ListedCase] = []
      for (index, batch) in cases.batches.enumerated() {
        found.rows(of: count.dataset, inBatch: index)[place].rows.forEachRow { row in
          listed.append(
            ListedCase(
              key: key(keys, batch, row), file: cases.sources[batch.source], line: batch.line(ofRow: row),
              stratum: by.map { label($0, batch, row, in: cases) } ?? ""))
        }
      }
      let sizes = Dictionary(grouping: listed, by: \.stratum).mapValues(\.count)
      for one in sample.map({ drawn($0, from: listed, of: count.measure) }) ?? listed {
        csv.row(
          [count.measure, count.period.label, one.key, one.file, String(one.line)]
            + (sample == nil ? [] : [one.stratum, String(sizes[one.stratum] ?? 0)]))
      }
    }
    return EvidencePack.File(restricted: "tables/\(table.plan.table.value).csv", bytes: csv.bytes)
  }
}

private struct ListedCase {
  var key: String
  var file: String
  var line: Int
  var stratum: String
}

/// So many cases of each stratum, in the order of the files.
///
/// Those whose digests with the seed come first: a case is drawn by chance, whatever others there are and in whatever order.
private func drawn(_ sample: TablePlan.Sample, from cases: [ListedCase], of measure: String) -> [ListedCase] {
  let digests = cases.map { one -> String in
    let name = one.key.isEmpty ? "\(one.file):\(one.line)" : one.key
    var hash = SHA256()
    let text = Array("\(sample.seed.value)|\(measure)|\(name)".utf8)
    hash.update(text.span)
    return hash.hexDigest()
  }
  let strata = Dictionary(grouping: cases.indices) { cases[$0].stratum }
  let chosen = strata.values.flatMap { members in
    members.sorted { (digests[$0], $0) < (digests[$1], $1) }.prefix(sample.size)
  }
  return chosen.sorted().map { cases[$0] }
}

/// A code of a case, or that it has none.
private func label(_ field: Int, _ batch: RecordBatch, _ row: Int, in table: CaseTable) -> String {
  guard case .codes(let codes) = batch.columns[field], Int(codes[row]) < table.dictionaries[field].count
  else {
    return "not recorded"
  }
  return table.dictionaries[field][Int(codes[row])]
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
