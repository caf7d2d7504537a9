/// Types one field's cells, block by block, into one column of a batch.
struct ColumnBuilder {
  let field: Int
  let plan: FieldPlan
  private let days: DayReading
  private var numbers: [Int32] = []
  private var decimals: [Int64] = []
  private var flags: [Int8] = []
  var codes: [UInt16] = []
  var text = StringColumn()
  var codeReading: CodeReading?
  var dayEvidence = DayEvidence()
  /// How often each cached text of a field of codes occurred.
  var codeCounts: [UInt32] = []
  /// How often other texts occurred, by match.
  var uncounted: [CodeMatch: Int] = [:]

  init(field: Int, plan: FieldPlan, days: DayReading, index: CodeIndex?) {
    self.field = field
    self.plan = plan
    self.days = days
    switch plan.kind {
    case .code: codeReading = CodeReading(index, blanks: plan.blanks)
    // A list that nothing uses is checked as text, without a dictionary.
    case .openCode: codeReading = plan.isKept ? CodeReading(nil, blanks: plan.blanks) : nil
    default: break
    }
  }

  /// Types the cells of one of the file's columns. `firstRow` is the batch's row of the block's first.
  mutating func append(
    _ bytes: Span<UInt8>, _ block: RecordBlock, column: Int, probe: inout PerfectHash, firstRow: Int,
    faults: inout [CellFault]
  ) {
    let marks = FaultMarks(field: field, isRequired: plan.isRequired, firstRow: firstRow)
    if !plan.isKept {
      // A text that nothing uses has no fault if every byte of the column is ASCII.
      if block.steps[column].kind == .unkept, !block.marks.isOdd { return }
      // A column that is not kept is typed into the same space each time.
      removeAll()
    }
    switch plan.kind {
    case .text: appendTexts(bytes, block, column, marks, &faults)
    case .code: appendCodes(bytes, block, column, &probe, marks, &faults)
    case .openCode where plan.isKept: appendCodes(bytes, block, column, &probe, marks, &faults)
    case .openCode: appendTexts(bytes, block, column, marks, &faults)
    case .day: appendDays(bytes, block, column, marks, &faults)
    case .integer:
      Self.append(
        to: &numbers, bytes, block, column, missing: Column.missingNumber,
        read: { [blanks = plan.blanks] in blanks.reading(NumberReading.integer($0, $1), $0, $1) },
        bad: .badInteger, marks: marks, faults: &faults)
    case .decimal(let places):
      Self.append(
        to: &decimals, bytes, block, column, missing: Column.missingDecimal,
        read: { [blanks = plan.blanks, takesPercentSign = plan.takesPercentSign] in
          blanks.reading(
            NumberReading.decimal($0, $1, places: places, takesPercentSign: takesPercentSign), $0, $1)
        }, bad: .badDecimal, marks: marks,
        faults: &faults)
    case .flag:
      Self.append(
        to: &flags, bytes, block, column, missing: Column.missingFlag,
        read: { [blanks = plan.blanks] in blanks.reading(NumberReading.flag($0, $1), $0, $1) }, bad: .badFlag,
        marks: marks, faults: &faults)
    }
  }

  /// Reserves room, so that columns are not copied as they grow.
  mutating func reserve(_ rows: Int, textBytes: Int) {
    guard plan.isKept else { return }
    switch plan.kind {
    case .text:
      text.ends.reserveCapacity(rows)
      text.bytes.reserveCapacity(textBytes)
    case .day, .integer: numbers.reserveCapacity(rows)
    case .decimal: decimals.reserveCapacity(rows)
    case .flag: flags.reserveCapacity(rows)
    case .code, .openCode: codes.reserveCapacity(rows)
    }
  }

  /// The finished column; absent where its values are not kept.
  var column: Column {
    guard plan.isKept else { return .absent }
    return switch plan.kind {
    case .text: .text(text)
    case .day: .days(numbers)
    case .integer: .integers(numbers)
    case .decimal: .decimals(decimals)
    case .flag: .flags(flags)
    case .code, .openCode: .codes(codes)
    }
  }

