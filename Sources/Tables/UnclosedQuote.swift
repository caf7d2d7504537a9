extension Span where Element == UInt8 {
  /// The column, from 1, of the quote that is never closed, in its record's first line; 0 where it is on a later line.
  ///
  /// Records are split as `RecordBlock` does, from the start of one of them.
  func columnOfUnclosedQuote(from start: Int) -> Int {
    var at = start
    var recordStart = start
    while at < count {
      if self[at] == Byte.quote {
        let field = quotedField(at)
        guard !field.isUnclosed else {
          let before = recordStart..<at
          guard lineEnds(in: before) == 0 else { return 0 }
          return String(decoding: before.map { self[$0] }, as: UTF8.self).count + 1
        }
        at = field.end
      } else {
        at = endOfPlainField(from: at)
      }
      guard at < count else { return 0 }
      if self[at] == Byte.comma {
        at += 1
      } else {
        at = afterLineEnd(at)
        recordStart = at
      }
    }
    return 0
  }
}
