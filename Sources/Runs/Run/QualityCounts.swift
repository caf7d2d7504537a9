import Artefacts
import Findings
import Tables

/// How many of a table's records fail each check, and how many are refused, by team.
struct QualityCounts {
  /// Rows without a team form a team of their own, the last.
  let teams: [String]
  private(set) var records: [Int]
  private(set) var refused: [Int]
  /// By check and team.
  private(set) var found: [[Int]]
  /// The positions of checks, sorted by code and message.
  let order: [Int]

  init(_ table: ValidatedTable) {
    let rows = TeamsOfRows(table.table)
    teams = rows.names
    records = [Int](repeating: 0, count: rows.names.count)
    refused = records
    found = [[Int]](repeating: records, count: table.checks.count)
    for (batch, accepted) in table.accepted.enumerated() {
      for row in accepted.indices {
        let team = rows.team(batch, row)
        records[team] += 1
        if accepted[row] == 0 { refused[team] += 1 }
      }
    }
    for breach in table.breaches {
      found[Int(breach.check)][rows.team(Int(breach.batch), Int(breach.row))] += 1
    }
    order = table.checks.indices.sorted { a, b in
      let (left, right) = (table.checks[a], table.checks[b])
      return (left.code.rawValue, left.message, a) < (right.code.rawValue, right.message, b)
    }
  }

  func total(_ check: Int) -> Int { found[check].reduce(0, +) }
}

/// The team of each row of a table.
private struct TeamsOfRows {
  let names: [String]
  private let codes: [[UInt16]]
  private static let refusedOnly = "In refused records only"

  init(_ table: CaseTable) {
    let field = table.fields.firstIndex(of: "team")
    let known = field.map { table.dictionaries[$0] } ?? []
    // Teams with refused records only were removed from the dictionary.
    names = known.map { $0.isEmpty ? Self.refusedOnly : $0 } + ["Not recorded"]
    codes = table.batches.map { batch in
      guard let field, case .codes(let values) = batch.columns[field] else { return [] }
      return values
    }
  }

  func team(_ batch: Int, _ row: Int) -> Int {
    guard row < codes[batch].count else { return names.count - 1 }
    return min(Int(codes[batch][row]), names.count - 1)
  }
}
