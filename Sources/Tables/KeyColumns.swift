/// The key fields of one batch, hashed and compared without making a text of them.
struct KeyColumns {
  private let columns: [Column]

  init(_ batch: RecordBatch, fields: [Int]) {
    columns = fields.map { batch.columns[$0] }
  }

  /// A hash of each row's key, and whether all its parts are there.
  func hashes(rowCount: Int) -> (hashes: [UInt64], isWhole: [UInt8]) {
    var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: rowCount)
    var isWhole = [UInt8](repeating: 1, count: rowCount)
    var out = hashes.mutableSpan
    var whole = isWhole.mutableSpan
    for column in columns {
      switch column {
      case .text(let text): Self.hash(text, &out, &whole)
      case .days(let values), .integers(let values):
        Self.hash(values.span, missing: Column.missingNumber, &out, &whole) { UInt64(bitPattern: Int64($0)) }
      case .decimals(let values):
        Self.hash(values.span, missing: Column.missingDecimal, &out, &whole) { UInt64(bitPattern: $0) }
      case .codes(let values):
        Self.hash(values.span, missing: Column.missingCode, &out, &whole) { UInt64($0) }
      case .flags(let values):
        Self.hash(values.span, missing: Column.missingFlag, &out, &whole) { UInt64(bitPattern: Int64($0)) }
      case .absent: for row in 0..<rowCount { whole[row] = 0 }
      }
    }
    return (hashes, isWhole)
  }

  /// Whether a row's key and another batch's are the same, part by part.
  func isSame(_ row: Int, as other: KeyColumns, _ otherRow: Int) -> Bool {
    for (a, b) in zip(columns, other.columns) {
      let isSame =
        switch (a, b) {
        case (.text(let a), .text(let b)): Self.areEqual(a, a.range(row), b, b.range(otherRow))
        case (.days(let a), .days(let b)), (.integers(let a), .integers(let b)): a[row] == b[otherRow]
        case (.decimals(let a), .decimals(let b)): a[row] == b[otherRow]
        case (.codes(let a), .codes(let b)): a[row] == b[otherRow]
        case (.flags(let a), .flags(let b)): a[row] == b[otherRow]
        default: false
        }
      guard isSame else { return false }
    }
    return true
  }

  private static func areEqual(_ a: StringColumn, _ x: Range<Int>, _ b: StringColumn, _ y: Range<Int>) -> Bool
  {
    guard x.count == y.count else { return false }
    for offset in 0..<x.count where a.bytes[x.lowerBound + offset] != b.bytes[y.lowerBound + offset] {
      return false
    }
    return true
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private static func hash(
    _ text: StringColumn, _ out: inout MutableSpan<UInt64>, _ whole: inout MutableSpan<UInt8>
  ) {
    let bytes = text.bytes.span
    let ends = text.ends.span
    var start = 0
    for row in 0..<ends.count {
      let end = Int(ends[row])
      if start == end { whole[row] = 0 }
      var at = start
      var hash = out[row]
      while at &+ 8 <= end {
        hash = mixed(hash, bytes.word(at: at))
        at &+= 8
      }
      // The length is mixed in with the last bytes, so that a text of zeros differs from a shorter one.
      hash = mixed(hash, bytes.firstWord(at, end &- at))
      out[row] = mixed(hash, UInt64(truncatingIfNeeded: end &- start) ^ 0xE703_7ED1_A0B4_28DB)
      start = end
    }
  }

  @inline(__always)
  private static func hash<Value: Equatable>(
    _ values: Span<Value>, missing: Value, _ out: inout MutableSpan<UInt64>,
    _ whole: inout MutableSpan<UInt8>, _ word: (Value) -> UInt64
  ) {
    for row in 0..<values.count {
      if values[row] == missing { whole[row] = 0 }
      out[row] = mixed(mixed(out[row], word(values[row])), 0xE703_7ED1_A0B4_28DB)
    }
  }
}
