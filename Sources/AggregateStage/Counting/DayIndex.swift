import Artefacts
import Declarations
import Tables

/// The accepted cases of a table in the order of each day that bounds are set on, so that those of a month or of a list are
/// found without a look at the others.
struct DayIndex: Sendable {
  /// A case is known by its place: each segment's rows begin at a multiple of 64, so that places are bits of whole words.
  private let starts: [Int]
  private let placeCount: Int
  private let acceptedCount: Int
  private var fields: [Int: FieldDays] = [:]

  init(_ cases: ValidatedTable) {
    var starts: [Int] = []
    var next = 0
    for segment in cases.table.segments {
      starts.append(next)
      next += (segment.rowCount + 63) / 64 * 64
    }
    (self.starts, placeCount) = (starts, next)
    acceptedCount = cases.acceptedCount
  }

  /// For each segment, in order, the rows of the accepted cases that are in all spans; nil where they are more than `most`.
  mutating func rows(_ spans: [DayBounds.Span], of cases: ValidatedTable, most: Int) -> [[Int32]]? {
    for span in spans where fields[span.field] == nil {
      fields[span.field] = FieldDays(span.field, of: cases, starts: starts, placeCount: placeCount)
    }
    let looks = spans.compactMap { span in fields[span.field].map { Look(span: Bounds(span), days: $0) } }
      .sorted { $0.count < $1.count }
    guard let first = looks.first else { return nil }
    // Those left out by each span together are at most so many.
    let leastLeft = looks.reduce(acceptedCount) { $0 - (acceptedCount - $1.count) }
    guard leastLeft <= most else { return nil }
    // In the order of the table, so that the days of other fields lie one after another.
    var places = inOrder(first)
    for look in looks.dropFirst() { look.keep(in: &places) }
    guard places.count <= most else { return nil }
    return bySegment(places)
  }

