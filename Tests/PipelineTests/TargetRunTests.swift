import FoundationEssentials
import Runs
import Testing
import Tools

/// Targets of every frequency, of teams and beside a stretch, over readings of two workbooks, in one run: each judged by hand.
@Suite struct TargetRunTests {
  /// A council's own targets and pipeline over a copy of what ships.
  private static let made = Result { () throws -> (files: [String: [UInt8]], outcome: RunOutcome) in
    let project = try CopiedProject()
    try FileManager.default.removeItem(atPath: "\(project.root)/data/targets")
    try FileManager.default.createDirectory(
      atPath: "\(project.root)/data/targets/judgements", withIntermediateDirectories: true)
    try project.add(Data(targets.utf8), at: "data/targets/ours.json")
    try project.add(Data(judgements.utf8), at: "data/targets/judgements/october.json")
    try project.add(Data(pipeline.utf8), at: "pipelines/frequencies.json")
    try project.edit(
      "data/measures/contact/contacts-ended-with-information.json",
      [("\"basis\": \"flow\"", "\"basis\": \"flow\", \"breakdowns\": [\"team\"]")])
    let input = "\(project.root)/input"
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/readings").path
    for name in ["wide", "narrow"] {
      try FileManager.default.copyItem(
        atPath: "\(cases)/\(name).xlsx", toPath: "\(input)/readings-\(name).xlsx")
    }
    return try ExampleCouncil.run("frequencies", input: input, asOf: "2026-10-31", root: project.root)
  }

  private static func rows(_ table: String) throws -> [[String: String]] {
    try TablesTests.rows(try made.get().files, table)
  }

  private static func row(_ measure: String) throws -> [String: String] {
    try #require(try rows("scorecard").first { $0["Measure"] == measure }, "\(measure)")
  }

  struct Expected: Sendable, CustomTestStringConvertible {
    var measure: String
    /// How often, period, figure, target, status.
    var cells: [String]
    var testDescription: String { measure }

    init(_ measure: String, _ cells: String...) { (self.measure, self.cells) = (measure, cells) }
  }

  @Test(arguments: [
    // August and September are 2,000 and 1,990.
    Expected(
      "Contacts received by adult social care", "Bi-monthly", "2026-08 to 2026-09", "3990", ">=4000", "amber"),
    // 10 + 12 + 11 + 9 + 13 + 15; a stretch that is missed by 10, beside a base that is met.
    Expected("Compliments received", "Half-yearly", "2026-27 H1", "70", ">=60", "green"),
    Expected("Compliments received (stretch)", "Half-yearly", "2026-27 H1", "70", ">=80", "red"),
    // 12 + 11 + 8 against at most 30.
    Expected("Stage 1 complaints received", "Quarterly", "2026-27 Q2", "31", "<=30", "amber"),
    // The year before is the last that is complete.
    Expected("Products made together with people who use services", "Annual", "2025-26", "3", ">=4", "red"),
    // Each team by its own target: exactly the 5 points of tolerance, and 6.
    Expected(
      "Contacts that end with information or advice (North)", "Monthly", "2026-10", "55.0", ">=60%", "amber"),
    Expected(
      "Contacts that end with information or advice (South)", "Monthly", "2026-10", "44.0", ">=50%", "red"),
    Expected(
      "Contacts that end with information or advice", "Monthly", "2026-10", "49.5", "", "monitoring-only"),
    // October's own target of a profile.
    Expected("People given information by community networks", "Monthly", "2026-10", "457", ">=450", "green"),
  ])
  func everyFrequencyIsJudgedByItsOwnPeriod(_ expected: Expected) throws {
    let row = try Self.row(expected.measure)
    let cells = ["Reported", "Period", "Actual", "Target", "Status"].map { row[$0] ?? "none" }
    #expect(cells == expected.cells)
  }

  /// A week, a half-year and a day, each as the workbook wrote it.
  @Test(arguments: [
    ("website-visits", "week", "5120", "4980"), ("contacts-abandoned-calls", "half-year", "15.0", "x"),
    ("telecare-people", "day", "812", "x"),
  ])
  func everyPeriodIsRead(_ measure: String, _ kind: String, _ value: String, _ previous: String) throws {
    let rows = try ExampleCouncil.table(Self.made.get().files["comparison.csv"], "comparison.csv")
    let row = try #require(rows.first { $0["measure"] == measure && $0["period_kind"] == kind })
    #expect([row["value"], row["previous_value"], row["origin"]] == [value, previous, "returned"])
  }

