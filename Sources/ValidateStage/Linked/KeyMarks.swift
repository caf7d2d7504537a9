import Tables

/// Marks of keys: enough to recognise a record in the next run without keeping its key.
enum KeyMarks {
  /// FNV-1a of 64 bits with a final mix: of a million keys, the chance that any two share a mark is 1 in 37 million.
  static func mark(_ key: Span<UInt8>) -> UInt64 {
    var hash = offset
    for index in key.indices { hash = (hash ^ UInt64(key[index])) &* prime }
    return finished(hash)
  }

  /// The marks of keys as texts, laid out by `LinkReader`, for rows that are 1; 0 for a missing key.
  static func marks(of texts: StringColumn, where rows: [UInt8]) -> [UInt64] {
    let (bytes, ends, wanted) = (texts.bytes.span, texts.ends.span, rows.span)
    var out: [UInt64] = []
    out.reserveCapacity(rows.reduce(0) { $0 + Int($1) })
    var start = 0
    for row in 0..<min(ends.count, wanted.count) {
      let end = Int(ends[row])
      if wanted[row] == 1 {
        var hash = offset
        for index in start..<end { hash = (hash ^ UInt64(bytes[index])) &* prime }
        out.append(start < end ? finished((hash ^ 0xFF) &* prime) : 0)
      }
      start = end
    }
    return out
  }

  /// Sorts marks. They are spread evenly, so that distributing them by their upper bits leaves each near its place.
  static func inOrder(_ parts: [[UInt64]]) -> [UInt64] {
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 1 << 10 else { return parts.joined().sorted() }
    // About one mark in each bucket.
    let shift = UInt64(count.leadingZeroBitCount)
    var ends = [UInt32](repeating: 0, count: 1 << (64 - Int(shift)) + 1)
    for part in parts { for mark in part { ends[Int(mark >> shift) + 1] += 1 } }
    for bucket in 1..<ends.count { ends[bucket] += ends[bucket - 1] }
    var out = [UInt64](repeating: 0, count: count)
    for part in parts { deal(part, shift, &ends, &out) }
    if !settle(&out) { out.sort() }
    return out
  }

  private static func deal(
    _ marks: [UInt64], _ shift: UInt64, _ next: inout [UInt32], _ sorted: inout [UInt64]
  ) {
    var at = next.mutableSpan
    var out = sorted.mutableSpan
    for mark in marks {
      let bucket = Int(mark >> shift)
      out[Int(at[bucket])] = mark
      at[bucket] += 1
    }
  }

  /// Sorts marks that are each a few places from their own. Gives up and returns false where they are not.
  private static func settle(_ marks: inout [UInt64]) -> Bool {
    var out = marks.mutableSpan
    var moves = 0
    for index in 1..<out.count {
      let mark = out[index]
      var place = index
      while place > 0, out[place - 1] > mark {
        out[place] = out[place - 1]
        place -= 1
      }
      out[place] = mark
      moves += index - place
      if moves > out.count * 64 { return false }
    }
    return true
  }

  private static var offset: UInt64 { 0xcbf2_9ce4_8422_2325 }
  private static var prime: UInt64 { 0x0000_0100_0000_01b3 }

  private static func finished(_ hash: UInt64) -> UInt64 { (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15 }
}
