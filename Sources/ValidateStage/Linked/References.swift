import Declarations
import Tables

extension LinkedValidation {
  /// The rows for which the other dataset has not what it must have, or has what it must not.
  func wrongReferences(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let reference = ready.rule.reference, let other = position(of: reference.dataset.value) else {
      return []
    }
    let table = tables[own]
    var index = RecordIndex(
      tables[other], fields: reference.onPairs.map(\.theirs.value), when: ready.expression(reference.where),
      parameters)
    let comparisons = comparisons(reference, own: table, other: tables[other])
    let eligible = table.eligibleRows(
      when: ready.expression(ready.rule.when), reading: ready.fields(of: ready.rule.dataset.value), parameters
    )
    let fields = reference.onPairs.compactMap { table.fieldPosition($0.ours.value) }
    var key: [UInt8] = []
    return table.table.segments.enumerated().map { position, segment in
      let reader = LinkReader(table.table, segment: segment, fields: fields)
      let readers = comparisons.map { LinkReader(table.table, segment: segment, fields: [$0.ours]) }
      return eligible[position].filter { row in
        guard reader.read(row, into: &key) else { return false }
        let matches = index.matches(key)
        switch reference.expects {
        case .found where matches.isEmpty, .none? where !matches.isEmpty: return true
        default: break
        }
        return zip(comparisons, readers).contains { comparison, ours in
          matches.contains { comparison.isBroken(row, in: segment, ours, by: $0) }
        }
      }
    }
  }

  private func comparisons(
    _ reference: Rule.Reference, own: TableValidation, other: TableValidation
  ) -> [Comparison] {
    func comparison(_ pair: Rule.Reference.Pair, isOrder: Bool) -> Comparison? {
      guard let ours = own.fieldPosition(pair.ours.value), let theirs = other.fieldPosition(pair.theirs.value)
      else { return nil }
      return Comparison(ours: ours, theirs: theirs, isOrder: isOrder, other: other.table)
    }
    return reference.agreePairs.compactMap { comparison($0, isOrder: false) }
      + reference.notAfterPairs.compactMap { comparison($0, isOrder: true) }
  }
}

/// What one field of ours must be to one of theirs.
private struct Comparison {
  var ours: Int
  var theirs: Int
  /// Ours is a day not later than theirs, rather than equal to it.
  var isOrder: Bool
  private let other: CaseTable
  private let readers: [LinkReader]

  init(ours: Int, theirs: Int, isOrder: Bool, other: CaseTable) {
    self.ours = ours
    self.theirs = theirs
    self.isOrder = isOrder
    self.other = other
    readers = other.segments.map { LinkReader(other, segment: $0, fields: [theirs]) }
  }

  func isBroken(_ row: Int, in segment: Segment, _ reader: LinkReader, by match: RecordIndex.Place) -> Bool {
    if isOrder {
      guard case .days(let mine) = segment.columns[ours],
        case .days(let yours) = other.segments[Int(match.segment)].columns[theirs]
      else { return false }
      let (left, right) = (mine[row], yours[Int(match.row)])
      return left != Column.missingNumber && right != Column.missingNumber && left > right
    }
    var left: [UInt8] = []
    var right: [UInt8] = []
    return reader.read(row, into: &left) && readers[Int(match.segment)].read(Int(match.row), into: &right)
      && left != right
  }
}

/// The records of a table by some of their fields.
struct RecordIndex {
  struct Place {
    var segment: Int32
    var row: Int32
  }
  private var keys: KeySet
  private let keyCount: Int
  /// Where the places of each key start; the last is where they end.
  private let starts: [Int]
  private let places: [Place]

  init(_ table: TableValidation, fields: [String], when condition: TypedExpression?, _ parameters: Parameters)
  {
    let positions = fields.compactMap { table.fieldPosition($0) }
    // Refused records count here: that a record was refused does not make ours refer to nothing.
    let rows = table.rows(when: condition, parameters)
    keys = KeySet(capacity: table.table.rowCount)
    var found: [(key: Int, place: Place)] = []
    var key: [UInt8] = []
    for (index, segment) in table.table.segments.enumerated() {
      let reader = LinkReader(table.table, segment: segment, fields: positions)
      for row in rows[index] where reader.read(row, into: &key) {
        found.append((keys.index(of: key[...]), Place(segment: Int32(index), row: Int32(row))))
      }
    }
    keyCount = keys.count
    var starts = [Int](repeating: 0, count: keyCount + 1)
    for item in found { starts[item.key + 1] += 1 }
    for position in 0..<keyCount { starts[position + 1] += starts[position] }
    var next = starts
    var places = [Place](repeating: Place(segment: 0, row: 0), count: found.count)
    for item in found {
      places[next[item.key]] = item.place
      next[item.key] += 1
    }
    self.starts = starts
    self.places = places
  }

  /// In the order of the table.
  mutating func matches(_ key: [UInt8]) -> ArraySlice<Place> {
    let position = keys.index(of: key[...])
    guard position < keyCount else { return [] }
    return places[starts[position]..<starts[position + 1]]
  }
}
