extension ColumnBuilder {
  /// Copies trimmed texts into the column, end to end. A text that is too long or not UTF-8 becomes empty, with a fault.
  mutating func appendTexts(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, _ marks: FaultMarks,
    _ faults: inout [CellFault]
  ) {
    let first = column * RecordBlock.capacity
    let allCells = block.cells.span
    let cells = allCells.extracting(first..<first + block.rowCount)
    var room = 0
    for row in 0..<cells.count { room &+= min(Cell(bits: cells[row]).length, FieldPlan.longestText) }
    let base = text.ends.count
    let used = text.bytes.count
    // Whole words are copied, so the last may write beyond the text.
    text.bytes.append(contentsOf: repeatElement(0, count: room + 16))
    text.ends.append(contentsOf: repeatElement(0, count: cells.count))
    // A loop for each kind of text, so that others do not test what they are.
    let end =
      plan.isNHSNumber
      ? Self.copy(
        bytes, cells, to: &text.bytes, from: used, ends: &text.ends, row: base, marks, plan.blanks, &faults,
        isNHSNumber: true)
      : Self.copy(
        bytes, cells, to: &text.bytes, from: used, ends: &text.ends, row: base, marks, plan.blanks, &faults,
        isNHSNumber: false)
    text.bytes.removeLast(text.bytes.count - end)
  }

  /// Copies texts one after another into rows from `base` on, with room for 16 bytes more. Returns where they end.
  @inline(__always) private static func copy(
    _ bytes: Span<UInt8>, _ cells: Span<UInt64>, to bytesOut: inout [UInt8], from start: Int,
    ends endsOut: inout [UInt32], row base: Int, _ marks: FaultMarks, _ blanks: BlankTexts,
    _ faults: inout [CellFault], isNHSNumber: Bool
  ) -> Int {
    var used = start
    var out = bytesOut.mutableSpan
    var ends = endsOut.mutableSpan
    for row in 0..<cells.count {
      let cell = Cell(bits: cells[row])
      let (from, length) = (cell.start, cell.length)
      // The usual text has 7 to 16 bytes, so that it cannot mean blank, is ASCII, and has no space at either end.
      if length >= 7, length <= 16, !cell.isEscaped, from &+ 16 <= bytes.count,
        !bytes.mayNeedTrimming(from, from &+ length)
      {
        let (low, high) = (bytes.word(at: from), bytes.word(at: from &+ 8))
        if (low | high) & 0x8080_8080_8080_8080 == 0,
          !isNHSNumber || (length == 10 && bytes.digits(from..<from &+ 10) != nil)
        {
          // Any bytes may be written; each store is bounds-checked.
          var raw = unsafe out.mutableBytes
          raw.storeBytes(of: low.littleEndian, toByteOffset: used, as: UInt64.self)
          raw.storeBytes(of: high.littleEndian, toByteOffset: used &+ 8, as: UInt64.self)
          used &+= length
          ends[base &+ row] = UInt32(used)
          continue
        }
      }
      if length == 0 {
        if !cell.isRefused { marks.note(row, .missing, &faults) }
      } else if let fault = isNHSNumber
        ? copyNHSNumber(bytes.content(of: cell), blanks, to: &out, &used)
        : cell.isEscaped
          ? copyEscaped(bytes, cell, blanks, to: &out, &used)
          : copy(bytes, from, cell.end, blanks, to: &out, &used)
      {
        marks.note(row, fault, &faults)
      }
      ends[base &+ row] = UInt32(used)
    }
    return used
  }

  /// Copies one text into the column and moves the position on, or returns its fault.
  private static func copy(
    _ bytes: Span<UInt8>, _ first: Int, _ last: Int, _ blanks: BlankTexts, to out: inout MutableSpan<UInt8>,
    _ used: inout Int
  ) -> CellFault.Kind? {
    var (start, end) = (first, last)
    if bytes.mayNeedTrimming(start, end) {
      let trimmed = bytes.trimmed(start..<end)
      (start, end) = (trimmed.lowerBound, trimmed.upperBound)
    }
    guard !bytes.isMissing(start..<end) else { return .missing }
    guard !bytes.isUnknown(start..<end) else { return .notKnown }
    let length = end &- start
    // Words that mean blank are shorter than the usual text, which is therefore not compared with them.
    if length <= FieldPlan.longestBlank, blanks.contains(bytes, start..<end) { return .missing }
    guard length <= FieldPlan.longestText else { return .textTooLong }
    var seen: UInt64 = 0
    if end + 8 <= bytes.count {
      var raw = unsafe out.mutableBytes
      var offset = 0
      while offset < length {
        let word = bytes.word(at: start &+ offset)
        seen |= word
        raw.storeBytes(of: word.littleEndian, toByteOffset: used &+ offset, as: UInt64.self)
        offset &+= 8
      }
    } else {
      for offset in 0..<length {
        let byte = bytes[start + offset]
        seen |= UInt64(byte)
        out[used + offset] = byte
      }
    }
    if seen & 0x8080_8080_8080_8080 != 0, !isUTF8(bytes.extracting(start..<end)) { return .notUTF8 }
    used &+= length
    return nil
  }

  @inline(never) private static func copyEscaped(
    _ bytes: Span<UInt8>, _ cell: Cell, _ blanks: BlankTexts, to out: inout MutableSpan<UInt8>,
    _ used: inout Int
  ) -> CellFault.Kind? {
    let content = bytes.unescaped(cell)
    return content.isEmpty ? .missing : copy(content.span, 0, content.count, blanks, to: &out, &used)
  }

  /// Copies the ten digits of an NHS number that has other characters too.
  @inline(never) private static func copyNHSNumber(
    _ content: [UInt8], _ blanks: BlankTexts, to out: inout MutableSpan<UInt8>, _ used: inout Int
  ) -> CellFault.Kind? {
    let bytes = content.span
    let text = bytes.trimmed(0..<bytes.count)
    guard !bytes.isMissing(text), !blanks.contains(bytes, text) else { return .missing }
    switch NHSNumber.read(bytes, text) {
    case .cut: return .cutNumber
    case .none: return .badNHSNumber
    case .digits(let digits):
      // A text of fewer than ten bytes does not have ten digits, so there is room.
      for digit in digits {
        out[used] = digit
        used += 1
      }
      return nil
    }
  }

  @inline(never) private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
  }
}
