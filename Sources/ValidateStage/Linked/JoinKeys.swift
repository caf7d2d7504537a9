import Declarations
import Tables

/// The fields that linked rules compare, as numbers that are equal where the values are.
///
/// Every extract names persons, and half of the linked rules use them. Here each name is looked up once, and rules
/// compare numbers. Fields that no rule compares may give equal numbers to different values.
struct JoinKeys: Sendable {
  struct Place: Hashable, Sendable {
    /// Position among the run's tables.
    var table: Int
    /// Position among its dataset's fields.
    var field: Int
  }

  /// Each row's number, by batch; `missing` for a blank.
  typealias Rows = [[Int32]]

  /// The number for a blank: that of columns of days, so that these can be used as they are.
  @inline(__always) static var missing: Int32 { Column.missingNumber }

  private struct Numbered: Sendable {
    var rows: [Rows]
    /// The values of the numbers, where those are 0, 1, 2 and so on without gaps.
    var names: Interner?
  }

  private var columns: [Place: Rows] = [:]
  private var named: [Place: Interner] = [:]

  /// - Parameter pairs: fields that are compared with each other. A field that is compared only from record to record is
  ///   paired with itself.
  init(_ tables: [CaseTable], comparing pairs: [(Place, Place)]) {
    let groups = Self.compared(pairs)
    let rows = groups.map { $0.reduce(0) { $0 + tables[$1.table].rowCount } }
    let found = parallelMap(weights: rows) { Self.numbered(groups[$0], tables) }
    for (group, numbered) in zip(groups, found) {
      for (place, rows) in zip(group, numbered.rows) {
        columns[place] = rows
        named[place] = numbered.names
      }
    }
  }

  /// The numbers of a field, which must be one of those compared.
  subscript(place: Place) -> Rows {
    guard let rows = columns[place] else { preconditionFailure("a field that no rule was said to compare") }
    return rows
  }

  /// Whether a field is one of those compared.
  func isNumbered(_ place: Place) -> Bool { columns[place] != nil }

  /// The keys of one field, where its numbers have no gaps.
  func key(_ place: Place) -> (rows: Rows, count: Int)? { named[place].map { (self[place], $0.count) } }

  /// The values of a field's numbers; nil where the numbers are the values.
  func names(_ place: Place) -> Interner? { named[place] }

  /// Whether a field's numbers are its values, so that they can be ordered.
  func isOrdered(_ place: Place) -> Bool { named[place] == nil }

  /// Numbers from 0 without gaps for keys of one or more fields, equal in all given tables where all fields are.
  ///
  /// - Returns: each side's rows, `missing` where a part of the key is blank, and the number of keys.
  func keys(_ places: [[Place]]) -> (sides: [Rows], count: Int) {
    if places.allSatisfy({ $0.count == 1 }), let key = key(places[0][0]) {
      return (places.map { self[$0[0]] }, key.count)
    }
    var sides = places.map { side in side.map { self[$0] } }
    var count = 0
    let rows = sides.reduce(0) { $0 + $1[0].reduce(0) { $0 + $1.count } }
    repeat {
      // Combines two fields into one until only one is left.
      var numbers = Interner(expected: rows)
      for side in sides.indices {
        let second = sides[side].count > 1 ? sides[side].remove(at: 1) : nil
        for batch in sides[side][0].indices {
          numbers.number(&sides[side][0][batch], with: second?[batch], missing: Self.missing)
        }
      }
      count = numbers.count
    } while sides.contains { $0.count > 1 }
    return (sides.map { $0[0] }, count)
  }

  /// Groups of places that are compared with each other, directly or through others.
  private static func compared(_ pairs: [(Place, Place)]) -> [[Place]] {
    var groups: [[Place]] = []
    for (one, other) in pairs {
      let first = groups.firstIndex { $0.contains(one) }
      let second = groups.firstIndex { $0.contains(other) }
      switch (first, second) {
      case (nil, nil): groups.append(one == other ? [one] : [one, other])
      case (let first?, nil): groups[first].append(other)
      case (nil, let second?): groups[second].append(one)
      case (let first?, let second?) where first != second:
        groups[min(first, second)] += groups.remove(at: max(first, second))
      default: break
      }
    }
    return groups
  }

  private static func numbered(_ group: [Place], _ tables: [CaseTable]) -> Numbered {
    let plain = group.map { place in
      tables[place.table].batches.map { plainNumbers($0, place.field, alone: group.count == 1) }
    }
    if plain.allSatisfy({ $0.allSatisfy { $0 != nil } }) {
      return Numbered(rows: plain.map { $0.compactMap(\.self) })
    }
    // Nearly everybody is in more than one extract, often several times.
    let expected = group.reduce(0) { $0 + tables[$1.table].rowCount } / 3
    var known = Interner(expected: expected)
    let rows = group.map { place in
      let codes = tables[place.table].dictionaries[place.field]
      return tables[place.table].batches.map { numbers($0, place.field, codes, among: &known) }
    }
    return Numbered(rows: rows, names: known)
  }

  /// A column whose values are numbers already; nil for other columns.
  private static func plainNumbers(_ batch: RecordBatch, _ field: Int, alone: Bool) -> [Int32]? {
    switch batch.columns[field] {
    case .days(let values), .integers(let values): values
    case .flags(let values): values.map { $0 == Column.missingFlag ? missing : Int32($0) }
    case .codes(let values) where alone: values.map { $0 < Column.unmappedCode ? Int32($0) : missing }
    case .absent: [Int32](repeating: missing, count: batch.rowCount)
    default: nil
    }
  }

  /// The numbers of any column, shared with the fields that it is compared with.
  private static func numbers(
    _ batch: RecordBatch, _ field: Int, _ codes: [String], among known: inout Interner
  ) -> [Int32] {
    switch batch.columns[field] {
    case .text(let text): return known.numbers(of: text, missing: missing)
    case .codes(let values):
      var texts = StringColumn()
      for code in codes { texts.append(code.utf8) }
      let numbers = known.numbers(of: texts, missing: missing)
      return values.map { $0 < Column.unmappedCode ? numbers[Int($0)] : missing }
    case .decimals(let values):
      return values.map { $0 == Column.missingDecimal ? missing : known.number(of: $0) }
    default:
      let values = plainNumbers(batch, field, alone: true) ?? []
      return values.map { $0 == missing ? missing : known.number(of: Int64($0)) }
    }
  }
}
