import Findings
import FoundationEssentials
import Runs
import Testing
import Tools

/// Figures that come in from other systems, through a whole run.
@Suite struct ReadingsTests {
  private static func run(
    _ text: String, _ pipeline: String = "monthly-scorecard", asOf: String = "2026-10-31"
  ) throws -> (files: [String: [UInt8]], outcome: RunOutcome) {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: "readings.csv"))
    return try ExampleCouncil.run(pipeline, input: folder.path, asOf: asOf)
  }

  private static func rows(_ files: [String: [UInt8]], _ measure: String) throws -> [[String: String]] {
    try ExampleCouncil.table(files["comparison.csv"], "comparison.csv").filter { $0["measure"] == measure }
  }

  private static func value(_ files: [String: [UInt8]], _ measure: String) throws -> String? {
    try rows(files, measure).first { $0["period"] == "2026-10" }?["value"]
  }

  /// Each with its line and what to do, and the rest counts.
  @Test func whatCannotBeReadIsReportedAndTheRestCounts() throws {
    let lines = [
      ("contacts-received,2026-10,2100,,,", nil),
      ("contacts-received,Oct-26,2200,,,", "PUB-005"),
      ("contacts-received,2026-13,1,,,", "PUB-006"),
      ("contacts-received,31/02/2026,1,,,", "PUB-006"),
      ("contacts-ended-with-information,2026-10,,8,5,", "PUB-008"),
      ("contacts-ended-with-information,2026-10,,8,-5,", "PUB-008"),
      ("home-care-hours-a-week,2026-10-31,1000,,,minutes", "PUB-007"),
      ("home-care-hours-a-week,2026-10-31,1000.5,,,Hours", nil),
      ("agency-spend,2026-10,210,,,£k", "PUB-007"),
      ("contact-received,2026-10,1,,,", "PUB-002"),
      ("people-with-telecare,2026-10,,,,", "PUB-002"),
      ("telecare-people,2026-10,,,,", "PUB-013"),
      ("compliments-received,2026-04,10,,,", nil), ("compliments-received,2026-05,10,,,", nil),
      ("compliments-received,2026-06,10,,,", nil), ("compliments-received,2026-27 Q1,31,,,", "PUB-012"),
      ("complaints,2026-10,x,,,", "CELL-004"),
      ("stage-1-complaints-answered-in-time,2026-10,85,3,4,", "PUB-010"),
      ("forecast-revenue-variance-percent,2026-10,-0.2,,,%", nil),
    ]
    let (files, outcome) = try Self.run(
      "measure,period,value,numerator,denominator,unit\n" + lines.map(\.0).joined(separator: "\n") + "\n")
    let found = outcome.findings.filter {
      $0.location?.path == "readings.csv" && $0.code.rawValue.hasPrefix("PUB")
    }
    let told = Set(found.map { "\($0.location?.line ?? 0) \($0.code.rawValue)" })
    let wanted = lines.enumerated().compactMap { number, line -> String? in
      guard let code = line.1, code.hasPrefix("PUB") else { return nil }
      return "\(number + 2) \(code)"
    }
    #expect(told.isSuperset(of: wanted), "\(Set(wanted).subtracting(told))")
    #expect(told.subtracting(wanted) == ["18 PUB-002"], "no measure is called complaints")
    #expect(found.allSatisfy { $0.hint?.isEmpty == false && $0.field != nil })
    #expect(try Self.value(files, "contacts-received") == "2100")
    #expect(try Self.value(files, "home-care-hours-a-week") == "1001")
    #expect(try Self.value(files, "stage-1-complaints-answered-in-time") == "75.00")
    #expect(try Self.value(files, "contacts-ended-with-information") == "x")
    let misspelt = try #require(found.first { $0.location?.line == 11 })
    #expect(misspelt.hint == "did you mean 'contacts-received'?")
  }

  /// Of two figures for one key, a revised one stands before a provisional one, and one given out later before both.
  @Test(arguments: [
    ("p,", "r,", "12"), ("r,", "p,", "10"), (",", "p,", "10"), ("p,2026-11-02", "p,2026-11-09", "12"),
    (",2026-11-09", "r,2026-11-02", "10"),
  ]) func theLatestStandsAndTheEarlierIsKept(_ first: String, _ second: String, _ stands: String) throws {
    let (files, outcome) = try Self.run(
      """
      measure,period,value,status,issued
      compliments-received,2026-10,10,\(first)
      compliments-received,2026-10,12,\(second)
      """)
    #expect(try Self.value(files, "compliments-received") == stands)
    #expect(outcome.findings.contains { $0.code == "PUB-011" })
    let kept = try ExampleCouncil.table(files["returned-figures.csv"], "returned-figures.csv")
    #expect(
      Set(kept.map { "\($0["value"] ?? "") \($0["stands"] ?? "")" }) == [
        "\(stands).0000 yes", "\(stands == "10" ? "12" : "10").0000 no",
      ])
    let row = try #require(try Self.rows(files, "compliments-received").first { $0["period"] == "2026-10" })
    #expect(
      row["origin"] == "returned" && row["shorthand"]?.contains(first.hasPrefix("p,2") ? "p" : "r") == true)
  }

  /// A column a month: months that are still to come are blank, and lines and columns keep their names.
  @Test func aSpreadsheetWithAColumnAMonthIsRead() throws {
    let (files, outcome) = try Self.run(
      """
      Directorate report
      Measure,Unit,Apr-26,May-26,Jun-26,Oct-26,Nov-26,Note
      contacts-received,number,10,20,"1,030",40,,seen
      "home-care-hours-a-week",hours,1.5,2.5,3.5,-4.5,,
      nothing-known,,1,2,3,4,,
      """)
    let (narrow, _) = try Self.run(
      """
      measure,period,value
      contacts-received,2026-04,10
      contacts-received,2026-05,20
      contacts-received,2026-06,1030
      contacts-received,2026-10,40
      home-care-hours-a-week,2026-10-31,-4.5
      """)
    for measure in ["contacts-received", "home-care-hours-a-week"] {
      #expect(try Self.value(files, measure) == Self.value(narrow, measure))
    }
    #expect(try Self.value(files, "contacts-received") == "40")
    #expect(try Self.value(files, "home-care-hours-a-week") == "-5")
    let found = outcome.findings.filter { $0.code == "PUB-002" }
    #expect(found.map { $0.location?.line } == [5], "one line, once")
    #expect(!outcome.findings.contains { $0.message.contains("Apr-26") || $0.code == "FILE-005" })
    let kept = try ExampleCouncil.table(files["returned-figures.csv"], "returned-figures.csv")
    #expect(kept.count { $0["measure"] == "contacts-received" } == 4)
    #expect(
      kept.first { $0["period_start"] == "2026-06-01" && $0["measure"] == "contacts-received" }?["value"]
        == "1030.0000")
  }

  @Test func theCouncilsOwnCodesNameMeasures() throws {
    let (files, _) = try Self.run("Code,Month,Actual\nEX01.04,Oct-26,77\n")
    #expect(try Self.value(files, "contacts-received") == "77")
    let scorecard = try ExampleCouncil.table(files["tables/scorecard.csv"], "scorecard")
    #expect(scorecard.first { $0["Code"] == "EX01.04" }?["Actual"] == "77")
    #expect(scorecard.count == 60)
    #expect(
      scorecard.map { $0["Code"] ?? "" }
        == scorecard.map { $0["Code"] ?? "" }.sorted { $0.suffix(2) < $1.suffix(2) })
  }

  /// The printed policy hides what came in as it hides what was counted.
  @Test func smallNumbersThatCameInAreHiddenToo() throws {
    let project = try CopiedProject()
    try project.edit(
      "pipelines/monthly-scorecard.json", [("\"policy\": \"internal\"", "\"policy\": \"published\"")])
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = """
      measure,period,value,numerator,denominator
      people-waiting-for-home-care,2026-10-31,3,,
      contacts-received,2026-10,2103,,
      concerns-screened-in-2-hours,2026-10,,3,4
      """
    try Data(text.utf8).write(to: folder.appending(path: "readings.csv"))
    let (files, _) = try ExampleCouncil.run(
      "monthly-scorecard", input: folder.path, asOf: "2026-10-31", root: project.root)
    #expect(try Self.value(files, "people-waiting-for-home-care") == "c")
    #expect(try Self.value(files, "concerns-screened-in-2-hours") == "c")
    #expect(try Self.value(files, "contacts-received") == "2105")
    for (path, bytes) in files where !path.hasPrefix("restricted/") && path.hasSuffix(".csv") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("2103"), "\(path)")
    }
  }

  /// A measure that is counted takes what came in where there are no cases to count.
  @Test func aCountedMeasureShowsWhatCameInWhereItHasNoCases() throws {
    let input = "\(ExampleCouncil.root)/data/examples/papers/kpi-tiles-2024-07"
    let (files, _) = try ExampleCouncil.run("paper-kpi-tiles-2024-07", input: input, asOf: "2024-07-31")
    let rows = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv").filter {
      $0["measure"] == "assessments-waiting"
    }
    #expect(
      rows.map { [$0["origin"], $0["value"], $0["previous_value"] ?? ""] }.first == ["returned", "592", "x"])
    #expect(rows.first?["year_before_value"] == "1448")
  }
}
