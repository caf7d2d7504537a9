/// Texts that are all one prefix and a number of so many digits, as most case systems' ids are: `SGC100000002`.
///
/// Four bytes a text where the texts themselves and their ends take as many as they are long, and four more; and whether two are
/// the same is a comparison of numbers.
package struct SerialTexts: Sendable {
  /// What all texts begin with.
  package let prefix: [UInt8]
  /// How many digits follow it, zeros at their start included.
  package let width: Int
  /// The least number of any text.
  package let least: UInt64
  /// Each text's number, from `least`; `missing` where there is no text.
  package let offsets: [UInt32]
  /// The greatest of them.
  package let span: UInt32

  package static var missing: UInt32 { .max }
  /// Prefix and digits fit two words.
  private static let longest = 16

  /// nil where there is no text, where they differ in more than their number, and where their numbers lie too far apart.
  package init?(_ texts: StringColumn) {
    let bytes = texts.bytes.span
    let ends = texts.ends.span
    guard let shape = Self.shape(bytes, ends) else { return nil }
    var numbers = [UInt64](repeating: .max, count: ends.count)
    var to = numbers.mutableSpan
    var (least, most) = (UInt64.max, UInt64.min)
    var start = 0
    for row in 0..<min(ends.count, to.count) {
      let end = Int(ends[row])
      if end > start {
        guard let number = shape.number(bytes, start, end) else { return nil }
        to[row] = number
        least = min(least, number)
        most = max(most, number)
      }
      start = end
    }
    guard most - least < UInt64(Self.missing) else { return nil }
    var offsets = [UInt32](repeating: Self.missing, count: ends.count)
    var out = offsets.mutableSpan
    let from = numbers.span
    for row in 0..<min(out.count, from.count) where from[row] != .max {
      out[row] = UInt32(truncatingIfNeeded: from[row] &- least)
    }
    (prefix, width) = (shape.prefix, shape.width)
    (self.least, self.offsets, span) = (least, offsets, UInt32(most - least))
  }

  package var count: Int { offsets.count }

  /// A text's bytes; none where it is missing.
  package func bytes(_ row: Int) -> [UInt8] {
    guard offsets[row] != Self.missing else { return [] }
    var rest = least + UInt64(offsets[row])
    var out = prefix + [UInt8](repeating: UInt8(ascii: "0"), count: width)
    for place in stride(from: out.count - 1, through: prefix.count, by: -1) where rest > 0 {
      out[place] += UInt8(rest % 10)
      rest /= 10
    }
    return out
  }

  /// The same texts as they were.
  package var texts: StringColumn {
    var out = StringColumn()
    out.bytes.reserveCapacity(count * (prefix.count + width))
    out.ends.reserveCapacity(count)
    for row in 0..<count { out.append(bytes(row)) }
    return out
  }

  /// Whether texts with one number are the same text.
  package func isLike(_ other: SerialTexts) -> Bool { width == other.width && prefix == other.prefix }

  /// That of the first text: its last digits, and what is before them.
  private static func shape(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> Shape? {
    for row in 0..<ends.count where ends[row] > 0 {
      let text = bytes.extracting(0..<Int(ends[row]))
      var digits = 0
      while digits < text.count, text[text.count - 1 - digits] &- UInt8(ascii: "0") < 10 { digits += 1 }
      guard digits > 0, text.count <= longest else { return nil }
      return Shape(prefix: (0..<text.count - digits).map { text[$0] }, width: digits)
    }
    return nil
  }
}

/// What a text must be to have a number.
private struct Shape {
  let prefix: [UInt8]
  let width: Int
  private let prefixMask: UInt128
  private let wantedPrefix: UInt128

  init(prefix: [UInt8], width: Int) {
    (self.prefix, self.width) = (prefix, width)
    prefixMask = (1 << UInt128(8 * prefix.count)) - 1
    wantedPrefix = prefix.reversed().reduce(0) { $0 << 8 | UInt128($1) }
  }

  /// The number in a text, or nil where it has another shape.
  @inline(__always) func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
    let length = end &- start
    guard length == prefix.count &+ width else { return nil }
    let first = bytes.firstWord(start, min(length, 8))
    let second = length > 8 ? bytes.firstWord(start &+ 8, length &- 8) : 0
    let text = UInt128(second) &<< 64 | UInt128(first)
    guard text & prefixMask == wantedPrefix else { return nil }
    // The digits at the upper end of two words, after as many zeros as they are fewer than 16.
    let shift = UInt128(8 &* (16 &- width))
    let zeros = UInt128(0x3030_3030_3030_3030) &<< 64 | 0x3030_3030_3030_3030
    let padded = (text &>> UInt128(8 &* prefix.count)) &<< shift | zeros & ((1 &<< shift) &- 1)
    let (high, low) = (UInt64(truncatingIfNeeded: padded), UInt64(truncatingIfNeeded: padded &>> 64))
    guard high.isDigits, low.isDigits else { return nil }
    return high.digits &* 100_000_000 &+ low.digits
  }
}

extension UInt64 {
  /// Whether its eight bytes are all digits: whatever is less than `0` or more than `9` sets the upper bit of one of two sums.
  @inline(__always) fileprivate var isDigits: Bool {
    let zeros = 0x3030_3030_3030_3030 as UInt64
    let values = self ^ zeros
    return (values | (values & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) & 0x8080_8080_8080_8080 == 0
  }

  /// The number that eight digits are, the first in the lowest byte.
  @inline(__always) fileprivate var digits: UInt64 {
    // Pairs of digits, then of pairs, then of fours: Lemire, "Quickly parsing eight digits" (2018), as a method.
    var value = self & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 10 &+ value &>> 8) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ value &>> 16) & 0x0000_FFFF_0000_FFFF
    return (value &* 10_000 &+ value &>> 32) & 0xFFFF_FFFF
  }
}
