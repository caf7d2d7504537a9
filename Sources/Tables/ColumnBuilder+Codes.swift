extension ColumnBuilder {
  /// Finds each text's place in the dictionary: those met before by their bytes, the others one at a time.
  mutating func appendCodes(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, _ marks: FaultMarks,
    _ faults: inout [CellFault]
  ) {
    let base = codes.count
    codes.append(contentsOf: repeatElement(Column.missingCode, count: block.rowCount))
    var row = 0
    while true {
      row = appendKnown(bytes, block, column, from: row, base: base)
      guard row < block.rowCount else { return }
      let cell = Cell(bits: block.cells[row * block.width + column])
      if !cell.isRefused {
        let entry = entry(for: cell, bytes)
        codes[base + row] = entry.value
        if entry.value == Column.missingCode { marks.note(row, .missing, &faults) }
        if let fault = entry.fault { marks.note(row, fault, &faults, suggestion: entry.suggestion) }
      }
      row += 1
    }
  }

  /// Runs on while texts are known and have a place; returns the first row that needs thought.
  private mutating func appendKnown(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, from start: Int, base: Int
  ) -> Int {
    guard let memo = codeReading?.memo else { return block.rowCount }
    // Out of self and back, since two spans of one value can't be open at once.
    var known = codeCounts
    codeCounts = []
    defer { codeCounts = known }
    while known.count < memo.entries.count { known.append(0) }
    let cells = block.cells.span
    var out = codes.mutableSpan
    var counts = known.mutableSpan
    var row = start
    while row < block.rowCount {
      let cell = Cell(bits: cells[row &* block.width &+ column])
      guard cell.length > 0, !cell.isEscaped else { return row }
      let index = memo.find(bytes, cell.start, cell.length)
      guard index >= 0 else { return row }
      let value = memo.entries[index].value
      guard value < Column.unmappedCode else { return row }
      out[base &+ row] = value
      counts[index] &+= 1
      row &+= 1
    }
    return row
  }

  private mutating func entry(for cell: Cell, _ bytes: Span<UInt8>) -> CodeMemo.Entry {
    if !cell.isEscaped, let memo = codeReading?.memo {
      let index = memo.find(bytes, cell.start, cell.length)
      if index >= 0 { return counted(memo.entries[index], at: index) }
    }
    let content = bytes.content(of: cell)
    if cell.isEscaped, let memo = codeReading?.memo {
      let index = memo.find(content.span, 0, content.count)
      if index >= 0 { return counted(memo.entries[index], at: index) }
    }
    // Every builder of codes has a reading; the other case is here only so that no force is needed.
    let entry =
      codeReading?.resolve(content)
      ?? CodeMemo.Entry(
        first: 0, last: 0, start: 0, length: 0, value: Column.missingCode, suggestion: Column.missingCode,
        fault: nil)
    return content.isEmpty ? entry : counted(entry, at: codeReading?.place(of: content) ?? -1)
  }

  /// Counts one more of a remembered text or, at −1, of those there is no room to remember.
  private mutating func counted(_ entry: CodeMemo.Entry, at index: Int) -> CodeMemo.Entry {
    if index < 0 { uncounted[entry.match, default: 0] += 1 } else {
      while codeCounts.count <= index { codeCounts.append(0) }
      codeCounts[index] += 1
    }
    return entry
  }
}
