import Declarations
import Findings
import FoundationEssentials
import Periods
import Statistics
import Tables
import Testing

/// All committed populations.
func committedPopulations() throws -> Populations {
  var populations = Populations()
  for path in try files(under: "data/populations", ending: ".csv") {
    let note = try JSONDecoder().decode(
      PopulationsNote.self, from: Data(try committed(String(path.dropLast(3)) + "json")))
    let findings = populations.read(try committedTable(path), note: note)
    try #require(findings.isEmpty, "\(findings)")
  }
  return populations
}

@Suite struct PopulationTables {
  @Test(arguments: [
    ("adults-18-to-64", "E92000001", "2020-06-30", "33992831", "mid-2020"),
    ("adults-65-and-over", "E10000025", "2024-06-29", "130189", "mid-2020"),
    ("adults-65-and-over", "E10000025", "2025-03-31", "139999", "mid-2024"),
    ("adults-18-and-over", "E12000008", "2025-03-31", "7619025", "mid-2024"),
    ("adults-18-to-64", "E06000017", "2025-03-31", "22482", "mid-2024"),
    ("adults-65-and-over", "E06000065", "2021-03-31", "154958", "mid-2020"),
    ("adults-18-and-over", "E99000001", "2025-03-31", "81000", "mid-2024"),
  ])
  func giveTheLatestFigureNotAfterADay(
    population: String, area: String, day: String, value: String, date: String
  ) throws {
    let asOf = try #require(Day(iso: day))
    let figure = try #require(try committedPopulations().figure(population, area: area, asOf: asOf))
    #expect(figure.value.symbol == value)
    #expect(figure.referenceDate == date)
  }

  @Test func giveNothingBeforeTheFirstDate() throws {
    let asOf = try #require(Day(iso: "2020-06-29"))
    #expect(try committedPopulations().figure("adults-18-to-64", area: "E92000001", asOf: asOf) == nil)
  }

  @Test func keepEditionsApart() throws {
    let populations = try committedPopulations()
    #expect(
      populations.all("adults-18-to-64", area: "E10000025").map(\.vintage) == [
        "mid-2020 estimates, Census 2011 base", "mid-2024 estimates, Census 2021 base",
      ])
    #expect(populations.all("adults-18-to-64", area: "E99000001").map(\.vintage) == ["invented"])
    #expect(populations.ids == ["adults-18-and-over", "adults-18-to-64", "adults-65-and-over"])
  }

  @Test func sayWhatIsWrongWithALine() throws {
    let text = """
      population,area_code,value
      adults-18-to-64,E92000001,12.5
      adults-18-to-64,E92000001,
      adults-18-to-64,E92000001,100
      adults-18-to-64,E92000001,101
      """
    let note = """
      {"populations": "a", "title": "", "publisher": "", "referenceDate": "mid-2024", "vintage": "", "licence": "",
       "attribution": "", "obtainedFrom": "", "transformation": ""}
      """
    var populations = Populations()
    let table = try TextTable.read(Array(text.utf8), path: "p.csv")
    let decoded = try JSONDecoder().decode(PopulationsNote.self, from: Data(note.utf8))
    #expect(
      populations.read(table, note: decoded).map { "\($0.location?.line ?? 0) \($0.code) \($0.message)" } == [
        "2 DECL-212 '12.5' is not a number of people", "3 DECL-212 '' is not a number of people",
        "5 DECL-213 adults-18-to-64 of E92000001 for mid-2024 is given twice",
      ])
    var other = decoded
    other.referenceDate = Located("June 2024")
    var empty = Populations()
    #expect(
      empty.read(table, note: other).map(\.message) == [
        "the note's reference date 'June 2024' is not a mid-year"
      ])
  }

  /// Of four councils one has a population of another edition and one has none: groups with either have none.
  @Test func areAddedUpWhereEveryCouncilHasOne() throws {
    let header =
      "code,name,level,region,cassr,council_type,valid_from,valid_to,continued_by,replaced_by,members,note\n"
    let councils = ["A", "B", "C", "D"].map { "\($0),\($0),Local authority,R,1,U,,,,,,\n" }.joined()
    let groups =
      "AB,Two,Group,,,,,,,,A B,\nBC,One,Group,,,,,,,,B C,\nAD,None,Group,,,,,,,,A D,\nR,Region,Regional,,,,,,,,,\n"
    let areas = Areas.read(
      try TextTable.read(Array((header + councils + groups).utf8), path: "areas.csv"))
    #expect(areas.findings.isEmpty)
    let note = """
      {"populations": "a", "title": "", "publisher": "", "referenceDate": "mid-2024", "vintage": "v", "licence": "",
       "attribution": "", "obtainedFrom": "", "transformation": ""}
      """
    var populations = Populations()
    let table = try TextTable.read(
      Array("population,area_code,value\nadults,A,100\nadults,B,20\n".utf8), path: "p.csv")
    #expect(
      populations.read(table, note: try JSONDecoder().decode(PopulationsNote.self, from: Data(note.utf8)))
        .isEmpty)
    // Another edition of the same date, of another council: the sum is of the edition of its own councils.
    let other = note.replacing("\"vintage\": \"v\"", with: "\"vintage\": \"other\"")
    let late = try TextTable.read(Array("population,area_code,value\nadults,C,5\n".utf8), path: "q.csv")
    #expect(
      populations.read(late, note: try JSONDecoder().decode(PopulationsNote.self, from: Data(other.utf8)))
        .isEmpty)
    populations.addSums(of: areas.areas)
    #expect(populations.all("adults", area: "AB").map(\.vintage) == ["v"])
    #expect(populations.all("adults", area: "AB").map { $0.value.symbol } == ["120"])
    for area in ["BC", "AD", "R"] { #expect(populations.all("adults", area: area).isEmpty, "\(area)") }
  }
}
