package import Periods

/// What a run supplies to every expression: its days and its calendar of working days.
package struct Parameters: Sendable {
  package var asOf: Day
  package var periodStart: Day
  package var periodEnd: Day
  package var calendar: WorkingCalendar

  package init(asOf: Day, periodStart: Day, periodEnd: Day, calendar: WorkingCalendar) {
    self.asOf = asOf
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.calendar = calendar
  }

  func day(_ parameter: DayParameter) -> Day {
    switch parameter {
    case .asOf: asOf
    case .periodStart: periodStart
    case .periodEnd: periodEnd
    }
  }
}
