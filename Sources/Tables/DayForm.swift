import Periods

/// How the days of a column are written, where single texts do not show it.
///
/// Every form also takes `2024-07-31` and `31-Jul-24`, which mean the same day in all of them.
package enum DayForm: String, Sendable, Hashable, CaseIterable {
  /// `31/07/2024`, as in England.
  case dayFirst = "day-first"
  /// `07/31/2024`.
  case monthFirst = "month-first"
  /// `45504`: days from 1900, as in Excel.
  case serial
}

/// What a column's texts show about how its days are written.
package struct DayEvidence: Sendable, Hashable {
  /// `2024-07-31`.
  package var sawISO = false
  /// `31-Jul-24`.
  package var sawNamed = false
  /// Some texts have a first number above 12: `31/07/2024`, or `31/02/2024`, which is no day but shows the order.
  package var sawDayFirst = false
  /// Some texts, such as `01/02/2024`, can be read either way.
  package var sawEither = false
  /// How many texts have a second number above 12: `07/31/2024`.
  package var monthFirst = 0
  /// How many texts are plain numbers that Excel would show as a day of 1927 to 2119.
  package var serial = 0
  /// How many texts are no day at all.
  package var other = 0
  /// Unusual forms, and decisions that readers should know of.
  package var notes: [DayNote: Sighting] = [:]

  package init() {}

  mutating func add(_ more: DayEvidence) {
    sawISO = sawISO || more.sawISO
    sawNamed = sawNamed || more.sawNamed
    sawDayFirst = sawDayFirst || more.sawDayFirst
    sawEither = sawEither || more.sawEither
    monthFirst += more.monthFirst
    serial += more.serial
    other += more.other
    notes.merge(more.notes) { $0.adding($1) }
  }

  /// The same with lines in place of rows. `line` converts a row.
  func placed(_ line: (Int) -> Int) -> DayEvidence {
    guard !notes.isEmpty else { return self }
    var placed = self
    placed.notes = notes.mapValues { $0.placed(line) }
    return placed
  }

  /// Adds what a block's loop saw of the column with this bit.
  mutating func add(_ marks: RecordBlock.Marks, _ bit: UInt64) {
    guard !sawDayFirst else { return }
    sawISO = sawISO || marks.iso & bit != 0
    sawEither = sawEither || marks.either & bit != 0
    sawDayFirst = marks.dayFirst & bit != 0
  }

  /// Looks at a text of the usual ten bytes. Others are recorded as they are read.
  mutating func look(_ bytes: Span<UInt8>, _ cell: Cell) {
    guard !sawDayFirst, cell.isPlain(10) else { return }
    if bytes[cell.start &+ 4] == UInt8(ascii: "-") {
      sawISO = true
    } else if bytes[cell.start &+ 2] == UInt8(ascii: "/") {
      let (tens, ones) = (bytes[cell.start] &- 48, bytes[cell.start &+ 1] &- 48)
      guard tens <= 9, ones <= 9, tens &* 10 &+ ones <= 12 else {
        sawDayFirst = tens <= 3 && ones <= 9
        return
      }
      sawEither = sawEither || isMonth(bytes, cell.start &+ 3)
    }
  }

  private func isMonth(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes.digits(start..<start + 2).map { (1...12).contains($0) } ?? false
  }
}
