/// A calendar day, counted from 1970-01-01, in the proleptic Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var number: Int32

  package init(number: Int32) { self.number = number }

  /// The day with this year, month (1…12) and day of month, or nil where no such day exists.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= Self.daysInMonth(month, of: year) else { return nil }
    number = Self.number(year: year, month: month, day: day)
  }

  /// Parses `2024-07-31`, and nothing else.
  package init?(iso text: some StringProtocol) { self.init(iso: Array(text.utf8)[...]) }

  /// As above, from bytes.
  package init?(iso bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-")
    else {
      return nil
    }
    func digits(_ range: Range<Int>) -> Int? {
      var value = 0
      for place in range {
        let byte = bytes[start + place]
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `description` without making a text: there are hundreds of thousands of days.
  package func write(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    guard (0...9999).contains(year) else {
      func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
      }
      bytes += "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))".utf8
      return
    }
    func pair(_ number: UInt32) {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
    pair(UInt32(truncatingIfNeeded: year) / 100)
    pair(UInt32(truncatingIfNeeded: year) % 100)
    bytes.append(UInt8(ascii: "-"))
    pair(UInt32(truncatingIfNeeded: month))
    bytes.append(UInt8(ascii: "-"))
    pair(UInt32(truncatingIfNeeded: day))
  }

  package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
  // A sum beyond all days is the last, or the first: a declaration may have any number of days.
  package static func + (day: Self, days: Int) -> Self { Self(clamping: Int(day.number), days) }
  package static func - (day: Self, days: Int) -> Self { Self(clamping: Int(day.number), 0 &- days) }

  private init(clamping number: Int, _ days: Int) {
    let (sum, isTooLarge) = number.addingReportingOverflow(days)
    self.number = isTooLarge ? (days > 0 ? .max : .min) : Int32(clamping: sum)
  }

  package static func - (a: Self, b: Self) -> Int { Int(a.number) - Int(b.number) }

  /// Monday is 0 and Sunday is 6; 1970-01-01 was a Thursday.
  package var weekday: Int { (Int(number) % 7 + 10) % 7 }

  package static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Days-from-civil and its inverse: http://howardhinnant.github.io/date_algorithms.html (public domain).
  /// Of any year, and the first or last of all days beyond them.
  static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }

  // Cassio Neri and Lorenz Schneider, Euclidean affine functions and their application to calendar algorithms
  // (Software: Practice and Experience, 2022), figure 12: products in place of most divisions. Years are counted from
  // March, and from so many eras before that no day is below zero.
  package var components: (year: Int, month: Int, day: Int) {
    let eras: Int64 = 14_700
    let quarters = UInt64(4 * (Int64(number) + 719_468 + 146_097 * eras) + 3)
    let century = quarters / 146_097
    let yearAndPart = 2_939_745 * (quarters % 146_097 | 3)
    let dayOfYear = UInt32(truncatingIfNeeded: yearAndPart) / 2_939_745 / 4
    let monthAndPart = 2141 * dayOfYear + 197_913
    let isInNextYear = dayOfYear >= 306
    let year = Int(century * 100 + yearAndPart >> 32) - Int(eras) * 400
    return (
      isInNextYear ? year + 1 : year, Int(monthAndPart >> 16) - (isInNextYear ? 12 : 0),
      Int((monthAndPart & 0xFFFF) / 2141) + 1
    )
  }

  /// The day a whole number of months away; the end of a shorter month where the day does not exist there.
  package func adding(months: Int) -> Day {
    let (year, month, day) = components
    // So many years are beyond all days.
    let total = year * 12 + month - 1 + min(max(months, -100_000_000), 100_000_000)
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    let newDay = min(day, Self.daysInMonth(newMonth, of: newYear))
    return Day(number: Self.number(year: newYear, month: newMonth, day: newDay))
  }

  /// The first day of the whole months that end on this day: the next day, so many months earlier.
  ///
  /// Where that month has no such day, the first of the month after: twelve months to 28 February 2025 begin on 1 March
  /// 2024, and twelve months to 28 February 2024 begin on 1 March 2023.
  package func firstDay(ofMonths months: Int) -> Day {
    let next = self + 1
    let day = next.adding(months: -months)
    return day.components.day < next.components.day ? day + 1 : day
  }

  /// The first day of the month this day is in.
  package var startOfMonth: Day { self - (components.day - 1) }
}
