import Tables

/// Reads the fields of a key as one run of bytes, each field ended by a byte that no text holds.
struct KeyReader {
  private let columns: [Column]

  init(segment: Segment, fields: [Int]) { columns = fields.map { segment.columns[$0] } }

  /// nil where a part of the key is missing.
  func key(ofRow row: Int) -> ArraySlice<UInt8>? {
    if case .text(let text) = columns[0], columns.count == 1 {
      let range = text.range(row)
      return range.isEmpty ? nil : text.bytes[range]
    }
    var out: [UInt8] = []
    for column in columns {
      guard append(column, row, to: &out) else { return nil }
      out.append(0xff)
    }
    return out[...]
  }

  private func append(_ column: Column, _ row: Int, to out: inout [UInt8]) -> Bool {
    let number: Int64
    switch column {
    case .text(let text):
      let range = text.range(row)
      out.append(contentsOf: text.bytes[range])
      return !range.isEmpty
    case .days(let values), .integers(let values):
      guard values[row] != Column.missingNumber else { return false }
      number = Int64(values[row])
    case .decimals(let values):
      guard values[row] != Column.missingDecimal else { return false }
      number = values[row]
    case .codes(let values):
      guard values[row] != Column.missingCode else { return false }
      number = Int64(values[row])
    case .flags(let values):
      guard values[row] != Column.missingFlag else { return false }
      number = Int64(values[row])
    case .absent: return false
    }
    for shift in stride(from: 0, to: 64, by: 8) { out.append(UInt8(truncatingIfNeeded: number >> shift)) }
    return true
  }
}
