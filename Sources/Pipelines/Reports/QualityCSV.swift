import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Statistics
import Tables

/// `quality.csv`: records that fail each check, by dataset and by team, beside what the run before found.
///
/// - Parameter before: the folder of the run before, where there is one.
func qualityCSV(_ validated: Validated, before: String?, under policy: DisclosurePolicy) -> EvidencePack.File
{
  let past = before.map(previousQuality) ?? [:]
  var csv = CSVWriter(
    header: [
      "dataset", "team", "code", "field", "severity", "effect", "records", "found", "previous_found",
      "message",
    ],
    neutralisesFormulas: true)
  for table in validated.tables {
    let teams = TeamsOfRows(table.table)
    var records = [Int](repeating: 0, count: teams.names.count)
    for (segment, rows) in table.table.segments.enumerated() {
      for row in 0..<rows.rowCount { records[teams.team(segment, row)] += 1 }
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: teams.names.count), count: table.checks.count)
    for breach in table.breaches {
      counts[Int(breach.check)][teams.team(Int(breach.segment), Int(breach.row))] += 1
    }
    let ordered = table.checks.indices.sorted { a, b in
      let (left, right) = (table.checks[a], table.checks[b])
      return (left.code.rawValue, left.message, a) < (right.code.rawValue, right.message, b)
    }
    for check in ordered {
      func add(_ team: String, _ found: Int, of records: Int) {
        let rule = table.checks[check]
        let key = [table.table.dataset, team, rule.code.rawValue, rule.message]
        csv.row([
          table.table.dataset, team, rule.code.rawValue, rule.fields.first ?? "", rule.severity.rawValue,
          rule.effect.rawValue, policy.count(records).tidy, policy.count(found).tidy, past[key] ?? "",
          rule.message,
        ])
      }
      let total = counts[check].reduce(0, +)
      guard total > 0 else { continue }
      add("Total", total, of: table.table.rowCount)
      for team in teams.names.indices where counts[check][team] > 0 {
        add(teams.names[team], counts[check][team], of: records[team])
      }
    }
  }
  return EvidencePack.File(path: "quality.csv", bytes: csv.bytes)
}

/// What the run before printed, by dataset, team, code and message.
private func previousQuality(_ folder: String) -> [[String]: String] {
  let path = "\(folder)/quality.csv"
  guard let data = FileManager.default.contents(atPath: path),
    let table = try? TextTable.read(Array(data), path: path), table.header.count == 10
  else { return [:] }
  return Dictionary(
    table.rows.map { ([$0.cells[0], $0.cells[1], $0.cells[2], $0.cells[9]], $0.cells[7]) },
    uniquingKeysWith: { first, _ in first })
}

/// The team of each row of a table; rows without one are a team of their own, the last.
private struct TeamsOfRows {
  let names: [String]
  private let codes: [[UInt16]]

  init(_ table: CaseTable) {
    let field = table.fields.firstIndex(of: "team")
    let known = field.map { table.dictionaries[$0] } ?? []
    names = known + ["Not recorded"]
    codes = table.segments.map { segment in
      guard let field, case .codes(let values) = segment.columns[field] else { return [] }
      return values
    }
  }

  func team(_ segment: Int, _ row: Int) -> Int {
    guard row < codes[segment].count else { return names.count - 1 }
    return min(Int(codes[segment][row]), names.count - 1)
  }
}
