import Synchronization

/// The result of reading one file.
package struct ExtractReading: Sendable {
  package var batches: [RecordBatch] = []
  /// For each batch and field, the values of an open code list, for `CaseTable.joining`.
  var found: [[[[UInt8]]]] = []
  package var unclosedQuote: UnclosedQuote?
  /// By field, for those of kind day. Empty where there is no record.
  package private(set) var dayEvidence: [DayEvidence] = []
  /// By field, for those of codes. Empty where there is no record.
  package private(set) var codeUses: [CodeUses] = []
  /// By field, for text that is kept: whether every text is wrapped in the same way. Empty where there is no record.
  package private(set) var wrapped: [Wrapped] = []
  /// Irregular shapes of its records.
  package internal(set) var shapes = RecordShapes()
  /// Records with too few fields, until it is decided what to do with them.
  var shortRecords: [ShortRecord] = []

  /// A record with a quote that is never closed, so that it takes everything after it.
  package struct UnclosedQuote: Sendable, Hashable {
    /// The line, from 1, on which the record begins.
    package var line: Int
    /// How many lines after that one are inside the quote.
    package var swallowedLines: Int
    /// The column of the quote, from 1 in characters, in the record's first line; 0 where it opens on a later one.
    package var column: Int

    package init(line: Int, swallowedLines: Int, column: Int = 0) {
      self.line = line
      self.swallowedLines = swallowedLines
      self.column = column
    }
  }

  package init() {}

  package var recordCount: Int { batches.reduce(0) { $0 + $1.rowCount } }

  /// Adds the result of reading the next segment of the same file.
  mutating func append(_ next: ExtractReading) {
    for short in next.shortRecords {
      shortRecords.append(
        ShortRecord(
          batch: batches.count + short.batch, row: short.row, fields: short.fields, isRead: short.isRead)
      )
    }
    shapes = shapes.adding(next.shapes)
    add(next.wrapped)
    batches += next.batches
    found += next.found
    unclosedQuote = unclosedQuote ?? next.unclosedQuote
    add(next.dayEvidence, next.codeUses)
  }

  mutating func add(_ more: [Wrapped]) {
    wrapped = wrapped.isEmpty ? more : more.isEmpty ? wrapped : zip(wrapped, more).map { $0.adding($1) }
  }

  mutating func add(_ evidence: [DayEvidence], _ uses: [CodeUses]) {
    guard !dayEvidence.isEmpty else {
      (dayEvidence, codeUses) = (evidence, uses)
      return
    }
    for (field, more) in evidence.enumerated() { dayEvidence[field].add(more) }
    for (field, more) in uses.enumerated() { codeUses[field].add(more) }
  }
}

