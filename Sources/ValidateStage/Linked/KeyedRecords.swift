import Tables

/// Some records by a key of several fields: first by a field whose values are numbered, then by the others.
///
/// A person has few records, so their other fields are compared directly; numbering all combinations would give nearly
/// one number for each record.
struct KeyedRecords: Sendable {
  private let byFirst: KeyIndex
  /// The other fields' numbers, by position in the whole table, two in a word.
  private let rest: [UInt64]

  /// nil where no field of the key has numbered values, or it has more than two others.
  ///
  /// - Parameter wanted: 1 for the rows wanted. Those without a part of the key are left out.
  init?(_ key: [JoinKeys.Place], _ numbers: JoinKeys, among wanted: [[UInt8]]) {
    guard let first = key.first(where: { numbers.key($0) != nil }), let names = numbers.key(first) else {
      return nil
    }
    let others = key.filter { $0 != first }.map { numbers[$0] }
    guard others.count < 3 else { return nil }
    var wanted = wanted
    for other in others {
      for batch in wanted.indices { Self.leaveOutMissing(&wanted[batch], other[batch]) }
    }
    byFirst = KeyIndex(names.rows, among: wanted, count: names.count)
    var words: [UInt64] = []
    if let some = others.first {
      words.reserveCapacity(some.reduce(0) { $0 + $1.count })
      for batch in some.indices {
        Self.append(to: &words, some[batch], others.count > 1 ? others[1][batch] : some[batch])
      }
    }
    rest = words
  }

  /// Calls a function with the records of each repeated key: positions in the whole table, in order.
  func forEachRepeated(_ body: (ArraySlice<Int32>) -> Void) {
    var records: [Record] = []
    var positions: [Int32] = []
    for key in 0..<byFirst.starts.count - 1 where byFirst.starts[key + 1] - byFirst.starts[key] > 1 {
      let own = byFirst[key]
      guard !rest.isEmpty else {
        body(own)
        continue
      }
      records.removeAll(keepingCapacity: true)
      for position in own { records.append(Record(rest: rest[Int(position)], position: position)) }
      if records.count == 2, records[0].rest != records[1].rest { continue }
      records.sort { ($0.rest, $0.position) < ($1.rest, $1.position) }
      positions.removeAll(keepingCapacity: true)
      for record in records { positions.append(record.position) }
      var start = 0
      for next in 1...records.count where next == records.count || records[next].rest != records[start].rest {
        if next - start > 1 { body(positions[start..<next]) }
        start = next
      }
    }
  }

  private struct Record {
    var rest: UInt64
    var position: Int32
  }

  private static func leaveOutMissing(_ wanted: inout [UInt8], _ values: [Int32]) {
    let (values, missing) = (values.span, JoinKeys.missing)
    var out = wanted.mutableSpan
    for row in 0..<min(out.count, values.count) { out[row] = values[row] == missing ? 0 : out[row] }
  }

  private static func append(to words: inout [UInt64], _ one: [Int32], _ other: [Int32]) {
    let (one, other) = (one.span, other.span)
    for row in 0..<min(one.count, other.count) {
      words.append(UInt64(UInt32(bitPattern: one[row])) << 32 | UInt64(UInt32(bitPattern: other[row])))
    }
  }
}
