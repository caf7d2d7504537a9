import Artefacts
import Declarations
import Periods
import Tables

/// The cases of one table as one measure over one period sees them, ready to be tallied.
struct MeasureCount: Sendable {
  let cases: ValidatedTable
  let selected: Program
  let numerator: Program?
  let value: Program?
  let groupings: [Grouping]
  /// For measures of people: each row's person, by segment.
  let people: PersonIndex?
  /// Where the cases were found by linkage.
  var cohort: CohortTable?

  /// A group for all cases, then one for each category of each breakdown.
  var groupCount: Int { 1 + groupings.reduce(0) { $0 + $1.categoryCount } }

  /// The tallies of all groups, over all segments, on all cores.
  func tallies() -> [Tally] {
    let parts = parallelMap(cases.table.segments.count) { tallies(ofSegment: $0) }
    var out = [Tally](repeating: Tally(), count: groupCount)
    for part in parts { for group in out.indices { out[group].merge(part[group]) } }
    return out
  }

  private func tallies(ofSegment index: Int) -> [Tally] {
    let segment = cases.table.segments[index]
    let rows = 0..<segment.rowCount
    var out = [Tally](repeating: Tally(), count: groupCount)
    var isSelected = [UInt8](repeating: 0, count: rows.count)
    selected.truth(in: segment, rows: rows, into: &isSelected)
    let counted = rows.filter { isSelected[$0] == Truth.yes && cases.accepted[index][$0] == 1 }
    guard !counted.isEmpty else { return out }
    var isNumerator: [UInt8] = []
    if let numerator {
      isNumerator = [UInt8](repeating: 0, count: rows.count)
      numerator.truth(in: segment, rows: rows, into: &isNumerator)
    }
    var values: [Int64] = []
    if let value {
      values = [Int64](repeating: 0, count: rows.count)
      value.values(in: segment, rows: rows, into: &values)
    }
    func add(_ row: Int, to tally: inout Tally) {
      let isInNumerator = !isNumerator.isEmpty && isNumerator[row] == Truth.yes
      tally.cases += 1
      if isInNumerator { tally.numerator += 1 }
      if !values.isEmpty, values[row] != Int64.min { tally.values.append(values[row]) }
      guard let people else { return }
      let person = people.persons[index][row]
      guard person >= 0 else { return }
      tally.people.insert(person)
      if isInNumerator { tally.numeratorPeople.insert(person) }
    }
    for row in counted { add(row, to: &out[0]) }
    var first = 1
    for grouping in groupings {
      let categories = grouping.categories(of: segment)
      for row in counted { add(row, to: &out[first + Int(categories[row])]) }
      first += grouping.categoryCount
    }
    return out
  }
}

/// Each row's person as a position in the table's list of persons; −1 where the record names none.
struct PersonIndex: Sendable {
  let persons: [[Int32]]

  init(_ table: CaseTable, field: Int) {
    var keys = KeySet(capacity: table.rowCount)
    persons = table.segments.map { segment in
      guard case .text(let column) = segment.columns[field] else {
        return [Int32](repeating: -1, count: segment.rowCount)
      }
      return (0..<segment.rowCount).map { row in
        let range = column.range(row)
        return range.isEmpty ? -1 : Int32(keys.index(of: column.bytes[range]))
      }
    }
  }
}
