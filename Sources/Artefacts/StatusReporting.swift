package import Periods

/// A row's readings over time, by rules that councils' scorecards share.
extension DisclosedStatus {
  /// The reading that is reported now.
  package var current: DisclosedJudgement { series[series.count - 1] }

  /// The judgement that is reported: of the year to date where the target says that it is cumulative.
  package var reported: DisclosedJudgement { status.saysCumulative ? yearToDate ?? current : current }

  /// The last reading reported before it. A period without data reported nothing.
  package var previousReported: DisclosedJudgement? {
    series.dropLast().last { $0.status?.isReported ?? true }
  }

  /// A reading of a period that ended before last month is carried forward, with its date.
  package var isCarriedForward: Bool {
    current.period.end < ReportingPeriod(latest: .month, asOf: status.asOf).end
  }

  /// The latest reading on or before a day.
  package func judgement(on day: Day) -> DisclosedJudgement? { series.last { $0.period.end <= day } }

  /// Why it is an exception: red, or amber in two reported readings in a row; nil where it is none.
  package var exception: String? {
    if reported.status == .red { return "red" }
    if status.saysCumulative, yearToDate != nil {
      guard reported.status == .amber, let before = yearToDateBefore, before.status == .amber else { return nil }
      return "amber in two consecutive reported readings (\(before.period.label) and \(reported.period.label))"
    }
    guard current.status == .amber, let before = previousReported, before.status == .amber else { return nil }
    return "amber in two consecutive reported readings (\(before.period.label) and \(current.period.label))"
  }

  /// Whether the reported status differs from that of the reading reported before.
  package var isChanged: Bool {
    guard let now = current.status, now.isReported, let before = previousReported?.status else {
      return false
    }
    return now != before
  }
}
