import Declarations
import Tables

extension LinkedValidation {
  /// The rows whose stretch begins before an earlier one of the same key has ended.
  ///
  /// A stretch that begins on the day another ends does not overlap it: services are handed over so.
  func overlaps(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let overlap = ready.rule.overlap else { return [] }
    let table = tables[own]
    let eligible = table.eligibleRows(
      when: ready.expression(ready.rule.when), reading: ready.fields(of: ready.rule.dataset.value), parameters
    )
    let starts = table.days(ready.expression(overlap.from), parameters)
    let ends = table.days(ready.expression(overlap.to), parameters)
    let fields = overlap.per.compactMap { table.fieldPosition($0.value) }
    var keys = KeySet(capacity: table.table.rowCount)
    var stretches: [Stretch] = []
    var key: [UInt8] = []
    for (index, segment) in table.table.segments.enumerated() {
      let reader = LinkReader(table.table, segment: segment, fields: fields)
      for row in eligible[index] where starts[index][row] != Int64.min && reader.read(row, into: &key) {
        let end = ends[index][row]
        stretches.append(
          Stretch(
            key: keys.index(of: key[...]), start: starts[index][row], end: end == Int64.min ? Int64.max : end,
            segment: index, row: row))
      }
    }
    stretches.sort { ($0.key, $0.start, $0.segment, $0.row) < ($1.key, $1.start, $1.segment, $1.row) }
    var found = table.table.segments.map { _ in [Int]() }
    var reached: (key: Int, end: Int64) = (-1, 0)
    for stretch in stretches {
      guard stretch.key == reached.key else {
        reached = (stretch.key, stretch.end)
        continue
      }
      if stretch.start < reached.end { found[stretch.segment].append(stretch.row) }
      reached.end = max(reached.end, stretch.end)
    }
    return found
  }
}

/// One record's days, and whose they are.
private struct Stretch {
  var key: Int
  var start: Int64
  var end: Int64
  var segment: Int
  var row: Int
}
