import Artefacts
import BenchmarkStage
import Declarations
import Periods
import Statistics
import Testing

/// Readings over time under targets that change.
@Suite struct StatusSeriesTests {
  private func entry(_ target: String, _ more: String = "", from: String = "2026-04-01") -> String {
    """
    { "measure": "share", "from": "\(from)", "frequency": "monthly", "target": "\(target)" \(more) }
    """
  }

  @Test func eachReadingIsHeldToTheTargetOfItsDay() throws {
    let fixture = StatusFixture(
      measure: .share,
      entries: entry(">50%", ", \"to\": \"2026-08-31\"") + "," + entry(">70%", from: "2026-09-01"),
      readings: ["2026-08": (60, 100), "2026-09": (60, 100), "2026-10": (65, 100)])
    let status = try #require(fixture.statuses().first)
    #expect(status.series.suffix(3).map(\.target) == [">50%", ">70%", ">70%"])
    #expect(status.series.suffix(3).map(\.status) == [.green, .red, .amber])
  }

  @Test func oneReadingFeedsSeveralTargets() {
    let fixture = StatusFixture(
      measure: .share,
      entries: entry(">50%", ", \"name\": \"national\"") + "," + entry(">70%", ", \"name\": \"stretch\""),
      readings: ["2026-10": (65, 100)])
    #expect(fixture.statuses().map(\.target) == ["national", "stretch"])
    #expect(fixture.statuses().map { $0.series.last?.status } == [.green, .amber])
  }

