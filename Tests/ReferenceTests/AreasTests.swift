import Declarations
import Findings
import Periods
import Statistics
import Tables
import Testing

@Suite struct AreasTable {
  private static func areas() throws -> Areas {
    let (areas, findings) = Areas.read(try committedTable("data/areas/areas.csv"))
    try #require(findings.isEmpty, "\(findings)")
    return areas
  }

  private static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  @Test(arguments: [
    ("2016-04-01", 152, "before any of the changes"), ("2019-03-31", 152, "Bournemouth, Poole and Dorset"),
    ("2019-04-01", 151, "two councils from three"), ("2021-04-01", 152, "Northamptonshire in two"),
    ("2023-04-01", 153, "Cumbria in two"), ("2026-04-01", 153, "no change since"),
  ])
  func knowsWhichCouncilsExistOnADay(day: String, count: Int, why: String) throws {
    #expect(try Self.areas().councils(on: try Self.day(day)).count == count, "\(why)")
  }

  @Test(arguments: [
    ("E12000001", 12), ("E12000002", 24), ("E12000003", 15), ("E12000004", 10), ("E12000005", 14),
    ("E12000006", 11),
    ("E12000007", 33), ("E12000008", 19), ("E12000009", 15),
  ])
  func placesEveryCouncilInARegion(region: String, count: Int) throws {
    #expect(try Self.areas().councils(in: region, on: try Self.day("2025-03-31")).count == count)
  }

  @Test(arguments: [
    ("E92000001", "2026-04-01", 153), ("E12000008", "2025-03-31", 19), ("E47000001", "2026-04-01", 10),
    ("E47000002", "2026-04-01", 4), ("E10000006", "2024-06-30", 2), ("E10000021", "2024-06-30", 2),
  ])
  func anAreaIsMadeOfItsCouncils(code: String, day: String, count: Int) throws {
    let areas = try Self.areas()
    #expect(areas.members(of: try #require(areas[code]), on: try Self.day(day))?.count == count)
  }

  /// Christchurch went from Dorset to a council that Bournemouth and Poole became a part of too. And a council that has
  /// not ended is made of none.
  @Test(arguments: [
    ("E10000009", "2024-06-30"), ("E06000028", "2024-06-30"), ("E10000006", "2022-06-30"),
    ("E10000025", "2024-06-30"),
  ])
  func aCouncilWithAnotherBoundaryIsNotMadeOfThoseAfterIt(code: String, day: String) throws {
    let areas = try Self.areas()
    #expect(areas.members(of: try #require(areas[code]), on: try Self.day(day)) == nil)
  }

