package import Periods

/// Measures of one dataset by several breakdowns crossed: one row for each combination that has a case.
///
/// Crossing makes small numbers, so such a table is written only where a run keeps what its owner alone may read.
package struct CrossTable: Sendable {
  package var id: String
  package var title: String
  package var period: ReportingPeriod
  package var breakdowns: [String]
  package var measures: [Column]
  /// In the order of the first breakdown's categories, then of the second's, and so on.
  package var rows: [Row] = []

  package struct Column: Sendable, Hashable {
    package var id: String
    package var decimals: Int

    package init(id: String, decimals: Int) {
      self.id = id
      self.decimals = decimals
    }
  }

  package struct Row: Sendable, Hashable {
    /// One for each breakdown.
    package var labels: [String]
    /// One for each measure.
    package var readings: [Reading]

    package init(labels: [String], readings: [Reading]) {
      self.labels = labels
      self.readings = readings
    }
  }

  package init(id: String, title: String, period: ReportingPeriod, breakdowns: [String], measures: [Column]) {
    self.id = id
    self.title = title
    self.period = period
    self.breakdowns = breakdowns
    self.measures = measures
  }
}
