extension Segment {
  /// Some of the rows by themselves, with their faults; lines are not kept.
  package func slice(_ rows: Range<Int>) -> Segment {
    var slice = Segment(
      source: source, firstLine: 0, rowCount: rows.count, columns: columns.map { $0.slice(rows) })
    for fault in faults where rows.contains(Int(fault.row)) {
      var moved = fault
      moved.row -= Int32(rows.lowerBound)
      slice.faults.append(moved)
    }
    return slice
  }
}

extension Column {
  fileprivate func slice(_ rows: Range<Int>) -> Column {
    switch self {
    case .days(let values): .days(Array(values[rows]))
    case .integers(let values): .integers(Array(values[rows]))
    case .decimals(let values): .decimals(Array(values[rows]))
    case .codes(let values): .codes(Array(values[rows]))
    case .flags(let values): .flags(Array(values[rows]))
    case .shortDays(let values): .shortDays(Array(values[rows]))
    case .shortCodes(let values): .shortCodes(Array(values[rows]))
    case .text(let text):
      .text(
        rows.reduce(into: TextColumn()) { slice, row in slice.append(text.bytes[text.range(row)]) })
    case .absent: .absent
    }
  }
}
