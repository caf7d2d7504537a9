/// Some hundred consecutive records, each column read by what its field is declared to be.
///
/// A day in its usual form and a code that was met before are read where they stand; whatever else a record holds is
/// left as a cell, for its column's builder to read. A quote means something only where a field begins with it, as
/// RFC 4180 says and as spreadsheets read; `5" step` is text. What follows a closing quote is kept as text.
struct RecordBlock {
  /// Extra lines taken up just before a row: by line breaks in the quotes of the record before, or by blank lines.
  struct Skip {
    var row: Int
    var lines: Int
  }

  /// What is out of the ordinary about the records of a block.
  struct Marks {
    var skips: [Skip] = []
    var raggedRows: [Int] = []
    var unclosedRow: Int?
    /// For each step of a day, a bit: a value as `2024-07-31`, as `31/07/2024`, as `01/02/2024`.
    var iso: UInt64 = 0
    var dayFirst: UInt64 = 0
    var either: UInt64 = 0
  }

  /// So many cells fit a processor's second-level cache with the columns made from them.
  static let capacity = 512

  var steps: [ColumnStep]
  private let days: DayReading
  /// Column after column, `capacity` each, as `Cell.bits`; 0 where a step for days or codes has done its work.
  private(set) var cells: [UInt64]
  /// Day numbers, `capacity` for each step of a day.
  private(set) var numbers: [Int32]
  /// Places in the probe, `capacity` for each step of a code.
  private(set) var places: [UInt32]
  /// By column, whether a step for days or codes left cells.
  private(set) var isLeft: [Bool]
  private(set) var rowCount = 0
  private(set) var marks = Marks()
  /// Whether all its bytes are ASCII and too few for any text to be too long.
  private(set) var isPlain = false

  init(steps: [ColumnStep], days: DayReading) {
    self.steps = steps
    self.days = days
    cells = [UInt64](repeating: 0, count: steps.count * Self.capacity)
    numbers = [Int32](repeating: 0, count: steps.count { $0.kind == .day } * Self.capacity)
    places = [UInt32](repeating: 0, count: steps.count { $0.kind == .code } * Self.capacity)
    isLeft = [Bool](repeating: false, count: steps.count)
  }

  /// Reads the records that start from `start` and before `stop`, until the block is full; returns where it ended.
  mutating func fill(_ bytes: Span<UInt8>, from start: Int, stop: Int, codes: CodeProbe) -> Int {
    var marks = Marks()
    for column in isLeft.indices where isLeft[column] {
      isLeft[column] = false
      for at in column * Self.capacity..<(column + 1) * Self.capacity { cells[at] = 0 }
    }
    let steps = steps
    let (end, rows, longest) = Self.split(
      bytes, from: start, stop: stop, steps: steps.span, days: days, codes: codes, cells: &cells,
      numbers: &numbers, places: &places, isLeft: &isLeft, marks: &marks)
    rowCount = rows
    isPlain = longest <= FieldPlan.longestText && bytes.isASCII(start..<end)
    self.marks = marks
    return end
  }