  /// Sheffield's and Barnsley's codes of 2025 stand for the earlier ones before.
  @Test func membersHaveTheirCodesOfTheDay() throws {
    let areas = try Self.areas()
    let members = areas.members(of: try #require(areas["E47000002"]), on: try Self.day("2025-06-30"))
    #expect(members?.map(\.code).contains("E08000038") == true)
  }

  @Test(arguments: [
    ("E47000099,Some,Group,,,,,,,,E06000001 E06009999,", "no area has the code 'E06009999'"),
    ("E47000099,Some,Group,,,,,,,,,", "Some is a group without members"),
    ("E12000099,Some,Regional,,,,,,,,E06000001,", "Some has members and is no group"),
  ])
  func aFaultyGroupIsTold(line: String, message: String) throws {
    let header =
      "code,name,level,region,cassr,council_type,valid_from,valid_to,continued_by,replaced_by,members,note"
    let lines = [
      header, "E06000001,Hartlepool,Local authority,E12000001,111,U,,,,,,",
      "E12000001,North East,Regional,,,,,,,,,",
      line,
    ]
    let text = lines.joined(separator: "\n") + "\n"
    let table = try TextTable.read(Array(text.utf8), path: "areas.csv")
    #expect(Areas.read(table).findings.map(\.message) == [message])
  }

  /// Regions are proven by the populations: DHSC rounds a region to 5 and leaves councils as they are.
  @Test func councilsAddUpToTheirRegion() throws {
    let areas = try Self.areas()
    let populations = try committedPopulations()
    let day = try Self.day("2025-03-31")
    for region in areas.all where region.level == .regional {
      let published = populations.figure("adults-65-and-over", area: region.code, asOf: day)?.value.number?
        .units
      let figures = areas.councils(in: region.code, on: day).compactMap {
        populations.figure("adults-65-and-over", area: $0.code, asOf: day)
      }
      let sum = figures.reduce(0) { $0 + ($1.value.number?.units ?? 0) }
      #expect((-2...2).contains((published ?? 0) - sum), "\(region.name)")
    }
  }

  @Test func namesEveryAreaThatFiguresAreOf() throws {
    let areas = try Self.areas()
    for path in try files(under: "data/comparators", ending: ".csv")
      + files(under: "data/populations", ending: ".csv")
    {
      let table = try committedTable(path)
      let code = try #require(table.column("area_code"))
      let name = try #require(table.column("area_name"))
      let unknown = Set(
        table.rows.filter { areas[$0.cells[code]]?.name != $0.cells[name] }.map { $0.cells[code] })
      #expect(unknown.isEmpty, "\(path)")
    }
  }

  @Test func followsACodeThatChanged() throws {
    let areas = try Self.areas()
    #expect(areas.current("E10000023")?.code == "E06000065")
    #expect(areas.current("E10000025")?.name == "Oxfordshire")
    #expect(areas.current("E10000009")?.code == "E10000009", "Dorset's boundary changed with its code")
    #expect(areas.current("E10009999") == nil)
  }

  @Test func everyCodeOfACouncilIsOneArea() throws {
    let areas = try Self.areas()
    #expect(areas.codes(of: "E08000016") == ["E08000038", "E08000016"])
    #expect(areas.codes(of: "E08000038") == areas.codes(of: "E08000016"))
    #expect(areas.codes(of: "E10000025") == ["E10000025"])
    #expect(areas.isSame("E08000019", "E08000039") && !areas.isSame("E08000019", "E08000038"))
    #expect(areas.current("E08000016", on: try Self.day("2025-03-31"))?.code == "E08000016")
    #expect(areas.current("E08000016", on: try Self.day("2025-04-01"))?.code == "E08000038")
    let cumbria = try #require(areas["E10000006"])
    #expect(areas.successors(of: cumbria).map(\.name) == ["Cumberland", "Westmorland and Furness"])
    #expect(!areas.publishing.contains { $0.code == "E08000016" }, "each council once")
  }

  @Test func codesThatFollowEachOtherInACircleEnd() throws {
    let first = Area(code: "A", name: "A", level: .localAuthority, continuedBy: "B")
    let second = Area(code: "B", name: "B", level: .localAuthority, continuedBy: "A")
    #expect(Areas([first, second]).newestCodes == ["A": "B", "B": "A"])
  }

  @Test func figuresOfEveryCodeAreOneSeries() throws {
    func figure(_ area: String, _ year: Int) -> ComparatorFigure {
      ComparatorFigure(
        measure: "m", area: area, areaName: "Barnsley", year: FinancialYear(startYear: year),
        outcome: FixedPoint(units: year, places: 0), missing: nil, comparators: "p")
    }
    let series = ComparatorSeries(
      [figure("E08000016", 2023), figure("E08000038", 2025), figure("E08000016", 2024)],
      codes: try Self.areas().newestCodes)
    for code in ["E08000016", "E08000038"] {
      #expect(series.figures(of: "m", area: code).map(\.year.startYear) == [2023, 2024, 2025])
    }
  }

  @Test func keepsTheInventedCouncilApart() throws {
    let areas = try Self.areas()
    let invented = try #require(areas["E99000001"])
    #expect(invented.isInvented)
    #expect(areas.region(of: invented)?.name == "South East")
    let day = try Self.day("2025-03-31")
    #expect(!areas.councils(in: "E12000008", on: day).contains(invented))
  }

  @Test func saysWhatIsWrongWithALine() throws {
    let text = """
      code,name,level,region,cassr,council_type,valid_from,valid_to
      E12000008,South East,Regional,,,,,
      E10000025,Oxfordshire,Local authority,E12000088,608,S,,
      E10000016,Kent,Local authority,,820,S,,
      E10000016,Kent again,Local authority,E12000008,820,S,,
      E10000014,Hampshire,Local autority,E12000008,812,S,,
      E06000060,Buckinghamshire,Local authority,E12000008,916,U,1/4/2020,
      """
    let (areas, findings) = Areas.read(try TextTable.read(Array(text.utf8), path: "areas.csv"))
    #expect(areas.all.map(\.code) == ["E12000008", "E10000025", "E10000016"])
    #expect(
      findings.map(\.description) == [
        "areas.csv:5: error[DECL-203]: the code 'E10000016' is on an earlier line too\n = hint: remove one of them",
        "areas.csv:6: error[DECL-202]: 'Local autority' is not a level\n = hint: did you mean 'Local authority'?",
        """
        areas.csv:7: error[DECL-205]: '1/4/2020' in 'valid_from' is not a day
         = hint: write it as 2023-04-01, or leave it blank
        """,
        """
        areas.csv:3: error[DECL-204]: no region has the code 'E12000088'
         = hint: add the region or correct the code
        """,
        """
        areas.csv:4: error[DECL-204]: Kent has no region
         = hint: every council is in a region; give its code
        """,
      ])
  }
}
