import AggregateStage
import Tables

@testable import Runs

/// Ledgers of a few cases with one count.
enum LedgerFixture {
  struct Case: Sendable {
    var key: UInt64
    var person: UInt64 = 7
    var isAccepted = true
    var record: UInt64 = 1
    /// Day numbers; `Column.missingNumber` where blank.
    var days: [Int32]
    var isCounted = false
    var number: Int64?
  }

  static func header(_ dateFields: [String], takesNumbers: Bool = false) -> LedgerHeader {
    LedgerHeader(dateFields: dateFields, fields: "f", takesNumbers: [takesNumbers])
  }

  static func block(_ cases: [Case], fields: Int) -> LedgerBlock {
    var accepted = Bitmap(count: cases.count)
    var counted = Bitmap(count: cases.count)
    for (row, one) in cases.enumerated() {
      accepted[row] = one.isAccepted
      counted[row] = one.isCounted
    }
    return LedgerBlock(
      keys: cases.map(\.key), people: cases.map(\.person), records: cases.map(\.record), accepted: accepted,
      days: (0..<fields).map { field in cases.map { $0.days[field] } },
      counted: [CountedRows(rows: counted, numbers: cases.filter(\.isCounted).compactMap(\.number))])
  }

  static func ledger(_ cases: [Case], _ dateFields: [String]) -> CaseLedger {
    CaseLedger(
      dataset: "assessments", header(dateFields, takesNumbers: cases.contains { $0.number != nil }),
      [block(cases, fields: dateFields.count)])
  }
}
