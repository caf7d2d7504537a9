import Tables

/// Some records of a table by key number, in the order of the table.
struct KeyIndex: Sendable {
  /// The start of each key's records, and the end of the last.
  let starts: [Int32]
  /// Each record's position in the whole table, batch after batch.
  let positions: [Int32]

  /// - Parameters:
  ///   - keys: each row's, from 0; `JoinKeys.missing` leaves a row out.
  ///   - rows: 1 for those wanted.
  ///   - count: the number of keys.
  init(_ keys: JoinKeys.Rows, among rows: [[UInt8]], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for batch in keys.indices { Self.count(keys[batch], rows[batch], &starts) }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var next = starts
    var positions = [Int32](repeating: 0, count: Int(starts[count]))
    var first = 0
    for batch in keys.indices {
      Self.place(keys[batch], rows[batch], from: first, &next, &positions)
      first += keys[batch].count
    }
    self.starts = starts
    self.positions = positions
  }

  subscript(key: Int) -> ArraySlice<Int32> { positions[Int(starts[key])..<Int(starts[key + 1])] }

  private static func count(_ keys: [Int32], _ rows: [UInt8], _ starts: inout [Int32]) {
    let (keys, rows) = (keys.span, rows.span)
    let missing = JoinKeys.missing
    var out = starts.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != missing {
      out[Int(keys[row]) + 1] += 1
    }
  }

  private static func place(
    _ keys: [Int32], _ rows: [UInt8], from first: Int, _ next: inout [Int32], _ positions: inout [Int32]
  ) {
    let (keys, rows) = (keys.span, rows.span)
    let missing = JoinKeys.missing
    var at = next.mutableSpan
    var out = positions.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != missing {
      let key = Int(keys[row])
      out[Int(at[key])] = Int32(truncatingIfNeeded: first + row)
      at[key] += 1
    }
  }
}

/// Converts between a row's position in the whole table and its batch and row.
struct RowPositions: Sendable {
  /// The start of each batch, and the end of the last.
  private let starts: [Int]

  init(_ counts: [Int]) { starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }

  struct Row {
    var batch: Int
    var row: Int
  }

  func row(_ position: Int32) -> Row {
    var (low, high) = (0, starts.count - 2)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= Int(position) { low = middle } else { high = middle - 1 }
    }
    return Row(batch: low, row: Int(position) - starts[low])
  }

  /// Rising positions as rows by batch, in order.
  func byBatch(_ positions: [Int32]) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: starts.count - 1)
    var batch = 0
    for position in positions {
      while Int(position) >= starts[batch + 1] { batch += 1 }
      rows[batch].append(Int(position) - starts[batch])
    }
    return rows
  }
}

extension Array {
  /// Batches end to end.
  init(endToEnd batches: [[Element]]) {
    self = []
    reserveCapacity(batches.reduce(0) { $0 + $1.count })
    for batch in batches { append(contentsOf: batch) }
  }
}
