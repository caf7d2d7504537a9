import Artefacts
import Declarations
import Synchronization
import Tables

/// A condition of a measure made ready for one table and period.
struct Condition: Sendable {
  let predicate: Predicate
  let parameters: Parameters
  fileprivate let residual: [Program]

  init(_ expression: TypedExpression, table: CaseTable, parameters: Parameters) {
    predicate = expression.predicate(parameters)
    self.parameters = parameters
    residual = predicate.residual.map { Program($0, table: table, parameters: parameters) }
  }
}

/// Selects the accepted rows of one batch that meet a condition.
///
/// The truths of a part that no period changes are found once, for all measures and periods.
final class BatchSelector: Sendable {
  let batch: RecordBatch
  private let accepted: Bitmap
  private let table: CaseTable
  private let truths = Mutex<[TypedExpression: Bitmap]>([:])

  /// - Parameters:
  ///   - table: of the batch, for its dictionaries.
  ///   - accepted: 1 for each row that may be counted, 0 for each that may not.
  init(_ batch: RecordBatch, of table: CaseTable, accepted: [UInt8]) {
    self.batch = batch
    self.table = table
    var rows = Bitmap(count: batch.rowCount)
    rows.set(accepted, from: 0)
    self.accepted = rows
  }

  /// One for each batch of a table.
  static func all(of cases: ValidatedTable) -> [BatchSelector] {
    var empty = cases.table
    empty.batches = []
    return zip(cases.table.batches, cases.accepted).map { BatchSelector($0, of: empty, accepted: $1) }
  }

  /// The accepted rows that meet a condition.
  func rows(_ condition: Condition) -> Bitmap { rows(condition, among: accepted) }

  /// Of some accepted rows, those that meet a condition.
  func rows(_ condition: Condition, among given: Bitmap) -> Bitmap {
    var rows = given
    for span in condition.predicate.spans { meet(span, &rows) }
    for part in condition.predicate.steady { rows.formIntersection(truth(of: part, condition.parameters)) }
    for program in condition.residual { meet(program, &rows) }
    return rows
  }

  /// The accepted rows of which a part is true that no period changes.
  private func truth(of part: TypedExpression, _ parameters: Parameters) -> Bitmap {
    if let known = truths.withLock({ $0[part] }) { return known }
    var rows = accepted
    meet(Program(part, table: table, parameters: parameters), &rows)
    truths.withLock { [rows] in $0[part] = rows }
    return rows
  }

  /// Leaves out the rows of which a condition is not true.
  private func meet(_ program: Program, _ rows: inout Bitmap) {
    var scratch = EvaluationScratch()
    var truths: [UInt8] = []
    for chunk in EvaluationScratch.chunks(of: batch.rowCount) where rows.hasRow(in: chunk) {
      program.truth(in: batch, rows: chunk, scratch: &scratch, into: &truths)
      // Of the three truths, 0 to 2, only yes has the second bit.
      for row in truths.indices { truths[row] >>= 1 }
      rows.formIntersection(truths, from: chunk.lowerBound)
    }
  }

  /// Leaves out the rows whose field is not in a span.
  private func meet(_ span: Predicate.Span, _ rows: inout Bitmap) {
    let values: [Int32]
    switch batch.columns[span.field] {
    case .days(let own), .integers(let own): values = own
    default: values = [Int32](repeating: Column.missingNumber, count: batch.rowCount)
    }
    var marks: [UInt8] = []
    for chunk in EvaluationScratch.chunks(of: batch.rowCount) where rows.hasRow(in: chunk) {
      if marks.count != chunk.count { marks = [UInt8](repeating: 0, count: chunk.count) }
      Self.mark(values, chunk, span, &marks)
      rows.formIntersection(marks, from: chunk.lowerBound)
    }
  }

  /// 1 for each row that is in a span.
  private static func mark(
    _ values: [Int32], _ chunk: Range<Int>, _ span: Predicate.Span, _ marks: inout [UInt8]
  ) {
    // Missing is the least number there is, and lies in no span.
    let least = max(span.least, Int64(Int32.min) + 1)
    let greatest = min(span.greatest, Int64(Int32.max))
    let values = values.span.extracting(chunk)
    var out = marks.mutableSpan
    let first = Int32(clamping: least)
    let width: UInt32 = least <= greatest ? UInt32(greatest - least) : 0
    let isAny: UInt8 = least <= greatest ? 1 : 0
    let missing: UInt8 = span.takesMissing ? 1 : 0
    for row in 0..<min(values.count, out.count) {
      let value = values[row]
      let isWithin: UInt8 = UInt32(bitPattern: value &- first) <= width ? isAny : 0
      out[row] = value == Column.missingNumber ? missing : isWithin
    }
  }
}
