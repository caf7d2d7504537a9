import Artefacts
import BenchmarkStage
import Declarations
import Periods
import Statistics
import Testing

/// Targets for a year that are printed as the year's and judged by the part that is due.
@Suite struct DueTargetTests {
  private func status(
    _ target: String, _ more: String, reading: Int, polarity: Measure.Polarity = .higherIsBetter
  )
    throws -> JudgedReading
  {
    let fixture = StatusFixture(
      measure: .number(polarity),
      entries: """
        { "measure": "number", "from": "2026-04-01", "frequency": "quarterly", "target": "\(target)",
          "covers": "year", \(more) }
        """,
      asOf: "2026-12-31",
      readings: ["2026-27 Q3": (1, 1), "to 2026-12-31": (reading, 1)])
    let found = fixture.statuses().first?.yearToDate
    return try #require(found)
  }

  /// 3,750 a year: 2,812.5 is due by the end of December. 2,121 is 24.6% below it; 2,532 is within 10%, 2,531 is not.
  @Test(arguments: [(2813, TargetStatus.green), (2812, .amber), (2532, .amber), (2531, .red), (2121, .red)])
  func proRataIsAsManyTwelfthsAsMonthsHavePassed(_ reading: Int, _ expected: TargetStatus) throws {
    let judged = try status("3750", "\"due\": \"pro-rata\"", reading: reading)
    #expect(judged.status == expected && judged.target == "3750")
    #expect(judged.rule.hasSuffix("against the part due by 2026-12-31, ≥2,812.5"))
  }

  /// 546 a year at most: 409.5 by the end of December.
  @Test(arguments: [(409, TargetStatus.green), (410, .amber), (445, .amber), (451, .red)])
  func lessIsBetterTooForAPart(_ reading: Int, _ expected: TargetStatus) throws {
    let judged = try status("546", "\"due\": \"pro-rata\"", reading: reading, polarity: .lowerIsBetter)
    #expect(judged.status == expected && judged.target == "546")
  }

  @Test func aProfileSaysWhatIsDue() throws {
    let profile = "\"due\": \"profile\", \"profile\": { \"2026-27 Q1\": \"10\", \"2026-27 Q3\": \"50\" }"
    #expect(try status("100", profile, reading: 50).status == .green)
    #expect(try status("100", profile, reading: 49).status == .amber)
    #expect(try status("100", profile, reading: 44).status == .red)
    #expect(try status("100", profile, reading: 44).target == "100")
    let none = try status("100", "\"due\": \"profile\", \"profile\": { \"2026-27 Q1\": \"10\" }", reading: 44)
    #expect(none.status == .notJudged && none.rule == "the profile has no part due by 2026-27 Q3")
  }

  @Test func withoutAPartNothingShorterThanTheYearIsJudged() throws {
    for more in ["\"due\": \"year-end\"", "\"cumulative\": true"] {
      let judged = try status("100", more, reading: 1)
      #expect(judged.status == .notJudged && judged.target == "100")
    }
  }

  /// A row that reports the year to date has one judgement in every table.
  @Test func aCumulativeRowIsReportedByItsYearToDate() throws {
    let fixture = StatusFixture(
      measure: .number(.higherIsBetter),
      entries: """
        { "measure": "number", "from": "2026-04-01", "frequency": "quarterly", "target": "120", "covers": "year",
          "due": "pro-rata", "cumulative": true, "code": "A1", "section": "People are safe" }
        """,
      asOf: "2026-09-30",
      readings: [
        "2026-27 Q1": (30, 1), "2026-27 Q2": (20, 1), "to 2026-06-30": (30, 1), "to 2026-09-30": (50, 1),
      ])
    let status = try #require(fixture.statuses().first)
    #expect(status.code == "A1" && status.section == "People are safe" && status.place == 0)
    #expect(status.isCumulative && status.toDate.count == status.series.count)
    #expect(status.toDate.suffix(2).map(\.status) == [.green, .red])
    #expect(status.toDate.suffix(2).map(\.reading.numerator) == [30, 50])
  }

  @Test func aTargetCanNameItsUnit() throws {
    let days = Measure.declared("d", "days", "lower-is-better", "flow", "mean")
    #expect(try TargetForm.read("7 days", of: days).get() == .atMost(FixedPoint(units: 7, places: 0)))
    let money = Measure.declared("m", "million-pounds", "lower-is-better", "flow", "reading")
    #expect(try TargetForm.read("<£2.3m", of: money).get() == .below(FixedPoint(units: 23, places: 1)))
    #expect(TargetForm.read("7 weeks", of: days) == .failure(.unreadable))
  }
}
