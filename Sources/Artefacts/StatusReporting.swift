package import Periods

/// A row's readings over time, by rules that councils' scorecards share.
extension DisclosedStatus {
  /// The reading that is reported now.
  package var current: DisclosedJudgement { series[series.count - 1] }

  /// What is reported of each period: the year to date where the target says that it is cumulative.
  private var reports: [DisclosedJudgement] { toDate.isEmpty ? series : toDate }

  /// The judgement that is reported now.
  package var reported: DisclosedJudgement { reports[reports.count - 1] }

  /// The last reading reported before it. A period without data reported nothing.
  package var previousReported: DisclosedJudgement? {
    reports.dropLast().last { $0.status?.isReported ?? true }
  }

  /// A reading of a period that ended before last month is carried forward, with its date.
  package var isCarriedForward: Bool {
    current.period.end < ReportingPeriod(latest: .month, asOf: status.asOf).end
  }

  /// The latest reading on or before a day.
  package func judgement(on day: Day) -> DisclosedJudgement? { reports.last { $0.period.end <= day } }

  /// Why it is an exception: red, or amber in two reported readings in a row; nil where it is none.
  package var exception: String? {
    if reported.status == .red { return "red" }
    guard reported.status == .amber, let before = previousReported, before.status == .amber else {
      return nil
    }
    return "amber in two consecutive reported readings (\(before.period.label) and \(reported.period.label))"
  }

  /// Whether the reported status differs from that of the reading reported before.
  package var isChanged: Bool {
    guard let now = reported.status, now.isReported, let before = previousReported?.status else {
      return false
    }
    return now != before
  }
}