  /// Columns of the periods that the table declares, and what changed since a day.
  @Test func columnsAreOfTheirOwnPeriods() throws {
    let rows = try Self.rows("columns")
    let people = try #require(rows.first { $0["Measure"] == "People with telecare" })
    #expect(people["July 2023"] == "700" && people["Since July 2023"] == "16.0" && people["Now"] == "812")
    let contacts = try #require(rows.first { $0["Measure"] == "Contacts received by adult social care" })
    #expect(contacts["Q1"] == "6200" && contacts["Q2"] == "5940" && contacts["Q3"] == "x")
    #expect(contacts["July 2023"] == "x" && contacts["Since July 2023"] == "x")
    let page = String(
      decoding: try #require(Self.made.get().files["pages/table-columns.html"]), as: UTF8.self)
    #expect(page.contains(">+16.0%<"), "with its sign and unit")
    let teams = try Self.rows("teams")
    #expect(teams.map { $0["Team"] } == ["North", "South", "All"])
    #expect(teams.map { $0["October"] } == ["55.0", "44.0", "49.5"])
    #expect(teams.map { $0["Of"] } == ["100", "100", "200"])
    #expect(teams.map { $0["September"] } == ["x", "x", "x"])
  }

  /// A priority has its measures by state, the worst of them, and what its director says, now and before.
  @Test func aPriorityIsJudgedBesideItsMeasures() throws {
    let rows = try Self.rows("outcomes")
    #expect(rows.map { $0["Outcome"] } == ["Help", "Voice", "Nothing yet"])
    let help = try #require(rows.first)
    #expect(
      ["Green", "Amber", "Red", "Monitoring only", "Measures"].map { help[$0] } == ["1", "2", "1", "1", "5"])
    #expect(help["Computed status"] == "red" && help["Judged status"] == "amber")
    #expect(help["Judged before"] == "green" && help["Period"] == "2026-27 Q2" && help["Outlook"] == "↑")
    #expect(
      help["Judged by"] == "A. Director, 2026-10-20" && help["Reason"] == "Two teams of three are on course.")
    let none = try #require(rows.last)
    #expect(none["Computed status"] == "data-missing" && none["Judged status"] == "Not given")
  }

  /// Each exception says who answers for it and what was said before; every state of every month is in its own column.
  @Test func exceptionsAndMonthsSayWhatTheyAreOf() throws {
    let rows = try Self.rows("exceptions")
    #expect(
      rows.map { [$0["Measure"], $0["Status"], $0["Status before"], $0["Director"]] } == [
        [
          "Contacts that end with information or advice (South)", "red", "None reported",
          "Head of the front door",
        ],
        ["Stage 1 complaints received", "amber", "▲ Amber (2026-27 Q1)", "Head of voice"],
        ["Compliments received (stretch)", "red", "None reported", "None named"],
        ["Products made together with people who use services", "red", "None reported", "None named"],
      ])
    let months = try Self.rows("rag-trend")
    #expect(months.count == 6)
    for month in months {
      let states = month.filter { !["Month", "Total"].contains($0.key) }
      #expect(states.values.compactMap { Int($0) }.reduce(0, +) == 10 && month["Total"] == "10")
    }
    let last = try #require(months.last)
    #expect(
      ["Green", "Amber", "Red", "Monitoring only", "Data missing"].map { last[$0] } == [
        "2", "3", "3", "1", "1",
      ])
  }

  /// Whoever reads a figure sees that it was not counted here: on the terminal, on pages, in files and in sheets.
  @Test func everyFigureSaysThatItCameIn() throws {
    let (files, outcome) = try Self.made.get()
    #expect(
      outcome.report.contains(
        "\n  All figures are as returned by those who keep them, not counted from cases.\n"))
    for path in [
      "pages/measure-telecare-people.html", "pages/statement-care-provision.html",
      "pages/table-scorecard.html",
    ] {
      let page = String(decoding: try #require(files[path], "\(path)"), as: UTF8.self)
      #expect(page.contains("as returned"), "\(path)")
    }
    for path in ["comparison.csv", "figures.csv", "exports/dfe.csv"] {
      let rows = try ExampleCouncil.table(files[path], path)
      #expect(!rows.isEmpty && rows.allSatisfy { $0["origin"] == "returned" }, "\(path)")
    }
  }

  /// A table without a column for it says of which periods its statuses are.
  @Test func statusesWithoutAPeriodAreDatedInANote() throws {
    let page = String(decoding: try #require(Self.made.get().files["pages/table-short.html"]), as: UTF8.self)
    #expect(page.contains("Statuses are of 2026-08 to 2026-09, 2026-10, 2026-27 Q2, 2026-27 H1, 2025-26"))
  }
}

