/// Numbers values in the order in which they first come, from 0, so that equal values have equal numbers.
///
/// A value is two words; whoever asks sees to it that different values are different words. Open addressing, exact.
package struct WordNumbers: Sendable {
  private struct Words: Sendable {
    var low: UInt64
    var high: UInt64
  }

  private var words: [Words] = []
  /// The upper half of a value's hash over its number; all ones where nothing is.
  private var slots: [UInt64]
  /// Texts too long for two words.
  private var longTexts = KeySet(capacity: 0)

  /// - Parameter expected: how many values there may be; more find room too.
  package init(expected: Int = 0) {
    var size = 1024
    while size < expected * 2 { size *= 2 }
    slots = [UInt64](repeating: .max, count: size)
  }

  package var count: Int { words.count }

  @inline(__always)
  package mutating func number(_ low: UInt64, _ high: UInt64) -> Int32 {
    let hash = Self.hash(low, high)
    let tag = hash & ~0xFFFF_FFFF
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let known = slots[slot]
      if known == .max { break }
      if known & ~0xFFFF_FFFF == tag {
        let number = Int(truncatingIfNeeded: known & 0xFFFF_FFFF)
        if words[number].low == low, words[number].high == high { return Int32(truncatingIfNeeded: number) }
      }
      slot = (slot &+ 1) & mask
    }
    return add(Words(low: low, high: high), tag, slot)
  }

  /// The numbers of a column's texts; `missing` where one is empty.
  package mutating func numbers(of text: TextColumn, missing: Int32) -> [Int32] {
    var out = [Int32](repeating: missing, count: text.count)
    var asked = Asked()
    var start = 0
    for row in 0..<text.count {
      let end = Int(text.ends[row])
      if start < end { ask(&asked, words(of: text, start..<end), row, &out) }
      start = end
    }
    answer(&asked, &out)
    return out
  }

  /// Puts in place of each number of a column the number of the pair that it is with another column's in the same row.
  ///
  /// - Parameters:
  ///   - second: zeros where nil.
  ///   - missing: what stands for no value in both; a pair with one of them is missing.
  package mutating func number(_ first: inout [Int32], with second: [Int32]?, missing: Int32) {
    var asked = Asked()
    for row in first.indices where first[row] != missing {
      let other = second?[row] ?? 0
      let pair = UInt64(UInt32(bitPattern: first[row])) << 32 | UInt64(UInt32(bitPattern: other))
      first[row] = missing
      if other != missing { ask(&asked, Words(low: pair, high: 0), row, &first) }
    }
    answer(&asked, &first)
  }

  /// The number of one of a column's texts.
  @inline(__always)
  package mutating func number(of text: TextColumn, _ range: Range<Int>) -> Int32 {
    let words = words(of: text, range)
    return number(words.low, words.high)
  }

  @inline(__always)
  private mutating func words(of text: TextColumn, _ range: Range<Int>) -> Words {
    let bytes = text.bytes.span
    let (start, length) = (range.lowerBound, range.count)
    if length > 15 { return Words(low: UInt64(longTexts.index(of: text.bytes[range])), high: 0xFF << 56) }
    guard length > 8 else {
      return Words(low: bytes.firstWord(start, length), high: UInt64(length) << 56)
    }
    let high = bytes.firstWord(start &+ 8, length &- 8)
    return Words(low: bytes.word(at: start), high: high | UInt64(length) << 56)
  }

  /// Values whose slots have been looked at and not yet compared.
  ///
  /// A slot is nearly always far from the last: those of many values are loaded one beside another, where each would
  /// otherwise be waited for before the next is known.
  private struct Asked {
    static let most = 32
    var values = [Words](repeating: Words(low: 0, high: 0), count: most)
    var slots = [UInt64](repeating: 0, count: most)
    var rows = [Int](repeating: 0, count: most)
    var count = 0
  }

  @inline(__always)
  private mutating func ask(_ asked: inout Asked, _ words: Words, _ row: Int, _ out: inout [Int32]) {
    if asked.count == Asked.most { answer(&asked, &out) }
    let hash = Self.hash(words.low, words.high)
    asked.values[asked.count] = words
    asked.slots[asked.count] = slots[Int(truncatingIfNeeded: hash) & (slots.count &- 1)]
    asked.rows[asked.count] = row
    asked.count &+= 1
  }

  private mutating func answer(_ asked: inout Asked, _ out: inout [Int32]) {
    for index in 0..<asked.count {
      let value = asked.values[index]
      let slot = asked.slots[index]
      let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF)
      // What was in the slot is not what is asked for if it was put elsewhere: then it is looked for.
      let isKnown = slot != .max && words[number].low == value.low && words[number].high == value.high
      out[asked.rows[index]] =
        isKnown ? Int32(truncatingIfNeeded: number) : self.number(value.low, value.high)
    }
    asked.count = 0
  }

  /// A number that is not a text, among texts: it equals one of its eight bytes and nothing else.
  package mutating func number(of value: Int64) -> Int32 { number(UInt64(bitPattern: value), 8 << 56) }

  private mutating func add(_ new: Words, _ tag: UInt64, _ slot: Int) -> Int32 {
    let number = Int32(words.count)
    slots[slot] = tag | UInt64(UInt32(bitPattern: number))
    words.append(new)
    if words.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt64](repeating: .max, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, words) in words.enumerated() {
      let hash = Self.hash(words.low, words.high)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number)
    }
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let first = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ 0xE703_7ED1_A0B4_28DB)
    let second = (first.high ^ first.low).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return second.high ^ second.low
  }
}
