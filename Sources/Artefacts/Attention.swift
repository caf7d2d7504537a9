package import Periods

/// The figures that decide what needs attention. On a day they are the same in every pipeline for colleagues, whatever
/// periods, comparators and months its own tables show.
package struct Attention: Sendable {
  /// One for each measure: of the day, or of the twelve months to it, with a year before, the region and England.
  package var readings: [DisclosedReading]
  /// The last months of each measure.
  package var series: [ProcessSeries]

  package init(readings: [DisclosedReading], series: [ProcessSeries]) {
    self.readings = readings
    self.series = series
  }
}

/// As `Attention`, before its numbers are made printable.
package struct BenchmarkedAttention: Sendable {
  package var readings: [BenchmarkedReading]
  package var trends: [Trend]

  package init(readings: [BenchmarkedReading], trends: [Trend]) {
    self.readings = readings
    self.trends = trends
  }
}

extension ReportingPeriod.Kind {
  /// The rank of a period as a measure's headline: the day, otherwise the longest period.
  package var headlineRank: Int {
    switch self {
    case .day: 0
    case .week: 1
    case .rollingYear: 2
    case .financialYear: 3
    case .yearToDate: 4
    case .halfYear: 5
    case .quarter: 6
    case .twoMonths: 7
    case .month: 8
    }
  }
}