private let targets = """
  { "targets": "ours", "title": "Ours", "area": "E99000001", "source": "Made for the test", "entries": [
    { "measure": "contacts-received", "from": "2026-04-01", "frequency": "bi-monthly", "target": ">=4000", "section": "Help" },
    { "measure": "contacts-ended-with-information", "from": "2026-04-01", "frequency": "monthly", "target": ">=60%",
      "tolerance": { "points": "5" }, "breakdown": "team", "category": "North", "section": "Help" },
    { "measure": "contacts-ended-with-information", "from": "2026-04-01", "frequency": "monthly", "target": ">=50%",
      "tolerance": { "points": "5" }, "breakdown": "team", "category": "South", "section": "Help",
      "director": "Head of the front door" },
    { "measure": "contacts-ended-with-information", "from": "2026-04-01", "frequency": "monthly", "section": "Help" },
    { "measure": "people-given-information", "from": "2026-04-01", "frequency": "monthly", "section": "Help",
      "profile": { "2026-09": ">=500", "2026-10": ">=450" } },
    { "measure": "stage-1-complaints-received", "from": "2026-04-01", "frequency": "quarterly", "target": "<=30",
      "section": "Voice", "director": "Head of voice" },
    { "measure": "compliments-received", "from": "2026-04-01", "frequency": "half-yearly", "target": ">=60", "section": "Voice" },
    { "measure": "compliments-received", "name": "stretch", "from": "2026-04-01", "frequency": "half-yearly",
      "target": ">=80", "tolerance": { "absolute": "5" }, "section": "Voice" },
    { "measure": "co-production-products", "from": "2025-04-01", "frequency": "annual", "target": ">=4", "section": "Voice" },
    { "measure": "sickness-days", "from": "2026-04-01", "frequency": "monthly", "target": "<=9", "section": "Nothing yet" }
  ] }
  """

private let judgements = """
  { "judgements": "october", "title": "What we say", "area": "E99000001", "outcomes": [
    { "outcome": "Help", "period": "2026-27 Q2", "status": "amber", "outlook": "up", "author": "A. Director",
      "date": "2026-10-20", "reason": "Two teams of three are on course." },
    { "outcome": "Help", "period": "2026-27 Q1", "status": "green", "author": "A. Director", "date": "2026-07-20",
      "reason": "On course." }
  ] }
  """

private let judged = """
  "contacts-received", "contacts-ended-with-information", "people-given-information", "stage-1-complaints-received",
  "compliments-received", "co-production-products", "sickness-days"
  """

private let pipeline = """
  { "pipeline": "frequencies", "title": "Frequencies", "area": "E99000001", "why": "Every frequency in one run.",
    "inputs": [{ "dataset": "readings", "files": ["readings*.*"] }],
    "measures": [\(judged), "website-visits", "contacts-abandoned-calls", "telecare-people"],
    "periods": { "stock": ["day"], "flow": ["month", "week", "half-year"] }, "breakdowns": ["team"],
    "comparators": [], "policy": "internal", "table": "comparison",
    "tables": [
      { "table": "scorecard", "title": "Scorecard", "shape": "scorecard", "columns": [
        { "title": "Reported", "show": "frequency" }, { "title": "Period", "show": "period" }, { "title": "Actual" },
        { "title": "Target", "show": "target" }, { "title": "Status", "show": "status" }
      ] },
      { "table": "short", "title": "Short", "shape": "scorecard", "columns": [{ "title": "Status", "show": "status" }] },
      { "table": "columns", "title": "Columns", "shape": "measures", "measures": ["telecare-people", "contacts-received"],
        "columns": [
          { "title": "July 2023", "at": "2023-07-31" }, { "title": "Since July 2023", "at": "2023-07-31", "show": "change" },
          { "title": "Now" }, { "title": "Q1", "at": "Q1" }, { "title": "Q2", "at": "Q2" }, { "title": "Q3", "at": "Q3" }
        ] },
      { "table": "teams", "title": "Teams", "shape": "categories", "breakdown": "team", "columns": [
        { "title": "September", "measure": "contacts-ended-with-information", "at": "2026-09" },
        { "title": "October", "measure": "contacts-ended-with-information", "at": "2026-10" },
        { "title": "Of", "measure": "contacts-ended-with-information", "at": "2026-10", "show": "denominator" }
      ] },
      { "table": "outcomes", "title": "Priorities", "shape": "outcomes", "order": "targets", "measures": [\(judged)] },
      { "table": "exceptions", "title": "Exceptions", "shape": "exceptions", "measures": [\(judged)] },
      { "table": "rag-trend", "title": "Months", "shape": "rag-trend", "measures": [\(judged)] }
    ] }
  """
