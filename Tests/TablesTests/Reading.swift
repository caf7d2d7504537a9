import Findings
import Tables

/// One record as a test compares it: its line, and its values as text, `∅` where missing and `?` where unmapped.
struct FlatRecord: Hashable, Sendable, CustomStringConvertible {
  var line: Int
  var values: [String]
  var description: String { "\(line):\(values)" }
}

/// One fault as a test writes it.
struct FlatFault: Hashable, Sendable, CustomStringConvertible {
  var line: Int
  /// A field's name, or empty for the whole record.
  var field: String
  var kind: CellFault.Kind
  init(_ line: Int, _ field: String, _ kind: CellFault.Kind) {
    self.line = line
    self.field = field
    self.kind = kind
  }
  var description: String { "[\(line), \(field), \(kind)]" }
}

struct FlatReading: Hashable, Sendable {
  var records: [FlatRecord]
  var faults: [FlatFault]
  var unclosed: ExtractReading.UnclosedQuote?
  var dictionaries: [[String]]
}

/// Reads a file whose columns are the fields in order, after its header line.
func read(_ bytes: [UInt8], _ fields: [FieldPlan], segmentBytes: Int = 4 << 20) -> FlatReading {
  guard let header = HeaderLine(of: .memory(bytes)) else {
    return FlatReading(records: [], faults: [], unclosed: nil, dictionaries: [])
  }
  let columns = header.columns.indices.map { $0 < fields.count ? $0 : nil }
  let reader = ExtractReader(fields: fields, columns: columns, segmentBytes: segmentBytes)
  let reading = reader.read(.memory(bytes), from: header.end, line: header.nextLine, source: 0)
  return flat(reading, fields)
}

func read(_ text: String, _ fields: [FieldPlan], segmentBytes: Int = 4 << 20) -> FlatReading {
  read(Array(text.utf8), fields, segmentBytes: segmentBytes)
}

func flat(_ reading: ExtractReading, _ fields: [FieldPlan]) -> FlatReading {
  let table = CaseTable.joining(
    [reading], dataset: "test", fields: fields, sources: ["t.csv"], absentFields: [])
  var result = FlatReading(
    records: [], faults: [], unclosed: reading.unclosedQuote, dictionaries: table.dictionaries)
  for batch in table.batches {
    for row in 0..<batch.rowCount {
      let values = fields.indices.map { field in
        value(batch.columns[field], row, table.dictionaries[field])
      }
      result.records.append(FlatRecord(line: batch.line(ofRow: row), values: values))
    }
    for fault in batch.faults {
      let name = fault.field < 0 ? "" : fields[Int(fault.field)].name
      result.faults.append(FlatFault(batch.line(ofRow: Int(fault.row)), name, fault.kind))
    }
  }
  return result
}

private func value(_ column: Column, _ row: Int, _ dictionary: [String]) -> String {
  switch column {
  case .absent: "·"
  case .days(let values), .integers(let values):
    values[row] == Column.missingNumber ? "∅" : String(values[row])
  case .decimals(let values): values[row] == Column.missingDecimal ? "∅" : String(values[row])
  case .flags(let values): values[row] == Column.missingFlag ? "∅" : String(values[row])
  case .codes(let values):
    switch values[row] {
    case Column.missingCode: "∅"
    case Column.unmappedCode: "?"
    default: dictionary[Int(values[row])]
    }
  case .text(let text): text.isEmpty(row) ? "∅" : text[row]
  }
}

/// An independent reader of CSV, one byte at a time and with nothing in common with the one it checks.
///
/// Blank lines are ignored. A record whose quote is never closed has no fields.
func naiveRecords(_ bytes: [UInt8]) -> [(line: Int, fields: [[UInt8]])] {
  enum State { case start, plain, quoted, closing }
  var records: [(line: Int, fields: [[UInt8]])] = []
  var fields: [[UInt8]] = []
  var field: [UInt8] = []
  var state = State.start
  var line = 1
  var recordLine = 1
  var sawCarriageReturn = false
  func isBlank() -> Bool { fields.isEmpty && field.isEmpty && state == .start }
  for byte in bytes {
    let isSecondHalf = sawCarriageReturn && byte == 10
    sawCarriageReturn = byte == 13
    if (byte == 10 || byte == 13) && !isSecondHalf { line += 1 }
    if state == .quoted {
      if byte == 34 { state = .closing } else { field.append(byte) }
      continue
    }
    if isSecondHalf {
      recordLine = line
      continue
    }
    switch byte {
    case 34 where state == .start: state = .quoted
    case 34 where state == .closing:
      field.append(34)
      state = .quoted
    case 44:
      fields.append(field)
      field = []
      state = .start
    case 10, 13:
      if !isBlank() { records.append((recordLine, fields + [field])) }
      fields = []
      field = []
      state = .start
      recordLine = line
    default:
      field.append(byte)
      state = .plain
    }
  }
  if state == .quoted {
    records.append((recordLine, []))
  } else if !isBlank() {
    records.append((recordLine, fields + [field]))
  }
  return records
}
