import Declarations
import Tables

extension LinkedValidation {
  /// The rows whose period begins before an earlier one of the same key has ended.
  ///
  /// A period that begins on the day another ends does not overlap it: services are handed over so.
  func overlaps(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let overlap = ready.rule.overlap else { return [] }
    let table = tables[own]
    var eligible = eligible(ready, in: own)
    let days = table.days(ready.expression(overlap.from), parameters)
    for batch in eligible.indices { Self.leaveOutMissing(&eligible[batch], days[batch]) }
    let starts = [Int64](endToEnd: days)
    let ends = [Int64](endToEnd: table.days(ready.expression(overlap.to), parameters))
    var found: [Int32] = []
    var stretches: [Stretch] = []
    forEachRepeated(places(overlap.per, in: own), among: eligible) { positions in
      stretches.removeAll(keepingCapacity: true)
      for position in positions {
        let end = ends[Int(position)]
        stretches.append(
          Stretch(start: starts[Int(position)], end: end == .min ? .max : end, position: position))
      }
      stretches.sort { ($0.start, $0.position) < ($1.start, $1.position) }
      var reached = stretches[0].end
      for stretch in stretches.dropFirst() {
        if stretch.start < reached { found.append(stretch.position) }
        reached = max(reached, stretch.end)
      }
    }
    return RowPositions(eligible.map(\.count)).byBatch(found.sorted())
  }

  /// Calls a function with the wanted records of each repeated key, in the order of the table.
  func forEachRepeated(
    _ key: [JoinKeys.Place], among wanted: [[UInt8]], _ body: (ArraySlice<Int32>) -> Void
  ) {
    if let records = KeyedRecords(key, numbers, among: wanted) { return records.forEachRepeated(body) }
    let keys = numbers.keys([key])
    let records = KeyIndex(keys.sides[0], among: wanted, count: keys.count)
    for key in 0..<keys.count where records.starts[key + 1] - records.starts[key] > 1 { body(records[key]) }
  }

  private static func leaveOutMissing(_ wanted: inout [UInt8], _ days: [Int64]) {
    let days = days.span
    var out = wanted.mutableSpan
    for row in 0..<min(out.count, days.count) { out[row] = days[row] == .min ? 0 : out[row] }
  }
}

/// One record's first and last day, with its key.
private struct Stretch {
  var start: Int64
  var end: Int64
  var position: Int32
}
