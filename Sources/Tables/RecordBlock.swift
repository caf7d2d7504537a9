/// A few hundred consecutive records, each column read as its field is declared.
///
/// A day in its usual form and a known code are read in place. Anything else is recorded as a cell, for its column's
/// builder. A quote has a meaning only at the start of a field, as in RFC 4180 and in spreadsheets: `5" step` is text.
/// Text after a closing quote is kept and marked.
struct RecordBlock {
  /// Extra lines before a row: from line breaks in quotes of the record before, or from blank lines.
  struct Skip {
    var row: Int
    var lines: Int
  }

  /// A field of a day or code that the loop could not read.
  struct Left {
    var column: Int
    var row: Int
    var cell: Cell
  }

  /// A record with fewer fields than the header.
  struct Short {
    var row: Int
    var fields: Int
    /// More than half of them are there, and the line ends: the others are read as blank.
    var isRead: Bool
  }

  /// Irregular features of a block's records.
  struct Marks {
    var skips: [Skip] = []
    var raggedRows: [Int] = []
    var shorts: [Short] = []
    /// Records with more fields than the header, all of them blank.
    var longRows: [Int] = []
    /// Records with text after a closing quote.
    var tailedRows: [Int] = []
    /// Some of them after a backslash and a quote.
    var hasBackslashes = false
    var unclosedRow: Int?
    /// Record by record.
    var left: [Left] = []
    /// Whether a text that nothing uses may have a fault: bytes outside ASCII, or too many.
    var isOdd = false
    /// For each step of a day, a bit: whether a value has the form `2024-07-31`, `31/07/2024` or `01/02/2024`.
    var iso: UInt64 = 0
    var dayFirst: UInt64 = 0
    var either: UInt64 = 0
  }

  /// So many cells fit a processor's second-level cache, with the columns made from them.
  static let capacity = 512

  var steps: [ColumnStep]
  private let days: DayReading
  /// Column after column, `capacity` each, as `Cell.bits`; unused for days and codes.
  private(set) var cells: [UInt64]
  /// Day numbers, or places in the probe: `capacity` for each step of a day or code.
  private(set) var values: [Int32]
  private(set) var rowCount = 0
  private(set) var marks = Marks()

  init(steps: [ColumnStep], days: DayReading) {
    self.steps = steps
    self.days = days
    cells = [UInt64](repeating: 0, count: steps.count * Self.capacity)
    values = [Int32](repeating: 0, count: steps.count { $0.kind == .day || $0.kind == .code } * Self.capacity)
  }

  /// Reads the records that start from `start` and before `stop`, until the block is full. Returns where it ended.
  mutating func fill(_ bytes: Span<UInt8>, from start: Int, stop: Int, codes: PerfectHash) -> Int {
    var marks = Marks()
    let steps = steps
    let (end, rows) = Self.split(
      bytes, from: start, stop: stop, steps: steps, days: days, codes: codes, cells: &cells,
      values: &values, marks: &marks)
    rowCount = rows
    self.marks = marks
    return end
  }

