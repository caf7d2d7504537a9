extension ColumnBuilder {
  /// Copies the codes that the block's loop found, and works out the texts that it left.
  mutating func appendCodes(
    _ bytes: Span<UInt8>, _ block: RecordBlock, _ column: Int, _ probe: inout PerfectHash,
    _ marks: FaultMarks,
    _ faults: inout [CellFault]
  ) {
    let base = codes.count
    codes.append(contentsOf: repeatElement(Column.missingCode, count: block.rowCount))
    probe.take(block, block.steps[column], into: &codes, from: base)
    for left in block.marks.left where left.column == column {
      let entry = entry(for: left.cell, bytes)
      codes[base + left.row] = entry.value
      if entry.value == Column.missingCode { marks.note(left.row, .missing, &faults) }
      if let fault = entry.fault { marks.note(left.row, fault, &faults, suggestion: entry.suggestion) }
    }
  }

  /// Adds the probe's counts of this column's texts.
  mutating func settle(_ probe: inout PerfectHash, _ step: ColumnStep) {
    if codeReading != nil { probe.settle(step, into: &codeCounts) }
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
    // Every builder of codes has a reading. The other case only avoids a forced unwrap.
    let entry =
      codeReading?.resolve(content)
      ?? CodeMemo.Entry(
        first: 0, last: 0, start: 0, length: 0, value: Column.missingCode, suggestion: Column.missingCode,
        fault: nil)
    return content.isEmpty ? entry : counted(entry, at: codeReading?.place(of: content) ?? -1)
  }

  /// Counts one more of a cached text or, at −1, of those that were not cached.
  private mutating func counted(_ entry: CodeMemo.Entry, at index: Int) -> CodeMemo.Entry {
    if index < 0 {
      uncounted[entry.match, default: 0] += 1
    } else {
      while codeCounts.count <= index { codeCounts.append(0) }
      codeCounts[index] += 1
    }
    return entry
  }
}
