import Declarations
import FoundationEssentials
import Runs
import TestKit
import Testing
import Tools

/// What each measure can be compared with, and why not.
@Suite struct CoverageTests {
  let workspace: Workspace

  init() throws { workspace = try ExampleCouncil.workspace.get() }

  @Test func thePageIsThatOfTheNightlyRun() throws {
    let page = coveragePage(
      try coverage(of: "nightly", in: workspace), of: "the pipeline nightly", in: workspace)
    try expectGolden(page, "../../../docs/coverage.md")
  }

  @Test func manyMeasuresHaveAFigureToBeComparedWith() throws {
    let rows = try coverage(of: "nightly", in: workspace)
    func count(_ level: Comparability.Absence.Level) -> Int {
      rows.count { $0.level == level && $0.figure != nil }
    }
    #expect(count(.england) >= 25 && count(.regions) >= 6 && count(.councils) >= 4)
    let twins = rows.filter { $0.level == .england && $0.absence?.comparedAs != nil }
    #expect(twins.count >= 10)
    for row in twins {
      let twin = row.absence?.comparedAs?.value
      #expect(
        rows.contains { $0.measure == twin && $0.level == .england && $0.figure != nil }, "\(row.measure)")
    }
  }

  /// Of every measure of the project, something is said at every level, and it is still true.
  @Test func everyAbsenceIsExplainedAndNoneIsStale() throws {
    let rows = try coverage(of: nil, in: workspace)
    #expect(rows.count == 3 * workspace.catalogue.measures.all.count)
    for row in rows {
      #expect(!row.isUnexplained, "\(row.measure) \(row.level)")
      guard row.figure != nil else { continue }
      #expect(
        workspace.catalogue.absence(of: row.measure, at: row.level) == nil,
        "\(row.measure) has a figure of \(row.level) and a reason why not")
    }
  }

  /// The tables say which figures are not held and which nobody publishes, and how many there are.
  @Test func tablesEndWithWhatTheyCanBeComparedWith() throws {
    let run = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31")
    let table = try ExampleCouncil.table(run.files["comparison.csv"], "comparison.csv")
    func england(_ measure: String) -> Set<String> {
      Set(
        table.filter { $0["measure"] == measure && $0["breakdown"] == "Total" }.compactMap {
          $0["england_value"]
        })
    }
    #expect(england("dols-urgent-percent") == ["x"])
    #expect(england("assessments-waiting-median-days") == ["z"])
    #expect(england("dols-open") == ["z"])
    #expect(england("dols-open-per-100000") == ["266.6"])
    let measures = Set(table.compactMap { $0["measure"] })
    func count(_ area: String) -> Int {
      Set(
        table.filter { $0["breakdown"] == "Total" && Int($0["\(area)_value"]?.prefix(1) ?? "") != nil }
          .compactMap { $0["measure"] }
      ).count
    }
    #expect(
      run.outcome.report.contains(
        "Figures to compare with, among \(measures.count) measures: \(count("south_east")) of South East, \(count("england")) of England. "
      ))
    #expect(count("england") >= 25 && count("south_east") >= 6)
    let page = String(decoding: try #require(run.files["pages/table-dols.html"]), as: UTF8.self)
    #expect(
      page.contains("[x] not held") && page.contains("[z] not published") && page.contains("[z] a count"))
    #expect(page.contains("Figures to compare with, among "))
  }
}