  private static func split(
    _ bytes: Span<UInt8>, from start: Int, stop: Int, steps: [ColumnStep], days: DayReading,
    codes: PerfectHash, cells cellStore: inout [UInt64], values valueStore: inout [Int32], marks: inout Marks
  ) -> (end: Int, rows: Int) {
    let wordStore = steps.map(ColumnStep.Word.init)
    let words = wordStore.span
    let count = bytes.count
    let width = steps.count
    var cells = cellStore.mutableSpan
    var values = valueStore.mutableSpan
    let (places, texts) = (codes.places.span, codes.texts.span)
    var (iso, dayFirst, either): (UInt64, UInt64, UInt64) = (0, 0, 0)
    // The bitwise OR of texts that nothing uses, and whether one of them is too long.
    var union: UInt64 = 0
    var isLong = false
    var at = start
    var row = 0
    while at < stop, row < capacity {
      let first = bytes[at]
      if first == Byte.lineFeed || first == Byte.carriageReturn {
        at = bytes.afterLineEnd(at)
        marks.skips.append(Skip(row: row, lines: 1))
        continue
      }
      var column = 0
      var breaks = 0
      var isUnclosed = false
      var isOverfull = false
      // The state before a record that turns out to be none.
      let (leftBefore, isoBefore, dayFirstBefore, eitherBefore) = (marks.left.count, iso, dayFirst, either)
      fields: while true {
        // The end of the field, and the byte there.
        var end = at
        var delimiter: UInt8 = 0
        usual: if column < width, at &+ RawSpan.viewLength <= count {
          let step = words[column]
          let view = unsafe bytes.bytes.extracting(at..<at &+ RawSpan.viewLength)
          if step.kind == ColumnStep.Kind.day.rawValue {
            // The usual forms: recognised by their ten bytes and the delimiter after them, without a search.
            let head = view.word(0)
            let tail = view.word(8)
            var number = days.isoBeforeComma(head, tail)
            // A blank is recognised by more than a comma: otherwise the compiler would make a separate loop of blanks.
            let isBlank = UInt8(truncatingIfNeeded: head).endsField && !step.isRequired
            var isISO = !isBlank
            if number == Column.missingNumber, !isBlank {
              guard let other = days.other(head, tail) else { break usual }
              number = other.number
              isISO = other.isISO
              // A date of either order matters only until another value shows the order.
              if other.isEither { either |= step.dayMark & ~dayFirst }
              if other.isDayFirst { dayFirst |= step.dayMark }
            }
            values[step.offset &+ row] = number
            iso |= isISO ? step.dayMark & ~dayFirst : 0
            delimiter = UInt8(truncatingIfNeeded: isBlank ? head : tail >> 16)
            end = at &+ (isBlank ? 0 : 10)
          } else if step.kind == ColumnStep.Kind.code.rawValue {
            // A known text ends where the first byte of its kind of end occurs.
            let isQuoted = view.byte(0) == Byte.quote
            let quotes = isQuoted ? 1 : 0
            let wanted = isQuoted ? Byte.quote : step.stop
            let isWide = step.isWide
            let found = isWide ? view.places(of: wanted) : view.places(of: wanted, isWide: false)
            let stops = found & ~UInt64(truncatingIfNeeded: quotes)
            guard stops != 0 else { break usual }
            let length = stops.trailingZeroBitCount &- quotes
            let place =
              isWide
              ? PerfectHash.find(view, quotes, length, step, isWide: true, places: places, texts: texts)
              : PerfectHash.find(view, quotes, length, step, isWide: false, places: places, texts: texts)
            delimiter = view.byte(length &+ 2 &* quotes)
            guard place >= 0, delimiter == Byte.comma || delimiter == step.stop else { break usual }
            end = at &+ length &+ 2 &* quotes
            values[step.offset &+ row] = Int32(truncatingIfNeeded: place)
            if step.isRequired, place == 0 {
              marks.left.append(Left(column: column, row: row, cell: Cell(start: end, end: end)))
            }
          } else if view.byte(0) != Byte.quote {
            let stops = view.stopsOf16
            end = stops != 0 ? at &+ stops.trailingZeroBitCount : bytes.endOfPlainField(from: at &+ 16)
            guard end < count else { break usual }
            if step.kind == ColumnStep.Kind.unkept.rawValue {
              union |= view.union32
              if end &- at > 32 { (union, isLong) = over(union, isLong, bytes, at..<end) }
            }
            cells[column &* capacity &+ row] = Cell(start: at, end: end).bits
            delimiter = bytes[end]
          } else {
            let stops = view.quotesOf32 & ~1
            guard stops != 0 else { break usual }
            let length = stops.trailingZeroBitCount
            delimiter = view.byte(length &+ 1)
            guard view.byte(length) == Byte.quote,
              delimiter == Byte.comma || delimiter == Byte.lineFeed || delimiter == Byte.carriageReturn
            else { break usual }
            if step.kind == ColumnStep.Kind.unkept.rawValue { union |= view.union32 }
            cells[column &* capacity &+ row] = Cell(start: at &+ 1, end: at &+ length).bits
            end = at &+ length &+ 1
          }
          column &+= 1
          at = end
          guard delimiter == Byte.comma else { break fields }
          at &+= 1
          continue fields
        }
        let field = bytes.anyField(at)
        if column < width {
          let place = PerfectHash.find(bytes, field.cell, steps[column].table, places: places, texts: texts)
          note(field, steps[column], column, row, place, &cells, &values, &marks)
          if steps[column].kind == .unkept { (union, isLong) = over(union, isLong, bytes, at..<field.end) }
        } else {
          isOverfull = isOverfull || !bytes.isBlank(field.cell)
        }
        if field.tail != .none { note(field, row, &marks) }
        at = field.end
        breaks += field.breaks
        isUnclosed = isUnclosed || field.isUnclosed
        column &+= 1
        guard at < count, bytes[at] == Byte.comma else { break fields }
        at &+= 1
      }
      if column != width || isUnclosed {
        let isShort = column < width && !isUnclosed
        if column > width, !isOverfull, !isUnclosed {
          marks.longRows.append(row)
        } else if isShort, column &* 2 > width &+ 1, at < count {
          for index in column..<width { leaveBlank(steps[index], index, row, at, &cells, &values, &marks) }
          marks.shorts.append(Short(row: row, fields: column, isRead: true))
        } else {
          if isShort { marks.shorts.append(Short(row: row, fields: column, isRead: false)) }
          (iso, dayFirst, either) = (isoBefore, dayFirstBefore, eitherBefore)
          for index in 0..<width { refuse(steps[index], index, row, &cells, &values) }
          marks.left.removeLast(marks.left.count - leftBefore)
          if isUnclosed { marks.unclosedRow = row } else { marks.raggedRows.append(row) }
        }
      }
      if at < count { at = bytes.afterLineEnd(at) }
      row &+= 1
      if breaks > 0 { marks.skips.append(Skip(row: row, lines: breaks)) }
    }
    (marks.iso, marks.dayFirst, marks.either) = (iso, dayFirst, either)
    marks.isOdd = isLong || union & 0x8080_8080_8080_8080 != 0
    return (at, row)
  }

