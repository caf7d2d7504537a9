package import Periods
import Runs

/// The reporting period as the department derives it from the events of a file, rather than trusting the stated one.
///
/// Months on or after the month of the import are left out, and so are months with fewer than 2% of the events or
/// fewer than three of the four types of event; a file of fewer than 100 events keeps its stated dates.
/// Source: DHSC, ASC-CLD-LA-Dashboard, methodology, reporting periods.
package struct DerivedPeriod: Sendable, Equatable {
  package var start: Day
  package var end: Day
  /// Months within the stated period that do not count, and why.
  package var dropped: [String] = []
  /// Whether there were too few events, so that the stated dates stand.
  package var isStated = false

  /// - Parameter events: for each type of event, the days on which events ended, within the stated period or not.
  package init(_ events: [(type: String, days: [Day])], statedFrom from: Day, to: Day, imported: Day) {
    (start, end) = (from, to)
    let importMonth = Self.firstOfMonth(imported)
    var months: [(first: Day, counts: [Int])] = []
    var first = Self.firstOfMonth(from)
    while first < importMonth, first <= to {
      months.append((first, events.map { _ in 0 }))
      first = first.adding(months: 1)
    }
    for (type, event) in events.enumerated() {
      for day in event.days where day >= from && day <= to {
        let month = Self.firstOfMonth(day)
        if let index = months.firstIndex(where: { $0.first == month }) { months[index].counts[type] += 1 }
      }
    }
    let total = months.reduce(0) { $0 + $1.counts.reduce(0, +) }
    guard total >= 100 else {
      isStated = true
      return
    }
    let needed = min(3, events.count)
    var kept: [Day] = []
    for month in months {
      let count = month.counts.reduce(0, +)
      let types = month.counts.count { $0 > 0 }
      let name = String(month.first.description.prefix(7))
      if count * 100 < total * 2 {
        dropped.append("\(name): fewer than 2% of the events")
      } else if types < needed {
        dropped.append("\(name): \(types) of \(events.count) types of event")
      } else {
        kept.append(month.first)
      }
    }
    guard let oldest = kept.first, let newest = kept.last else { return }
    start = max(oldest, from)
    end = min(newest.adding(months: 1) - 1, to)
  }

  private static func firstOfMonth(_ day: Day) -> Day {
    day - (day.components.day - 1)
  }
}
