import Tables

/// Some records of a table by the number of their key, in the order of the table.
struct RecordsByKey: Sendable {
  /// Where the records of each key start; the last is where they end.
  let starts: [Int32]
  /// Each record's position in the whole table, segment after segment.
  let positions: [Int32]

  /// - Parameters:
  ///   - keys: each row's, from 0; `LinkNumbers.missing` leaves a row out.
  ///   - rows: 1 for those that are asked for.
  ///   - count: how many keys there are.
  init(_ keys: LinkNumbers.Rows, among rows: [[UInt8]], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for segment in keys.indices { Self.count(keys[segment], rows[segment], &starts) }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var next = starts
    var positions = [Int32](repeating: 0, count: Int(starts[count]))
    var first = 0
    for segment in keys.indices {
      Self.place(keys[segment], rows[segment], from: first, &next, &positions)
      first += keys[segment].count
    }
    self.starts = starts
    self.positions = positions
  }

  subscript(key: Int) -> ArraySlice<Int32> { positions[Int(starts[key])..<Int(starts[key + 1])] }

  private static func count(_ keys: [Int32], _ rows: [UInt8], _ starts: inout [Int32]) {
    let (keys, rows) = (keys.span, rows.span)
    let missing = LinkNumbers.missing
    var out = starts.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != missing {
      out[Int(keys[row]) + 1] += 1
    }
  }

  private static func place(
    _ keys: [Int32], _ rows: [UInt8], from first: Int, _ next: inout [Int32], _ positions: inout [Int32]
  ) {
    let (keys, rows) = (keys.span, rows.span)
    let missing = LinkNumbers.missing
    var at = next.mutableSpan
    var out = positions.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != missing {
      let key = Int(keys[row])
      out[Int(at[key])] = Int32(truncatingIfNeeded: first + row)
      at[key] += 1
    }
  }
}

/// A table's rows by their position in all of it and by segment.
struct RowPositions: Sendable {
  /// Where each segment starts; the last is where they end.
  private let starts: [Int]

  init(_ counts: [Int]) { starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }

  struct Row {
    var segment: Int
    var row: Int
  }

  func row(_ position: Int32) -> Row {
    var (low, high) = (0, starts.count - 2)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= Int(position) { low = middle } else { high = middle - 1 }
    }
    return Row(segment: low, row: Int(position) - starts[low])
  }

  /// Rows by segment, in order, of positions in order.
  func bySegment(_ positions: [Int32]) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: starts.count - 1)
    var segment = 0
    for position in positions {
      while Int(position) >= starts[segment + 1] { segment += 1 }
      rows[segment].append(Int(position) - starts[segment])
    }
    return rows
  }
}

extension Array {
  /// Segments end to end.
  init(endToEnd segments: [[Element]]) {
    self = []
    reserveCapacity(segments.reduce(0) { $0 + $1.count })
    for segment in segments { append(contentsOf: segment) }
  }
}
