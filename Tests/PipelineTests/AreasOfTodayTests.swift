import Declarations
import Findings
import FoundationEssentials
import Periods
import Runs
import Tables
import Testing
import Tools

/// public/22: councils whose code or boundary has changed, asked for by a code of another time.
@Suite struct AreasOfTodayTests {
  private func run(_ area: String, _ asOf: String = "2026-10-31") throws -> (
    outcome: RunOutcome, rows: [[String: String]]
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let request = RunRequest(
      pipeline: "nightly", inputFolder: TablesTests.input, asOf: try #require(Day(iso: asOf)), area: area,
      output: folder.path)
    let outcome = try runPipeline(request, in: ExampleCouncil.workspace.get())
    return (outcome, try ExampleCouncil.table(file: folder.appending(path: "comparison.csv").path))
  }

  private func rates(_ rows: [[String: String]]) -> [[String: String]] {
    rows.filter { $0["unit"] == "per-100000" && $0["breakdown"] == "Total" }
  }

  /// Barnsley, Sheffield and North Yorkshire: their people and their published years are under earlier codes.
  @Test(arguments: ["E08000038", "E08000039", "E06000065"])
  func aCouncilWithANewCodeHasItsPopulationAndItsPublishedYears(code: String) throws {
    let (outcome, rows) = try run(code)
    #expect(!outcome.findings.contains { ["RUN-055", "RUN-056", "AGG-003"].contains($0.code.rawValue) })
    let rates = rates(rows)
    #expect(rates.count > 5)
    #expect(rates.allSatisfy { $0["value"] != "x" && $0["population"]?.contains("mid-2024") == true })
    let workspace = try ExampleCouncil.workspace.get()
    let published = workspace.comparators.figures(of: "quality-of-life-users", area: code)
    #expect(published.count > 8, "years under every code are one series")
    let old = workspace.areas.codes(of: code).dropFirst()
    #expect(old.count == 1)
    for earlier in old {
      #expect(workspace.comparators.figures(of: "quality-of-life-users", area: earlier) == published)
    }
  }

  @Test(arguments: [
    ("E08000016", "E08000038", "E08000016 is E08000038, Barnsley since 2025-04-01; the run is of that"),
    (
      "E10000023", "E06000065", "E10000023 is E06000065, North Yorkshire since 2023-04-01; the run is of that"
    ),
    (
      "E10000002", "E06000060", "E10000002 is E06000060, Buckinghamshire since 2020-04-01; the run is of that"
    ),
  ])
  func aCodeThatHasEndedStandsForTheOneAfterIt(old: String, new: String, message: String) throws {
    let (outcome, rows) = try run(old)
    #expect(outcome.findings.filter { $0.code == "RUN-055" }.map(\.message) == [message])
    #expect(Set(rows.map { $0["area_code"] }) == [new])
    #expect(rates(rows).allSatisfy { $0["value"] != "x" })
  }

  @Test func aCouncilThatHasEndedHasNoRateSinceAndItsSuccessorsAreNamed() throws {
    let (outcome, rows) = try run("E10000009")
    let said = outcome.findings.filter { $0.code == "RUN-056" }
    #expect(
      said.map(\.message) == ["Dorset County (E10000009) ended on 2019-03-31, so it has no rates after that"]
    )
    #expect(
      said.map(\.hint) == [
        "the councils since then are Bournemouth, Christchurch and Poole (E06000058) and Dorset (E06000059): give one of these with --area"
      ])
    let rates = rates(rows)
    #expect(rates.count > 5)
    #expect(rates.allSatisfy { $0["value"] == "x" && $0["population"] == "" })
    // What is counted and is no rate is not in doubt for that.
    #expect(rows.contains { $0["unit"] == "count" && $0["value"] != "x" && $0["value"] != "0" })
  }

  /// Cumberland and Westmorland and Furness have together the boundary that Cumbria had.
  @Test func aCouncilWhoseBoundaryIsThatOfItsSuccessorsGoesOnAsTheirSum() throws {
    let (outcome, rows) = try run("E10000006")
    let said = outcome.findings.filter { $0.code == "RUN-059" }
    #expect(
      said.map(\.message) == [
        "Cumbria (E10000006) ended on 2023-03-31, so the run is of Cumberland (E06000063) and Westmorland and Furness (E06000064) together"
      ])
    let rates = rates(rows)
    #expect(rates.count > 5 && rates.allSatisfy { $0["value"] != "x" && $0["population"] != "" })
  }

  /// A combined authority: the sum of its councils' populations, beside its region and England.
  @Test func aGroupOfCouncilsCanBeOurs() throws {
    let (outcome, rows) = try run("E47000003")
    #expect(!outcome.findings.contains { $0.code == "RUN-056" })
    let rates = rates(rows)
    #expect(rates.count > 5 && rates.allSatisfy { $0["value"] != "x" })
    #expect(rows.contains { $0["yorkshire_and_the_humber_value"].map { $0 != "z" && $0 != "x" } ?? false })
  }

  @Test func beforeItsEndACouncilIsItself() throws {
    let (outcome, rows) = try run("E10000006", "2023-03-31")
    #expect(!outcome.findings.contains { ["RUN-055", "RUN-056", "RUN-059"].contains($0.code.rawValue) })
    // Nearly every record of the example is from later, so that its extracts are refused.
    #expect(rates(rows).contains { $0["notes"] == "the extract of Assessments was refused" })
    #expect(!rates(rows).contains { $0["notes"]?.contains("ended on") == true })
  }

  @Test(arguments: ["E10000025 ", "e10000025", "oxfordshire"])
  func anAreaIsFoundHoweverItIsWritten(area: String) throws {
    let (_, rows) = try run(area)
    #expect(Set(rows.map { $0["area_code"] }) == ["E10000025"])
  }
}
