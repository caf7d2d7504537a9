import Periods

/// A text that may be a day, parsed before the order of its numbers is decided.
///
/// It takes every form that databases, spreadsheets and programming languages print by default and that has only one
/// meaning.
struct DayText {
  enum Value: Equatable {
    case none
    /// Two numbers, whose order depends on the column.
    case numbers(Int, Int, year: Int)
    case day(year: Int, month: Int, day: Int)
    case serial(Int)
  }

  private(set) var value = Value.none
  private(set) var isNamed = false
  private(set) var hasShortYear = false
  /// Its unusual features.
  private(set) var notes: [DayNote] = []
  /// Seconds since midnight, for a time in UTC.
  private(set) var utcSeconds: Int?

  /// - Parameter latestShortYear: the latest year that two digits can mean.
  init(_ bytes: Span<UInt8>, _ text: Range<Int>, latestShortYear: Int) {
    guard var text = DayCursor(bytes, text) else { return }
    if text.take(UInt8(ascii: "'")) { notes.append(.marked) }
    if text.takeWord(of: Self.weekdays) != nil {
      notes.append(.weekday)
      _ = text.take(UInt8(ascii: "."))
      _ = text.take(UInt8(ascii: ","))
      text.skipSpaces()
    }
    let found = text.isLetter ? monthNamed(&text, latestShortYear) : numbered(&text, latestShortYear)
    guard let found else { return }
    if case .serial = found {
      value = notes.isEmpty || notes == [.marked] ? found : .none
      return
    }
    guard text.isAtEnd || isTime(&text) else { return }
    value = found
  }

  // MARK: The day

  /// `31/07/2024`, `2024-07-31`, `20240731`, `31-Jul-24` and similar.
  private mutating func numbered(_ text: inout DayCursor, _ latest: Int) -> Value? {
    guard let first = text.number(14) else { return nil }
    switch first.length {
    case 1, 2: return dayFirst(first.value, &text, latest)
    case 4: return yearFirst(first.value, &text)
    case 8: return compact(first.value)
    case 12, 14:
      // HL7 and some exports: the time follows without a separator.
      let isMinutes = first.length == 12
      let time = first.value % (isMinutes ? 10_000 : 1_000_000)
      let (hour, minute, second) =
        isMinutes ? (time / 100, time % 100, 0) : (time / 10_000, time / 100 % 100, time % 100)
      guard hour < 24, minute < 60, second < 60, text.isAtEnd else { return nil }
      return compact(first.value / (isMinutes ? 10_000 : 1_000_000))
    default: return serial(first.value, &text)
    }
  }

  private mutating func compact(_ number: Int) -> Value? {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    // Other numbers of eight digits are references.
    guard (1800...2999).contains(year) || year == 9999, Day(year: year, month: month, day: day) != nil else {
      return nil
    }
    notes.append(.compact)
    return .day(year: year, month: month, day: day)
  }

  /// From 1927 to 2119: a smaller number is as likely a count or an age.
  private func serial(_ number: Int, _ text: inout DayCursor) -> Value? {
    if text.take(UInt8(ascii: ".")) { guard text.number(20) != nil else { return nil } }
    return text.isAtEnd && (10_000...80_000).contains(number) ? .serial(number) : nil
  }

  private mutating func yearFirst(_ year: Int, _ text: inout DayCursor) -> Value? {
    guard let separator = text.takeSeparator() else { return nil }
    let name = text.takeWord(of: Self.months)
    guard let month = name.map({ $0.index + 1 }) ?? text.number(2)?.value, text.take(separator),
      let day = text.number(2)
    else { return nil }
    if let name { note(name) } else if separator != UInt8(ascii: "-") { notes.append(.yearFirst) }
    return .day(year: year, month: month, day: day.value)
  }

  private mutating func dayFirst(_ first: Int, _ text: inout DayCursor, _ latest: Int) -> Value? {
    if text.takeOrdinal() { notes.append(.weekday) }
    let separator = text.takeSeparator()
    if let name = text.takeWord(of: Self.months) {
      _ = text.take(UInt8(ascii: "."))
      _ = text.take(UInt8(ascii: ","))
      if let separator { _ = text.take(separator) }
      guard let year = year(&text, latest) else { return nil }
      note(name)
      return .day(year: year, month: name.index + 1, day: first)
    }
    guard let separator, let second = text.number(2), text.take(separator), let year = year(&text, latest)
    else {
      return nil
    }
    // 24-07-31 may as well be the 24th as 2024.
    guard separator == UInt8(ascii: "/") || !hasShortYear else { return nil }
    if separator == UInt8(ascii: ".") { notes.append(.pointed) }
    if separator == UInt8(ascii: "-") { notes.append(.hyphened) }
    return .numbers(first, second.value, year: year)
  }

  /// `Jul 31 2024 12:00AM`, `July 31st, 2024`, `Jul 31 00:00:00 BST 2024`.
  private mutating func monthNamed(_ text: inout DayCursor, _ latest: Int) -> Value? {
    guard let name = text.takeWord(of: Self.months) else { return nil }
    _ = text.take(UInt8(ascii: "."))
    _ = text.takeSeparator()
    // SQL Server writes a day of one digit after two spaces.
    text.skipSpaces()
    guard let day = text.number(2) else { return nil }
    _ = text.takeOrdinal()
    _ = text.take(UInt8(ascii: ","))
    guard text.takeSeparator() != nil else { return nil }
    text.skipSpaces()
    let place = text
    var found = year(&text, latest)
    if text.isClockNext {
      // Java's format: the year comes after the time.
      (text, hasShortYear) = (place, false)
      guard isClock(&text) else { return nil }
      _ = isZone(&text)
      text.skipSpaces()
      found = text.number(4).flatMap { $0.length == 4 ? $0.value : nil }
    }
    guard let found else { return nil }
    note(name)
    isNamed = true
    if !notes.contains(.weekday) { notes.append(.monthNamed) }
    return .day(year: found, month: name.index + 1, day: day.value)
  }

  private mutating func note(_ month: DayCursor.Word) {
    isNamed = true
    if month.length > 3, !month.isWhole { notes.append(.cutMonth) }
  }

  /// Four digits, or two.
  private mutating func year(_ text: inout DayCursor, _ latest: Int) -> Int? {
    guard let digits = text.number(4) else { return nil }
    if digits.length == 4 { return digits.value }
    guard digits.length == 2 else { return nil }
    hasShortYear = true
    return latest - (latest - digits.value) % 100
  }

  // MARK: What follows the day

  /// ` 9:30`, `T09:30:00.000`, ` 9:30:00 PM`, each with or without a zone.
  private mutating func isTime(_ text: inout DayCursor) -> Bool {
    let (zoneOnly, before) = (text, notes)
    if isZone(&text), text.isAtEnd { return true }
    (text, notes) = (zoneOnly, before)
    return text.takeTimeMark() && isClock(&text) && (text.isAtEnd || isZone(&text)) && text.isAtEnd
  }

  private mutating func isClock(_ text: inout DayCursor) -> Bool {
    guard let (hour, minute, second) = text.clock() else { return false }
    seconds = hour * 3600 + minute * 60 + second
    return true
  }

  private var seconds: Int?

  private mutating func isZone(_ text: inout DayCursor) -> Bool {
    guard let offset = text.zone() else { return false }
    notes.append(.zoned)
    if offset == 0 { utcSeconds = seconds }
    return true
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ].map { Array($0.utf8) }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }
}