  private mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    decimals.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    text.ends.removeAll(keepingCapacity: true)
    text.bytes.removeAll(keepingCapacity: true)
  }

  /// Takes the days that the block's loop read, and reads those that it left.
  private mutating func appendDays(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, _ marks: FaultMarks,
    _ faults: inout [CellFault]
  ) {
    let step = block.steps[column]
    let base = numbers.count
    if step.kind == .day {
      numbers.append(contentsOf: block.values[step.offset..<step.offset + block.rowCount])
      dayEvidence.add(block.marks, 1 << UInt64(step.bit))
      for left in block.marks.left where left.column == column {
        numbers[base + left.row] = day(bytes, left.cell, left.row, marks, &faults)
      }
    } else {
      numbers.append(contentsOf: repeatElement(Column.missingNumber, count: block.rowCount))
      for row in 0..<block.rowCount {
        let cell = Cell(bits: block.cells[column * RecordBlock.capacity + row])
        numbers[base + row] = day(bytes, cell, row, marks, &faults)
      }
    }
  }

  private mutating func day(
    _ bytes: Span<UInt8>, _ cell: Cell, _ row: Int, _ marks: FaultMarks, _ faults: inout [CellFault]
  ) -> Int32 {
    if cell.length == 0 {
      if !cell.isRefused { marks.note(row, .missing, &faults) }
      return Column.missingNumber
    }
    if plan.dayForm != .monthFirst, cell.isPlain(10) {
      let number = days.tenBytes(bytes, at: cell.start)
      if number != Column.missingNumber, !plan.blanks.days.contains(number) {
        dayEvidence.look(bytes, cell)
        return number
      }
    }
    let own = marks.firstRow + row
    let content = cell.isEscaped ? bytes.unescaped(cell) : []
    let reading =
      cell.isEscaped
      ? days.read(content.span, 0..<content.count, by: plan, row: own, noting: &dayEvidence)
      : days.read(bytes, cell.start..<cell.end, by: plan, row: own, noting: &dayEvidence)
    switch reading {
    case .value(let value): return value
    case .missing: marks.note(row, .missing, &faults)
    case .bad: marks.note(row, .badDate, &faults)
    }
    return Column.missingNumber
  }

  /// The loop that all other kinds of number share.
  @inline(__always) private static func append<Value: Equatable>(
    to values: inout [Value], _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, missing: Value,
    read: (Span<UInt8>, Range<Int>) -> ParseResult<Value>, bad: CellFault.Kind, marks: FaultMarks,
    faults: inout [CellFault]
  ) {
    let base = values.count
    values.append(contentsOf: repeatElement(missing, count: block.rowCount))
    let cells = block.cells.span
    var out = values.mutableSpan
    let first = column &* RecordBlock.capacity
    for row in 0..<block.rowCount {
      let cell = Cell(bits: cells[first &+ row])
      if cell.length == 0 {
        if !cell.isRefused { marks.note(row, .missing, &faults) }
        continue
      }
      switch cell.isEscaped ? readEscaped(bytes, cell, read) : read(bytes, cell.start..<cell.end) {
      case .value(let value): out[base &+ row] = value
      case .missing: marks.note(row, .missing, &faults)
      case .bad: marks.note(row, bad, &faults)
      }
    }
  }

  @inline(never) private static func readEscaped<Value>(
    _ bytes: Span<UInt8>, _ cell: Cell, _ read: (Span<UInt8>, Range<Int>) -> ParseResult<Value>
  ) -> ParseResult<Value> {
    let content = bytes.unescaped(cell)
    return read(content.span, 0..<content.count)
  }
}

/// Adds faults of one field in one block to the batch.
struct FaultMarks {
  let field: Int
  let isRequired: Bool
  let firstRow: Int

  /// Adds a fault of a row of the block. A blank is one only where the field is required.
  func note(
    _ row: Int, _ kind: CellFault.Kind, _ faults: inout [CellFault], suggestion: UInt16 = Column.missingCode
  ) {
    if kind == .missing, !isRequired { return }
    faults.append(CellFault(row: firstRow + row, field: field, kind: kind, suggestion: suggestion))
  }
}
