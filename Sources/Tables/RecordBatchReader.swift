/// The result of reading one segment of a file, before its place in the file's lines is known.
struct RecordBatchReading: Sendable {
  var start: Int
  /// Where the record after the last begins, which may be beyond the end of the segment.
  var end: Int
  /// Lines from `start` to `end`, blank ones before the first record included.
  var lines = 0
  var leadingLines = 0
  var rowCount = 0
  var columns: [Column] = []
  var faults: [CellFault] = []
  var lineSkips: [RecordBatch.LineSkip] = []
  /// For each field, the values of an open code list in the order its codes number them.
  var found: [[[UInt8]]] = []
  /// For each field of kind day, how its texts are written.
  var dayEvidence: [DayEvidence] = []
  /// For each field of codes, the codes of its texts.
  var codeUses: [CodeUses] = []
  /// For each field of text that is kept, whether every text is wrapped in the same way.
  var wrapped: [Wrapped] = []
  var unclosedRow: Int?
  var marks: [RecordBatch.RowMark] = []
  /// Records with too few fields, by row of the segment, and other irregular shapes.
  var shorts: [RecordBlock.Short] = []
  var shapes = RecordShapes()
  /// Fields whose column is blank in every row.
  var blankFields: Set<Int> = []

  init(start: Int) {
    self.start = start
    end = start
  }
}

/// Reads a segment of a file's records into typed columns.
struct RecordBatchReader: Sendable {
  /// Called with a batch's columns while they are still in the processor's cache.
  typealias Finish = @Sendable (inout RecordBatch) -> Void

  let fields: [FieldPlan]
  /// For each of the file's columns, the position of its field, or nil to ignore it.
  let columns: [Int?]
  /// Whether there are so few records that laying out texts costs more than it saves.
  private let isBrief: Bool
  private let days = DayReading.standard
  private let finish: Finish?

  init(fields: [FieldPlan], columns: [Int?], isBrief: Bool = false, finish: Finish? = nil) {
    self.isBrief = isBrief
    self.finish = finish
    self.fields = fields
    self.columns = columns
  }

  /// Reads the records that begin from `start` and before `stop`.
  func read(_ bytes: Span<UInt8>, from start: Int, stop: Int) -> RecordBatchReading {
    var reading = RecordBatchReading(start: start)
    var builders: [ColumnBuilder?] = columns.map { field in
      field.map { ColumnBuilder(field: $0, plan: fields[$0], days: days, index: fields[$0].index) }
    }
    var steps = ColumnStep.steps(for: columns.map { $0.map { fields[$0] } })
    var probe = PerfectHash()
    probe.lay(out: isBrief ? [] : builders.map { $0?.codeReading?.memo }, for: &steps)
    var block = RecordBlock(steps: steps, days: days)
    var at = start
    var skipped = 0
    while at < stop {
      at = block.fill(bytes, from: at, stop: stop, codes: probe)
      let firstRow = reading.rowCount
      let firstFault = reading.faults.count
      for column in builders.indices {
        builders[column]?.append(
          bytes, block, column: column, probe: &probe, firstRow: firstRow, faults: &reading.faults)
      }
      for row in block.marks.raggedRows {
        reading.faults.append(CellFault(row: firstRow + row, field: -1, kind: .ragged))
      }
      for short in block.marks.shorts {
        reading.shorts.append(.init(row: firstRow + short.row, fields: short.fields, isRead: short.isRead))
      }
      reading.shapes.add(block.marks, firstRow: firstRow)
      if let row = block.marks.unclosedRow {
        reading.faults.append(CellFault(row: firstRow + row, field: -1, kind: .unclosedQuote))
        reading.unclosedRow = firstRow + row
      }
      // Columns are typed one after another, but faults are reported record by record.
      reading.faults[firstFault...].sort { ($0.row, $0.field) < ($1.row, $1.field) }
      for skip in block.marks.skips {
        let row = firstRow + skip.row
        if row == 0 { reading.leadingLines += skip.lines } else { skipped += skip.lines }
        if row > 0 { reading.lineSkips.append(RecordBatch.LineSkip(row: row, total: skipped)) }
      }
      reading.rowCount += block.rowCount
      if !isBrief, at >= stop || probe.isBehind(builders.map { $0?.codeReading?.memo.entries.count ?? 0 }) {
        for column in builders.indices { builders[column]?.settle(&probe, block.steps[column]) }
        if at < stop { probe.lay(out: builders.map { $0?.codeReading?.memo }, for: &block.steps) }
      }
      if firstRow == 0 { reserve(&builders, for: block.rowCount, of: at - start, in: stop - start) }
    }
    reading.end = at
    reading.lines = reading.leadingLines + reading.rowCount + skipped
    reading.columns = fields.map { _ in .absent }
    reading.found = fields.map { _ in [] }
    reading.codeUses = fields.map { _ in CodeUses() }
    reading.wrapped = fields.map { _ in .blank }
    reading.dayEvidence = fields.map { _ in DayEvidence() }
    for builder in builders {
      guard let builder else { continue }
      reading.columns[builder.field] = builder.column
      if builder.column.isBlank() { reading.blankFields.insert(builder.field) }
      reading.found[builder.field] = builder.codeReading?.found ?? []
      reading.dayEvidence[builder.field] = builder.dayEvidence
      reading.codeUses[builder.field] = builder.codeUses
      if case .text(let texts) = reading.columns[builder.field] {
        if let wrapping = builder.plan.wrapping {
          reading.columns[builder.field] = .text(texts.unwrapped(wrapping))
        } else {
          reading.wrapped[builder.field] = texts.wrapped
        }
      }
    }
    builders = []
    guard let finish else { return reading }
    var batch = RecordBatch(
      source: 0, firstLine: 0, rowCount: reading.rowCount, columns: reading.columns, faults: reading.faults)
    reading.columns = []
    finish(&batch)
    reading.columns = batch.columns
    reading.marks = batch.marks
    return reading
  }

  /// Estimates from the first block what the whole segment needs, plus an eighth.
  private func reserve(_ builders: inout [ColumnBuilder?], for rows: Int, of bytes: Int, in whole: Int) {
    guard bytes > 0, rows > 0, whole > bytes else { return }
    func scaled(_ count: Int) -> Int { Int(Double(count) * Double(whole) / Double(bytes) * 1.125) }
    for index in builders.indices {
      let textBytes = builders[index]?.text.bytes.count ?? 0
      builders[index]?.reserve(scaled(rows), textBytes: scaled(textBytes))
    }
  }
}
