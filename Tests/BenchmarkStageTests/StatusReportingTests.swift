import Artefacts
import BenchmarkStage
import Declarations
import Periods
import Statistics
import Testing

/// Exceptions, changes and readings carried forward.
@Suite struct StatusReportingTests {
  /// A row whose statuses are of the months up to October 2026, oldest first.
  private func row(
    _ statuses: [TargetStatus?], frequency: TargetSet.Frequency = .monthly, asOf: String = "2026-10-31"
  ) -> DisclosedStatus {
    let day = Day(iso: asOf) ?? Day(number: 0)
    var period = ReportingPeriod(latest: frequency.kind, asOf: day)
    var series: [DisclosedJudgement] = []
    let policy = DisclosurePolicy(threshold: 0)
    for status in statuses.reversed() {
      series.insert(
        DisclosedJudgement(
          key: Reading.Key(measure: "share", period: period), value: policy.count(1), target: "1",
          status: status, rule: "",
          usesDefaultRule: false),
        at: 0)
      period = period.previous
    }
    let words = StatusFixture(measure: .share, entries: "", asOf: asOf).statuses()[0].words
    return DisclosedStatus(status: words, series: series, yearToDate: nil, yearToDateBefore: nil)
  }

  @Test(arguments: [
    ([TargetStatus.green, .red], "red", "red at once"),
    ([.red, .amber], nil, "better than it was"), ([.green, .amber], nil, "amber for the first time"),
    ([.amber, .amber], "amber in two consecutive reported readings (2026-09 and 2026-10)", "amber twice"),
    (
      [.amber, .missing, .amber], "amber in two consecutive reported readings (2026-08 and 2026-10)",
      "nothing was reported between"
    ),
    ([.amber, .nothingToMeasure, .amber], nil, "nothing to measure was reported between"),
    ([.amber, .green, .amber], nil, "green between"), ([.amber], nil, "nothing before"),
  ]) func exceptionsAreRedOrAmberTwice(statuses: [TargetStatus], expected: String?, why: String) {
    #expect(row(statuses).exception == expected, "\(why)")
  }

  @Test(arguments: [
    ([TargetStatus.green, .red], true), ([.green, .green], false), ([.green, .missing, .green], false),
    ([.green, .missing, .red], true), ([.green, .missing], false), ([.red], false),
    ([.green, .nothingToMeasure], true),
  ]) func changesAreFromThePreviousReportedReading(statuses: [TargetStatus], expected: Bool) {
    #expect(row(statuses).isChanged == expected)
  }

  @Test func aReadingIsCarriedForwardOnceAMonthHasEndedSince() {
    #expect(!row([.green], asOf: "2026-10-31").isCarriedForward)
    #expect(
      !row([.green], asOf: "2026-11-29").isCarriedForward, "October is the latest month until 30 November")
    #expect(row([.green], frequency: .quarterly, asOf: "2026-10-31").isCarriedForward)
    #expect(!row([.green], frequency: .quarterly, asOf: "2026-09-30").isCarriedForward)
    #expect(row([.green], frequency: .annual, asOf: "2026-09-30").isCarriedForward)
  }

  @Test func onADayTheLatestReadingByThenCounts() throws {
    let quarters = row([.red, .green], frequency: .quarterly)
    #expect(quarters.judgement(on: try #require(Day(iso: "2026-08-31")))?.status == .red)
    #expect(quarters.judgement(on: try #require(Day(iso: "2026-09-30")))?.status == .green)
    #expect(quarters.judgement(on: try #require(Day(iso: "2026-05-31"))) == nil)
  }
}
