extension ColumnBuilder {
  /// Copies texts into the column, end to end, trimmed; those too long or not UTF-8 are left empty, with a fault.
  mutating func appendTexts(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, _ marks: FaultMarks,
    _ faults: inout [CellFault]
  ) {
    let rows = block.rowCount
    let cells = block.cells.span
    let first = column * RecordBlock.capacity
    var room = 0
    for row in 0..<rows {
      room += min(Cell(bits: cells[first + row]).length, FieldPlan.longestText)
    }
    let base = text.ends.count
    var used = text.bytes.count
    // Words are copied whole, so the last one may spill over what it belongs to.
    text.bytes.append(contentsOf: repeatElement(0, count: room + 8))
    text.ends.append(contentsOf: repeatElement(0, count: rows))
    for row in 0..<rows {
      let cell = Cell(bits: cells[first &+ row])
      if cell.length == 0 {
        if !cell.isRefused { marks.note(row, .missing, &faults) }
      } else if let fault = cell.isEscaped
        ? copyEscaped(bytes, cell, to: &used) : copy(bytes, cell.start, cell.end, to: &used)
      {
        marks.note(row, fault, &faults)
      }
      text.ends[base &+ row] = UInt32(used)
    }
    text.bytes.removeLast(text.bytes.count - used)
  }

  /// Copies one text to a place in the column and moves the place on, or says what is wrong with it.
  @inline(__always) private mutating func copy(
    _ bytes: Span<UInt8>, _ first: Int, _ last: Int, to used: inout Int
  ) -> CellFault.Kind? {
    var (start, end) = (first, last)
    if bytes.mayNeedTrimming(start, end) {
      let trimmed = bytes.trimmed(start..<end)
      (start, end) = (trimmed.lowerBound, trimmed.upperBound)
    }
    guard !bytes.isMissing(start..<end) else { return .missing }
    let length = end &- start
    guard length <= FieldPlan.longestText else { return .textTooLong }
    var seen: UInt64 = 0
    var out = text.bytes.mutableSpan
    if end + 8 <= bytes.count {
      // Bytes may be written as any bytes; each store is bounds-checked.
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

  @inline(never) private mutating func copyEscaped(
    _ bytes: Span<UInt8>, _ cell: Cell, to used: inout Int
  ) -> CellFault.Kind? {
    let content = bytes.unescaped(cell)
    return content.isEmpty ? .missing : copy(content.span, 0, content.count, to: &used)
  }

  @inline(never) private func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
  }
}
