/// One bit for each of many rows.
package struct Bitmap: Sendable, Hashable {
  package private(set) var count: Int
  /// 64 rows each, the first row in the lowest bit; bits after the last row are 0.
  package private(set) var words: [UInt64]

  package init(count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: Self.words(for: count))
  }

  /// nil where the number of words does not fit the rows, or a bit after the last row is set.
  package init?(count: Int, words: [UInt64]) {
    guard words.count == Self.words(for: count) else { return nil }
    if count & 63 != 0, let last = words.last, last >> UInt64(count & 63) != 0 { return nil }
    self.count = count
    self.words = words
  }

  package static func words(for count: Int) -> Int { (count + 63) / 64 }

  package subscript(row: Int) -> Bool {
    get {
      precondition(row < count)
      return words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }
    set {
      precondition(row < count)
      let bit = UInt64(1) << UInt64(row & 63)
      if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }
  }

  /// How many rows are set.
  package var total: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many rows before one are set.
  package func rank(of row: Int) -> Int {
    let before = words[..<(row >> 6)].reduce(0) { $0 + $1.nonzeroBitCount }
    return before + (words[row >> 6] & (UInt64(1) << UInt64(row & 63) &- 1)).nonzeroBitCount
  }

  /// Sets rows by bytes of 1 and 0, starting at a row that is a multiple of 64.
  package mutating func set(_ marks: [UInt8], from first: Int) {
    precondition(first & 63 == 0 && first + marks.count <= count)
    let marks = marks.span
    var to = words.mutableSpan
    for at in stride(from: 0, to: marks.count, by: 64) { to[(first &+ at) >> 6] = Self.word(marks, at) }
  }

  /// Removes the rows whose byte is 0. The bytes are 1 or 0, and start at a row that is a multiple of 64.
  package mutating func formIntersection(_ marks: [UInt8], from first: Int) {
    precondition(first & 63 == 0 && first + marks.count <= count)
    let marks = marks.span
    var to = words.mutableSpan
    for at in stride(from: 0, to: marks.count, by: 64) { to[(first &+ at) >> 6] &= Self.word(marks, at) }
  }

  /// Removes the rows that are not set in another bitmap of as many rows.
  package mutating func formIntersection(_ other: Bitmap) {
    precondition(count == other.count)
    let from = other.words.span
    var to = words.mutableSpan
    for word in 0..<min(to.count, from.count) { to[word] &= from[word] }
  }

  /// Whether any row of `rows` is set. `rows` must begin at a multiple of 64.
  package func hasRow(in rows: Range<Int>) -> Bool {
    let words = words.span
    for word in rows.lowerBound >> 6..<Self.words(for: rows.upperBound) where words[word] != 0 { return true }
    return false
  }

  /// Up to 64 bytes of 1 and 0 as bits.
  @inline(__always)
  private static func word(_ marks: Span<UInt8>, _ at: Int) -> UInt64 {
    var word: UInt64 = 0
    if marks.count &- at >= 64 {
      // Eight bytes at a time: multiplication gathers their bits in the highest byte.
      for byte in 0..<8 {
        let bits = (marks.word(at: at &+ byte &* 8) &* 0x0102_0408_1020_4080) &>> 56
        word |= bits &<< UInt64(truncatingIfNeeded: byte &* 8)
      }
    } else {
      for bit in 0..<marks.count &- at {
        word |= UInt64(marks[at &+ bit]) &<< UInt64(truncatingIfNeeded: bit)
      }
    }
    return word
  }

  /// Adds rows after the last.
  package mutating func append(_ other: Bitmap) {
    let shift = UInt64(count & 63)
    if shift == 0 {
      words += other.words
    } else {
      for word in other.words {
        words[words.count - 1] |= word << shift
        words.append(word >> (64 - shift))
      }
    }
    count += other.count
    // Bits shifted beyond the last word are after the last row.
    words.removeLast(words.count - Self.words(for: count))
  }

  /// The set rows, rising.
  package var rows: [Int32] {
    var rows = [Int32](repeating: 0, count: total)
    let words = words.span
    var out = rows.mutableSpan
    var next = 0
    for word in words.indices {
      var rest = words[word]
      while rest != 0 {
        out[next] = Int32(truncatingIfNeeded: word << 6 | rest.trailingZeroBitCount)
        next &+= 1
        rest &= rest &- 1
      }
    }
    return rows
  }

  /// Calls a function for each set row, rising.
  package func forEachRow(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 | rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
