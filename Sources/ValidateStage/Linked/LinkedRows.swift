import Artefacts
import Declarations
import Tables

extension TableValidation {
  /// For each batch, 1 for accepted rows that meet a condition and whose fields in question are all readable.
  func eligible(when condition: TypedExpression?, reading fields: [Int], _ parameters: Parameters)
    -> [[UInt8]]
  {
    let program = condition.map { Program($0, table: table, parameters: parameters) }
    let used = Set(fields)
    let batches = table.batches
    return parallelMap(batches.count) { index in
      let batch = batches[index]
      var isWanted =
        program.map { Self.rows(of: batch, when: $0, among: accepted[index]) } ?? accepted[index]
      for fault in batch.faults where fault.field < 0 || used.contains(Int(fault.field)) {
        isWanted[Int(fault.row)] = 0
      }
      return isWanted
    }
  }

  /// For each batch, 1 for the rows that meet a condition, refused ones included.
  func rows(when condition: TypedExpression?, _ parameters: Parameters) -> [[UInt8]] {
    let program = condition.map { Program($0, table: table, parameters: parameters) }
    let batches = table.batches
    return parallelMap(batches.count) { index in
      program.map { Self.rows(of: batches[index], when: $0) }
        ?? [UInt8](repeating: 1, count: batches[index].rowCount)
    }
  }

  /// 1 for the rows whose condition is true, of those marked 1 where marks are given.
  private static func rows(of batch: RecordBatch, when program: Program, among wanted: [UInt8]? = nil)
    -> [UInt8]
  {
    var truth: [UInt8] = []
    program.truth(in: batch, rows: 0..<batch.rowCount, into: &truth)
    let yes = Truth.yes
    var out = truth.mutableSpan
    guard let wanted else {
      for row in 0..<out.count { out[row] = out[row] == yes ? 1 : 0 }
      return truth
    }
    let among = wanted.span
    for row in 0..<min(out.count, among.count) { out[row] = out[row] == yes ? among[row] : 0 }
    return truth
  }

  /// For each batch, the day numbers of an expression; `Int64.min` where there is none.
  func days(_ expression: TypedExpression?, _ parameters: Parameters) -> [[Int64]] {
    guard let expression else { return table.batches.map { _ in [] } }
    let program = Program(expression, table: table, parameters: parameters)
    let batches = table.batches
    return parallelMap(batches.count) { index in
      var values: [Int64] = []
      program.values(in: batches[index], rows: 0..<batches[index].rowCount, into: &values)
      return values
    }
  }

  func fieldPosition(_ name: String) -> Int? { dataset.fields.firstIndex { $0.field.value == name } }
}

/// Reads fields as bytes that mean the same in every run, so that the next run can recognise a record.
struct LinkReader {
  private let columns: [Column]
  private let texts: [[[UInt8]]]

  init(_ table: CaseTable, batch: RecordBatch, fields: [Int]) {
    columns = fields.map { batch.columns[$0] }
    texts = fields.map { field in
      guard case .codes = batch.columns[field] else { return [] }
      return table.dictionaries[field].map { Array($0.utf8) }
    }
  }

  /// The fields of a row, each followed by a byte that occurs in no text; false where one is missing.
  func read(_ row: Int, into out: inout [UInt8]) -> Bool {
    out.removeAll(keepingCapacity: true)
    for index in columns.indices {
      guard append(index, row, to: &out) else { return false }
      out.append(0xff)
    }
    return true
  }

  private func append(_ index: Int, _ row: Int, to out: inout [UInt8]) -> Bool {
    let number: Int64
    switch columns[index] {
    case .text(let text):
      let range = text.range(row)
      out.append(contentsOf: text.bytes[range])
      return !range.isEmpty
    case .codes(let values):
      guard values[row] < Column.unmappedCode else { return false }
      out.append(contentsOf: texts[index][Int(values[row])])
      return true
    case .days(let values), .integers(let values):
      guard values[row] != Column.missingNumber else { return false }
      number = Int64(values[row])
    case .decimals(let values):
      guard values[row] != Column.missingDecimal else { return false }
      number = values[row]
    case .flags(let values):
      guard values[row] != Column.missingFlag else { return false }
      number = Int64(values[row])
    case .absent: return false
    }
    for shift in stride(from: 0, to: 64, by: 8) { out.append(UInt8(truncatingIfNeeded: number >> shift)) }
    return true
  }
}
