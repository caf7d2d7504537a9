struct QuotedField {
  var cell: Cell
  /// The position of the delimiter after it.
  var end: Int
  /// Line ends inside it.
  var breaks: Int
  var isUnclosed: Bool
  /// What follows the closing quote, apart from spaces.
  var tail = Tail.none

  enum Tail {
    case none, text
    /// Text, with a backslash before the quote: perhaps the quote was not meant to close anything.
    case afterBackslash
  }
}

extension Span where Element == UInt8 {
  /// Reads the field at an index, in any form.
  @inline(never) func anyField(_ at: Int) -> QuotedField {
    guard at < count, self[at] == Byte.quote else {
      let end = endOfPlainField(from: at)
      return QuotedField(cell: Cell(start: at, end: end), end: end, breaks: 0, isUnclosed: false)
    }
    return quotedField(at)
  }

  /// Reads the field whose opening quote is at `start`.
  @inline(__always) func quotedField(_ start: Int) -> QuotedField {
    let stop = nextQuoteOrLineEnd(from: start &+ 1)
    let hasBreak = stop < count && self[stop] != Byte.quote
    let close = hasBreak ? nextQuote(from: stop) : stop
    let end = close &+ 1
    // The usual form: one closing quote, with a delimiter after it. Only kept text is searched for line breaks.
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
    let hasTail = !trimmed(close + 1..<end).isEmpty
    return QuotedField(
      cell: isSimple ? Cell(start: start + 1, end: close) : Cell(escapedFrom: start, end: end), end: end,
      breaks: lineEnds(in: start + 1..<close), isUnclosed: false,
      tail: !hasTail ? .none : self[close - 1] == Byte.backslash ? .afterBackslash : .text)
  }

  /// The place after the LF, CRLF or CR at an index.
  @inline(__always) func afterLineEnd(_ at: Int) -> Int {
    let next = at &+ 1
    return self[at] == Byte.carriageReturn && next < count && self[next] == Byte.lineFeed ? next &+ 1 : next
  }
}