  /// Adds a field's bytes to the OR of others. Returns whether it, or another before it, is longer than a text may be.
  @inline(never) private static func over(
    _ union: UInt64, _ isLong: Bool, _ bytes: Span<UInt8>, _ field: Range<Int>
  ) -> (UInt64, Bool) {
    (bytes.isASCII(field) ? union : .max, isLong || field.count > FieldPlan.longestText)
  }

  /// Records a field for its column.
  @inline(never) private static func note(
    _ field: QuotedField, _ step: ColumnStep, _ column: Int, _ row: Int, _ place: Int,
    _ cells: inout MutableSpan<UInt64>, _ values: inout MutableSpan<Int32>, _ marks: inout Marks
  ) {
    let isBlank = field.cell.length == 0 && !step.isRequired
    switch step.kind {
    case .pass: break
    case .cell, .unkept: cells[column * capacity + row] = field.cell.bits
    case .day:
      values[step.offset + row] = Column.missingNumber
      if !isBlank { marks.left.append(Left(column: column, row: row, cell: field.cell)) }
    case .code:
      values[step.offset + row] = Int32(place)
      if place == 0, !isBlank { marks.left.append(Left(column: column, row: row, cell: field.cell)) }
    }
  }

  @inline(never) private static func note(_ field: QuotedField, _ row: Int, _ marks: inout Marks) {
    if marks.tailedRows.last != row { marks.tailedRows.append(row) }
    marks.hasBackslashes = marks.hasBackslashes || field.tail == .afterBackslash
  }

  /// Makes one field of a record blank, as if it were empty.
  @inline(never) private static func leaveBlank(
    _ step: ColumnStep, _ column: Int, _ row: Int, _ at: Int, _ cells: inout MutableSpan<UInt64>,
    _ values: inout MutableSpan<Int32>, _ marks: inout Marks
  ) {
    let field = QuotedField(cell: Cell(start: at, end: at), end: at, breaks: 0, isUnclosed: false)
    note(field, step, column, row, 0, &cells, &values, &marks)
  }

  /// Makes one field of a record missing, without a fault of its own.
  private static func refuse(
    _ step: ColumnStep, _ column: Int, _ row: Int, _ cells: inout MutableSpan<UInt64>,
    _ values: inout MutableSpan<Int32>
  ) {
    cells[column * capacity + row] = Cell.refused.bits
    switch step.kind {
    case .day: values[step.offset + row] = Column.missingNumber
    case .code: values[step.offset + row] = 0
    case .cell, .unkept, .pass: break
    }
  }
}
