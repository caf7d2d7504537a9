package import Periods

/// The figures that decide what needs attention: the same in every pipeline of a day for colleagues, whatever periods,
/// comparators and months its own tables show.
package struct Attention: Sendable {
  /// One a measure: of the day, or of the twelve months to it, beside a year before, the region and England.
  package var readings: [DisclosedReading]
  /// The last months of each.
  package var series: [ProcessSeries]

  package init(readings: [DisclosedReading], series: [ProcessSeries]) {
    self.readings = readings
    self.series = series
  }
}

/// The same figures before their numbers are made printable.
package struct BenchmarkedAttention: Sendable {
  package var readings: [BenchmarkedReading]
  package var trends: [Trend]

  package init(readings: [BenchmarkedReading], trends: [Trend]) {
    self.readings = readings
    self.trends = trends
  }
}

extension ReportingPeriod.Kind {
  /// Which of a measure's periods says most, where one is to stand for it: the day, else the longest span.
  package var headlineRank: Int {
    switch self {
    case .day: 0
    case .week: 1
    case .rollingYear: 2
    case .financialYear: 3
    case .yearToDate: 4
    case .quarter: 5
    case .month: 6
    }
  }
}
