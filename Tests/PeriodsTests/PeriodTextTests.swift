import Periods
import Testing

/// Periods as people write them.
@Suite struct PeriodTextTests {
  private static let written: [(String, ReportingPeriod.Kind, String)] = [
    ("2024-07-31", .day, "2024-07-31"), ("31/07/2024", .day, "2024-07-31"), ("31-Jul-24", .day, "2024-07-31"),
    ("31 July 2024", .day, "2024-07-31"), ("week to 2024-07-28", .week, "week to 2024-07-28"),
    ("2024-07", .month, "2024-07"), ("Jul-24", .month, "2024-07"), ("July 2024", .month, "2024-07"),
    ("Sept 2024", .month, "2024-09"), ("07/2024", .month, "2024-07"),
    ("2024-04 to 2024-05", .twoMonths, "2024-04 to 2024-05"),
    ("2025-02 to 2025-03", .twoMonths, "2025-02 to 2025-03"), ("2024-25 Q1", .quarter, "2024-25 Q1"),
    ("Q4 2024/25", .quarter, "2024-25 Q4"), ("2024-25 H2", .halfYear, "2024-25 H2"),
    ("2024/25", .financialYear, "2024-25"), ("2011-12", .financialYear, "2011-12"),
    ("2024-25 to 2024-07-31", .yearToDate, "2024-25 to 2024-07-31"),
    ("12 months to 2024-07-31", .rollingYear, "12 months to 2024-07-31"),
  ]

  @Test(arguments: written) func aPeriodIsReadAsItIsWritten(
    _ text: String, _ kind: ReportingPeriod.Kind, _ label: String
  ) throws {
    let period = try #require(ReportingPeriod(text: text))
    #expect(period.kind == kind && period.label == label)
    #expect(ReportingPeriod(text: period.label) == period, "its label is read as itself")
  }

  @Test(arguments: [
    "", "2024-13", "31/02/2024", "2024-02-30", "Jly 2024", "13/2024", "2024-25 Q5", "2024-25 H3", "2024-26",
    "2024-05 to 2024-06", "2024-04 to 2024-06", "2024-25 to 2025-04-01", "Q1", "total", "2024",
  ]) func whatIsNoPeriodOrCouldBeAnotherIsNone(_ text: String) {
    #expect(ReportingPeriod(text: text) == nil)
  }

  /// Every kind of whole months begins with April, and the latest is complete on its day.
  @Test(arguments: [
    (ReportingPeriod.Kind.twoMonths, "2026-08 to 2026-09", "2026-06 to 2026-07"),
    (.quarter, "2026-27 Q2", "2026-27 Q1"), (.halfYear, "2026-27 H1", "2025-26 H2"),
  ]) func wholeMonthsBeginWithApril(_ kind: ReportingPeriod.Kind, _ label: String, _ before: String) throws {
    let period = ReportingPeriod(latest: kind, asOf: try #require(Day(iso: "2026-10-31")))
    #expect(period.label == label && period.previous.label == before)
    #expect(ReportingPeriod(latest: kind, asOf: period.end) == period)
    #expect(ReportingPeriod(latest: kind, asOf: period.end - 1) == period.previous)
    #expect(period.yearBefore.yearBefore.days - period.days <= 1)
  }
}