  private static func split(
    _ bytes: Span<UInt8>, from start: Int, stop: Int, steps: Span<ColumnStep>, days: DayReading,
    codes: CodeProbe, cells cellStore: inout [UInt64], numbers numberStore: inout [Int32],
    places placeStore: inout [UInt32], isLeft leftStore: inout [Bool], marks: inout Marks
  ) -> (end: Int, rows: Int, longest: Int) {
    let count = bytes.count
    let width = steps.count
    var cells = cellStore.mutableSpan
    var numbers = numberStore.mutableSpan
    var places = placeStore.mutableSpan
    var isLeft = leftStore.mutableSpan
    let (words, lengths) = (codes.words.span, codes.lengths.span)
    let (starts, texts) = (codes.starts.span, codes.texts.span)
    var (iso, dayFirst, either): (UInt64, UInt64, UInt64) = (0, 0, 0)
    var at = start
    var row = 0
    var longest = 0
    while at < stop, row < capacity {
      let recordStart = at
      let first = bytes[at]
      if first == Byte.lineFeed || first == Byte.carriageReturn {
        at = bytes.afterLineEnd(at)
        marks.skips.append(Skip(row: row, lines: 1))
        continue
      }
      var column = 0
      var breaks = 0
      var isUnclosed = false
      // Of this record only, until it is known to be whole.
      var (isISO, isDayFirst, isEither): (UInt64, UInt64, UInt64) = (0, 0, 0)
      while true {
        let step = column < width ? steps[column] : .pass
        if step.kind == .day, at &+ 16 <= count {
          // The usual shapes, told by their ten bytes and the delimiter after them, which nobody looked for.
          let head = bytes.word(at: at)
          let tail = bytes.word(at: at &+ 8)
          let delimiter = UInt8(truncatingIfNeeded: tail >> 16)
          if delimiter == Byte.comma || delimiter == Byte.lineFeed || delimiter == Byte.carriageReturn {
            var number = days.iso(head, tail)
            isISO |= number == Column.missingNumber ? 0 : step.bit
            if number == Column.missingNumber {
              number = days.slashed(head, tail)
              let isAfter12 = DayReading.slashedDay(head) > 12
              isDayFirst |= number != Column.missingNumber && isAfter12 ? step.bit : 0
              isEither |= number != Column.missingNumber && !isAfter12 ? step.bit : 0
            }
            if number != Column.missingNumber {
              numbers[step.offset &+ row] = number
              at &+= 10
              column &+= 1
              guard delimiter == Byte.comma else { break }
              at &+= 1
              continue
            }
          }
        }
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
        switch step.kind {
        case .pass: break
        case .cell: cells[column &* capacity &+ row] = cell.bits
        case .day:
          numbers[step.offset &+ row] = Column.missingNumber
          if cell.length != 0 || step.isRequired {
            cells[column &* capacity &+ row] = cell.left.bits
            isLeft[column] = true
          }
        case .code:
          let place =
            cell.isWhole
            ? CodeProbe.find(
              bytes, cell.start, cell.length, step, words: words, lengths: lengths, starts: starts,
              texts: texts)
            : 0
          places[step.offset &+ row] = UInt32(truncatingIfNeeded: place)
          if place == 0, cell.length != 0 || step.isRequired {
            cells[column &* capacity &+ row] = cell.left.bits
            isLeft[column] = true
          }
        }
        column &+= 1
        guard at < count, bytes[at] == Byte.comma else { break }
        at &+= 1
      }
      if at < count { at = bytes.afterLineEnd(at) }
      if column == width, !isUnclosed {
        // What can be either order is of interest only until a value shows which.
        iso |= isISO & ~dayFirst
        either |= isEither & ~dayFirst
        dayFirst |= isDayFirst
      } else {
        for index in 0..<width { refuse(steps[index], index, row, &cells, &numbers, &places) }
        if isUnclosed { marks.unclosedRow = row } else { marks.raggedRows.append(row) }
      }
      longest = max(longest, at &- recordStart)
      row &+= 1
      if breaks > 0 { marks.skips.append(Skip(row: row, lines: breaks)) }
    }
    (marks.iso, marks.dayFirst, marks.either) = (iso, dayFirst, either)
    return (at, row, longest)
  }

  /// Makes one field of a record missing, with no fault of its own.
  private static func refuse(
    _ step: ColumnStep, _ column: Int, _ row: Int, _ cells: inout MutableSpan<UInt64>,
    _ numbers: inout MutableSpan<Int32>, _ places: inout MutableSpan<UInt32>
  ) {
    cells[column * capacity + row] = step.kind == .cell ? Cell.refused.bits : 0
    switch step.kind {
    case .day: numbers[step.offset + row] = Column.missingNumber
    case .code: places[step.offset + row] = 0
    case .cell, .pass: break
    }
  }
}

/// How one of the file's columns is met in every record.
struct ColumnStep: Sendable {
  enum Kind: UInt8, Sendable {
    /// Nothing is done with it.
    case pass
    /// Its place is noted.
    case cell
    /// Its day is read.
    case day
    /// Its text is looked up among those met before.
    case code
  }

  var kind: Kind
  /// Blank is a fault, so the builder must see it.
  var isRequired = false
  /// Where the block keeps its values.
  var offset = 0
  /// One of a day's, among `RecordBlock.Marks`.
  var bit: UInt64 = 0
  /// Where in the probe its texts are: from `base`, as many as `mask` and one more.
  var base = 0
  var mask = 0

  static let pass = ColumnStep(kind: .pass)

  /// One step for each of the file's columns; nil is a column that no field has.
  static func steps(for plans: [FieldPlan?]) -> [ColumnStep] {
    var (days, codes) = (0, 0)
    return plans.map { plan in
      guard let plan else { return .pass }
      var step = ColumnStep(kind: .cell, isRequired: plan.isRequired)
      switch plan.kind {
      // A day with its month first is read by the builder, and so is the 65th column of days.
      case .day where plan.dayForm != .monthFirst && days < 64:
        step.kind = .day
        step.offset = days * RecordBlock.capacity
        step.bit = 1 << UInt64(days)
        days += 1
      case .code,
        .openCode where plan.isKept:
        step.kind = .code
        step.offset = codes * RecordBlock.capacity
        codes += 1
      default: break
      }
      return step
    }
  }
}
