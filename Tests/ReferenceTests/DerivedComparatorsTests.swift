import Declarations
import Periods
import Statistics
import Tables
import Testing

@testable import Runs

/// Rates and ratios that nobody publishes follow from counts that are published.
@Suite struct DerivedComparatorsTests {
  let workspace: Workspace

  init() throws { workspace = try #require(ReferenceWorkspace.shared) }

  private func figure(_ measure: String, _ year: String, _ area: String = "E92000001") throws
    -> ComparatorFigure?
  {
    workspace.comparators.figure(of: measure, area: area, year: try #require(FinancialYear(year)))
  }

  /// Values worked out by hand from the publications.
  @Test(arguments: [
    ("section-42-enquiries-per-concern", "2024-25", "E92000001", "28.9", "185,270 of 640,240"),
    ("safeguarding-enquiries-per-concern", "2024-25", "E92000001", "30.5", "195,555 of 640,240"),
    ("section-42-share-of-enquiries", "2024-25", "E92000001", "94.7", "185,270 of 195,555"),
    (
      "safeguarding-concerns-per-100000", "2024-25", "E92000001", "1378.7",
      "640,240 over 46,437,085 people of mid-2024"
    ),
    (
      "safeguarding-concerns-per-100000", "2020-21", "E12000008", "1219.3",
      "88,210 over 7,234,655 people of mid-2020"
    ),
    (
      "dols-received-per-100000", "2023-24", "E92000001", "715.9",
      "332,455 over 46,437,085 people of mid-2024"
    ),
    ("dols-months-to-clear", "2023-24", "E92000001", "4.6", "123,790 of 323,870"),
    ("dols-fully-assessed-percent", "2023-24", "E92000001", "45.1", "145,945 of 323,870"),
    ("long-term-support-reviewed-in-year", "2019-20", "E92000001", "60.8", "288,045 of 474,115"),
  ])
  func areWorkedOutFromCounts(measure: String, year: String, area: String, value: String, counts: String)
    throws
  {
    let found = try #require(try figure(measure, year, area))
    #expect(found.outcome?.description == value)
    #expect(found.derived?.counts == counts)
  }

  /// Councils' counts are rounded to 5, and a sum of 153 of them may be 382 out.
  @Test func carryTheRoundingOfTheirCounts() throws {
    let england = try #require(try figure("people-in-long-term-support-per-100000", "2025-26"))
    #expect(england.numerator == 684_890 && england.outcome?.description == "1474.9")
    #expect(england.derived?.least.description == "1474.1" && england.derived?.most.description == "1475.7")
    let council = try #require(try figure("people-in-long-term-support-per-100000", "2025-26", "E09000002"))
    #expect(council.outcome?.description == "1587.7")
    #expect(council.derived?.least.description == "1586.2" && council.derived?.most.description == "1589.2")
  }

  /// 228,006 and 191,032 adults of mid-2024; the councils of a combined authority, and of a county that became two.
  @Test(arguments: [
    ("E10000006", 419_038, "2 councils together"), ("E47000003", 1_894_081, "5 councils together"),
  ])
  func addUpTheCouncilsOfAGroup(area: String, adults: Int, words: String) throws {
    let day = try #require(Day(iso: "2026-03-31"))
    let people = workspace.populations.figure("adults-18-and-over", area: area, asOf: day)
    #expect(people?.value.number?.units == adults)
    let found = try #require(try figure("people-in-long-term-support-per-100000", "2025-26", area))
    #expect(found.denominator == adults)
    #expect(found.derived?.counts.hasSuffix(words) == true)
    let members = try #require(workspace.areas[area].flatMap { workspace.areas.members(of: $0, on: day) })
    let parts = try members.map {
      try figure("people-in-long-term-support-per-100000", "2025-26", $0.code)?.numerator ?? 0
    }
    #expect(found.numerator == parts.reduce(0, +))
  }

  @Test func leaveAPublishedFigureAsItIs() throws {
    let published = try #require(try figure("dols-received-per-100000", "2016-17"))
    #expect(published.outcome?.description == "492" && published.derived == nil)
  }

  /// No population of the year is held, and none is declared to stand in for it.
  @Test func needThePopulationOfTheYear() throws {
    #expect(try figure("dols-received-per-100000", "2022-23") == nil)
    #expect(try figure("dols-months-to-clear", "2022-23") != nil)
  }

  /// A region is summed only where every one of its councils has a count.
  @Test(arguments: [false, true]) func sumAllCouncilsOrNone(isOneMissing: Bool) throws {
    let year = FinancialYear(startYear: 2025)
    let councils = workspace.areas.councils(in: "E12000001", on: year.end)
    let given = isOneMissing ? Array(councils.dropLast()) : councils
    let header =
      "measure_code,time_period,geographic_level,area_code,numerator,denominator,respondents,margin_of_error,outcome,status\n"
    let lines = given.map {
      "people-in-long-term-support-on-31-march,2025-26,Local authority,\($0.code),z,z,z,z,100,\n"
    }
    let (figures, findings) = PublishedFigures.read(
      try TextTable.read(Array((header + lines.joined()).utf8), path: "c.csv"))
    #expect(findings.isEmpty)
    let note = try #require(workspace.catalogue.comparators["cld-2025-26"]?.value)
    let derived =
      DerivedComparators(
        [(figures, note)], workspace.catalogue, workspace.areas, workspace.populations
      ).figures["people-in-long-term-support-per-100000"] ?? []
    let region = derived.first { $0.area == "E12000001" }
    #expect(region?.numerator == (isOneMissing ? nil : 100 * councils.count))
    let others = derived.filter { !$0.area.hasPrefix("E47") }
    #expect(others.count == given.count + (isOneMissing ? 0 : 1))
  }
}
