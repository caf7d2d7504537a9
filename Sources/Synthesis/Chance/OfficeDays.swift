package import Periods

/// The council's own count of working days, made day by day and independent of `Periods.WorkingCalendar`.
///
/// The answer key must not share a bug with the code that it checks.
package struct OfficeDays: Sendable {
  private let first: Day
  /// Whether the office is open on each day from `first`.
  private let isOpen: [Bool]
  /// How many open days there have been before each day.
  private let openBefore: [Int32]

  package init(from first: Day, to last: Day, closed: [Day]) {
    var open: [Bool] = []
    var before: [Int32] = []
    var count: Int32 = 0
    for offset in 0...(last - first) {
      let day = first + offset
      // 1970-01-05 was a Monday.
      let daysSinceMonday = ((Int(day.number) - 4) % 7 + 7) % 7
      let opens = daysSinceMonday < 5 && !closed.contains(day)
      open.append(opens)
      before.append(count)
      if opens { count += 1 }
    }
    self.first = first
    isOpen = open
    openBefore = before + [count]
  }

  func isOpen(_ day: Day) -> Bool { isOpen[day - first] }

  /// How many working days lie after `start`, up to and including `end`; negative when the end comes first.
  package func count(after start: Day, upTo end: Day) -> Int {
    Int(openBefore[end - first + 1]) - Int(openBefore[start - first + 1])
  }

  /// The first open day on or after a day, or the last day known.
  func opening(onOrAfter day: Day) -> Day {
    var index = day - first
    while index < isOpen.count - 1, !isOpen[index] { index += 1 }
    return first + index
  }

  /// The day that is so many working days after a day; at most the last day known.
  func day(_ count: Int, after start: Day) -> Day {
    var index = start - first
    var left = count
    while left > 0, index < isOpen.count - 1 {
      index += 1
      if isOpen[index] { left -= 1 }
    }
    return first + index
  }
}
