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
    let starts = table.days(ready.expression(overlap.from), parameters)
    let ends = table.days(ready.expression(overlap.to), parameters)
    for segment in eligible.indices {
      for row in eligible[segment].indices where starts[segment][row] == Int64.min {
        eligible[segment][row] = 0
      }
    }
    let keys = numbers.keys([places(overlap.per, in: own)])
    let records = RecordsByKey(keys.sides[0], among: eligible, count: keys.count)
    var found = eligible.map { _ in [Int]() }
    var stretches: [Stretch] = []
    for key in 0..<keys.count {
      let places = records[key]
      guard places.count > 1 else { continue }
      stretches.removeAll(keepingCapacity: true)
      for place in places {
        let (segment, row) = (Int(place.segment), Int(place.row))
        let end = ends[segment][row]
        stretches.append(Stretch(start: starts[segment][row], end: end == .min ? .max : end, place: place))
      }
      stretches.sort {
        ($0.start, $0.place.segment, $0.place.row) < ($1.start, $1.place.segment, $1.place.row)
      }
      var reached = stretches[0].end
      for stretch in stretches.dropFirst() {
        if stretch.start < reached { found[Int(stretch.place.segment)].append(Int(stretch.place.row)) }
        reached = max(reached, stretch.end)
      }
    }
    return found.map { $0.sorted() }
  }
}

/// One record's days, and whose they are.
private struct Stretch {
  var start: Int64
  var end: Int64
  var place: RecordsByKey.Place
}