  private func inOrder(_ look: Look) -> [Int32] {
    var bits = [UInt64](repeating: 0, count: placeCount / 64)
    for range in look.ranges { Self.set(&bits, look.days.order, range) }
    var places: [Int32] = []
    places.reserveCapacity(look.count)
    for word in bits.indices where bits[word] != 0 {
      var left = bits[word]
      while left != 0 {
        places.append(Int32(truncatingIfNeeded: word << 6 + left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    return places
  }

  private static func set(_ bits: inout [UInt64], _ places: [Int32], _ range: Range<Int>) {
    let places = places.span
    var out = bits.mutableSpan
    for index in range {
      out[Int(places[index] >> 6)] |= 1 << UInt64(truncatingIfNeeded: places[index] & 63)
    }
  }

  private func bySegment(_ places: [Int32]) -> [[Int32]] {
    var next = 0
    return starts.indices.map { segment in
      let end = segment + 1 < starts.count ? starts[segment + 1] : placeCount
      let first = next
      while next < places.count, Int(places[next]) < end { next += 1 }
      let start = Int32(truncatingIfNeeded: starts[segment])
      return places[first..<next].map { $0 - start }
    }
  }

  /// A span in the numbers that columns hold.
  private struct Bounds {
    var least: Int32
    var greatest: Int32
    var takesMissing: Bool

    init(_ span: DayBounds.Span) {
      // The least number there is stands for missing.
      least = max(Int32(clamping: span.least), Column.missingNumber + 1)
      greatest = span.greatest < span.least ? .min : Int32(clamping: span.greatest)
      if span.least > Int64(Int32.max) { greatest = .min }
      takesMissing = span.takesMissing
    }
  }

  /// One span and the days of its field.
  private struct Look {
    let span: Bounds
    let days: FieldDays
    private let missing: Range<Int>
    private let within: Range<Int>

    init(span: Bounds, days: FieldDays) {
      (self.span, self.days) = (span, days)
      missing = span.takesMissing ? 0..<days.position(of: Column.missingNumber + 1) : 0..<0
      let start = days.position(of: span.least)
      within =
        start..<max(start, span.greatest == .max ? days.order.count : days.position(of: span.greatest + 1))
    }

    var count: Int { missing.count + within.count }

    /// Of the order of its days, those in the span.
    var ranges: [Range<Int>] { [missing, within] }

    /// Leaves out the places that are not in the span.
    func keep(in places: inout [Int32]) {
      let days = days.days.span
      let (least, greatest) = (span.least, span.greatest)
      guard least <= greatest || span.takesMissing else { return places.removeAll() }
      let also = span.takesMissing ? Column.missingNumber : least
      var count = 0
      var out = places.mutableSpan
      // Written in any case and kept if it counts: a branch on the data would cost more.
      for index in 0..<out.count {
        let place = out[index]
        let day = days[Int(place)]
        out[count] = place
        count &+= (day >= least && day <= greatest) || day == also ? 1 : 0
      }
      places.removeLast(places.count - count)
    }
  }
}

/// One field's days by place, and the places of accepted cases in the order of their days.
private struct FieldDays: Sendable {
  /// `Column.missingNumber`, which is before every day, where there is none or no case.
  private(set) var days: [Int32]
  private(set) var order: [Int32] = []

  init(_ field: Int, of cases: ValidatedTable, starts: [Int], placeCount: Int) {
    days = [Int32](repeating: Column.missingNumber, count: placeCount)
    var places: [Int32] = []
    places.reserveCapacity(placeCount)
    for (index, segment) in cases.table.segments.enumerated() {
      let start = starts[index]
      switch segment.columns[field].unpacked {
      case .days(let own), .integers(let own): days.replaceSubrange(start..<start + own.count, with: own)
      default: break
      }
      Self.append(to: &places, cases.accepted[index], from: start)
    }
    order = places
    sort()
  }

  private static func append(to places: inout [Int32], _ accepted: [UInt8], from start: Int) {
    let accepted = accepted.span
    for row in 0..<accepted.count where accepted[row] == 1 {
      places.append(Int32(truncatingIfNeeded: start + row))
    }
  }

  /// The first position, in the order, of a day not before this one.
  func position(of day: Int32) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if days[Int(order[middle])] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// By counting where days are close together, as they nearly always are; equal days stay in the order of the table.
  private mutating func sort() {
    guard let (least, greatest) = Self.extremes(order, days) else { return }
    let range = Int(greatest) - Int(least)
    guard range < order.count * 4 + 1 << 16 else {
      let days = days
      order.sort { (days[Int($0)], $0) < (days[Int($1)], $1) }
      return
    }
    // Missing comes first.
    var ends = [Int32](repeating: 0, count: range + 3)
    Self.place(&order, days, least, &ends)
  }

  /// The first and the last day of some places; nil where none has one.
  private static func extremes(_ order: [Int32], _ days: [Int32]) -> (least: Int32, greatest: Int32)? {
    let (order, days, missing) = (order.span, days.span, Column.missingNumber)
    var (least, greatest) = (Int32.max, missing)
    for index in 0..<order.count {
      let day = days[Int(order[index])]
      least = min(least, day == missing ? .max : day)
      greatest = max(greatest, day)
    }
    return greatest == missing ? nil : (least, greatest)
  }

  private static func place(_ order: inout [Int32], _ days: [Int32], _ least: Int32, _ ends: inout [Int32]) {
    let days = days.span
    let places = order
    let from = places.span
    var next = ends.mutableSpan
    func slot(_ place: Int32) -> Int {
      let day = days[Int(place)]
      return day == Column.missingNumber ? 0 : Int(day) - Int(least) + 1
    }
    for index in 0..<from.count { next[slot(from[index]) + 1] += 1 }
    for day in 1..<next.count { next[day] += next[day - 1] }
    var out = order.mutableSpan
    for index in 0..<from.count {
      let day = slot(from[index])
      out[Int(next[day])] = from[index]
      next[day] += 1
    }
  }
}
