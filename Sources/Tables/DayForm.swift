import Periods

/// How the days of one column are written, where the texts alone do not say.
///
/// Every form also takes `2024-07-31` and `31-Jul-24`, which are the same day in all of them.
package enum DayForm: String, Sendable, Hashable, CaseIterable {
  /// `31/07/2024`, as England writes it.
  case dayFirst = "day-first"
  /// `07/31/2024`.
  case monthFirst = "month-first"
  /// `45504`: days counted from 1900, as Excel does.
  case serial
}

/// What the texts of a column say of how its days are written.
package struct DayEvidence: Sendable, Hashable {
  /// `2024-07-31`.
  package var sawISO = false
  /// `31-Jul-24`.
  package var sawNamed = false
  /// A first number that can be no month: `31/07/2024`, or `31/02/2024`, which is no day but the same order.
  package var sawDayFirst = false
  /// `01/02/2024`, which could be either.
  package var sawEither = false
  /// How many have a second number that can be no month: `07/31/2024`.
  package var monthFirst = 0
  /// How many are plain numbers that Excel would show as a day of 1927 to 2119.
  package var serial = 0
  /// How many hold something that is no day at all.
  package var other = 0
  /// What a reader should know of how they are written, or of what was made of them.
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

  /// The same with each row as what a function makes of it, which is its line.
  func placed(_ line: (Int) -> Int) -> DayEvidence {
    guard !notes.isEmpty else { return self }
    var placed = self
    placed.notes = notes.mapValues { $0.placed(line) }
    return placed
  }

  /// Takes what a block's loop saw of the column that has this bit.
  mutating func add(_ marks: RecordBlock.Marks, _ bit: UInt64) {
    guard !sawDayFirst else { return }
    sawISO = sawISO || marks.iso & bit != 0
    sawEither = sawEither || marks.either & bit != 0
    sawDayFirst = marks.dayFirst & bit != 0
  }

  /// Looks at a text of the usual ten bytes; the others are noted as they are read.
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
