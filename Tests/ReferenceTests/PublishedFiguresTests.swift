import Declarations
import Findings
import Periods
import Statistics
import Tables
import Testing

@Suite struct PublishedFigureTables {
  private static let header = """
    measure_code,time_period,geographic_level,area_code,area_name,numerator,denominator,respondents,margin_of_error,outcome,status

    """

  private static func read(_ lines: String) throws -> (figures: PublishedFigures, findings: [String]) {
    let table = try TextTable.read(Array((header + lines).utf8), path: "c.csv")
    let (figures, findings) = PublishedFigures.read(table)
    return (figures, findings.map { "\($0.location?.line ?? 0) \($0.code) \($0.message)" })
  }

  @Test func areFoundByCodeYearAndArea() throws {
    let (figures, findings) = PublishedFigures.read(
      try committedTable("data/comparators/ascof/ascof-2024-25.csv"))
    #expect(findings.isEmpty)
    let year = FinancialYear(startYear: 2024)
    let oxfordshire = try #require(figures.figure("2A", year, area: "E10000025"))
    #expect(
      [oxfordshire.numerator, oxfordshire.denominator, oxfordshire.outcome].map(\.symbol) == [
        "1014", "1360", "74.6",
      ])
    #expect(figures.figure("2D(1)", year, area: "E10000025")?.outcome == .missing(.confidential))
    #expect(figures.figure("2A", FinancialYear(startYear: 2023), area: "E10000025") == nil)
  }

  /// Counts of every year, so that a lost table or council is seen.
  @Test(arguments: [
    ("2015-16", 1002), ("2016-17", 2000), ("2017-18", 1169), ("2018-19", 2000), ("2019-20", 1162),
    ("2020-21", 1162),
    ("2021-22", 2016), ("2022-23", 1176), ("2023-24", 2519), ("2024-25", 3358),
  ])
  func haveAllLinesOfAYear(year: String, count: Int) throws {
    let figures = PublishedFigures.read(try committedTable("data/comparators/ascof/ascof-\(year).csv"))
      .figures
    #expect(figures.all.count == count)
    #expect(figures.all.allSatisfy { $0.timePeriod.description == year })
  }

  @Test(arguments: [
    ("1A,2024,National,E92000001,England,z,z,1,0.1,19.0,", "2 DECL-232 '2024' is not a financial year"),
    ("1A,2024-25,Nation,E92000001,England,z,z,1,0.1,19.0,", "2 DECL-233 'Nation' is not a level"),
    ("1A,2024-25,National,E92000001,England,z,z,1,0.1,,", "2 DECL-234 '' in 'outcome' is not a number"),
    (
      "2A,2024-25,National,E92000001,England,1.5,2,z,z,75.0,",
      "2 DECL-234 '1.5' in 'numerator' is not a whole number"
    ),
    (
      "1A,2024-25,National,E92000001,England,z,z,x,x,x,",
      "2 DECL-236 the status is '' where the outcome is 'x'"
    ),
    (
      "1A,2024-25,National,E92000001,England,z,z,1,0.1,19.0,x",
      "2 DECL-236 the status is 'x' where the outcome is '19.0'"
    ),
  ])
  func sayWhatIsWrongWithALine(line: String, finding: String) throws {
    let (figures, findings) = try Self.read(line)
    #expect(findings == [finding])
    #expect(figures.all.isEmpty)
  }

  @Test func refuseAFigureGivenTwice() throws {
    let line = "1A,2024-25,National,E92000001,England,z,z,1,0.1,19.0,"
    let (figures, findings) = try Self.read(line + "\n" + line)
    #expect(findings == ["3 DECL-235 1A of E92000001 for 2024-25 is given twice"])
    #expect(figures.all.count == 1)
  }
}
