import Declarations
import Tables

extension LinkedValidation {
  /// The rows in which a field has another value than in the first record of the same key that has one.
  func contradictions(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let consistent = ready.rule.consistent else { return [] }
    let table = tables[own]
    let eligible = table.eligibleRows(
      when: ready.expression(ready.rule.when), reading: ready.fields(of: ready.rule.dataset.value), parameters
    )
    let keyFields = consistent.per.compactMap { table.fieldPosition($0.value) }
    let same = consistent.same.compactMap { table.fieldPosition($0.value) }
    var keys = KeySet(capacity: table.table.rowCount)
    // For each field, the position of each key's first value among the values of that field.
    var values = same.map { _ in KeySet(capacity: 1024) }
    var firsts = same.map { _ in [Int32]() }
    var bytes: [UInt8] = []
    var found: [[Int]] = []
    for (index, segment) in table.table.segments.enumerated() {
      let keyReader = LinkReader(table.table, segment: segment, fields: keyFields)
      let readers = same.map { LinkReader(table.table, segment: segment, fields: [$0]) }
      var rows: [Int] = []
      for row in eligible[index] where keyReader.read(row, into: &bytes) {
        let key = keys.index(of: bytes[...])
        var differs = false
        for field in same.indices {
          while firsts[field].count <= key { firsts[field].append(-1) }
          guard readers[field].read(row, into: &bytes) else { continue }
          let value = Int32(values[field].index(of: bytes[...]))
          if firsts[field][key] < 0 { firsts[field][key] = value }
          if firsts[field][key] != value { differs = true }
        }
        if differs { rows.append(row) }
      }
      found.append(rows)
    }
    return found
  }
}
