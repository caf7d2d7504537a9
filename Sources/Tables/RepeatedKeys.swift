/// For each batch, the rows of `accepted` whose key an earlier accepted row has, in order.
///
/// Rows with a part of their key missing never repeat. Exact: hashes only select what to compare.
package func repeatedKeys(in table: CaseTable, fields: [Int], among accepted: [[UInt8]]?) -> [[Int]] {
  var rows = [[Int]](repeating: [], count: table.batches.count)
  for pair in KeyPartition(table, fields: fields, among: accepted).repeats() {
    rows[pair.batch].append(pair.row)
  }
  for batch in rows.indices { rows[batch].sort() }
  return rows
}

/// For each batch, each row's person: the number of the first row with the same key; −1 where it has none.
package func firstRows(in table: CaseTable, fields: [Int]) -> [[Int32]] {
  var start: Int32 = 0
  var out = table.batches.map { batch in
    defer { start += Int32(batch.rowCount) }
    let isWhole = KeyColumns(batch, fields: fields).hashes(rowCount: batch.rowCount).isWhole
    return (0..<batch.rowCount).map { isWhole[$0] == 1 ? start + Int32($0) : -1 }
  }
  for pair in KeyPartition(table, fields: fields, among: nil).repeats() {
    out[pair.batch][pair.row] = Int32(pair.first)
  }
  return out
}

/// A row whose key an earlier row has.
struct KeyRepeat: Sendable {
  var batch: Int
  var row: Int
  /// The number in the table of the first row with the key.
  var first: Int
}

/// The rows of a table, distributed by the hash of their key into parts that fit a core's cache, in order.
///
/// Every key is in one part, so that all cores can search parts independently.
private struct KeyPartition: Sendable {
  private let table: CaseTable
  private let fields: [Int]
  /// The number in the table of each batch's first row, and the total.
  private let starts: [Int]
  private let bits: Int
  /// By worker and part: 32 bits of hash over 32 of row number.
  private let parts: [[[UInt64]]]

  /// The slots of so many rows stay in a second-level cache.
  private static let rowsInPart = 1 << 14

  init(_ table: CaseTable, fields: [Int], among accepted: [[UInt8]]?) {
    var starts = [0]
    for batch in table.batches { starts.append(starts[starts.count - 1] + batch.rowCount) }
    // Row numbers have 32 bits; those of persons one less.
    precondition(starts[starts.count - 1] < Int(Int32.max), "more than two thousand million records")
    var bits = 0
    while starts[starts.count - 1] >> bits > Self.rowsInPart, bits < 12 { bits += 1 }
    let partBits = bits
    let shift = UInt64(64 - bits)
    let batches = table.batches
    let workers = min(processorCount, batches.count)
    let firstRows = starts
    let partCount = 1 << bits
    parts = parallelMap(workers) { worker in
      var parts = [[UInt64]](repeating: [], count: partCount)
      let own = batches.count * worker / workers..<batches.count * (worker + 1) / workers
      let expected = own.reduce(0) { $0 + batches[$1].rowCount } / partCount
      for part in parts.indices { parts[part].reserveCapacity(expected + expected / 16 + 16) }
      for index in own {
        let batch = batches[index]
        let (hashes, isWhole) = KeyColumns(batch, fields: fields).hashes(rowCount: batch.rowCount)
        for row in 0..<batch.rowCount {
          guard isWhole[row] == 1, accepted.map({ $0[index][row] == 1 }) ?? true else { continue }
          let hash = hashes[row]
          let part = partBits == 0 ? 0 : Int(truncatingIfNeeded: hash >> shift)
          parts[part].append(hash << 32 | UInt64(firstRows[index] + row))
        }
      }
      return parts
    }
    self.table = table
    self.fields = fields
    self.starts = starts
    self.bits = bits
  }

  /// Every row whose key an earlier row has.
  func repeats() -> [KeyRepeat] {
    let columns = table.batches.map { KeyColumns($0, fields: fields) }
    return parallelMap(1 << bits) { repeats(inPart: $0, columns) }.flatMap(\.self)
  }

  private func repeats(inPart part: Int, _ columns: [KeyColumns]) -> [KeyRepeat] {
    let count = parts.reduce(0) { $0 + $1[part].count }
    guard count > 1 else { return [] }
    var size = 64
    while size < count * 2 { size *= 2 }
    let mask = size - 1
    var slots = [UInt64](repeating: .max, count: size)
    var out: [KeyRepeat] = []
    for worker in parts {
      for entry in worker[part] {
        let tag = UInt32(truncatingIfNeeded: entry >> 32)
        // The high bits chose the part. The low bits of the tag choose the slot.
        var slot = Int(tag &* 0x9E37_79B1 >> 7) & mask
        while true {
          let known = slots[slot]
          if known == .max {
            slots[slot] = entry
            break
          }
          if UInt32(truncatingIfNeeded: known >> 32) == tag {
            let (a, b) = (place(known), place(entry))
            if columns[b.batch].isSame(b.row, as: columns[a.batch], a.row) {
              let first = Int(truncatingIfNeeded: known & 0xFFFF_FFFF)
              out.append(KeyRepeat(batch: b.batch, row: b.row, first: first))
              break
            }
          }
          slot = (slot + 1) & mask
        }
      }
    }
    return out
  }

  private func place(_ entry: UInt64) -> (batch: Int, row: Int) {
    let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return (low, number - starts[low])
  }
}
