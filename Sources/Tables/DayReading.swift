import Periods

/// Reads days: `2024-07-31` and `31/07/2024` fast, also with spaces around or a time after them.
struct DayReading: Sendable {
  /// For each month from January 1905 to December 2089, 20 places to a year: the day number before its first, times 32
  /// and shifted to be positive, plus its length; 0 where there is no such month.
  ///
  /// Years outside, which systems use for "never", take the slow path.
  private let months: [UInt32]
  private static let firstYear = 1905
  private static let lastYear = 2089
  /// Made once: a few examples are read faster than the table is made.
  static let standard = DayReading()
  /// More than the days from 1900 to 1970.
  private static let shift: Int32 = 26_000

  private init() {
    var months = [UInt32](repeating: 0, count: (Self.lastYear - Self.firstYear + 1) * 20)
    for year in Self.firstYear...Self.lastYear {
      for month in 1...12 {
        guard let first = Day(year: year, month: month, day: 1) else { continue }
        let before = UInt32(first.number - 1 + Self.shift)
        months[(year - Self.firstYear) * 20 + month] = before * 32 + UInt32(Day.daysInMonth(month, of: year))
      }
    }
    self.months = months
  }

  /// The day number in ten bytes, or `Column.missingNumber` where they have neither form or are no day of 1905 to 2089.
  @inline(__always) func tenBytes(_ bytes: Span<UInt8>, at start: Int) -> Int32 {
    let head = bytes.word(at: start)
    let tail = bytes.word(at: start &+ 2) >> 48
    let number = iso(head, tail)
    return number == Column.missingNumber ? slashed(head, tail) : number
  }

  /// As `tenBytes`, for `2024-07-31` only: its first eight bytes, and its last two with any bytes above them.
  @inline(__always) func iso(_ head: UInt64, _ tail: UInt64) -> Int32 {
    // Each digit's byte becomes 0…9 and each separator's 0. Anything else sets the byte's high bit below.
    let first = head ^ 0x2D30_302D_3030_3030
    let last = (tail ^ 0x3030) & 0xFFFF
    guard ((first &+ 0x7F76_767F_7676_7676) | first) & 0x8080_8080_8080_8080 == 0,
      ((last &+ 0x7676) | last) & 0x8080 == 0
    else { return Column.missingNumber }
    let pairs = first &* 10 &+ (first >> 8)
    let year = Int((pairs & 0xFF) &* 100 &+ ((pairs >> 16) & 0xFF))
    return number(year, Int((pairs >> 40) & 0xFF), Int((last &* 10 &+ (last >> 8)) & 0xFF))
  }

  /// As `iso`, for a day that a comma follows: the usual case, in as few steps as possible.
  @inline(__always) func isoBeforeComma(_ head: UInt64, _ tail: UInt64) -> Int32 {
    // As in `iso`, but a year's first digit is at most 2, a month's 1 and a day's 3; the comma becomes 0.
    let first = head ^ 0x2D30_302D_3030_3030
    let last = tail ^ 0x2C_3030
    let isDay =
      ((first &+ 0x7F76_7E7F_7676_767D) | first) & 0x8080_8080_8080_8080
      | ((last &+ 0x7F_767C) | last) & 0x80_8080
    guard isDay == 0 else { return Column.missingNumber }
    // One product sums the pairs of digits in bytes 0, 2 and 5 into bytes 5 and 6: year × 20 + month.
    let pairs = (first &* 10 &+ (first >> 8)) & 0xFF00_00FF_00FF
    let sum = (pairs &* (2000 << 40 | 20 << 24 | 1)) >> 40 & 0xFFFF
    let place = Int(sum) &- Self.firstYear &* 20
    guard months.indices.contains(place) else { return Column.missingNumber }
    let entry = months[place]
    let day = UInt32(truncatingIfNeeded: last & 0xFF) &* 10 &+ UInt32(truncatingIfNeeded: last >> 8 & 0xFF)
    guard day &- 1 < entry & 31 else { return Column.missingNumber }
    return Int32(bitPattern: entry >> 5 &+ day) &- Self.shift
  }

