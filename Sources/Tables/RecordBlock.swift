/// Some hundred consecutive records split into cells: the working store between finding fields and typing them.
///
/// A quote means something only where a field begins with it, as RFC 4180 says and as spreadsheets read; `5" step`
/// is text. What follows a closing quote is kept as text.
struct RecordBlock {
  /// Extra lines taken up just before a row: by line breaks in the quotes of the record before, or by blank lines.
  struct Skip {
    var row: Int
    var lines: Int
  }

  /// So many cells fit a processor's second-level cache with the columns made from them.
  static let capacity = 512

  let width: Int
  /// Row after row, `width` cells each, as `Cell.bits`.
  private(set) var cells: [UInt64]
  private(set) var rowCount = 0
  private(set) var marks = Marks()

  /// What is out of the ordinary about the records of a block.
  struct Marks {
    var skips: [Skip] = []
    var raggedRows: [Int] = []
    var unclosedRow: Int?
  }

  init(width: Int) {
    self.width = width
    cells = [UInt64](repeating: 0, count: width * Self.capacity)
  }

  /// Splits the records that start from `start` and before `stop`, until the block is full; returns where it ended.
  mutating func fill(_ bytes: Span<UInt8>, from start: Int, stop: Int) -> Int {
    var marks = Marks()
    let (end, rows) = Self.split(bytes, from: start, stop: stop, width: width, cells: &cells, marks: &marks)
    rowCount = rows
    self.marks = marks
    return end
  }

  private static func split(
    _ bytes: Span<UInt8>, from start: Int, stop: Int, width: Int, cells store: inout [UInt64],
    marks: inout Marks
  ) -> (end: Int, rows: Int) {
    let count = bytes.count
    var cells = store.mutableSpan
    var at = start
    var row = 0
    while at < stop, row < capacity {
      let first = bytes[at]
      if first == Byte.lineFeed || first == Byte.carriageReturn {
        at = bytes.afterLineEnd(at)
        marks.skips.append(Skip(row: row, lines: 1))
        continue
      }
      let base = row &* width
      var column = 0
      var breaks = 0
      var isUnclosed = false
      while true {
        var cell: Cell
        if at < count, bytes[at] == Byte.quote {
          let field = bytes.quotedField(at)
          cell = field.cell
          at = field.end
          breaks += field.breaks
          isUnclosed = field.isUnclosed
        } else {
          let end = bytes.endOfPlainField(from: at)
          cell = Cell(start: at, end: end)
          at = end
        }
        if column < width { cells[base &+ column] = cell.bits }
        column &+= 1
        guard at < count, bytes[at] == Byte.comma else { break }
        at &+= 1
      }
      if at < count { at = bytes.afterLineEnd(at) }
      if column != width || isUnclosed {
        for index in 0..<width { cells[base &+ index] = Cell.refused.bits }
        if isUnclosed { marks.unclosedRow = row } else { marks.raggedRows.append(row) }
      }
      row &+= 1
      if breaks > 0 { marks.skips.append(Skip(row: row, lines: breaks)) }
    }
    return (at, row)
  }
}

struct QuotedField {
  var cell: Cell
  /// The delimiter after it.
  var end: Int
  /// Line ends inside it.
  var breaks: Int
  var isUnclosed: Bool
}

extension Span where Element == UInt8 {
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
  private func awkwardField(_ start: Int, _ firstClose: Int) -> QuotedField {
    var close = firstClose
    while close + 1 < count, self[close + 1] == Byte.quote { close = nextQuote(from: close + 2) }
    guard close < count else {
      return QuotedField(cell: .refused, end: count, breaks: lineEnds(in: start..<count), isUnclosed: true)
    }
    let end = endOfPlainField(from: close + 1)
    let isSimple = close == firstClose && end == close + 1
    return QuotedField(
      cell: isSimple ? Cell(start: start + 1, end: close) : Cell(escapedFrom: start, end: end), end: end,
      breaks: lineEnds(in: start + 1..<close), isUnclosed: false)
  }

  /// The place after the LF, CRLF or CR at an index.
  @inline(__always) func afterLineEnd(_ at: Int) -> Int {
    let next = at &+ 1
    return self[at] == Byte.carriageReturn && next < count && self[next] == Byte.lineFeed ? next &+ 1 : next
  }
}
