package import Artefacts
package import Periods

/// The name of what a printed count counts. Two counts with one name are one number, in any table.
package struct CountName: Sendable, Hashable, Comparable {
  /// For a count of cases: dataset, cases or people, and condition. Otherwise the measure and part.
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
