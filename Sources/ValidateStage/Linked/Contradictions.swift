import Declarations
import Tables

extension LinkedValidation {
  /// The rows whose field differs from that of the first record of the same key that has a value.
  func contradictions(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let consistent = ready.rule.consistent else { return [] }
    let eligible = eligible(ready, in: own)
    let key = places(consistent.per, in: own)
    var differs = eligible.map { [UInt8](repeating: 0, count: $0.count) }
    let same = places(consistent.same, in: own)
    if key.count == 1, let names = numbers.key(key[0]) {
      for place in same {
        let values = numbers[place]
        // Positions are keys.
        var firsts = [Int32](repeating: JoinKeys.missing, count: names.count)
        for batch in eligible.indices {
          Self.compare(
            values[batch], by: names.rows[batch], eligible[batch], &firsts, &differs[batch])
        }
      }
    } else {
      let values = same.map { FieldValues($0, in: tables[own].table, numbers) }
      let positions = RowPositions(eligible.map(\.count))
      forEachRepeated(key, among: eligible) { records in
        let rows = records.map(positions.row)
        for values in values {
          guard let first = rows.first(where: { !values.isMissing($0) }) else { continue }
          for row in rows where !values.isMissing(row) && !values.areEqual(first, row) {
            differs[row.batch][row.row] = 1
          }
        }
      }
    }
    return differs.map { differs in differs.indices.filter { differs[$0] == 1 } }
  }

  private static func compare(
    _ values: [Int32], by keys: [Int32], _ eligible: [UInt8], _ firsts: inout [Int32],
    _ differs: inout [UInt8]
  ) {
    let (values, keys, eligible) = (values.span, keys.span, eligible.span)
    let missing = JoinKeys.missing
    var known = firsts.mutableSpan
    var out = differs.mutableSpan
    for row in 0..<eligible.count {
      let (key, value) = (keys[row], values[row])
      guard eligible[row] == 1, key != missing, value != missing else { continue }
      let first = known[Int(key)]
      if first == missing { known[Int(key)] = value } else if first != value { out[row] = 1 }
    }
  }
}

/// A field's values, for a few comparisons: its numbers if it has them, otherwise its texts.
private struct FieldValues {
  private enum Values {
    case numbers(JoinKeys.Rows)
    case texts([StringColumn?])
  }

  private let values: Values

  init(_ place: JoinKeys.Place, in table: CaseTable, _ numbers: JoinKeys) {
    values =
      numbers.isNumbered(place)
      ? .numbers(numbers[place])
      : .texts(
        table.batches.map { batch in
          if case .text(let texts) = batch.columns[place.field] { texts } else { nil }
        })
  }

  func isMissing(_ row: RowPositions.Row) -> Bool {
    switch values {
    case .numbers(let numbers): numbers[row.batch][row.row] == JoinKeys.missing
    case .texts(let texts): texts[row.batch]?.isEmpty(row.row) ?? true
    }
  }

  func areEqual(_ a: RowPositions.Row, _ b: RowPositions.Row) -> Bool {
    switch values {
    case .numbers(let numbers): numbers[a.batch][a.row] == numbers[b.batch][b.row]
    case .texts(let texts):
      switch (texts[a.batch], texts[b.batch]) {
      case (let one?, let other?): one.bytes[one.range(a.row)] == other.bytes[other.range(b.row)]
      default: false
      }
    }
  }
}
