import FoundationEssentials
import Runs
import Testing
import Tools

/// Crossed tables, waiting lists and waterfalls whose extract is missing, refused, short or not mapped: never nought.
@Suite struct LeftOutTests {
  private static let list = "The waiting list 'Assessments' over"
  private static let linked = "first-response-median-days-65-and-over"
  private static let table = "the crossed table 'Waits'"

  /// The nightly pipeline with a crossed table of measures that it does not show over that period.
  private func project() throws -> CopiedProject {
    let project = try CopiedProject()
    try project.edit(
      "pipelines/nightly.json",
      [
        (
          "\"waitingLists\":",
          """
          "crossTables": [ { "crossTable": "waits", "title": "Waits", "dataset": "assessments",
            "by": ["team", "priority"], "period": "financial-year",
            "measures": ["assessments-requested", "carers-assessments-completed"] } ],
          "waitingLists":
          """
        )
      ])
    return project
  }

  private struct Made {
    var run: AbsenceFixture.Run
    var table: [[String: String]]
    var lists: [[String: String]]
    var waterfalls: [[String: String]]
    var overview: String

    init(_ fixture: borrowing AbsenceFixture, _ project: CopiedProject, asOf: String = "2026-10-31") throws {
      run = try fixture.run("nightly", asOf: asOf, root: project.root)
      let folder = "\(fixture.folder)/output"
      func rows(_ path: String) throws -> [[String: String]] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return [] }
        return try ExampleCouncil.table(Array(data), path)
      }
      table = try rows("restricted/tables/waits.csv")
      lists = try rows("waiting-lists.csv").filter { $0["waiting_list"] == "assessments" }
      waterfalls = try rows("waterfalls.csv")
      overview =
        FileManager.default.contents(atPath: "\(folder)/index.html").map {
          String(decoding: $0, as: UTF8.self)
        } ?? ""
    }

    /// Whether the overview and a finding say it.
    func says(_ title: String, _ reason: String) -> Bool {
      overview.contains("\(title): \(reason)".replacing("'", with: "&#39;"))
        && run.findings.contains {
          $0["code"] == "AGG-037"
            && $0["message"]?.lowercased() == "\(title) is left out: \(reason)".lowercased()
        }
    }
  }

  @Test func whatAWholeExtractGivesIsAllThere() throws {
    let made = try Made(try AbsenceFixture(), try project())
    #expect(made.table.contains { $0["assessments-requested"].flatMap { Int($0) }.map { $0 > 0 } == true })
    #expect(Set(made.lists.map { $0["period_kind"] }) == ["month", "year-to-date", "rolling-12-months"])
    #expect(made.waterfalls.contains { $0["measure"] == Self.linked })
    #expect(!made.run.codes().contains("AGG-037"))
  }

  @Test(arguments: [true, false]) func aMissingOrRefusedExtractLeavesThemOutWithAWord(_ isThere: Bool) throws
  {
    let fixture = try AbsenceFixture()
    let header = try fixture.lines("assessments.csv")[0]
    try FileManager.default.removeItem(atPath: "\(fixture.input)/assessments.csv")
    if isThere { try fixture.write([header], to: "assessments.csv") }
    let made = try Made(fixture, try project())
    #expect(made.table.isEmpty && made.lists.isEmpty)
    let why =
      isThere ? "the extract of Assessments was refused" : "its extract, or a column of it, is missing"
    #expect(made.says("\(Self.list) 2026-10", why))
    #expect(made.says(Self.table.prefix(1).uppercased() + Self.table.dropFirst(), why))
    let read = try #require(made.run.reading(Self.linked, "rolling-12-months"))
    #expect(read["value"] == "x")
    #expect(!made.waterfalls.contains { $0["measure"]?.hasPrefix("first-response") == true })
  }

  @Test func aShortExtractLeavesOutThePeriodsThatItDoesNotReach() throws {
    let fixture = try AbsenceFixture()
    try fixture.keep("Date Requested", of: "assessments.csv") { $0 >= "2026-01-01" }
    let made = try Made(fixture, try project())
    let why = "before the extract of Assessments begins (2026-01)"
    // The last financial year has months without an extract.
    #expect(!made.table.isEmpty)
    #expect(
      made.table.allSatisfy {
        $0["assessments-requested"] == "[x]" && $0["assessments-requested_numerator"] == ""
      })
    #expect(made.says("Assessments asked for of \(Self.table)", why))
    #expect(Set(made.lists.map { $0["period_kind"] }) == ["month", "year-to-date"])
    #expect(made.says("\(Self.list) 12 months to 2026-10-31", why))
  }

  @Test func whatIsNotMappedLeavesOutTheMeasureThatReadsIt() throws {
    let fixture = try AbsenceFixture()
    try fixture.change("Type of Assessment", of: "assessments.csv") {
      $0.lowercased().contains("carer") ? "Looked after somebody" : $0
    }
    let made = try Made(fixture, try project())
    #expect(!made.table.isEmpty)
    #expect(made.table.allSatisfy { $0["carers-assessments-completed"] == "[x]" })
    #expect(made.table.contains { $0["assessments-requested"] != "[x]" }, "it reads no type")
  }

  @Test func aWaterfallThatLeadsToNoFigureIsNotDrawnAndSaysWhy() throws {
    let fixture = try AbsenceFixture()
    try fixture.keep("Event Start Date", of: "support-services.csv") { $0 >= "2026-01-01" }
    let made = try Made(fixture, try project())
    let measure = Self.linked
    #expect(made.run.reading(measure, "rolling-12-months")?["value"] == "x")
    #expect(
      !made.waterfalls.contains { $0["measure"] == measure && $0["period_kind"] == "rolling-12-months" })
    let card = try #require(
      FileManager.default.contents(atPath: "\(fixture.folder)/output/pages/measure-\(measure).html"))
    #expect(String(decoding: card, as: UTF8.self).contains("<p>Not drawn: before the extract of"))
  }
}
