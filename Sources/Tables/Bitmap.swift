/// One bit for each of many rows: 50 counts of a record in seven bytes.
package struct Bitmap: Sendable, Hashable {
  package private(set) var count: Int
  /// 64 rows each, the first row in the lowest bit; bits after the last row are 0.
  package private(set) var words: [UInt64]

  package init(count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: Self.words(for: count))
  }

  /// nil where there are not as many words as the rows take, or a bit after the last row is set.
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

  /// Sets rows by bytes of 1 and 0, from a row that is a multiple of 64 on.
  package mutating func set(_ marks: [UInt8], from first: Int) {
    precondition(first & 63 == 0 && first + marks.count <= count)
    let marks = marks.span
    var to = words.mutableSpan
    var at = 0
    while at < marks.count {
      var word: UInt64 = 0
      for bit in 0..<min(64, marks.count &- at) { word |= UInt64(marks[at &+ bit] & 1) << UInt64(bit) }
      to[(first &+ at) >> 6] = word
      at &+= 64
    }
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
    // What was shifted out of the last word may have nothing of a row in it.
    words.removeLast(words.count - Self.words(for: count))
  }

  /// The rows that are set, rising.
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
