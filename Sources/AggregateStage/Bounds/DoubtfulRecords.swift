import Artefacts
import Declarations
import Findings
import Tables

/// Records of a table with the same fields in doubt, gathered so that they can be counted on their own.
struct DoubtfulRecords: Sendable {
  /// Positions of the fields in doubt.
  var fields: Set<Int>
  /// Whether they are refused now, and would count only if corrected.
  var isRefused: Bool
  /// One batch for each of the table's batches that has any.
  var batches: [RecordBatch]
}

/// A table's doubtful records: all of them, and those of each check.
struct Doubts: Sendable {
  var all: [DoubtfulRecords]
  var byCheck: [(code: FindingCode, records: [DoubtfulRecords])]

  /// A table without doubtful records.
  static let none = Doubts()

  private init() { (all, byCheck) = ([], []) }

  init(_ table: ValidatedTable) {
    let everything = Set(table.table.fields.indices)
    let fields = table.checks.map { check -> Set<Int> in
      let named = Set(check.fields.compactMap { name in table.table.fields.firstIndex(of: name) })
      // A fault of the record as a whole leaves nothing in it certain.
      return named.isEmpty ? everything : named
    }
    var together: [Key: [[Int]]] = [:]
    var alone: [FindingCode: [Key: [[Int]]]] = [:]
    let empty = [[Int]](repeating: [], count: table.table.batches.count)
    var start = table.breaches.startIndex
    while start < table.breaches.endIndex {
      let first = table.breaches[start]
      var end = start
      while end < table.breaches.endIndex, table.breaches[end].batch == first.batch,
        table.breaches[end].row == first.row
      {
        end += 1
      }
      let (batch, row) = (Int(first.batch), Int(first.row))
      let checks = table.breaches[start..<end].map { Int($0.check) }
      let isRefused = table.accepted[batch][row] == 0
      let doubted = checks.reduce(into: Set<Int>()) { $0.formUnion(fields[$1]) }
      together[Key(fields: doubted.sorted(), isRefused: isRefused), default: empty][batch].append(row)
      let refusing = checks.filter { table.checks[$0].effect == .refusesRecord }
      for check in checks {
        // A record with two refusing faults stays refused when one of them is corrected.
        guard !isRefused || refusing == [check] else { continue }
        let key = Key(fields: fields[check].sorted(), isRefused: isRefused)
        alone[table.checks[check].code, default: [:]][key, default: empty][batch].append(row)
      }
      start = end
    }
    all = Self.gathered(together, table.table)
    byCheck = alone.sorted { $0.key < $1.key }.map { ($0.key, Self.gathered($0.value, table.table)) }
  }

  var codes: [FindingCode] { byCheck.map(\.code) }

  /// The records of one code, or of all.
  func records(of code: FindingCode?) -> [DoubtfulRecords] {
    guard let code else { return all }
    return byCheck.first { $0.code == code }?.records ?? []
  }

  private struct Key: Hashable {
    var fields: [Int]
    var isRefused: Bool
  }

  private static func gathered(_ groups: [Key: [[Int]]], _ table: CaseTable) -> [DoubtfulRecords] {
    let ordered = groups.sorted { a, b in
      a.key.fields == b.key.fields
        ? !a.key.isRefused && b.key.isRefused : a.key.fields.lexicographicallyPrecedes(b.key.fields)
    }
    return ordered.map { key, rows in
      DoubtfulRecords(
        fields: Set(key.fields), isRefused: key.isRefused,
        batches: zip(table.batches, rows).filter { !$1.isEmpty }.map { $0.gathering($1) })
    }
  }
}
