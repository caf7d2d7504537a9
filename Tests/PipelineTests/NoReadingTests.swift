import FoundationEssentials
import Runs
import Testing
import Tools

/// Spending that a council reads off once a month: a month of which it took no reading is no £0 within budget.
///
/// September has a row without an amount, July has no row at all, and October is there.
@Suite struct NoReadingTests {
  private static let dataset = """
    { "dataset": "spending", "title": "Spending", "prefix": "SP", "grain": "One cost of one team and month.",
      "key": ["cost_id"], "day": "month",
      "fields": [
        { "field": "cost_id", "title": "Cost", "kind": "identifier", "required": true },
        { "field": "month", "title": "Month", "kind": "date", "required": true },
        { "field": "team", "title": "Team", "kind": "code", "codes": [
          { "code": "north", "label": "North" }, { "code": "south", "label": "South" } ] },
        { "field": "amount", "title": "Amount", "kind": "integer" }
      ], "breakdowns": [ { "breakdown": "team", "title": "Team", "by": "team" } ], "source": "A test" }
    """
  private static let measure = """
    { "measure": "agency-spending", "title": "Agency spending", "dataset": "spending", "calculation": "sum",
      "where": "month BETWEEN :period_start AND :period_end", "of": "amount", "unit": "count", "decimals": 0,
      "polarity": "lower-is-better", "change": "absolute", "basis": "flow", "breakdowns": ["team"],
      "qualityStatement": "assessing-needs", "why": "A test.", "source": "A test",
      "owner": "A test", "reviewed": "2026-11-21",
      "examples": [
        { "case": { "month": "2024-07-31", "amount": "5" }, "counts": "counted", "asOf": "2024-07-31" },
        { "case": { "month": "2024-08-01", "amount": "5" }, "counts": "no", "asOf": "2024-07-31" } ] }
    """
  private static let targets = """
    { "targets": "spending", "title": "Spending", "area": "E99000001", "source": "A test",
      "entries": [ { "measure": "agency-spending", "from": "2026-04-01", "to": "2027-03-31",
        "frequency": "monthly", "target": "<100", "tolerance": { "absolute": "20" } } ] }
    """
  private static let pipeline = """
    { "pipeline": "spending", "title": "Spending", "why": "A test.", "area": "E99000001",
      "inputs": [ { "dataset": "spending", "files": ["spending.csv"] } ],
      "measures": ["agency-spending"], "framework": "ascof-2024-25",
      "periods": { "stock": ["month"], "flow": ["month", "year-to-date"] }, "comparators": [], "policy": "internal",
      "table": "comparison", "breakdowns": ["team"],
      "tables": [
        { "table": "scorecard", "title": "Scorecard", "shape": "scorecard" },
        { "table": "exceptions", "title": "Exceptions", "shape": "exceptions" },
        { "table": "status-changes", "title": "Changes", "shape": "status-changes" } ] }
    """
  /// By month from January on; nil has no row, and -1 a row without an amount.
  private static let amounts: [Int?] = [90, 95, 80, 90, 90, 130, nil, 140, -1, 125]

  private static func run(_ asOf: String) throws -> [String: [UInt8]] {
    let project = try CopiedProject()
    try project.add(Data(dataset.utf8), at: "data/datasets/spending.json")
    try project.add(Data(measure.utf8), at: "data/measures/waiting/agency-spending.json")
    try project.add(Data(targets.utf8), at: "data/targets/spending.json")
    try project.add(Data(pipeline.utf8), at: "pipelines/spending.json")
    var lines = ["cost_id,month,team,amount"]
    for (month, amount) in amounts.enumerated() {
      guard let amount else { continue }
      let day = "2026-\(month < 9 ? "0" : "")\(month + 1)-15"
      lines.append("C\(month),\(day),north,\(amount < 0 ? "" : String(amount))")
      if month == 9 { lines.append("D\(month),\(day),south,") }
    }
    let input = "\(project.root)/input"
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: "\(input)/spending.csv"))
    return try ExampleCouncil.run("spending", input: input, asOf: asOf, root: project.root).files
  }

  private static func row(_ files: [String: [UInt8]], _ kind: String, _ category: String = "") throws
    -> [String: String]
  {
    try #require(
      try ExampleCouncil.table(files["comparison.csv"], "comparison.csv").first {
        $0["period_kind"] == kind && ($0["breakdown"] == "Total") == category.isEmpty
          && (category.isEmpty || $0["category"] == category)
      })
  }

  @Test(arguments: ["2026-07-31", "2026-09-30"])
  func aMonthWithoutAReadingHasNoneAndNoStatus(_ asOf: String) throws {
    let files = try Self.run(asOf)
    let month = try Self.row(files, "month")
    #expect(month["value"] == "x")
    #expect(month["notes"]?.contains("no reading: no record of the period has a value") == true)
    let card = try #require(try TablesTests.rows(files, "scorecard").first)
    #expect(card["Status"] == "data-missing" && card["Actual"] == "x", "\(card)")
    #expect(card["Rule"]?.hasPrefix("no reading: no record of the period has a value") == true)
    // Neither an exception nor a change: nothing was reported.
    for table in ["exceptions", "status-changes"] {
      #expect(try TablesTests.rows(files, table).isEmpty, "\(table)")
    }
  }

  /// July and September are no part of what the status was before.
  @Test func aStatusIsHeldAgainstTheLastReadingThatWasTaken() throws {
    let files = try Self.run("2026-08-31")
    let card = try #require(try TablesTests.rows(files, "scorecard").first)
    #expect(card["Actual"] == "140" && card["Status"] == "red")
    // June, with 130, was red too.
    #expect(try TablesTests.rows(files, "status-changes").isEmpty)
    let october = try #require(try TablesTests.rows(Self.run("2026-10-31"), "scorecard").first)
    #expect(october["Actual"] == "125" && october["Status"] == "red")
  }

  @Test func aYearToDateWithoutAMonthsReadingIsNotHeldToThatMonthsTarget() throws {
    let card = try #require(try TablesTests.rows(Self.run("2026-10-31"), "scorecard").first)
    // April to October, less July and September: 90 + 90 + 130 + 140 + 125.
    #expect(card["Actual to date"] == "575" && card["Status to date"] == "not-judged", "\(card)")
    let why = "; to date: no reading for 2026-07, so no target judges the year to date"
    #expect(card["Rule"]?.hasSuffix(why) == true)
    let june = try #require(try TablesTests.rows(Self.run("2026-06-30"), "scorecard").first)
    #expect(june["Actual to date"] == "310" && june["Target to date"] == "<300")
    #expect(june["Status to date"] == "amber")
  }

  @Test func aCategoryWithoutAReadingIsNoNoughtEither() throws {
    let files = try Self.run("2026-10-31")
    #expect(try Self.row(files, "month", "North")["value"] == "125")
    let south = try Self.row(files, "month", "South")
    #expect(south["value"] == "x")
    #expect(south["notes"]?.contains("no reading: no record of the category and period") == true)
  }
}