  @Test func theDefaultRuleIsSaid() throws {
    let byDefault = try #require(
      StatusFixture(measure: .share, entries: entry(">50%"), readings: ["2026-10": (65, 100)]).statuses()
        .first)
    #expect(byDefault.series.last?.usesDefaultRule == true)
    #expect(
      byDefault.series.last?.rule == "amber within 10% of the target (the default: no tolerance is declared)")
    let declared = try #require(
      StatusFixture(
        measure: .share, entries: entry(">50%", ", \"tolerance\": { \"points\": \"2.5\" }"),
        readings: ["2026-10": (65, 100)]
      ).statuses().first)
    #expect(declared.series.last?.usesDefaultRule == false)
    #expect(declared.series.last?.rule == "amber within 2.5 points")
  }

  @Test func whatIsNoRatingIsAStateOfItsOwn() {
    func status(_ entries: String, _ readings: [String: (Int, Int)]) -> TargetStatus? {
      StatusFixture(measure: .share, entries: entries, readings: readings).statuses().first?.series.last?
        .status
    }
    #expect(status(entry(">50%"), ["2026-10": (0, 0)]) == .nothingToMeasure)
    #expect(status(entry(">50%"), [:]) == .missing)
    #expect(status("", [:]) == .missing)
    #expect(status("", ["2026-10": (1, 2)]) == .monitoring)
    #expect(status("", ["2026-10": (0, 0)]) == .nothingToMeasure)
  }

  @Test func aYearToDateOfEventsIsHeldToTheSumOfItsMonths() throws {
    let months = ["04", "05", "06", "07", "08", "09"].map { "\"2026-\($0)\": \">=100\"" }.joined(
      separator: ", ")
    let profile = """
      { "measure": "number", "from": "2026-04-01", "frequency": "monthly", "profile": { \(months), "2026-10": ">=150" },
        "tolerance": { "absolute": "5" } }
      """
    let held = try #require(
      StatusFixture(
        measure: .number(.higherIsBetter), entries: profile,
        readings: ["2026-10": (148, 1), "to 2026-10-31": (715, 1)]
      ).statuses().first)
    #expect(held.series.last?.status == .amber)
    #expect(held.yearToDate?.target == "≥750")
    // Seven months of a margin of 5.
    #expect(held.yearToDate?.status == .amber)
    #expect(held.yearToDate?.rule == "amber within 5, against the sum of 7 periods' targets")
  }

  @Test func twoMonthsAreNeverHeldToSixMonthsTarget() throws {
    let gap = """
      { "measure": "number", "from": "2026-09-01", "frequency": "monthly", "target": ">=100" }
      """
    let status = try #require(
      StatusFixture(
        measure: .number(.higherIsBetter), entries: gap,
        readings: ["2026-10": (120, 1), "to 2026-10-31": (700, 1)]
      ).statuses().first)
    #expect(status.series.last?.status == .green)
    #expect(status.yearToDate?.status == .notJudged)
    #expect(status.yearToDate?.rule == "no target for 2026-08, so none for the year to date")
    let yearly = """
      { "measure": "number", "from": "2026-04-01", "frequency": "monthly", "target": ">=1200", "covers": "year" }
      """
    for (day, expected) in [("2026-10-31", TargetStatus.notJudged), ("2027-03-31", .green)] {
      let status = try #require(
        StatusFixture(
          measure: .number(.higherIsBetter), entries: yearly, asOf: day,
          readings: [
            "2026-10": (120, 1), "to 2026-10-31": (1300, 1), "2027-03": (90, 1), "to 2027-03-31": (1300, 1),
          ]
        ).statuses().first)
      #expect(status.series.last?.status == .notJudged)
      #expect(status.yearToDate?.status == expected)
    }
  }

  @Test func aStocksYearToDateIsItsLatest() throws {
    let entry = """
      { "measure": "number", "from": "2026-04-01", "frequency": "monthly", "target": "<45" }
      """
    let status = try #require(
      StatusFixture(
        measure: .number(.lowerIsBetter, basis: .stock), entries: entry,
        readings: ["2026-09": (40, 1), "2026-10": (48, 1)]
      ).statuses().first)
    #expect(status.yearToDate == status.series.last)
  }

  @Test func theTopQuartileIsOfCouncilsLatestFigures() throws {
    func figure(_ area: String, _ value: Int, _ year: Int) -> ComparatorFigure {
      ComparatorFigure(
        measure: "share", area: area, areaName: area, year: FinancialYear(startYear: year),
        outcome: FixedPoint(units: value, places: 1), missing: nil, comparators: "c")
    }
    let councils = (1...9).map { figure("E0\($0)", $0 * 100, 2024) } + [figure("E01", 999, 2023)]
    for (value, expected) in [(700, TargetStatus.green), (699, .amber), (629, .red)] {
      let status = try #require(
        StatusFixture(
          measure: .share, entries: entry("Top quartile"), readings: ["2026-10": (value, 1000)],
          published: councils
        ).statuses().first)
      #expect(status.series.last?.status == expected)
      #expect(status.series.last?.target == "Top quartile (≥70.000 of 9 councils, 2024-25)")
    }
    let none = try #require(
      StatusFixture(measure: .share, entries: entry("Top quartile"), readings: ["2026-10": (1, 2)]).statuses()
        .first)
    #expect(none.series.last?.status == .notJudged)
    #expect(none.series.last?.rule == "no councils' figures to tell the top quartile from")
  }

  /// Three councils are too few for a quartile; four are enough: of 10, 20, 30 and 40 the upper one is 32.5.
  @Test(arguments: [(3, "Top quartile"), (4, "Top quartile (≥32.500 of 4 councils, 2024-25)")])
  func aQuartileIsOfFourCouncilsOrMore(count: Int, target: String) throws {
    let councils = (1...count).map { place in
      ComparatorFigure(
        measure: "share", area: "E0\(place)", areaName: "", year: FinancialYear(startYear: 2024),
        outcome: FixedPoint(units: place * 100, places: 1), missing: nil, comparators: "c")
    }
    let status = try #require(
      StatusFixture(
        measure: .share, entries: entry("Top quartile"), readings: ["2026-10": (325, 1000)],
        published: councils
      ).statuses().first)
    #expect(status.series.last?.target == target)
    #expect(status.series.last?.status == (count < 4 ? .notJudged : .green))
  }

  /// A target holds from its first day to its last.
  @Test(arguments: [
    ("2026-10-31", "", true), ("2026-11-01", "", false), ("2026-04-01", "2026-10-31", true),
    ("2026-04-01", "2026-10-30", false),
  ])
  func aTargetHoldsOnItsFirstDayAndOnItsLast(from: String, to: String, holds: Bool) throws {
    let until = to.isEmpty ? "" : ", \"to\": \"\(to)\""
    let status = try #require(
      StatusFixture(
        measure: .share, entries: entry(">50%", until, from: from), readings: ["2026-10": (65, 100)]
      ).statuses().first)
    #expect(status.series.last?.status == (holds ? .green : .monitoring))
  }

  @Test func judgementsStandBesideTheirOwnPeriod() throws {
    let words = """
      , "overrides": [{ "measure": "share", "period": "2026-10", "status": "green", "author": "A", "date": "2026-11-01",
        "reason": "R" }],
      "outlooks": [{ "measure": "share", "period": "2026-09", "outlook": "up", "author": "A", "date": "2026-10-01",
        "reason": "R" }]
      """
    let status = try #require(
      StatusFixture(
        measure: .share, entries: entry(">50%"), judgements: words, readings: ["2026-10": (10, 100)]
      ).statuses().first)
    #expect(status.series.last?.status == .red)
    #expect(status.override?.status == .green)
    #expect(status.outlook == nil, "September's outlook is not October's")
  }
}