  /// As `iso`, of `31/07/2024`.
  @inline(__always) func slashed(_ head: UInt64, _ tail: UInt64) -> Int32 {
    let first = head ^ 0x3030_2F30_302F_3030
    let last = (tail ^ 0x3030) & 0xFFFF
    guard ((first &+ 0x7676_7F76_767F_7676) | first) & 0x8080_8080_8080_8080 == 0,
      ((last &+ 0x7676) | last) & 0x8080 == 0
    else { return Column.missingNumber }
    let pairs = first &* 10 &+ (first >> 8)
    let century = Int((pairs >> 48) & 0xFF)
    let year = century &* 100 &+ Int((last &* 10 &+ (last >> 8)) & 0xFF)
    return number(year, Int((pairs >> 24) & 0xFF), Int(pairs & 0xFF))
  }

  /// A day in any usual form, up to its delimiter, and what it shows about how days are written.
  struct Usual {
    var number: Int32
    var isISO = false
    /// Whether its first number is above 12, and whether both orders are possible.
    var isDayFirst = false
    var isEither = false
  }

  /// As `isoBeforeComma`, for the other usual forms; nil where it has none of them.
  @inline(never) func other(_ head: UInt64, _ tail: UInt64) -> Usual? {
    let delimiter = UInt8(truncatingIfNeeded: tail >> 16)
    guard delimiter == Byte.comma || delimiter == Byte.lineFeed || delimiter == Byte.carriageReturn else {
      return nil
    }
    let number = iso(head, tail)
    if number != Column.missingNumber { return Usual(number: number, isISO: true) }
    let slashed = slashed(head, tail)
    guard slashed != Column.missingNumber else { return nil }
    let isAfter12 = Self.slashedDay(head) > 12
    return Usual(number: slashed, isDayFirst: isAfter12, isEither: !isAfter12)
  }

  /// The number before the first slash, of a text that `slashed` read.
  @inline(__always) static func slashedDay(_ head: UInt64) -> UInt64 {
    (head & 0xF) &* 10 &+ ((head >> 8) & 0xF)
  }

  @inline(__always) private func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    guard year >= Self.firstYear, year <= Self.lastYear, month <= 12 else { return Column.missingNumber }
    let entry = months[(year &- Self.firstYear) &* 20 &+ month]
    guard day >= 1, day <= Int(entry & 31) else { return Column.missingNumber }
    return Int32(bitPattern: entry >> 5) &- Self.shift &+ Int32(truncatingIfNeeded: day)
  }

  /// Reads any text: trimmed, with or without a time, in any year from 1.
  func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ParseResult<Int32> {
    let text = bytes.trimmed(range)
    if bytes.isMissing(text) { return .missing }
    let start = text.lowerBound
    guard text.count == 10 || (text.count > 10 && isTime(bytes, start + 10..<text.upperBound)) else {
      return .bad
    }
    let isISO = bytes[start + 4] == UInt8(ascii: "-") && bytes[start + 7] == UInt8(ascii: "-")
    let isSlashed = bytes[start + 2] == UInt8(ascii: "/") && bytes[start + 5] == UInt8(ascii: "/")
    guard isISO || isSlashed else { return .bad }
    let year = isISO ? start..<start + 4 : start + 6..<start + 10
    let month = isISO ? start + 5..<start + 7 : start + 3..<start + 5
    let day = isISO ? start + 8..<start + 10 : start..<start + 2
    guard let year = bytes.digits(year), let month = bytes.digits(month), let day = bytes.digits(day),
      let found = Day(year: year, month: month, day: day)
    else { return .bad }
    return .value(found.number)
  }

  /// Whether a day is in the range of the fast path.
  static func isQuick(_ number: Int32) -> Bool {
    (firstYear...lastYear).contains(Day(number: number).components.year)
  }

  /// `T09:30`, ` 09:30:00`, ` 09:30:00.000`. A time zone may mean another day, and is left to `DayText`.
  private func isTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    guard range.count >= 6, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "T"),
      let hour = bytes.digits(start + 1..<start + 3), hour < 24, bytes[start + 3] == UInt8(ascii: ":"),
      let minute = bytes.digits(start + 4..<start + 6), minute < 60
    else { return false }
    guard range.count > 6 else { return true }
    guard range.count >= 9, bytes[start + 6] == UInt8(ascii: ":"),
      let second = bytes.digits(start + 7..<start + 9), second < 60
    else { return false }
    guard range.count > 9 else { return true }
    // Nine places are nanoseconds, the finest that databases print.
    return range.count >= 11 && range.count <= 19 && bytes[start + 9] == UInt8(ascii: ".")
      && bytes.digits(start + 10..<range.upperBound) != nil
  }
}
