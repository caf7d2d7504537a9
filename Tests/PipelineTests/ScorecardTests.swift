import FoundationEssentials
import Runs
import Testing
import Tools

/// The corporate scorecard and the dashboard of the example council.
@Suite struct ScorecardTests {
  private func scorecard() throws -> [String: [UInt8]] {
    try ExampleRuns.scorecard.get().files
  }

  private func number(_ text: String?) -> Int { Int(text ?? "") ?? 0 }

  @Test func ratingCountsAddUpAndPerCentsToAHundred() throws {
    let files = try scorecard()
    let rows = try TablesTests.rows(files, "scorecard")
    let counts = try TablesTests.rows(files, "rag-counts")
    #expect(counts.map { $0["Reported"] } == ["Monthly", "Quarterly", "All"])
    for row in counts {
      let states = row.keys.filter { $0.hasSuffix(", %") }
      #expect(states.count >= 6)
      #expect(states.map { number(row[String($0.dropLast(3))]) }.reduce(0, +) == number(row["Total"]))
      #expect(states.map { number(row[$0]) }.reduce(0, +) == 100)
    }
    let all = try #require(counts.last)
    #expect(counts.dropLast().map { number($0["Share of all"]) }.reduce(0, +) == 100)
    #expect(number(all["Total"]) == rows.count && all["Share of all"] == "100")
    for (column, status) in [
      ("Green", "green"), ("Amber", "amber"), ("Red", "red"), ("Monitoring only", "monitoring-only"),
      ("Not judged", "not-judged"), ("Data missing", "data-missing"),
      ("Nothing to measure", "nothing-to-measure"),
    ] { #expect(number(all[column]) == rows.count { $0["Status"] == status }, "\(column)") }
    let trend = try TablesTests.rows(files, "rag-trend")
    #expect(trend.map { $0["Month"] } == ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"])
    for rating in ["Green", "Amber", "Red"] { #expect(trend.last?[rating] == all[rating]) }
  }

  @Test func actualsEqualTheAnswerKey() throws {
    let rows = try TablesTests.rows(try scorecard(), "scorecard")
    func actual(_ title: String, _ column: String = "Actual") throws -> String {
      try #require(rows.first { $0["Measure"] == title }?[column])
    }
    #expect(try actual("Assessments completed") == TablesTests.answer("assessments-completed", "month"))
    #expect(
      try actual("Assessments completed", "Actual to date")
        == TablesTests.answer("assessments-completed", "year-to-date"))
    #expect(
      try actual("Assessments completed within 28 days", "Actual to date")
        == TablesTests.answer("assessments-completed-in-28-days", "year-to-date"))
    // A stock at the end of October is the stock of its last day, for the year to date too.
    #expect(try actual("Assessments waiting") == TablesTests.answer("assessments-waiting", "day"))
    #expect(
      try actual("Assessments waiting", "Actual to date") == TablesTests.answer("assessments-waiting", "day"))
  }

  @Test func anOverrideStandsBesideTheComputedStatus() throws {
    let rows = try TablesTests.rows(try scorecard(), "scorecard")
    let overridden = rows.filter { !($0["Override"] ?? "").isEmpty }
    #expect(overridden.count == 1)
    let row = try #require(overridden.first)
    #expect(
      row["Override"] == """
        ● Green, by Head of safeguarding on 2026-11-06: Three enquiries were paused for police investigations, \
        which the standard allows for.
        """)
    #expect(["amber", "red"].contains(row["Status"]))
  }

  @Test func quartersAreCarriedForwardAndSaySo() throws {
    let rows = try TablesTests.rows(try scorecard(), "scorecard")
    for row in rows {
      let isQuarterly = row["Reported"] == "Quarterly"
      #expect(row["Period"] == (isQuarterly ? "2026-27 Q2 (carried forward)" : "2026-10"))
    }
    #expect(rows.contains { $0["Reported"] == "Quarterly" })
  }

  @Test func exceptionsAreOfTheScorecard() throws {
    let files = try scorecard()
    let rows = try TablesTests.rows(files, "scorecard")
    let exceptions = try TablesTests.rows(files, "exceptions")
    let red = rows.filter { $0["Status"] == "red" }.map { $0["Measure"] ?? "" }
    #expect(Set(red).isSubset(of: Set(exceptions.map { $0["Measure"] ?? "" })))
    #expect(exceptions.allSatisfy { $0["Why"] == "red" || $0["Why"]?.hasPrefix("amber in two") == true })
    for change in try TablesTests.rows(files, "status-changes") {
      #expect(change["Previous"] != change["Now"])
    }
  }

  @Test func theDashboardSaysOutlooksWithTheirAuthors() throws {
    let (files, _) = try ExampleCouncil.run("dashboard", input: TablesTests.input, asOf: "2026-10-31")
    let rows = try TablesTests.rows(files, "dashboard")
    let given = rows.filter { $0["Outlook"] != "Not given" }
    #expect(given.count >= 4)
    #expect(given.allSatisfy { !($0["Outlook by"] ?? "").isEmpty && !($0["Reason"] ?? "").isEmpty })
    #expect(Set(given.compactMap { $0["Outlook"] }) == ["↑", "→", "↓"])
    let cumulative = try #require(rows.first { $0["Measure"] == "Assessments completed" })
    #expect(cumulative["Cumulative"] == "Yes")
    #expect(cumulative["Target"] == "≥125")
    #expect(cumulative["Actual"] == (try TablesTests.answer("assessments-completed", "year-to-date")))
  }

  @Test func theTerminalSaysTheDefaultRule() throws {
    let files = try scorecard()
    let page = String(decoding: try #require(files["pages/table-scorecard.html"]), as: UTF8.self)
    #expect(page.contains("declare no tolerance: the default, amber within 10% of the target, is used."))
    let rows = try TablesTests.rows(files, "scorecard")
    #expect(rows.contains { $0["Rule"]?.contains("the default: no tolerance is declared") == true })
  }
}
