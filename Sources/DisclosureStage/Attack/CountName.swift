package import Artefacts
package import Periods

/// What a printed count counts: two counts with one name are one number, in whatever table they stand.
package struct CountName: Sendable, Hashable, Comparable {
  /// Dataset, cases or people, and condition, for what is counted from cases; the measure and part otherwise.
  package var what: String
  package var period: ReportingPeriod
  package var category: Reading.Category?

  package init(what: String, period: ReportingPeriod, category: Reading.Category? = nil) {
    self.what = what
    self.period = period
    self.category = category
  }

  package static func < (one: Self, other: Self) -> Bool { one.order < other.order }

  private var order: (String, Int32, Int32, String, String) {
    (what, period.end.number, period.start.number, category?.breakdown ?? "", category?.label ?? "")
  }
}
