import Artefacts
import Declarations
import EvidenceStage
import Findings
import FoundationEssentials
import Periods
import Statistics
import Tables

/// The exact number of records that fail each check: by dataset and by team, compared with the run before, and run by
/// run.
///
/// - Parameters:
///   - before: the folder of the run before, where there is one.
///   - earlier: the folders of published runs, oldest first.
func qualityDetail(
  _ validated: Validated, before: String?, earlier: [String], asOf day: Day
) -> QualityDetail {
  var detail = QualityDetail()
  let policy = DisclosurePolicy.exact
  let past = before.map { previousQuality($0) } ?? [:]
  for table in validated.tables {
    let counts = QualityCounts(table)
    func line(_ check: Int, _ team: String?, _ found: Int, of records: Int) {
      let rule = table.checks[check]
      let key = [table.table.dataset, team ?? "Total", rule.code.rawValue, rule.message]
      detail.lines.append(
        .init(
          dataset: table.table.dataset, team: team, check: rule, records: policy.count(records),
          found: policy.count(found), before: past[key] ?? ""))
    }
    for check in counts.order where counts.total(check) > 0 {
      line(check, nil, counts.total(check), of: table.table.rowCount)
      for team in counts.teams.indices where counts.found[check][team] > 0 {
        line(check, counts.teams[team], counts.found[check][team], of: counts.records[team])
      }
    }
    for team in counts.teams.indices where counts.records[team] > 0 {
      detail.teams.append(
        .init(
          dataset: table.table.dataset, team: counts.teams[team], records: policy.count(counts.records[team]),
          refused: policy.count(counts.refused[team])))
    }
  }
  detail.trend = qualityTrend(validated, earlier: earlier, asOf: day)
  return detail
}

/// `quality.csv`: a line for each check, over all records and for each team.
func qualityFile(_ detail: QualityDetail, in trees: Trees) -> EvidencePack.File {
  var csv = CSVWriter(
    header: [
      "dataset", "team", "code", "field", "severity", "effect", "records", "found", "previous_found",
      "message",
    ],
    neutralisesFormulas: true)
  for line in detail.lines {
    csv.row([
      line.dataset, line.team ?? "Total", line.check.code.rawValue, line.check.fields.first ?? "",
      line.check.severity.rawValue, line.check.effect.rawValue, line.records.tidy, line.found.tidy,
      line.before,
      line.check.message,
    ])
  }
  return EvidencePack.File(exact: "quality.csv", bytes: csv.bytes, in: trees)
}

/// The run before's counts by dataset, team, code and message. That run may have had other folders.
private func previousQuality(_ folder: String) -> [[String]: String] {
  let restricted = "\(folder)/\(Trees.restricted("quality.csv"))"
  let path =
    FileManager.default.fileExists(atPath: restricted) ? restricted : "\(folder)/quality.csv"
  guard let data = try? PlainFile.bytes(path),
    let table = try? TextTable.read(data, path: path), table.header.count == 10
  else { return [:] }
  // A message that two of its checks share cannot be matched.
  return Dictionary(grouping: table.rows.map(\.cells)) { [$0[0], $0[1], $0[2], $0[9]] }
    .compactMapValues { $0.count == 1 ? $0[0][7] : nil }
}

/// Totals of each dataset: in earlier runs, from their manifests, and in this one.
private func qualityTrend(
  _ validated: Validated, earlier: [String], asOf day: Day
) -> [QualityDetail.Point] {
  func point(_ day: Day, _ dataset: String, records: Int, refused: Int, findings: Int) -> QualityDetail.Point
  {
    let policy = DisclosurePolicy.exact
    let share = Fraction(refused, records).rounded(to: 1, times: 100)
    return .init(
      asOf: day, dataset: dataset, records: policy.count(records), refused: policy.count(refused),
      share: policy.outcome(share, missing: share == nil ? .notApplicable : nil),
      findings: policy.count(findings))
  }
  let runs = earlier.compactMap { try? RunRecord($0) }
  return validated.tables.flatMap { table -> [QualityDetail.Point] in
    let id = table.table.dataset
    let past = runs.compactMap { run in
      run.tables.first { $0.dataset == id }.map {
        point(run.asOf, id, records: $0.records, refused: $0.refused, findings: $0.findings)
      }
    }
    return past + [
      point(
        day, id, records: table.table.rowCount, refused: table.refusedCount, findings: table.breaches.count)
    ]
  }
}
