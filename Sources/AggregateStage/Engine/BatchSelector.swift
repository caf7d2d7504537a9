import Artefacts
import Declarations
import Synchronization
import Tables

/// A condition of a measure, compiled for one table and period.
struct Condition: Sendable {
  let predicate: Predicate
  let parameters: Parameters
  fileprivate let residual: [Program]

  init(_ predicate: Predicate, table: CaseTable, parameters: Parameters) {
    self.predicate = predicate
    self.parameters = parameters
    residual = predicate.residual.map { Program($0, table: table, parameters: parameters) }
  }
}

/// Selects the accepted rows of one batch that meet a condition.
///
/// The truths of parts that do not depend on the period are cached, for all measures and periods.
final class BatchSelector: Sendable {
  let batch: RecordBatch
  private let accepted: Bitmap
  private let table: CaseTable
  private let truths = Mutex<[TypedExpression: Bitmap]>([:])

  /// - Parameters:
  ///   - table: the table of the batch, for its dictionaries.
  ///   - accepted: 1 for each row that may be counted, 0 for others.
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

  /// The accepted rows for which a part that does not depend on the period is true.
  private func truth(of part: TypedExpression, _ parameters: Parameters) -> Bitmap {
    if let known = truths.withLock({ $0[part] }) { return known }
    var rows = accepted
    meet(Program(part, table: table, parameters: parameters), &rows)
    truths.withLock { [rows] in $0[part] = rows }
    return rows
  }

  /// Removes the rows for which a condition is not true.
  private func meet(_ program: Program, _ rows: inout Bitmap) {
    var scratch = EvaluationScratch()
    var truths: [UInt8] = []
    for chunk in EvaluationScratch.chunks(of: batch.rowCount) where rows.hasRow(in: chunk) {
      program.truth(in: batch, rows: chunk, scratch: &scratch, into: &truths)
      // Of the truths 0 to 2, only "yes" has the second bit.
      for row in truths.indices { truths[row] >>= 1 }
      rows.formIntersection(truths, from: chunk.lowerBound)
    }
  }

  /// Removes the rows whose field is not in a span.
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

  /// Writes 1 for each row in a span.
  private static func mark(
    _ values: [Int32], _ chunk: Range<Int>, _ span: Predicate.Span, _ marks: inout [UInt8]
  ) {
    // Missing is the least number, and in no span.
    let least = max(span.least, Int64(Int32.min) + 1)
    let greatest = min(span.greatest, Int64(Int32.max))
    let values = values.span.extracting(chunk)
    var out = marks.mutableSpan
    let first = Int32(clamping: least)
    let width: UInt32 = least <= greatest ? UInt32(greatest - least) : 0
    let isAny: UInt8 = least <= greatest ? 1 : 0
    // Copied to a local: a constant of another module would be read for every row.
    let (missing, whereMissing) = (Column.missingNumber, span.takesMissing ? 1 : 0 as UInt8)
    for row in 0..<min(values.count, out.count) {
      let value = values[row]
      let isWithin: UInt8 = UInt32(bitPattern: value &- first) <= width ? isAny : 0
      out[row] = value == missing ? whereMissing : isWithin
    }
  }
}
