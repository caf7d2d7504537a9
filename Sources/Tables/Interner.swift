/// Numbers values in the order in which they first occur, from 0, so that equal values have equal numbers.
///
/// A value is two words. Callers make sure that different values are different words. Open addressing, exact.
package struct Interner: Sendable {
  private struct Words: Sendable {
    var low: UInt64
    var high: UInt64
  }

  private var words: [Words] = []
  /// A value's number plus 1, or 0 for an empty slot.
  private var slots: [UInt32]
  /// Texts too long for two words.
  private var longTexts = KeySet(capacity: 0)

  /// - Parameter expected: how many values there may be. There can be more.
  package init(expected: Int = 0) {
    var size = 1024
    while size < expected * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    words.reserveCapacity(expected)
  }

  package var count: Int { words.count }

  @inline(__always)
  package mutating func number(_ low: UInt64, _ high: UInt64) -> Int32 {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: Self.hash(low, high)) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) &- 1
      if words[number].low == low, words[number].high == high { return Int32(truncatingIfNeeded: number) }
      slot = (slot &+ 1) & mask
    }
    return add(Words(low: low, high: high), slot)
  }

  /// The numbers of a column's texts; `missing` for an empty one.
  package mutating func numbers(of text: StringColumn, missing: Int32) -> [Int32] {
    var out = [Int32](repeating: missing, count: text.count)
    // A value equal to the one before it, such as a field that is the same in all of a person's records, is not looked up
    // again.
    let again: Int32 = missing == -1 ? -2 : -1
    var hasRepeats = false
    var last = Words(low: 0, high: 0)
    var block = Block()
    var start = 0
    for row in 0..<text.count {
      let end = Int(text.ends[row])
      if start < end {
        if end &- start > 15 { answer(&block, &out) }
        let words = words(of: text, start..<end)
        if words.low == last.low, words.high == last.high {
          out[row] = again
          hasRepeats = true
        } else {
          block.add(words, row)
          last = words
          if block.count == Block.most { answer(&block, &out) }
        }
      }
      start = end
    }
    answer(&block, &out)
    if hasRepeats { Self.fill(&out, again, missing) }
    return out
  }

  private static func fill(_ numbers: inout [Int32], _ again: Int32, _ missing: Int32) {
    var out = numbers.mutableSpan
    var last = missing
    for row in 0..<out.count {
      if out[row] == again { out[row] = last } else if out[row] != missing { last = out[row] }
    }
  }

  /// Replaces each number of a column by the number of its pair with another column's number in the same row.
  ///
  /// - Parameters:
  ///   - second: zeros where nil.
  ///   - missing: the mark of a missing value in both columns; a pair with one of them is missing.
  package mutating func number(_ first: inout [Int32], with second: [Int32]?, missing: Int32) {
    var block = Block()
    for row in first.indices where first[row] != missing {
      let other = second?[row] ?? 0
      let pair = UInt64(UInt32(bitPattern: first[row])) << 32 | UInt64(UInt32(bitPattern: other))
      first[row] = missing
      guard other != missing else { continue }
      block.add(Words(low: pair, high: 0), row)
      if block.count == Block.most { answer(&block, &first) }
    }
    answer(&block, &first)
  }

  /// The number of one of a column's texts.
  @inline(__always)
  package mutating func number(of text: StringColumn, _ range: Range<Int>) -> Int32 {
    let words = words(of: text, range)
    return number(words.low, words.high)
  }

  @inline(__always)
  private mutating func words(of text: StringColumn, _ range: Range<Int>) -> Words {
    let bytes = text.bytes.span
    let (start, length) = (range.lowerBound, range.count)
    if length > 15 { return Words(low: UInt64(longTexts.index(of: text.bytes[range])), high: 0xFF << 56) }
    guard length > 8 else {
      return Words(low: bytes.firstWord(start, length), high: UInt64(length) << 56)
    }
    let high = bytes.firstWord(start &+ 8, length &- 8)
    return Words(low: bytes.word(at: start), high: high | UInt64(length) << 56)
  }

  /// Values that are looked up together.
  ///
  /// Slots are nearly always far apart. Those of several values are loaded together, where each would otherwise wait for
  /// the one before.
  private struct Block {
    static let most = 32
    var values = InlineArray<32, Words>(repeating: Words(low: 0, high: 0))
    var hashes = InlineArray<32, UInt64>(repeating: 0)
    var rows = InlineArray<32, Int>(repeating: 0)
    var count = 0

    @inline(__always)
    mutating func add(_ words: Words, _ row: Int) {
      values[count] = words
      hashes[count] = Interner.hash(words.low, words.high)
      rows[count] = row
      count &+= 1
    }
  }

  private mutating func answer(_ block: inout Block, _ out: inout [Int32]) {
    var seen = InlineArray<32, UInt32>(repeating: 0)
    let mask = slots.count &- 1
    do {
      let slots = slots.span
      for index in 0..<block.count {
        seen[index] = slots[Int(truncatingIfNeeded: block.hashes[index]) & mask]
      }
    }
    // Loaded before any is compared: whether a value is new cannot be predicted, and a wrong guess would wait for its
    // load.
    var there = InlineArray<32, Words>(repeating: Words(low: 0, high: 0))
    for index in 0..<block.count where !words.isEmpty { there[index] = words[max(0, Int(seen[index]) &- 1)] }
    for index in 0..<block.count {
      let value = block.values[index]
      // The value in the slot may be another. Then it is searched for.
      let isKnown = seen[index] != 0 && there[index].low == value.low && there[index].high == value.high
      out[block.rows[index]] =
        isKnown
        ? Int32(truncatingIfNeeded: Int(seen[index]) &- 1) : self.number(value.low, value.high)
    }
    block.count = 0
  }

  /// Numbers an integer among texts: it equals the text of its eight bytes only.
  package mutating func number(of value: Int64) -> Int32 { number(UInt64(bitPattern: value), 8 << 56) }

  private mutating func add(_ new: Words, _ slot: Int) -> Int32 {
    let number = Int32(words.count)
    words.append(new)
    slots[slot] = UInt32(words.count)
    if words.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, words) in words.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.hash(words.low, words.high)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let first = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ 0xE703_7ED1_A0B4_28DB)
    let second = (first.high ^ first.low).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return second.high ^ second.low
  }
}
