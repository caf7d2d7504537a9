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

  package init() {}

  mutating func add(_ more: DayEvidence) {
    sawISO = sawISO || more.sawISO
    sawNamed = sawNamed || more.sawNamed
    sawDayFirst = sawDayFirst || more.sawDayFirst
    sawEither = sawEither || more.sawEither
    monthFirst += more.monthFirst
    serial += more.serial
    other += more.other
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

extension DayReading {
  /// Any text, in a form that was decided for its column; what it shows of that form is noted.
  func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, as form: DayForm, noting evidence: inout DayEvidence
  ) -> Reading<Int32> {
    let usual = form == .monthFirst ? Reading<Int32>.bad : read(bytes, range)
    if case .missing = usual { return .missing }
    let text = bytes.trimmed(range)
    if bytes.isMissing(text) { return .missing }
    let parts = DayParts(bytes, text)
    evidence.note(parts)
    if case .value = usual { return usual }
    let day: Day? =
      switch parts {
      case .numbers(let first, let second, let year):
        form == .monthFirst
          ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first)
      case .named(let day, let month, let year): Day(year: year, month: month, day: day)
      case .serial(let serial): form == .serial ? SheetNumber.day(serial, isFrom1904: false) : nil
      case .iso, .none: form == .monthFirst ? isoDay(bytes, range) : nil
      }
    return day.map { .value($0.number) } ?? .bad
  }

  private func isoDay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Day? {
    let text = bytes.trimmed(range)
    guard text.count >= 10, bytes[text.lowerBound + 4] == UInt8(ascii: "-"),
      case .value(let number) = read(bytes, range)
    else { return nil }
    return Day(number: number)
  }
}

extension DayEvidence {
  fileprivate mutating func note(_ parts: DayParts) {
    switch parts {
    case .iso: sawISO = true
    case .named: sawNamed = true
    case .serial: serial += 1
    case .numbers(let first, let second, _):
      switch ((1...12).contains(first), (1...12).contains(second)) {
      case (true, true): sawEither = true
      case (false, true) where first <= 31: sawDayFirst = true
      case (true, false) where second <= 31: monthFirst += 1
      default: other += 1
      }
    case .none: other += 1
    }
  }
}

/// The numbers in a text that may be a day, before anything is made of their order.
enum DayParts {
  case iso, none
  case numbers(Int, Int, year: Int)
  case named(day: Int, month: Int, year: Int)
  case serial(Int)

  init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    self = .none
    var at = text.lowerBound
    let end = text.upperBound
    func number(_ most: Int) -> Int? {
      let start = at
      while at < end, at - start < most, bytes[at] &- 48 <= 9 { at += 1 }
      return at == start ? nil : bytes.digits(start..<at)
    }
    let start = at
    guard let first = number(6) else { return }
    let length = at - start
    if at == end || (bytes[at] == UInt8(ascii: ".") && bytes.digits(at + 1..<end) != nil) {
      // From 1927 to 2119: anything nearer 0 is as likely a count or an age.
      if (10_000...80_000).contains(first) { self = .serial(first) }
      return
    }
    let separator = bytes[at]
    at += 1
    if length == 4, separator == UInt8(ascii: "-") {
      self = .iso
      return
    }
    guard length <= 2, [0x2F, 0x2D, 0x20].contains(separator) else { return }
    let second: Int?
    let name = Self.month(bytes, &at, end)
    if name == nil { second = separator == 0x2F ? number(2) : nil } else { second = name }
    guard let second, at < end, bytes[at] == separator else { return }
    at += 1
    let yearStart = at
    guard let digits = number(4), at - yearStart == 4 || at - yearStart == 2 else { return }
    // Excel's window for years of two digits: 30 is 1930 and 29 is 2029.
    let year = at - yearStart == 4 ? digits : digits + (digits < 30 ? 2000 : 1900)
    guard at == end || Self.isTime(bytes, at..<end) else { return }
    self = name == nil ? .numbers(first, second, year: year) : .named(day: first, month: second, year: year)
  }

  /// `Jul` or `July`, in any case.
  private static func month(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    var stop = at
    while stop < end, bytes[stop] | 0x20 >= 97, bytes[stop] | 0x20 <= 122 { stop += 1 }
    guard stop > at else { return nil }
    for (index, name) in months.enumerated()
    where bytes.equals(String(name.prefix(3)), at..<stop) || bytes.equals(name, at..<stop) {
      at = stop
      return index + 1
    }
    return nil
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  /// ` 9:30`, ` 09:30:00`, ` 09:30:00.000`, ` 9:30:00 PM`.
  private static func isTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var rest = range
    guard bytes[rest.lowerBound] == 0x20 || bytes[rest.lowerBound] == UInt8(ascii: "T") else { return false }
    rest = rest.lowerBound + 1..<rest.upperBound
    if rest.count > 3,
      bytes.equals(" am", rest.upperBound - 3..<rest.upperBound)
        || bytes.equals(" pm", rest.upperBound - 3..<rest.upperBound)
    {
      rest = rest.lowerBound..<rest.upperBound - 3
    }
    guard let colon = rest.first(where: { bytes[$0] == UInt8(ascii: ":") }),
      (1...2).contains(colon - rest.lowerBound), isBelow(24, bytes, rest.lowerBound..<colon)
    else { return false }
    let minutes = colon + 1..<rest.upperBound
    guard minutes.count > 2 else { return minutes.count == 2 && isBelow(60, bytes, minutes) }
    guard bytes[minutes.lowerBound + 2] == UInt8(ascii: ":"),
      isBelow(60, bytes, minutes.lowerBound..<minutes.lowerBound + 2)
    else { return false }
    var seconds = minutes.lowerBound + 3..<minutes.upperBound
    if let point = seconds.first(where: { bytes[$0] == UInt8(ascii: ".") }) {
      guard (1...9).contains(seconds.upperBound - point - 1),
        bytes.digits(point + 1..<seconds.upperBound) != nil
      else { return false }
      seconds = seconds.lowerBound..<point
    }
    return seconds.count == 2 && isBelow(60, bytes, seconds)
  }

  private static func isBelow(_ limit: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    bytes.digits(range).map { $0 < limit } ?? false
  }
}
