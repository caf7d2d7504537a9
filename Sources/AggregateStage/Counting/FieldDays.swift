import Artefacts
import Declarations
import Tables

/// One field's accepted cases in the order of its days, and, for each kind of span that is asked for, those in the span.
///
/// From one month to the next few cases come into a span or leave it: those alone are marked anew.
struct FieldDays: Sendable {
  /// Places of accepted cases in the order of their days; first those without one.
  private let order: [Int32]
  /// How many of them have no day.
  private let missing: Int
  private let positions: Positions
  private let wordCount: Int
  private var marks: [Marks] = []

  /// How many cases come before a day.
  private enum Positions: Sendable {
    /// From the least day on, day by day.
    case dense(least: Int64, [Int32])
    /// The days in order, where they are too far apart for that.
    case sparse([Int32])
  }

  /// The cases in the span of one kind that was asked for last.
  private struct Marks: Sendable {
    let kind: Kind
    /// Of the order.
    var within: Range<Int>
    /// A bit for each place.
    var bits: [UInt64]
  }

  /// Spans of one kind differ little from one period to the next.
  private struct Kind: Equatable {
    let takesMissing: Bool
    let isOpenBelow: Bool
    let isOpenAbove: Bool

    init(_ span: DayBounds.Span) {
      (takesMissing, isOpenBelow, isOpenAbove) =
        (span.takesMissing, span.least == .min, span.greatest == .max)
    }
  }

  init(_ field: Int, of cases: ValidatedTable, starts: [Int], wordCount: Int) {
    self.wordCount = wordCount
    let days = cases.table.batches.map { batch -> [Int32] in
      switch batch.columns[field] {
      case .days(let own), .integers(let own): own
      default: [Int32](repeating: Column.missingNumber, count: batch.rowCount)
      }
    }
    let found = DayOrder(days, of: cases.accepted, starts: starts)
    (order, missing) = (found.order, found.missing)
    positions = found.starts.map { .dense(least: Int64(found.least), $0) } ?? .sparse(found.days)
  }

  /// Marks the cases in a span.
  mutating func move(to span: DayBounds.Span) {
    let kind = Kind(span)
    let least = span.least == .min ? missing : position(of: span.least)
    let next = span.greatest == .max ? order.count : position(of: span.greatest + 1)
    let within = least..<max(least, next)
    guard let place = marks.firstIndex(where: { $0.kind == kind }) else {
      var bits = [UInt64](repeating: 0, count: wordCount)
      if span.takesMissing { Self.set(&bits, order, 0..<missing, to: true) }
      Self.set(&bits, order, within, to: true)
      marks.append(Marks(kind: kind, within: within, bits: bits))
      return
    }
    let before = marks[place].within
    marks[place].within = within
    for range in Self.parts(of: before, without: within) {
      Self.set(&marks[place].bits, order, range, to: false)
    }
    for range in Self.parts(of: within, without: before) {
      Self.set(&marks[place].bits, order, range, to: true)
    }
  }

  /// A bit for each place: the cases in a span that was moved to last of its kind.
  func places(_ span: DayBounds.Span) -> [UInt64] {
    let kind = Kind(span)
    guard let known = marks.first(where: { $0.kind == kind }) else {
      preconditionFailure("a span that nothing was marked for")
    }
    return known.bits
  }

  /// Leaves out the places that are not in a span.
  func meet(_ span: DayBounds.Span, _ places: inout [UInt64]) {
    let own = self.places(span)
    let bits = own.span
    var out = places.mutableSpan
    for word in 0..<min(bits.count, out.count) { out[word] &= bits[word] }
  }

