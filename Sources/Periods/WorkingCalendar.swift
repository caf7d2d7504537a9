/// Monday to Friday without England's bank holidays, between two days for which the holidays are known.
///
/// `workingDays(from:to:)` is a difference of two running counts, so it takes two look-ups.
package struct WorkingCalendar: Sendable {
  package let first: Day
  package let last: Day
  /// Working days from `first` up to and including each day.
  package let running: [Int32]

  package init(from first: Day, to last: Day, holidays: Set<Day>) {
    precondition(first <= last, "a calendar that ends before it starts")
    self.first = first
    self.last = last
    var counts: [Int32] = []
    counts.reserveCapacity(last - first + 1)
    var count: Int32 = 0
    for offset in 0...(last - first) {
      let day = first + offset
      if day.weekday < 5, !holidays.contains(day) { count += 1 }
      counts.append(count)
    }
    running = counts
  }

  /// The holidays, in order; none of them is at a weekend.
  package var holidays: [Day] {
    running.indices.dropFirst().filter { running[$0] == running[$0 - 1] }.map { first + $0 }
      .filter { $0.weekday < 5 }
  }

  package func covers(_ day: Day) -> Bool { first <= day && day <= last }

  /// Working days after `start` up to and including `end`: the start is day 0.
  ///
  /// Negative when the end comes first; nil outside the years with known holidays.
  package func workingDays(from start: Day, to end: Day) -> Int? {
    guard covers(start), covers(end) else { return nil }
    return Int(running[end - first]) - Int(running[start - first])
  }

  /// The day that is so many working days after `start`; nil past the known years.
  package func day(_ count: Int, workingDaysAfter start: Day) -> Day? {
    guard covers(start), count >= 0 else { return nil }
    guard count > 0 else { return start }
    let wanted = running[start - first] + Int32(count)
    var low = start - first
    var high = running.count
    while low < high {
      let middle = (low + high) / 2
      if running[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < running.count ? first + low : nil
  }
}
