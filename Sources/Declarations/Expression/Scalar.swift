import Periods

/// The arithmetic of single values, used to fold constants and in loops over rows.
///
/// `Int64.min` is missing. A result that does not fit is missing too, because an error would stop the whole run.
enum Scalar {
  static let missing = Int64.min

  /// Day numbers of 0001-01-01 and 9999-12-31. Days outside them have no written form.
  static let dates: ClosedRange<Int64> = -719_162...2_932_896

  @inline(__always)
  static func add(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, isOverflow) = a.addingReportingOverflow(b)
    return isOverflow || a == missing || b == missing ? missing : sum
  }

  @inline(__always)
  static func subtract(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, isOverflow) = a.subtractingReportingOverflow(b)
    return isOverflow || a == missing || b == missing ? missing : difference
  }

  @inline(__always)
  static func multiply(_ a: Int64, _ b: Int64) -> Int64 {
    let (product, isOverflow) = a.multipliedReportingOverflow(by: b)
    return isOverflow || a == missing || b == missing ? missing : product
  }

  /// Missing when a day number is outside the calendar.
  @inline(__always)
  static func asDate(_ day: Int64) -> Int64 { dates.contains(day) ? day : missing }

  /// Working days after `start` up to and including `end`, by the calendar's running counts.
  @inline(__always)
  static func workingDays(_ start: Int64, _ end: Int64, _ running: Span<Int32>, first: Int64) -> Int64 {
    guard start != missing, end != missing else { return missing }
    let from = start - first
    let to = end - first
    guard from >= 0, to >= 0, from < running.count, to < running.count else { return missing }
    return Int64(running[Int(to)]) - Int64(running[Int(from)])
  }

  /// Birthdays reached by a day; negative before birth.
  ///
  /// In other years, somebody born on 29 February has a birthday on 1 March: an age is reached when a whole year has
  /// passed (Family Law Reform Act 1969 s.9 counts from the anniversary of birth).
  static func age(_ born: Int64, _ day: Int64) -> Int64 {
    guard let born = Day(scalar: born)?.components, let day = Day(scalar: day)?.components else {
      return missing
    }
    let isBeforeBirthday = (day.month, day.day) < (born.month, born.day)
    return Int64(day.year - born.year - (isBeforeBirthday ? 1 : 0))
  }

  /// The most months that can be added to `start` without passing `end`; negative when `end` comes first.
  static func months(_ start: Int64, _ end: Int64) -> Int64 {
    guard let start = Day(scalar: start), let end = Day(scalar: end) else { return missing }
    let (a, b) = (start.components, end.components)
    let months = (b.year - a.year) * 12 + b.month - a.month
    let reached = min(a.day, Day.daysInMonth(b.month, of: b.year))
    return Int64(reached > b.day ? months - 1 : months)
  }

  static func addMonths(_ day: Int64, _ months: Int64) -> Int64 {
    // 10,000 years either way cover the calendar and keep the sum from overflowing.
    guard let day = Day(scalar: day), (-120_000...120_000).contains(months) else { return missing }
    let (year, month, _) = day.components
    guard (12...119_999).contains(year * 12 + month - 1 + Int(months)) else { return missing }
    return Int64(day.adding(months: Int(months)).number)
  }

  /// The first of the whole months that end on a day: see `Day.firstDay(ofMonths:)`.
  static func firstOfMonths(_ day: Int64, _ months: Int64) -> Int64 {
    guard day < dates.upperBound, months != .min else { return missing }
    // The result is a day of the calendar where the day after it, so many months earlier, is one.
    guard addMonths(day + 1, -months) != missing, let day = Day(scalar: day) else { return missing }
    return Int64(day.firstDay(ofMonths: Int(months)).number)
  }

  /// Whether ten digits, apart from spaces and hyphens, end in the check digit of an NHS number.
  ///
  /// Modulus 11, as in the NHS Data Dictionary's attribute NHS NUMBER. Ten equal digits are refused, though 0000000000
  /// passes the sum.
  static func isNHSNumber(_ text: Span<UInt8>) -> Bool {
    var count = 0
    var sum = 0
    var digit = 0
    var first = 0
    var areEqual = true
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), count < 10 else { return false }
      digit = Int(byte - UInt8(ascii: "0"))
      if count == 0 { first = digit }
      areEqual = areEqual && digit == first
      if count < 9 { sum += digit * (10 - count) }
      count += 1
    }
    guard count == 10, !areEqual else { return false }
    let check = 11 - sum % 11
    return check == 11 ? digit == 0 : check == digit
  }

  static func hasDigits(_ text: Span<UInt8>, count: Int) -> Bool {
    guard text.count == count else { return false }
    for index in text.indices where text[index] < UInt8(ascii: "0") || text[index] > UInt8(ascii: "9") {
      return false
    }
    return true
  }

  /// Unicode scalars, as SQL's CHAR_LENGTH counts characters.
  static func length(_ text: Span<UInt8>) -> Int64 {
    var count: Int64 = 0
    for index in text.indices where text[index] & 0xc0 != 0x80 { count += 1 }
    return count
  }
}

extension Day {
  init?(scalar: Int64) {
    guard scalar != Scalar.missing, let number = Int32(exactly: scalar) else { return nil }
    self.init(number: number)
  }
}
