/// The known texts of all of a batch's fields of codes, laid out flat so that the loop over records finds their codes.
///
/// Each field has a table, with open addressing by the first eight bytes, the last eight and the length; the whole text
/// decides. Place 0 is empty.
struct PerfectHash {
  /// A field's further texts are left to its memo: the tables must fit the nearest caches.
  private static let mostTexts = 1024
  /// For up to so many texts, a few tries find places without a collision.
  private static let mostSpread = 64

  struct Place {
    /// The length of the text; 0 for an empty place.
    var length: UInt32 = 0
    /// Its start in `texts`.
    var start: UInt32 = 0
  }

  /// The places of one field's texts: `mask` + 1 of them, from `base`.
  struct Table: Sendable {
    var base = 0
    var mask = 0
    /// The multiplier of the hash.
    var multiplier: UInt64 = 0
    /// Whether any text is too long to end within 32 bytes, with quotes and delimiter.
    var isWide = false
  }

  private(set) var places: [Place] = []
  /// Each text, with at least 64 bytes from its start.
  private(set) var texts: [UInt8] = []
  /// The code of each place's text.
  private(set) var values: [UInt16] = []
  /// How often each place was found since the texts were laid out.
  private var counts: [UInt32] = []
  /// Each place's entry in its field's memo.
  private var entries: [UInt32] = []
  /// How many entries each field's memo had at that time.
  private var known: [Int] = []

  /// Whether a memo has learnt texts since, so that laying them out again would help.
  func isBehind(_ counts: [Int]) -> Bool {
    zip(counts, known).contains { now, known in known < Self.mostTexts && now > known }
  }

