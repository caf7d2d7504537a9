/// Digests of records, one column after another: enough for a later run to see that a record changed.
///
/// They are the same in every run: codes are digested by name, not by position; days and numbers by value. They are not
/// secret: whoever knows a record can compute its digest.
package struct RecordDigests: Sendable {
  private var hashes: [UInt64]

  package init(count: Int) { hashes = [UInt64](repeating: 0xcbf2_9ce4_8422_2325, count: count) }

  /// One for each row, of all columns so far.
  package var digests: [UInt64] { hashes }

  /// - Parameter names: for a column of codes, a digest of each code's name; see `digests(of:)`.
  package mutating func take(_ column: Column, names: [UInt64]) {
    var out = hashes.mutableSpan
    switch column {
    case .text(let text): Self.take(text, &out)
    case .days(let values), .integers(let values):
      Self.take(values.span, &out) { UInt64(bitPattern: Int64($0)) }
    case .decimals(let values): Self.take(values.span, &out) { UInt64(bitPattern: $0) }
    case .flags(let values): Self.take(values.span, &out) { UInt64(bitPattern: Int64($0)) }
    case .codes(let values):
      let names = names.span
      Self.take(values.span, &out) { code in
        Int(code) < names.count ? names[Int(code)] : Self.digest(ofMark: code)
      }
    case .absent: for row in 0..<out.count { out[row] = mixed(out[row], 0xFF) }
    }
  }

  /// Digests of the names in a dictionary, in its order.
  package static func digests(of names: [String]) -> [UInt64] {
    names.map { name in
      let bytes = Array(name.utf8)
      return take(bytes.span, 0, bytes.count, 0x2545_f491_4f6c_dd1d)
    }
  }

  private static func digest(ofMark code: UInt16) -> UInt64 { mixed(0x2545_f491_4f6c_dd1d, UInt64(code)) }

  private static func take(_ text: StringColumn, _ out: inout MutableSpan<UInt64>) {
    let bytes = text.bytes.span
    let ends = text.ends.span
    var start = 0
    for row in 0..<min(ends.count, out.count) {
      let end = Int(ends[row])
      out[row] = take(bytes, start, end, out[row])
      start = end
    }
  }

  @inline(__always)
  private static func take(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ hash: UInt64) -> UInt64 {
    var hash = hash
    var at = start
    while at &+ 8 <= end {
      hash = mixed(hash, bytes.word(at: at))
      at &+= 8
    }
    // Fewer than eight bytes are left, so their number has a byte to itself.
    return mixed(hash, bytes.firstWord(at, end &- at) | UInt64(end &- at) << 56)
  }

  @inline(__always)
  private static func take<Value>(
    _ values: Span<Value>, _ out: inout MutableSpan<UInt64>, _ word: (Value) -> UInt64
  ) {
    for row in 0..<min(values.count, out.count) { out[row] = mixed(out[row], word(values[row])) }
  }
}

/// Different words after the same digest give different results, as do different digests with the same word.
@inline(__always)
private func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ word) &* 0xa076_1d64_78bd_642f
  return (product ^ product >> 32) &* 0xe703_7ed1_a0b4_28db
}
