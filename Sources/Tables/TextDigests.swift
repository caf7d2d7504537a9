extension StringColumn {
  /// The first 64 bits of SHA-256 of each row's text; 0 where it is blank.
  ///
  /// - Parameter mark: a byte added after each text, if any.
  package func digests(followedBy mark: UInt8? = nil) -> [UInt64] {
    let bytes = bytes.span
    let ends = ends.span
    var out = [UInt64](repeating: 0, count: ends.count)
    var to = out.mutableSpan
    var (start, before) = (0, 0..<0)
    for row in 0..<min(ends.count, to.count) {
      let own = start..<Int(ends[row])
      // Records of one person often come one after another.
      if own.isEmpty {
        to[row] = 0
      } else if row > 0, bytes.isSame(own, before) {
        to[row] = to[row &- 1]
      } else {
        to[row] = SHA256.firstWord(of: bytes, own, followedBy: mark)
      }
      (start, before) = (own.upperBound, own)
    }
    return out
  }
}

extension Span where Element == UInt8 {
  fileprivate func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for offset in 0..<one.count
    where self[one.lowerBound &+ offset] != self[other.lowerBound &+ offset] { return false }
    return true
  }
}
