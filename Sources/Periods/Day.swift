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

  /// Reads `2024-07-31`, and nothing else.
  package init?(iso text: some StringProtocol) { self.init(iso: Array(text.utf8)[...]) }

  /// The same of its bytes.
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

  /// Appends `description`, without a text for each of a hundred thousand days.
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
  package static func + (day: Self, days: Int) -> Self { Self(number: day.number + Int32(days)) }
  package static func - (day: Self, days: Int) -> Self { Self(number: day.number - Int32(days)) }
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
  private static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  package var components: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day a whole number of months away; the end of a shorter month where the day does not exist there.
  package func adding(months: Int) -> Day {
    let (year, month, day) = components
    let total = year * 12 + month - 1 + months
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    let newDay = min(day, Self.daysInMonth(newMonth, of: newYear))
    return Day(number: Self.number(year: newYear, month: newMonth, day: newDay))
  }

  /// The first day of the month this day is in.
  package var startOfMonth: Day { self - (components.day - 1) }
}