/// Reads the records of a file into typed columns, on all cores.
///
/// The file is cut where records seem to begin, and each segment is read separately. A segment is kept only if the one
/// before it ended exactly where it began; otherwise it is read again from the right place, because a line break in
/// quotes can look like the end of a record.
package struct ExtractReader: Sendable {
  private let reader: RecordBatchReader
  /// The least length of a segment; nil for a length that suits the file.
  private let segmentBytes: Int?

  /// Each of `columns`, the file's columns in order, is a position in `fields`, none twice, or nil to ignore it.
  ///
  /// `finish` is called once for each segment after it is read, in any order and on any thread, before codes of open
  /// lists have their final numbers. `isBrief` means that there are few records: their codes are looked up one by one,
  /// with the same result.
  package init(
    fields: [FieldPlan], columns: [Int?], segmentBytes: Int? = nil, isBrief: Bool = false,
    finish: (@Sendable (inout RecordBatch) -> Void)? = nil
  ) {
    precondition(segmentBytes ?? 1 > 0 && !columns.isEmpty, "a reader of nothing")
    precondition(Set(columns.compactMap(\.self)).count == columns.count { $0 != nil }, "a field read twice")
    reader = RecordBatchReader(fields: fields, columns: columns, isBrief: isBrief, finish: finish)
    self.segmentBytes = segmentBytes
  }

  /// Reads everything from the byte `start`, which begins the line with number `line`.
  package func read(_ bytes: ExtractBytes, from start: Int, line: Int, source: Int) -> ExtractReading {
    var reading = stretches(bytes, from: start, line: line, source: source)
    reading.settleShortRecords(width: width)
    return reading
  }

  /// How many fields a record has.
  var width: Int { reader.columns.count }

  /// As `read`, of a part of a file: records with too few fields are not decided yet.
  func stretches(_ bytes: ExtractBytes, from start: Int, line: Int, source: Int) -> ExtractReading {
    precondition(bytes.count <= Cell.maximumOffset, "a file beyond 1 TiB")
    let segmentBytes = segmentBytes ?? Self.segmentBytes(for: bytes.count)
    let cuts = self.cuts(bytes, from: start, every: segmentBytes)
    let slots = cuts.indices.dropLast().map { _ in Slot() }
    // One slot a segment and no task group: 6.3.1 loses arrays that a group's children return (at -O, on Linux).
    parallelForEach(slots.count) { index in
      let reading = bytes.withSpan { whole -> RecordBatchReading? in
        // A wrong cut may open a quote that closes far away. It is not followed to the end of a large file.
        let view = min(whole.count, cuts[index + 1] + segmentBytes + Self.foresight)
        let reading = reader.read(whole.extracting(0..<view), from: cuts[index], stop: cuts[index + 1])
        return view < whole.count && reading.end == view ? nil : reading
      }
      slots[index].reading.withLock { $0 = reading }
      bytes.release(cuts[index]..<cuts[index + 1])
    }
    return bytes.withSpan { chain($0, cuts, slots, line: line, source: source) }
  }

  /// The size of segments: columns fit a cache, and a small file has enough segments to keep two cores busy.
  ///
  /// Depends only on the file, so that it is read in the same way on every machine.
  private static func segmentBytes(for count: Int) -> Int { min(4 << 20, max(512 << 10, count / 8)) }

  /// How far to look for the end or the start of a record.
  private static let foresight = 1 << 20
  /// How much the system may map around a byte that is read, on either side: Linux keeps files in folios of up to 2 MiB.
  private static let mapped = 4 << 20

  private final class Slot: Sendable {
    let reading = Mutex<RecordBatchReading?>(nil)
  }

  /// Joins segments in order, and reads those again that began inside a record.
  private func chain(
    _ bytes: Span<UInt8>, _ cuts: [Int], _ slots: [Slot], line: Int, source: Int
  ) -> ExtractReading {
    var result = ExtractReading()
    var expected = cuts[0]
    var line = line
    for index in slots.indices where expected < cuts[index + 1] {
      let guessed = slots[index].reading.withLock { reading in
        defer { reading = nil }
        return reading
      }
      let reading =
        if let guessed, guessed.start == expected {
          guessed
        } else {
          reader.read(bytes, from: expected, stop: cuts[index + 1])
        }
      expected = reading.end
      if reading.rowCount > 0 {
        var batch = RecordBatch(
          source: source, firstLine: line + reading.leadingLines, lineSkips: reading.lineSkips,
          rowCount: reading.rowCount, columns: reading.columns, faults: reading.faults)
        batch.marks = reading.marks
        batch.blankFields = reading.blankFields
        if let row = reading.unclosedRow {
          let first = batch.line(ofRow: row)
          result.unclosedQuote = .init(
            line: first, swallowedLines: lastLine(bytes, reading, line) - first,
            column: bytes.columnOfUnclosedQuote(from: reading.start))
        }
        for short in reading.shorts {
          result.shortRecords.append(
            ShortRecord(
              batch: result.batches.count, row: short.row, fields: short.fields, isRead: short.isRead))
        }
        result.shapes = result.shapes.adding(reading.shapes.placed(batch.line))
        result.add(reading.wrapped)
        result.batches.append(batch)
        result.found.append(reading.found)
        result.add(reading.dayEvidence.map { $0.placed(batch.line) }, reading.codeUses)
      }
      line += reading.lines
    }
    return result
  }

  /// The number of the file's last line that is not blank, given a segment that reaches the file's end.
  private func lastLine(_ bytes: Span<UInt8>, _ reading: RecordBatchReading, _ line: Int) -> Int {
    let isEnded = bytes[bytes.count - 1] == Byte.lineFeed || bytes[bytes.count - 1] == Byte.carriageReturn
    return line + bytes.lineEnds(in: reading.start..<bytes.count) - (isEnded ? 1 : 0)
  }

  /// Where segments begin, and the end of the file: rising, each after a line end that three whole records seem to
  /// follow.
  private func cuts(_ bytes: ExtractBytes, from start: Int, every segmentBytes: Int) -> [Int] {
    var cuts = [start]
    var last = start
    while bytes.count - last > segmentBytes {
      let probe = last + segmentBytes
      last = bytes.withSpan { boundary($0, after: probe) }
      // Otherwise probing every segment keeps half of a large file resident.
      bytes.release(max(0, probe - Self.mapped)..<min(bytes.count, last + Self.mapped))
      if last >= bytes.count { break }
      cuts.append(last)
    }
    return cuts + (start < bytes.count ? [bytes.count] : [])
  }

  private func boundary(_ bytes: Span<UInt8>, after start: Int) -> Int {
    let limit = min(bytes.count, start + Self.foresight)
    var first: Int?
    var at = start
    while at < limit {
      at = bytes.endOfPlainField(from: at)
      guard at < bytes.count else { break }
      guard bytes[at] != Byte.comma else {
        at += 1
        continue
      }
      at = bytes.afterLineEnd(at)
      if looksLikeRecords(bytes, from: at) { return at }
      if first == nil { first = at }
    }
    return first ?? bytes.count
  }

  /// Whether three records of the right width follow, or as many as are left.
  private func looksLikeRecords(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    let view = bytes.extracting(0..<min(bytes.count, start + (64 << 10)))
    var at = start
    for _ in 0..<3 {
      guard at < view.count else { return view.count == bytes.count }
      var fields = 0
      while true {
        let isQuoted = at < view.count && view[at] == Byte.quote
        at = isQuoted ? view.quotedField(at).end : view.endOfPlainField(from: at)
        fields += 1
        guard at < view.count, view[at] == Byte.comma else { break }
        at += 1
      }
      guard fields == reader.columns.count else { return false }
      if at < view.count { at = view.afterLineEnd(at) }
    }
    return true
  }
}