  /// Lays out the texts of each column's memo, and sets the columns' tables.
  mutating func lay(out memos: [CodeMemo?], for steps: inout [ColumnStep]) {
    self = PerfectHash()
    known = memos.map { $0?.entries.count ?? 0 }
    grow(to: 1)
    // A blank is looked up like any text, but compared with none.
    texts = [UInt8](repeating: 0, count: 64)
    for (column, memo) in memos.enumerated() {
      guard let memo else { continue }
      let usable = memo.entries.indices.filter { index in
        // A line break in a text counts as a line, which only the memo's way of reading sees.
        memo.entries[index].value < Column.unmappedCode && memo.entries[index].length > 0
          && !memo.text(of: memo.entries[index]).contains { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
      }.prefix(Self.mostTexts)
      var size = 16
      while size < usable.count * 4 { size *= 2 }
      (steps[column].table.base, steps[column].table.mask) = (places.count, size - 1)
      steps[column].table.multiplier = Self.multiplier(for: usable.map { memo.entries[$0] }, size)
      steps[column].table.isWide = usable.contains { memo.entries[$0].length > 29 }
      grow(to: places.count + size)
      for index in usable {
        insert(memo.entries[index], index, memo.text(of: memo.entries[index]), steps[column])
      }
    }
  }

  private mutating func grow(to count: Int) {
    places += [Place](repeating: Place(), count: count - places.count)
    values += [UInt16](repeating: Column.missingCode, count: count - values.count)
    counts += [UInt32](repeating: 0, count: count - counts.count)
    entries += [UInt32](repeating: 0, count: count - entries.count)
  }

  /// A multiplier for which no two texts, nor a blank, share a place; any other where a few tries find none.
  private static func multiplier(for entries: [CodeMemo.Entry], _ size: Int) -> UInt64 {
    var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    guard entries.count <= mostSpread else { return multiplier }
    for _ in 0..<32 {
      var taken = [Bool](repeating: false, count: size)
      taken[0] = true
      let isSpread = entries.allSatisfy { entry in
        let slot = hash(entry.first, entry.last, entry.length, multiplier) & (size - 1)
        defer { taken[slot] = true }
        return !taken[slot]
      }
      if isSpread { return multiplier }
      multiplier = multiplier &* 0x5851_F42D_4C95_7F2D | 1
    }
    return multiplier
  }

  private mutating func insert(
    _ entry: CodeMemo.Entry, _ index: Int, _ text: ArraySlice<UInt8>, _ step: ColumnStep
  ) {
    var slot = Self.hash(entry.first, entry.last, entry.length, step.table.multiplier) & step.table.mask
    while places[step.table.base + slot].length != 0 { slot = (slot + 1) & step.table.mask }
    let place = step.table.base + slot
    places[place] = Place(length: UInt32(entry.length), start: UInt32(texts.count))
    (values[place], entries[place]) = (entry.value, UInt32(index))
    texts += text
    texts += [UInt8](repeating: 0, count: max(0, 64 - text.count))
  }

  /// Moves the counts of a column's places to its memo.
  mutating func settle(_ step: ColumnStep, into known: inout [UInt32]) {
    for place in step.table.base...step.table.base + step.table.mask where counts[place] > 0 {
      let entry = Int(entries[place])
      while known.count <= entry { known.append(0) }
      known[entry] += counts[place]
      counts[place] = 0
    }
  }

  /// Writes the codes of a block's places of one column, and counts them.
  mutating func take(_ block: RecordBlock, _ step: ColumnStep, into codes: inout [UInt16], from base: Int) {
    let ofBlock = block.values.span
    let places = ofBlock.extracting(step.offset..<step.offset + block.rowCount)
    let values = values
    var out = codes.mutableSpan
    var counts = counts.mutableSpan
    for row in 0..<min(places.count, out.count &- base) {
      let place = Int(places[row])
      out[base &+ row] = values[place]
      counts[place] &+= 1
    }
  }

  /// The place of the first text of a view, from its offset 0 or 1 on, up to 63 bytes; 0 for a blank, −1 where it has
  /// none.
  ///
  /// Only the place of its hash is examined; collisions are left to the other `find`. The spans are those of one probe,
  /// borrowed by the caller's loop.
  @inline(__always) static func find(
    _ view: RawSpan, _ offset: Int, _ length: Int, _ step: ColumnStep.Word, isWide: Bool,
    places: Span<Place>, texts: Span<UInt8>
  ) -> Int {
    let isLong = length >= 8
    let mask: UInt64 = isLong ? .max : (1 &<< UInt64(truncatingIfNeeded: 8 &* length)) &- 1
    let first = view.word(offset) & mask
    let last = view.word(isLong ? offset &+ length &- 8 : 0) & (isLong ? .max : 0)
    let place = step.base &+ (hash(first, last, length, step.multiplier) & step.mask)
    let known = places[place]
    // A blank equals no text. Whether there is one is hard to predict, so it is not tested.
    guard Int(known.length) == length,
      view.isSame(offset, as: texts, Int(known.start), length: length, isWide: isWide)
    else { return -1 }
    return length == 0 ? 0 : place
  }

  /// As the other, for a text of any length anywhere; 0 where it has no place.
  @inline(never) static func find(
    _ bytes: Span<UInt8>, _ cell: Cell, _ table: Table, places: Span<Place>, texts: Span<UInt8>
  ) -> Int {
    guard cell.isWhole else { return 0 }
    let (start, length) = (cell.start, cell.length)
    let (first, last) = (bytes.firstWord(start, length), bytes.lastWord(start, length))
    var slot = hash(first, last, length, table.multiplier) & table.mask
    while true {
      let place = table.base + slot
      let known = places[place]
      if known.length == 0 { return 0 }
      let own = Int(known.start)
      if Int(known.length) == length, (0..<length).allSatisfy({ bytes[start + $0] == texts[own + $0] }) {
        return place
      }
      slot = (slot + 1) & table.mask
    }
  }

  @inline(__always) private static func hash(
    _ first: UInt64, _ last: UInt64, _ length: Int, _ multiplier: UInt64
  ) -> Int {
    let mixed = (first ^ (last << 21 | last >> 43) ^ UInt64(truncatingIfNeeded: length)) &* multiplier
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}
