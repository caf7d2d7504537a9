import Artefacts
import Declarations
import Periods
import Tables

/// Which of a measure's conditions a row meets.
enum CountedCondition: Sendable { case selected, numerator, valued }

/// The counts that are made of one table's cases, ready to be asked which rows of a batch they are of.
struct CountSource: Sendable {
  /// Counts with one condition over one period look at the same cases.
  struct Key: Hashable {
    var text: String
    var period: ReportingPeriod
  }

  private struct Selection: Sendable {
    var selected: Program
    /// The spans that a row's days must be in.
    var spans: [DayBounds.Span]
    var counts: [Count] = []
  }

  private struct Count: Sendable {
    /// In the order of the table's counts.
    var position: Int
    var numerator: Program?
    var value: Program?
  }

  private let cases: ValidatedTable
  private var count = 0
  private var selections: [Selection] = []
  private var places: [Key: Int] = [:]
  /// Counts whose rows are known already, by position and batch.
  private var known: [(position: Int, rows: [CountedRows])] = []

  init(_ cases: ValidatedTable) { self.cases = cases }

  mutating func add(_ prepared: PreparedMeasure, _ condition: CountedCondition, selection key: Key) {
    let place = places[key] ?? selections.count
    if place == selections.count {
      places[key] = place
      selections.append(
        Selection(
          selected: prepared.specification.selected, spans: prepared.narrowing?.key.spans ?? []))
    }
    selections[place].counts.append(
      Count(
        position: count, numerator: condition == .numerator ? prepared.specification.numerator : nil,
        value: condition == .valued ? prepared.specification.value : nil))
    count += 1
  }

  /// Adds a count of the rows given, by batch.
  mutating func add(_ rows: [CountedRows]) {
    known.append((count, rows))
    count += 1
  }

  func rows(inBatch index: Int) -> [CountedRows] {
    let batch = cases.table.batches[index]
    var out = [CountedRows](
      repeating: CountedRows(rows: Bitmap(count: batch.rowCount)), count: count)
    for (position, rows) in known { out[position] = rows[index] }
    var alone = cases.table
    alone.batches = [batch]
    var zones = ZoneMap()
    var look = Look()
    for selection in selections {
      for span in selection.spans { zones.look(at: span.field, of: alone) }
      for rows in ZoneMap.chunks(of: batch.rowCount) where !zones.excludes(selection.spans, 0, rows) {
        selection.selected.truth(in: batch, rows: rows, scratch: &look.evaluation, into: &look.truths)
        guard look.select(cases.accepted[index], from: rows.lowerBound) else { continue }
        for count in selection.counts {
          look.counted = look.selected
          if let numerator = count.numerator {
            numerator.truth(in: batch, rows: rows, scratch: &look.evaluation, into: &look.truths)
            look.keepTrue()
          }
          if let value = count.value {
            value.values(in: batch, rows: rows, scratch: &look.evaluation, into: &look.values)
            look.takeNumbers(into: &out[count.position].numbers)
          }
          out[count.position].rows.set(look.counted, from: rows.lowerBound)
        }
      }
    }
    return out
  }
}

/// What one look at a batch's chunks works with.
private struct Look {
  var evaluation = EvaluationScratch()
  var truths: [UInt8] = []
  var values: [Int64] = []
  /// 1 for each row of the chunk that is looked at, and for each that is counted.
  var selected: [UInt8] = []
  var counted: [UInt8] = []

  /// Takes the accepted rows of which the condition is true; whether there are any.
  mutating func select(_ accepted: [UInt8], from first: Int) -> Bool {
    if selected.count != truths.count { selected = [UInt8](repeating: 0, count: truths.count) }
    return Self.select(truths, accepted, from: first, into: &selected)
  }

  private static func select(
    _ truths: [UInt8], _ accepted: [UInt8], from first: Int, into selected: inout [UInt8]
  ) -> Bool {
    let (truths, accepted, yes) = (truths.span, accepted.span, Truth.yes)
    var out = selected.mutableSpan
    var any: UInt8 = 0
    for row in 0..<min(truths.count, out.count) {
      let mark: UInt8 = truths[row] == yes && accepted[first &+ row] == 1 ? 1 : 0
      out[row] = mark
      any |= mark
    }
    return any == 1
  }

  /// Leaves out the rows of which the condition is not true.
  mutating func keepTrue() { Self.keepTrue(truths, in: &counted) }

  private static func keepTrue(_ truths: [UInt8], in counted: inout [UInt8]) {
    let (truths, yes) = (truths.span, Truth.yes)
    var out = counted.mutableSpan
    for row in 0..<min(truths.count, out.count) { out[row] &= truths[row] == yes ? 1 : 0 }
  }

  /// Takes the numbers of the counted rows, and leaves out those that have none.
  mutating func takeNumbers(into numbers: inout [Int64]) {
    for row in counted.indices where counted[row] == 1 {
      if values[row] == .min { counted[row] = 0 } else { numbers.append(values[row]) }
    }
  }
}

extension CohortOrigin {
  /// The records that a cohort's counted cases were taken from, and whether each of them is another person's.
  ///
  /// Then persons are followed: the record that stands for one may be another next time.
  func moved(_ counted: CountedRows) -> (rows: [CountedRows], isOncePerPerson: Bool) {
    var out = all.cases.table.batches.map { CountedRows(rows: Bitmap(count: $0.rowCount)) }
    var numbers = out.map { _ in [(row: Int, number: Int64)]() }
    var people: Set<Int32> = []
    var count = 0
    counted.rows.forEachRow { row in
      let position = Int(positions[row])
      let place = all.place(of: position)
      out[place.batch].rows[place.row] = true
      if all.persons[position] >= 0 { people.insert(all.persons[position]) }
      if !counted.numbers.isEmpty { numbers[place.batch].append((place.row, counted.numbers[count])) }
      count += 1
    }
    // A cohort is in the order of its linkage, and a record's number in that of the records.
    for batch in numbers.indices {
      var last = -1
      for (row, number) in numbers[batch].sorted(by: { $0.row < $1.row }) where row != last {
        out[batch].numbers.append(number)
        last = row
      }
    }
    return (out, people.count == count)
  }
}
