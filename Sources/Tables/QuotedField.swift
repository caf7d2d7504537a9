struct QuotedField {
  var cell: Cell
  /// The delimiter after it.
  var end: Int
  /// Line ends inside it.
  var breaks: Int
  var isUnclosed: Bool
  /// Text stands between its closing quote and its delimiter.
  var hasTail = false
}

extension Span where Element == UInt8 {
  /// The field at an index, of any shape.
  @inline(never) func anyField(_ at: Int) -> QuotedField {
    guard at < count, self[at] == Byte.quote else {
      let end = endOfPlainField(from: at)
      return QuotedField(cell: Cell(start: at, end: end), end: end, breaks: 0, isUnclosed: false)
    }
    return quotedField(at)
  }

  /// The field whose opening quote is at `start`.
  @inline(__always) func quotedField(_ start: Int) -> QuotedField {
    let stop = nextQuoteOrLineEnd(from: start &+ 1)
    let hasBreak = stop < count && self[stop] != Byte.quote
    let close = hasBreak ? nextQuote(from: stop) : stop
    let end = close &+ 1
    // The usual shape: one closing quote, a delimiter after it. A line break inside is looked for only in what is kept.
    guard end < count,
      self[end] == Byte.comma || self[end] == Byte.lineFeed || self[end] == Byte.carriageReturn
    else { return awkwardField(start, close) }
    let breaks = hasBreak ? lineEnds(in: start + 1..<close) : 0
    return QuotedField(cell: Cell(start: start &+ 1, end: close), end: end, breaks: breaks, isUnclosed: false)
  }

  /// A quoted field with doubled quotes, with text after its closing quote, at the end of the file, or never closed.
  @inline(never) private func awkwardField(_ start: Int, _ firstClose: Int) -> QuotedField {
    var close = firstClose
    while close + 1 < count, self[close + 1] == Byte.quote { close = nextQuote(from: close + 2) }
    guard close < count else {
      return QuotedField(cell: .refused, end: count, breaks: lineEnds(in: start..<count), isUnclosed: true)
    }
    let end = endOfPlainField(from: close + 1)
    let isSimple = close == firstClose && end == close + 1
    return QuotedField(
      cell: isSimple ? Cell(start: start + 1, end: close) : Cell(escapedFrom: start, end: end), end: end,
      breaks: lineEnds(in: start + 1..<close), isUnclosed: false, hasTail: end > close + 1)
  }

  /// The place after the LF, CRLF or CR at an index.
  @inline(__always) func afterLineEnd(_ at: Int) -> Int {
    let next = at &+ 1
    return self[at] == Byte.carriageReturn && next < count && self[next] == Byte.lineFeed ? next &+ 1 : next
  }
}
