extension RecordBatch {
  /// The batch without some of its rows. The others keep their lines.
  package func removing(_ rows: Set<Int>) -> RecordBatch {
    let kept = (0..<rowCount).filter { !rows.contains($0) }
    var places = [Int32](repeating: -1, count: rowCount)
    for (place, row) in kept.enumerated() { places[row] = Int32(place) }
    var skips: [LineSkip] = []
    let first = kept.first.map(line(ofRow:)) ?? firstLine
    for (place, row) in kept.enumerated() {
      let total = line(ofRow: row) - first - place
      if total != skips.last.map({ Int($0.total) }) ?? 0 { skips.append(LineSkip(row: place, total: total)) }
    }
    var keptBatch = RecordBatch(
      source: source, firstLine: first, lineSkips: skips, rowCount: kept.count,
      columns: columns.map { $0.keeping(kept) },
      faults: faults.compactMap { fault in
        var fault = fault
        fault.row = places[Int(fault.row)]
        return fault.row < 0 ? nil : fault
      })
    keptBatch.marks = marks.compactMap { mark in
      var mark = mark
      mark.row = places[Int(mark.row)]
      return mark.row < 0 ? nil : mark
    }
    keptBatch.blankFields = blankFields
    return keptBatch
  }
}

extension RecordBatch {
  /// The columns of some rows, in order, without lines or faults.
  package func gathering(_ rows: [Int]) -> RecordBatch {
    RecordBatch(
      source: source, firstLine: firstLine, rowCount: rows.count, columns: columns.map { $0.keeping(rows) })
  }
}

extension Column {
  fileprivate func keeping(_ rows: [Int]) -> Column {
    switch self {
    case .days(let values): return .days(rows.map { values[$0] })
    case .integers(let values): return .integers(rows.map { values[$0] })
    case .decimals(let values): return .decimals(rows.map { values[$0] })
    case .codes(let values): return .codes(rows.map { values[$0] })
    case .flags(let values): return .flags(rows.map { values[$0] })
    case .absent: return .absent
    case .text(let texts):
      var kept = StringColumn()
      for row in rows { kept.append(texts.bytes[texts.range(row)]) }
      return .text(kept)
    }
  }
}