  /// How many cases have no day or an earlier one.
  private func position(of day: Int64) -> Int {
    switch positions {
    case .dense(let least, let starts):
      // Compared first: a bound may be further off than any number that days are subtracted in.
      if day <= least { return missing }
      return day >= least + Int64(starts.count) ? order.count : Int(starts[Int(day - least)])
    case .sparse(let days):
      var (low, high) = (missing, days.count)
      while low < high {
        let middle = (low + high) / 2
        if Int64(days[middle]) < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// What is in one range and not in the other.
  private static func parts(of range: Range<Int>, without other: Range<Int>) -> [Range<Int>] {
    let first = max(range.lowerBound, min(range.upperBound, other.lowerBound))
    let last = min(range.upperBound, max(range.lowerBound, other.upperBound))
    return first < last
      ? [range.lowerBound..<first, last..<range.upperBound] : [range.lowerBound..<range.upperBound]
  }

  private static func set(_ bits: inout [UInt64], _ places: [Int32], _ range: Range<Int>, to isSet: Bool) {
    let places = places.span.extracting(range)
    var out = bits.mutableSpan
    for index in places.indices {
      let (word, bit) = (Int(places[index] >> 6), UInt64(1) << UInt64(truncatingIfNeeded: places[index] & 63))
      if isSet { out[word] |= bit } else { out[word] &= ~bit }
    }
  }
}

/// Accepted cases in the order of some days: by counting where days are close together, as they nearly always are.
private struct DayOrder {
  private(set) var order: [Int32]
  private(set) var missing = 0
  private(set) var least = Int32.max
  /// How many cases come before each day from the least on; nil where days are far apart.
  private(set) var starts: [Int32]?
  /// Where they are: the days in order.
  private(set) var days: [Int32] = []

  init(_ days: [[Int32]], of accepted: [[UInt8]], starts firsts: [Int]) {
    var (count, greatest) = (0, Int32.min)
    for (batch, days) in days.enumerated() {
      Self.survey(days, accepted[batch], &count, &missing, &least, &greatest)
    }
    order = [Int32](repeating: 0, count: count)
    let range = missing == count ? 0 : Int(greatest) - Int(least) + 1
    guard range <= count * 4 + 1 << 16 else {
      sort(days, accepted, firsts)
      return
    }
    // The first place is of those without a day.
    var next = [Int32](repeating: 0, count: range + 2)
    for (batch, days) in days.enumerated() { Self.count(days, accepted[batch], least, &next) }
    for day in 1..<next.count { next[day] += next[day - 1] }
    let found = Array(next[1...])
    for (batch, days) in days.enumerated() {
      Self.place(days, accepted[batch], least, from: firsts[batch], &next, &order)
    }
    starts = found
  }

  private static func survey(
    _ days: [Int32], _ accepted: [UInt8], _ count: inout Int, _ missing: inout Int, _ least: inout Int32,
    _ greatest: inout Int32
  ) {
    let (days, accepted) = (days.span, accepted.span)
    for row in 0..<accepted.count where accepted[row] == 1 {
      let day = days[row]
      count += 1
      if day == Column.missingNumber { missing += 1 } else { least = min(least, day) }
      greatest = max(greatest, day)
    }
  }

  private static func slot(_ day: Int32, _ least: Int32) -> Int {
    day == Column.missingNumber ? 0 : Int(day) - Int(least) + 1
  }

  private static func count(_ days: [Int32], _ accepted: [UInt8], _ least: Int32, _ counts: inout [Int32]) {
    let (days, accepted) = (days.span, accepted.span)
    var out = counts.mutableSpan
    for row in 0..<accepted.count where accepted[row] == 1 { out[slot(days[row], least) + 1] += 1 }
  }

  private static func place(
    _ days: [Int32], _ accepted: [UInt8], _ least: Int32, from first: Int, _ next: inout [Int32],
    _ order: inout [Int32]
  ) {
    let (days, accepted) = (days.span, accepted.span)
    var at = next.mutableSpan
    var out = order.mutableSpan
    for row in 0..<accepted.count where accepted[row] == 1 {
      let slot = slot(days[row], least)
      out[Int(at[slot])] = Int32(truncatingIfNeeded: first + row)
      at[slot] += 1
    }
  }

  private mutating func sort(_ days: [[Int32]], _ accepted: [[UInt8]], _ firsts: [Int]) {
    var cases: [(day: Int32, place: Int32)] = []
    for (batch, days) in days.enumerated() {
      for row in days.indices where accepted[batch][row] == 1 {
        cases.append((days[row], Int32(truncatingIfNeeded: firsts[batch] + row)))
      }
    }
    cases.sort { $0 < $1 }
    order = cases.map(\.place)
    self.days = cases.map(\.day)
  }
}
