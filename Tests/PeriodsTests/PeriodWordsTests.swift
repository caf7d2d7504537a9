import Periods
import Testing

/// Days and periods as people write them.
@Suite struct PeriodWordsTests {
  @Test(arguments: [
    (ReportingPeriod.Kind.day, "31 October 2026", "on 31 October 2026", "31 October 2025"),
    (.week, "week to 31 October 2026", "in the week to 31 October 2026", "week to 31 October 2025"),
    (.month, "October 2026", "in October 2026", "October 2025"),
    (.quarter, "July to September 2026", "from July to September 2026", "July to September 2025"),
    (.financialYear, "2025/26", "in 2025/26", "2024/25"),
    (
      .yearToDate, "1 April to 31 October 2026", "from 1 April to 31 October 2026",
      "1 April to 31 October 2025"
    ),
    (
      .rollingYear, "12 months to 31 October 2026", "in the 12 months to 31 October 2026",
      "12 months to 31 October 2025"
    ),
  ])
  func areWrittenAsPeopleWriteThem(
    _ kind: ReportingPeriod.Kind, _ words: String, _ phrase: String, _ before: String
  )
    throws
  {
    let period = ReportingPeriod(latest: kind, asOf: try #require(Day(iso: "2026-10-31")))
    #expect(period.words == words)
    #expect(period.phrase == phrase)
    // The label of the same period a year before is read back.
    #expect(period.words(of: period.yearBefore.label) == before)
    #expect(period.words(of: period.label) == words)
    for other in ["p", "", "2024-25 Q9", "12 months to never", "2024-13"] {
      #expect(period.words(of: other) == other)
    }
  }

  @Test func aYearToDateOverNewYearNamesBothYears() throws {
    let period = ReportingPeriod(latest: .yearToDate, asOf: try #require(Day(iso: "2027-01-31")))
    #expect(period.words == "1 April 2026 to 31 January 2027")
  }

  /// October 2009 and the year from April 2009 have one label; the kind tells them apart.
  @Test func aMonthIsNotAYear() throws {
    let day = try #require(Day(iso: "2010-12-31"))
    #expect(ReportingPeriod(latest: .month, asOf: day).words(of: "2009-10") == "October 2009")
    #expect(ReportingPeriod(latest: .financialYear, asOf: day).words(of: "2009-10") == "2009/10")
  }

  @Test func shortMonthsAreForAxes() throws {
    #expect(try #require(Day(iso: "2009-10-31")).shortMonth == "Oct 09")
  }
}
