import FoundationEssentials
import Runs
import Testing
import Tools

/// One rule decides what needs attention, the same in every pipeline of a day; what a run cannot look for it says.
@Suite struct AttentionTests {
  /// The overview's list under a heading: titles of measures with their reasons.
  private static func list(_ id: String, of files: [String: [UInt8]]) throws -> [String: String] {
    var out: [String: String] = [:]
    for item in try section(id, of: files).split(separator: "<li>").dropFirst() {
      // A link's words for a screen reader say the title again.
      let shown = item.replacing(/<span class="hide">[^<]*<\/span>/, with: "").replacing(/<[^>]+>/, with: "")
      let parts = shown.split(separator: ", ", maxSplits: 1)
      let title = try #require(parts.first?.split(separator: ": ").first)
      // A figure that a table shows leads to it; one that none shows says its period.
      out[String(title)] = parts.count > 1 ? String(parts[1].replacing(/\s+$/, with: "")) : ""
    }
    return out
  }

  private static func section(_ id: String, of files: [String: [UInt8]]) throws -> Substring {
    let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    let start = try #require(page.firstRange(of: "id=\"\(id)\""))
    return page[start.upperBound...].split(separator: "<h2", maxSplits: 1)[0]
  }

  private static func titles(of files: [String: [UInt8]]) throws -> Set<String> {
    let rows = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    return Set(rows.compactMap { $0["title"] })
  }

  /// They show other periods, other areas and other months: weeks, months, quarters and years; with months back and without.
  @Test(arguments: ["weekly", "tiles", "scorecard", "dashboard", "safeguarding-board"])
  func twoPipelinesOfADayGiveTheSameListForTheMeasuresTheyShare(_ pipeline: String) throws {
    let nightly = try Self.nightly.get().files
    let other = try ExampleCouncil.run(pipeline, input: TablesTests.input, asOf: "2026-10-31").files
    let shared = try Self.titles(of: nightly).intersection(Self.titles(of: other))
    #expect(shared.count > 10)
    let expected = try Self.list("attention", of: nightly).filter { shared.contains($0.key) }
    let found = try Self.list("attention", of: other).filter { shared.contains($0.key) }
    #expect(found == expected && !found.isEmpty, "\(pipeline)")
  }

  private static let nightly = Result {
    try ExampleCouncil.run("nightly", input: TablesTests.input, asOf: "2026-10-31")
  }

  /// Months that no page of the pipeline charts: the list of tiles has a measure for its last month alone.
  @Test func monthsAreLookedAtWhereNoneAreCharted() throws {
    let tiles = try ExampleRuns.tiles.get().files
    #expect(tiles["pages/table-trends.html"] == nil)
    let list = try Self.list("attention", of: tiles)
    #expect(list.values.contains { $0.hasPrefix("more than ordinary variation") })
    // What is printed of them is in the file of every figure that is.
    let figures = try ExampleCouncil.table(tiles["figures.csv"], "figures.csv")
    #expect(
      figures.contains { $0["measure"] == "dols-completed-longest-days" && $0["period_end"] == "2025-01-31" })
  }

  @Test func aRunForPublicationSaysWhatItDidNotLookAt() throws {
    let run = try ExampleCouncil.run("self-assessment", input: TablesTests.input, asOf: "2026-10-31")
    let text = try Self.section("attention", of: run.files)
    #expect(text.contains("Targets were not examined: no measure of this run has one."))
    #expect(text.contains("Months were not examined: a run for publication prints only the months"))
    #expect(text.contains("Nothing that was examined needs attention."))
    #expect(!text.contains("Nothing needs attention by this rule"))
  }

  /// Without targets nobody can be an exception or change a status: in pages, workbooks, files and on the terminal.
  @Test(arguments: ["scorecard", "dashboard"])
  func withoutTargetsNoExceptionWasLookedFor(_ pipeline: String) throws {
    let project = try CopiedProject()
    try FileManager.default.removeItem(atPath: "\(project.root)/data/targets")
    let (files, outcome) = try ExampleCouncil.run(
      pipeline, input: TablesTests.input, asOf: "2026-10-31", root: project.root)
    let why = "Exceptions were not examined: no measure of this table has a target."
    #expect(outcome.report.contains(why) && !outcome.report.contains("No exceptions."))
    let page = String(decoding: try #require(files["pages/table-exceptions.html"]), as: UTF8.self)
    #expect(page.contains("<p>\(why)</p>"))
    #expect(try Self.section("attention", of: files).contains("Targets were not examined"))
    #expect(try TablesTests.rows(files, "exceptions").isEmpty)
  }

  @Test func aStatusOfFewCasesCarriesTheirNumberEverywhere() throws {
    let (files, outcome) = try ExampleRuns.scorecard.get()
    let few = "few cases: 11 of 22"
    let card = try #require(
      try TablesTests.rows(files, "scorecard").first {
        $0["Measure"] == "Assessments completed within 28 days"
      })
    #expect(card["Status"] == "red" && card["Status: note"] == "(\(few))")
    #expect(card["Actual"] == "50.0" && card["Actual: note"] == "u")
    #expect(outcome.report.contains("50.0% [u]") && outcome.report.contains("■ Red (\(few))"))
    let page = String(decoding: try #require(files["pages/table-scorecard.html"]), as: UTF8.self)
    #expect(page.contains("50.0% [u]") && page.contains("■ Red (\(few))"))
    let reasons = try Self.list("attention", of: files)["Assessments completed within 28 days"]
    #expect(reasons?.contains("red in 2026-10: 50.0% (\(few)) against a target of") == true)
    // One of many cases says no more than its status.
    let many = try #require(
      try TablesTests.rows(files, "scorecard").first {
        $0["Measure"] == "People in long-term support whose review is overdue"
      })
    #expect(many["Status: note"] == "" && many["Actual: note"] == "")
  }

  /// By the one declared number, wherever the figure is printed.
  @Test func aShareOfFewIsUnreliableInEveryForm() throws {
    let (files, outcome) = try ExampleRuns.tiles.get()
    let rows = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let standard = try #require(
      rows.first {
        $0["measure"] == "dols-standard-in-21-days" && $0["period_kind"] == "month"
          && $0["breakdown"] == "Total"
      })
    let denominator = try #require(standard["denominator"].flatMap { Int($0) })
    #expect(denominator < 30 && standard["shorthand"] == "p u", "\(standard)")
    let value = try #require(standard["value"])
    let table = try #require(
      try TablesTests.rows(files, "tiles").first {
        $0["Measure"] == "Standard applications completed within 21 days"
      })
    #expect(table["Value"] == value && table["Value: note"] == "u")
    for path in [
      "pages/table-tiles.html", "pages/table-dols.html", "pages/measure-dols-standard-in-21-days.html",
    ] {
      let page = String(decoding: try #require(files[path]), as: UTF8.self)
      #expect(page.contains("\(value)% [u]") || page.contains("\(value)</strong> [u]"), "\(path)")
    }
    #expect(outcome.report.contains("\(value)% [u]"))
    // Enough cases are not marked.
    for row in rows where row["unit"] == "percent" && row["breakdown"] == "Total" {
      guard let cases = row["denominator"].flatMap({ Int($0) }), row["value"] != "x", row["value"] != "z"
      else {
        continue
      }
      #expect((row["shorthand"]?.contains("u") == true) == (cases < 30), "\(row["measure"] ?? "") \(cases)")
    }
  }
}
