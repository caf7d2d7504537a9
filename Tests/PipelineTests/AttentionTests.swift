import FoundationEssentials
import Runs
import Testing
import Tools

/// One rule decides what needs attention, the same in every pipeline of a day; what a run cannot look for it says.
@Suite struct AttentionTests {
  /// The sentences of the first page under a heading, by measure, in order.
  private static func sentences(_ id: String, of files: [String: [UInt8]]) throws -> [(
    title: String, says: String
  )] {
    try section(id, of: files).split(separator: "<li>").dropFirst().map { item in
      // A link's words for a screen reader say the title again.
      let shown = item.split(separator: "</li>")[0].replacing(/<span class="hide">[^<]*<\/span>/, with: "")
        .replacing(/<[^>]+>/, with: "")
      // A title has no colon before its figure.
      let end = try #require(shown.firstRange(of: ": "))
      return (String(shown[..<end.lowerBound]), String(shown[end.upperBound...]))
    }
  }

  private static func list(_ id: String, of files: [String: [UInt8]]) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try sentences(id, of: files).map { ($0.title, $0.says) })
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
  @Test(
    arguments: [
      "weekly", "tiles", "scorecard", "dashboard", "safeguarding-board", "composition", "outcomes",
    ])
  func everyPipelineOfADayGivesTheSameAnswersForTheMeasuresTheyShare(_ pipeline: String) throws {
    let nightly = try Self.nightly.get().files
    let other = try ExampleCouncil.run(pipeline, input: TablesTests.input, asOf: "2026-10-31").files
    let shared = try Self.titles(of: nightly).intersection(Self.titles(of: other))
    #expect(!shared.isEmpty)
    for id in ["attention", "improved"] {
      let expected = try Self.sentences(id, of: nightly).filter { shared.contains($0.title) }
      let found = try Self.sentences(id, of: other).filter { shared.contains($0.title) }
      #expect(
        Dictionary(uniqueKeysWithValues: found.map { ($0.title, $0.says) })
          == Dictionary(uniqueKeysWithValues: expected.map { ($0.title, $0.says) }), "\(pipeline) \(id)")
    }
  }

  /// What is published is judged by what is printed: no target, no month. Where it says something, it says the same.
  @Test func aPublicationSaysNothingElse() throws {
    let nightly = try Self.list("attention", of: Self.nightly.get().files)
    let published = try Self.list("attention", of: Self.published.get().files)
    #expect(!published.isEmpty)
    for (title, says) in published {
      let whole = try #require(nightly[title], "\(title) needs attention in the publication alone")
      // Its figures are rounded, and point the same way.
      for way in [", up from ", ", down from ", "worse than England"] {
        #expect(says.contains(way) == whole.contains(way), "\(title): \(says) \(whole)")
      }
    }
  }

  /// Everything is in one list and once: nothing that needs attention improved, and no title is there twice.
  @Test(arguments: ["nightly", "self-assessment"])
  func noMeasureIsInTwoLists(_ pipeline: String) throws {
    let files = try (pipeline == "nightly" ? Self.nightly : Self.published).get().files
    let titles = try ["attention", "improved"].flatMap { try Self.sentences($0, of: files).map(\.title) }
    #expect(Set(titles).count == titles.count)
    let shown = try Self.section("attention", of: files).split(separator: "<details>")[0]
    #expect(shown.ranges(of: "<li>").count <= 10)
  }

  private static let nightly = Result {
    try ExampleCouncil.run("nightly", input: TablesTests.input, asOf: "2026-10-31")
  }

  private static let published = Result {
    try ExampleCouncil.run("self-assessment", input: TablesTests.input, asOf: "2026-10-31")
  }

  /// Months that no page of the pipeline charts: the list of tiles has a measure for its last month alone.
  @Test func monthsAreLookedAtWhereNoneAreCharted() throws {
    let tiles = try ExampleRuns.tiles.get().files
    #expect(tiles["pages/table-trends.html"] == nil)
    let list = try Self.list("attention", of: tiles)
    #expect(list.values.contains { $0.contains("above its usual range") })
    // What is printed of them is in the file of every figure that is.
    let figures = try ExampleCouncil.table(tiles["figures.csv"], "figures.csv")
    #expect(
      figures.contains { $0["measure"] == "dols-completed-longest-days" && $0["period_end"] == "2025-01-31" })
  }

  @Test func aRunForPublicationSaysWhatItDidNotLookAt() throws {
    let text = try Self.section("not-judged", of: Self.published.get().files)
    #expect(text.contains("Targets were not examined: no measure of this run has one."))
    #expect(text.contains("Months were not examined: a run for publication prints only the months"))
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
    #expect(try Self.section("not-judged", of: files).contains("Targets were not examined"))
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
    #expect(
      reasons?.contains("missed its targets of over 60% and over 75% in October 2026 (50.0%, 11 of 22 cases)")
        == true)
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
        $0["Measure"] == "Standard DoLS applications completed within 21 days"
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
