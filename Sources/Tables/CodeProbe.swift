/// The texts of all of a segment's fields of codes that have a place in a dictionary, laid flat, so that a record's codes are
/// found without leaving the loop that reads it.
///
/// A table for each field, open addressing over the first eight bytes, the last eight and the length; only longer texts
/// are compared in full. Place 0 is nobody's.
struct CodeProbe {
  /// A field's texts beyond these are left to its memo: the tables must stay in the nearest caches.
  private static let mostTexts = 1024

  /// Two words a place: the text's first and last bytes.
  private(set) var words: [UInt64] = []
  /// The length of each place's text; 0 where there is none.
  private(set) var lengths: [UInt32] = []
  /// Where in `texts` each place's text starts.
  private(set) var starts: [UInt32] = []
  private(set) var texts: [UInt8] = []
  /// What each place's text stands for.
  private(set) var values: [UInt16] = []
  /// How often each place was met since the texts were laid out.
  private var counts: [UInt32] = []
  /// Each place's entry in its field's memo.
  private var entries: [UInt32] = []
  /// How many entries each field's memo had then.
  private var known: [Int] = []

  /// Whether a memo has learnt texts since, so that laying them out again would help.
  func isBehind(_ counts: [Int]) -> Bool {
    zip(counts, known).contains { now, known in known < Self.mostTexts && now > known }
  }

  /// Lays out what each column's memo knows, and tells the columns' steps where.
  mutating func lay(out memos: [CodeMemo?], for steps: inout [ColumnStep]) {
    self = CodeProbe()
    known = memos.map { $0?.entries.count ?? 0 }
    grow(to: 1)
    for (column, memo) in memos.enumerated() {
      guard let memo else { continue }
      let usable = memo.entries.indices.filter { index in
        memo.entries[index].value < Column.unmappedCode && memo.entries[index].length > 0
      }.prefix(Self.mostTexts)
      var size = 16
      while size < usable.count * 4 { size *= 2 }
      (steps[column].base, steps[column].mask) = (lengths.count, size - 1)
      grow(to: lengths.count + size)
      for index in usable {
        insert(memo.entries[index], index, memo.text(of: memo.entries[index]), steps[column])
      }
    }
  }

  private mutating func grow(to count: Int) {
    words += [UInt64](repeating: 0, count: 2 * count - words.count)
    lengths += [UInt32](repeating: 0, count: count - lengths.count)
    starts += [UInt32](repeating: 0, count: count - starts.count)
    values += [UInt16](repeating: Column.missingCode, count: count - values.count)
    counts += [UInt32](repeating: 0, count: count - counts.count)
    entries += [UInt32](repeating: 0, count: count - entries.count)
  }

  private mutating func insert(
    _ entry: CodeMemo.Entry, _ index: Int, _ text: ArraySlice<UInt8>, _ step: ColumnStep
  ) {
    var slot = CodeMemo.hash(entry.first, entry.last, entry.length) & step.mask
    while lengths[step.base + slot] != 0 { slot = (slot + 1) & step.mask }
    let place = step.base + slot
    (words[2 * place], words[2 * place + 1]) = (entry.first, entry.last)
    (lengths[place], starts[place]) = (UInt32(entry.length), UInt32(texts.count))
    (values[place], entries[place]) = (entry.value, UInt32(index))
    texts += text
  }

  /// Adds to a memo's counts what was met at the places of its column, and forgets it here.
  mutating func settle(_ step: ColumnStep, into known: inout [UInt32]) {
    for place in step.base...step.base + step.mask where counts[place] > 0 {
      let entry = Int(entries[place])
      while known.count <= entry { known.append(0) }
      known[entry] += counts[place]
      counts[place] = 0
    }
  }

  /// Writes what a block's places of one column stand for, and counts them.
  mutating func take(_ block: RecordBlock, _ step: ColumnStep, into codes: inout [UInt16], from base: Int) {
    let places = block.places.span
    let values = values
    var out = codes.mutableSpan
    var counts = counts.mutableSpan
    for row in 0..<block.rowCount {
      let place = Int(places[step.offset &+ row])
      out[base &+ row] = values[place]
      counts[place] &+= 1
    }
  }

  /// The place of a text in its column's table, or 0. The spans are those of one probe, borrowed by the caller's loop.
  @inline(__always) static func find(
    _ bytes: Span<UInt8>, _ start: Int, _ length: Int, _ step: ColumnStep, words: Span<UInt64>,
    lengths: Span<UInt32>, starts: Span<UInt32>, texts: Span<UInt8>
  ) -> Int {
    let first = bytes.firstWord(start, length)
    let last = bytes.lastWord(start, length)
    var slot = CodeMemo.hash(first, last, length) & step.mask
    while true {
      let place = step.base &+ slot
      let known = Int(lengths[place])
      if known == 0 { return 0 }
      if words[2 &* place] == first, words[2 &* place &+ 1] == last, known == length,
        length <= 16 || isSame(bytes, start, length, texts, Int(starts[place]))
      {
        return place
      }
      slot = (slot &+ 1) & step.mask
    }
  }

  /// Whether the bytes between the first eight and the last are the same.
  @inline(__always) private static func isSame(
    _ bytes: Span<UInt8>, _ start: Int, _ length: Int, _ texts: Span<UInt8>, _ own: Int
  ) -> Bool {
    var offset = 8
    while offset &+ 8 < length {
      if bytes.word(at: start &+ offset) != texts.word(at: own &+ offset) { return false }
      offset &+= 8
    }
    return true
  }
}
