import Periods
import Testing

@Suite struct ReportingPeriodTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var kind: ReportingPeriod.Kind
    var asOf: String
    var span: String
    var previous: String
    var yearBefore: String
    var label: String
    var testDescription: String { "\(kind) as of \(asOf)" }
  }
  static let table = [
    Row(
      kind: .day, asOf: "2025-02-28", span: "2025-02-28…2025-02-28", previous: "2025-02-21…2025-02-21",
      yearBefore: "2024-02-29…2024-02-29", label: "2025-02-28"),
    Row(
      kind: .week, asOf: "2024-02-29", span: "2024-02-23…2024-02-29", previous: "2024-02-16…2024-02-22",
      yearBefore: "2023-02-22…2023-02-28", label: "week to 2024-02-29"),
    Row(
      kind: .rollingYear, asOf: "2025-02-28", span: "2024-03-01…2025-02-28",
      previous: "2023-03-01…2024-02-29", yearBefore: "2023-03-01…2024-02-29", label: "12 months to 2025-02-28"
    ),
    Row(
      kind: .day, asOf: "2024-07-31", span: "2024-07-31…2024-07-31", previous: "2024-07-24…2024-07-24",
      yearBefore: "2023-07-31…2023-07-31", label: "2024-07-31"),
    Row(
      kind: .month, asOf: "2024-07-31", span: "2024-07-01…2024-07-31", previous: "2024-06-01…2024-06-30",
      yearBefore: "2023-07-01…2023-07-31", label: "2024-07"),
    Row(
      kind: .month, asOf: "2024-07-30", span: "2024-06-01…2024-06-30", previous: "2024-05-01…2024-05-31",
      yearBefore: "2023-06-01…2023-06-30", label: "2024-06"),
    Row(
      kind: .month, asOf: "2024-02-29", span: "2024-02-01…2024-02-29", previous: "2024-01-01…2024-01-31",
      yearBefore: "2023-02-01…2023-02-28", label: "2024-02"),
    Row(
      kind: .quarter, asOf: "2024-07-31", span: "2024-04-01…2024-06-30", previous: "2024-01-01…2024-03-31",
      yearBefore: "2023-04-01…2023-06-30", label: "2024-25 Q1"),
    Row(
      kind: .quarter, asOf: "2024-03-31", span: "2024-01-01…2024-03-31", previous: "2023-10-01…2023-12-31",
      yearBefore: "2023-01-01…2023-03-31", label: "2023-24 Q4"),
    Row(
      kind: .financialYear, asOf: "2024-07-31", span: "2023-04-01…2024-03-31",
      previous: "2022-04-01…2023-03-31", yearBefore: "2022-04-01…2023-03-31", label: "2023-24"),
    Row(
      kind: .yearToDate, asOf: "2024-07-31", span: "2024-04-01…2024-07-31",
      previous: "2023-04-01…2023-07-31", yearBefore: "2023-04-01…2023-07-31", label: "2024-25 to 2024-07-31"),
    Row(
      kind: .rollingYear, asOf: "2024-02-28", span: "2023-03-01…2024-02-28",
      previous: "2022-03-01…2023-02-28", yearBefore: "2022-03-01…2023-02-28", label: "12 months to 2024-02-28"
    ),
  ]

  @Test(arguments: table) func comesBeforeAndAfterAsNamed(_ row: Row) throws {
    let period = ReportingPeriod(latest: row.kind, asOf: try #require(Day(iso: row.asOf)))
    func span(_ period: ReportingPeriod) -> String { "\(period.start)…\(period.end)" }
    #expect(span(period) == row.span)
    #expect(span(period.previous) == row.previous)
    #expect(span(period.yearBefore) == row.yearBefore)
    #expect(period.label == row.label)
  }

  @Test func financialYearsAreNamedByTheirStart() throws {
    #expect(FinancialYear(containing: try #require(Day(iso: "2025-03-31"))).description == "2024-25")
    #expect(FinancialYear(containing: try #require(Day(iso: "2025-04-01"))).description == "2025-26")
    #expect(FinancialYear("1999-00")?.start.description == "1999-04-01")
    #expect(FinancialYear("2024-26") == nil)
    #expect(FinancialYear("2024/25") == nil)
    #expect(FinancialYear("2024-2") == nil)
    #expect(FinancialYear("2024-255") == nil)
    #expect(FinancialYear("202-425") == nil)
    #expect(FinancialYear("") == nil)
    #expect(FinancialYear("x2024-25".dropFirst())?.startYear == 2024)
  }

  /// Two whole periods of a kind are the same, or differ by whole months or weeks.
  @Test(arguments: [
    (ReportingPeriod.Kind.day, "2026-10-30", "2026-10-30…2026-10-30"),
    (.week, "2026-11-01", "2026-10-26…2026-11-01"), (.week, "2026-11-07", "2026-10-26…2026-11-01"),
    (.week, "2026-11-08", "2026-11-02…2026-11-08"), (.month, "2026-10-30", "2026-09-01…2026-09-30"),
    (.rollingYear, "2026-10-30", "2025-10-01…2026-09-30"), (.rollingYear, "2026-10-31", "2025-11-01…2026-10-31"),
    (.rollingYear, "2024-02-29", "2023-03-01…2024-02-29"), (.yearToDate, "2026-10-30", "2026-04-01…2026-09-30"),
    (.yearToDate, "2026-04-15", "2025-04-01…2026-03-31"),
  ]) func wholePeriodsEndWithAMonthOrASunday(kind: ReportingPeriod.Kind, asOf: String, span: String) throws {
    let period = ReportingPeriod(latestWhole: kind, asOf: try #require(Day(iso: asOf)))
    #expect(period.kind == kind && "\(period.start)…\(period.end)" == span)
  }
}
