import Periods

/// Reads days: `2024-07-31` and `31/07/2024` at speed, and either with spaces round it or a time after it.
struct DayReading: Sendable {
  /// For each month from January 1900 to December 2100, 16 to a year: the day number before its first, times 32 and
  /// shifted to stay positive, plus its length.
  private let months: [UInt32]
  private static let firstYear = 1900
  private static let lastYear = 2100
  /// More than the days from 1900 to 1970.
  private static let shift: Int32 = 26_000

  init() {
    var months = [UInt32](repeating: 0, count: (Self.lastYear - Self.firstYear + 1) * 16)
    for year in Self.firstYear...Self.lastYear {
      for month in 1...12 {
        guard let first = Day(year: year, month: month, day: 1) else { continue }
        let before = UInt32(first.number - 1 + Self.shift)
        months[(year - Self.firstYear) * 16 + month] = before * 32 + UInt32(Day.daysInMonth(month, of: year))
      }
    }
    self.months = months
  }

  /// The day number in ten bytes, or `Column.missingNumber` where they are in neither form, or no day of 1900 to 2100.
  @inline(__always) func tenBytes(_ bytes: Span<UInt8>, at start: Int) -> Int32 {
    let first = bytes.word(at: start)
    let last = bytes.word(at: start &+ 2)
    // Each digit's byte becomes 0…9 and each separator's 0; anything else sets the byte's high bit below.
    let iso = first ^ 0x2D30_302D_3030_3030
    let isoDay = (last ^ 0x3030_0000_0000_0000) >> 48
    if ((iso &+ 0x7F76_767F_7676_7676) | iso) & 0x8080_8080_8080_8080 == 0,
      ((isoDay &+ 0x7676) | isoDay) & 0x8080 == 0
    {
      let pairs = iso &* 10 &+ (iso >> 8)
      let year = Int((pairs & 0xFF) &* 100 &+ ((pairs >> 16) & 0xFF))
      return number(year, Int((pairs >> 40) & 0xFF), Int((isoDay &* 10 &+ (isoDay >> 8)) & 0xFF))
    }
    let slashed = first ^ 0x3030_2F30_302F_3030
    let end = (last ^ 0x3030_3030_0000_0000) >> 32
    if ((slashed &+ 0x7676_7F76_767F_7676) | slashed) & 0x8080_8080_8080_8080 == 0,
      ((end &+ 0x7676_7676) | end) & 0x8080_8080 == 0
    {
      let pairs = slashed &* 10 &+ (slashed >> 8)
      let endPairs = end &* 10 &+ (end >> 8)
      let year = Int((endPairs & 0xFF) &* 100 &+ ((endPairs >> 16) & 0xFF))
      return number(year, Int((pairs >> 24) & 0xFF), Int(pairs & 0xFF))
    }
    return Column.missingNumber
  }

  @inline(__always) private func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    guard year >= Self.firstYear, year <= Self.lastYear, month <= 12 else { return Column.missingNumber }
    let entry = months[(year &- Self.firstYear) &* 16 &+ month]
    guard day >= 1, day <= Int(entry & 31) else { return Column.missingNumber }
    return Int32(bitPattern: entry >> 5) &- Self.shift &+ Int32(truncatingIfNeeded: day)
  }

  /// Any text: trimmed, with or without a time of day, in any year from 1.
  func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Reading<Int32> {
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

  /// `T09:30`, ` 09:30:00`, ` 09:30:00.000`; a time zone is refused, since it may mean another day.
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
