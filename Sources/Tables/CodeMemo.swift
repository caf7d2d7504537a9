/// The codes of one field's texts, found by their bytes without allocation.
///
/// Open addressing by the first eight bytes, the last eight and the length. Only longer texts are compared in full.
struct CodeMemo: Sendable {
  struct Entry: Sendable {
    var first: UInt64
    var last: UInt64
    /// The start of the text in `texts`.
    var start: Int
    var length: Int
    /// A position in the dictionary, `Column.unmappedCode` or `Column.missingCode`.
    var value: UInt16
    var suggestion: UInt16
    /// The fault of a text that has no code.
    var fault: CellFault.Kind?
    var match = CodeMatch.exact
  }

  /// More texts than this are looked up anew each time: a column of all different texts must not fill the memory.
  static let capacity = 4096

  private(set) var entries: [Entry] = []
  /// Positions in `entries`, or −1; always at least twice as many as entries.
  private var slots = [Int32](repeating: -1, count: 64)
  private var texts: [UInt8] = []

  /// The position of the entry for a text, or −1.
  @inline(__always) func find(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
    let first = bytes.firstWord(start, length)
    let last = bytes.lastWord(start, length)
    let mask = slots.count &- 1
    var slot = Self.hash(first, last, length) & mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { return -1 }
      if entries[index].first == first, entries[index].last == last, entries[index].length == length,
        length <= 16 || isSame(bytes, start, index)
      {
        return index
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Caches a new text, unless there are too many.
  mutating func insert(
    _ bytes: Span<UInt8>, _ start: Int, _ length: Int, value: UInt16, suggestion: UInt16 = Column.missingCode,
    fault: CellFault.Kind? = nil, match: CodeMatch = .exact
  ) {
    guard entries.count < Self.capacity else { return }
    entries.append(
      Entry(
        first: bytes.firstWord(start, length), last: bytes.lastWord(start, length), start: texts.count,
        length: length, value: value, suggestion: suggestion, fault: fault, match: match))
    for at in start..<start + length { texts.append(bytes[at]) }
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
  }

  /// The bytes of a cached text.
  func text(of entry: Entry) -> ArraySlice<UInt8> { texts[entry.start..<entry.start + entry.length] }

  private mutating func place(_ index: Int) {
    let entry = entries[index]
    var slot = Self.hash(entry.first, entry.last, entry.length) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  private func isSame(_ bytes: Span<UInt8>, _ start: Int, _ index: Int) -> Bool {
    let own = texts.span
    let entry = entries[index]
    var offset = 8
    while offset + 8 < entry.length {
      if bytes.word(at: start + offset) != own.word(at: entry.start + offset) { return false }
      offset += 8
    }
    return true
  }

  @inline(__always) static func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
    let mixed =
      (first ^ (last << 21 | last >> 43) ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}

extension Span where Element == UInt8 {
  /// Up to eight bytes from the start of a text, the rest zero.
  @inline(__always) func firstWord(_ start: Int, _ length: Int) -> UInt64 {
    if length >= 8 { return word(at: start) }
    if start &+ 8 <= count {
      return length == 0 ? 0 : word(at: start) & (UInt64.max >> UInt64(64 &- 8 &* length))
    }
    var word: UInt64 = 0
    for offset in 0..<length { word |= UInt64(self[start + offset]) << UInt64(8 * offset) }
    return word
  }

  /// The last eight bytes of a text of eight or more, otherwise zero.
  @inline(__always) func lastWord(_ start: Int, _ length: Int) -> UInt64 {
    length >= 8 ? word(at: start &+ length &- 8) : 0
  }
}
