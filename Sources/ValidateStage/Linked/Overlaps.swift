import Declarations
import Tables

extension LinkedValidation {
  /// The rows whose stretch begins before an earlier one of the same key has ended.
  ///
  /// A stretch that begins on the day another ends does not overlap it: services are handed over so.
  func overlaps(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let overlap = ready.rule.overlap else { return [] }
    let table = tables[own]
    var eligible = eligible(ready, in: own)
    let starts = [Int64](endToEnd: table.days(ready.expression(overlap.from), parameters))
    let ends = [Int64](endToEnd: table.days(ready.expression(overlap.to), parameters))
    var first = 0
    for segment in eligible.indices {
      for row in eligible[segment].indices where starts[first + row] == .min { eligible[segment][row] = 0 }
      first += eligible[segment].count
    }
    let keys = numbers.keys([places(overlap.per, in: own)])
    let records = RecordsByKey(keys.sides[0], among: eligible, count: keys.count)
    var found: [Int32] = []
    var stretches: [Stretch] = []
    for key in 0..<keys.count where records.starts[key + 1] - records.starts[key] > 1 {
      stretches.removeAll(keepingCapacity: true)
      for position in records[key] {
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
    return RowPositions(eligible.map(\.count)).bySegment(found.sorted())
  }
}

/// One record's days, and whose they are.
private struct Stretch {
  var start: Int64
  var end: Int64
  var position: Int32
}
