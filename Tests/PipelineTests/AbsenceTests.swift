import AggregateStage
import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Absence is never nought: what is not there, or cannot be read, is `[x]` with its reason, and never 0.
@Suite struct AbsenceTests {
  // MARK: Extracts of which nothing can be read

  @Test(arguments: ["dashboard", "weekly", "nightly", "scorecard", "tiles"])
  func anExtractWithAHeaderOnlyIsRefusedInEveryPipeline(_ pipeline: String) throws {
    let fixture = try AbsenceFixture()
    try fixture.write([try fixture.lines("assessments.csv")[0]], to: "assessments.csv")
    let run = try fixture.run(pipeline)
    #expect(run.outcome.isUnreadable)
    #expect(run.codes().contains("FILE-003"))
    let waiting = run.readings.filter { $0["measure"]?.hasPrefix("assessments-") == true }
    #expect(!waiting.isEmpty && waiting.allSatisfy { $0["value"] == "x" })
    #expect(waiting.allSatisfy { $0["notes"]?.contains("the extract of Assessments was refused") == true })
    // Other extracts are counted as before.
    #expect(run.readings.contains { $0["measure"]?.hasPrefix("reviews-") == true && $0["value"] != "x" })
  }

  @Test(arguments: ["dashboard", "weekly"])
  func anExtractOfWhichNoDateCanBeReadIsRefused(_ pipeline: String) throws {
    let fixture = try AbsenceFixture()
    try fixture.change("Date Requested", of: "assessments.csv") { $0.isEmpty ? $0 : "on \($0)" }
    let run = try fixture.run(pipeline)
    #expect(run.outcome.isUnreadable)
    #expect(run.codes().isSuperset(of: ["FILE-019", "CELL-002"]))
    #expect(run.latest("assessments-waiting")?["value"] == "x")
  }

  /// public/01: every date written 20260915. Read, or refused as a whole: never 0, in a pipeline without `holdBack` either.
  @Test(arguments: ["dashboard", "weekly"]) func datesWithoutMarksAreReadOrRefused(_ pipeline: String) throws
  {
    let fixture = try AbsenceFixture()
    for column in [
      "Date Requested", "First Contact Date", "Date Allocated", "Date Started", "Date Completed",
      "Date Closed",
    ] {
      try fixture.change(column, of: "assessments.csv") { $0.replacing("-", with: "") }
    }
    let run = try fixture.run(pipeline)
    let waiting = run.latest("assessments-waiting")?["value"]
    #expect(run.outcome.isUnreadable ? waiting == "x" : waiting == (pipeline == "weekly" ? "48" : "49"))
  }

  /// Nothing is lost in blank fields, so the records are read.
  @Test func twoBlankFieldsMoreInEachRowAreRead() throws {
    let fixture = try AbsenceFixture()
    let lines = try fixture.lines("assessments.csv")
    try fixture.write([lines[0]] + lines.dropFirst().map { $0 + ["", ""] }, to: "assessments.csv")
    let run = try fixture.run("weekly")
    #expect(!run.outcome.isUnreadable)
    #expect(run.outcome.findings.contains { $0.code == "FILE-033" })
    #expect(run.reading("assessments-waiting", "day")?["value"] == "48")
  }

  /// A field more that holds something is another matter: which column is which is not known.
  @Test func aFieldMoreInEachRowRefusesTheExtract() throws {
    let fixture = try AbsenceFixture()
    let lines = try fixture.lines("assessments.csv")
    try fixture.write([lines[0]] + lines.dropFirst().map { $0 + ["more"] }, to: "assessments.csv")
    let run = try fixture.run("weekly")
    #expect(run.outcome.isUnreadable)
    #expect(run.reading("assessments-waiting", "day")?["value"] == "x")
  }

  /// A file of several is missed as much as the only one: what the others hold is not all.
  @Test func aRefusedFileOfSeveralLeavesNoFigure() throws {
    let fixture = try AbsenceFixture()
    let lines = try fixture.lines("assessments.csv")
    try fixture.write(Array(lines.prefix(500)), to: "assessments-1.csv")
    try fixture.write([lines[0]], to: "assessments-2.csv")
    try FileManager.default.removeItem(atPath: "\(fixture.input)/assessments.csv")
    let run = try fixture.run("weekly")
    #expect(run.outcome.isUnreadable)
    let waiting = try #require(run.reading("assessments-waiting", "day"))
    #expect(waiting["value"] == "x")
    #expect(waiting["notes"]?.contains("a file of the extract of Assessments was refused") == true)
  }

  // MARK: What an extract reaches

  /// edges/short-extract: concerns from January 2026 on.
  @Test func periodsBeforeAnExtractBeginsHaveNoFigure() throws {
    let fixture = try AbsenceFixture()
    try fixture.put("\(AbsenceFixture.cases("short-extract"))/safeguarding-concerns.csv")
    let run = try fixture.run("safeguarding-board")
    let whole = try AbsenceFixture().run("safeguarding-board")
    #expect(run.codes().contains("AGG-030") && !whole.codes().contains("AGG-030"))
    let reason = "before the extract of Safeguarding concerns begins (2026-01)"
    var seen = 0
    for reading in run.readings where reading["measure"] == "safeguarding-concerns-received" {
      let start = try #require(reading["period_start"])
      let isBefore = start < "2026-01-01"
      #expect((reading["value"] == "x") == isBefore, "\(start)")
      for past in ["previous", "year_before"] where reading["\(past)_value"] != "z" {
        seen += 1
        if past == "year_before", start < "2027-01-01" {
          #expect(reading["\(past)_value"] == "x" && reading["\(past)_difference"] == "x", "\(start)")
        }
      }
      if isBefore { #expect(reading["notes"]?.contains(reason) == true, "\(start)") }
    }
    #expect(seen > 0)
    // Enquiries come from an extract that reaches back.
    #expect(run.reading("safeguarding-enquiries-started", "rolling-12-months")?["value"] != "x")
  }

  @Test func aDeclaredFirstDayIsTakenForWhatItIs() throws {
    let fixture = try AbsenceFixture()
    try fixture.put("\(AbsenceFixture.cases("short-extract"))/safeguarding-concerns.csv")
    let root = try project(fixture.folder) { plan in
      plan.replacing(
        "\"dataset\": \"safeguarding-concerns\",",
        with: "\"dataset\": \"safeguarding-concerns\", \"begins\": \"2020-04-01\",")
    }
    let run = try fixture.run("nightly", root: root)
    #expect(
      !run.findings.contains {
        $0["code"] == "AGG-030" && $0["message"]?.contains("Safeguarding concerns") == true
      })
    #expect(run.reading("safeguarding-concerns-received", "rolling-12-months")?["value"] != "x")
  }

  @Test func periodsAfterTheNewestRecordHaveNoFigure() throws {
    let fixture = try AbsenceFixture()
    let run = try fixture.run("nightly", asOf: "2027-01-31")
    #expect(run.codes().contains("AGG-031"))
    #expect(run.reading("assessments-requested", "month")?["value"] == "x")
    let waiting = try #require(run.reading("assessments-waiting", "day"))
    #expect(waiting["notes"]?.contains("ends in 2026-1") == true, "\(waiting["notes"] ?? "")")
  }

  /// A council exported January to March and May to September.
  @Test func aMonthThatIsMissingInTheMiddleHasNoFigure() throws {
    let fixture = try AbsenceFixture()
    try fixture.keep("Date Requested", of: "assessments.csv") { $0 < "2026-04-01" || $0 >= "2026-05-01" }
    let run = try fixture.run("nightly")
    let found = run.findings.filter { $0["code"] == "AGG-036" }
    #expect(found.map { $0["field"] } == ["requested_on"])
    #expect(found.first?["message"]?.contains("next to no record of 2026-04 by its") == true)
    let why = "the extract of Assessments has next to no record of 2026-04"
    // Of the month itself nothing is known, nor of a span that holds it; a month without it is whole.
    for kind in ["year-to-date", "rolling-12-months"] {
      let reading = try #require(run.reading("assessments-requested", kind))
      #expect(reading["value"] == "x" && reading["notes"]?.contains(why) == true, "\(kind)")
    }
    let whole = try AbsenceFixture().run("nightly")
    let october = try #require(run.reading("assessments-requested", "month"))
    #expect(october["value"] == whole.reading("assessments-requested", "month")?["value"])
    // Whoever asked in April may still wait.
    let waiting = try #require(run.reading("assessments-waiting", "day"))
    #expect(waiting["value"] != "x" && waiting["notes"]?.contains("\(why) by its") == true)
    #expect(!whole.codes().contains("AGG-036"))
    // April itself, asked of on its last day.
    let april = try fixture.run("nightly", asOf: "2026-04-30")
    #expect(april.reading("assessments-requested", "month")?["value"] == "x")
  }

  /// Ten in each of the months around are enough to miss a month, nine are not; and a straggler is no month.
  @Test(arguments: [(9, 0, false), (10, 0, true), (30, 2, true), (30, 3, false)])
  func aMonthIsMissedWhereMonthsAroundHaveTenOrMore(_ around: Int, _ within: Int, _ isMissed: Bool) throws {
    let first = try #require(Day(iso: "2025-01-01"))
    var counts = [Int](repeating: 0, count: 365)
    for month in 0..<12 {
      let start = first.adding(months: month) - first
      for day in 0..<(month == 5 ? within : around) { counts[start + day % 28] += 1 }
    }
    let reach = try #require(Reach(counts, from: first, asOf: first + 364))
    #expect(reach.gaps.map { "\($0.first) \($0.last)" } == (isMissed ? ["2025-06-01 2025-06-30"] : []))
  }

  /// Several months on end are missed as one is; where a third of all are empty, records come in bursts.
  @Test(arguments: [(3...5, true), (3...6, false)])
  func monthsOnEndAreMissedUnlessManyAreEmpty(_ empty: ClosedRange<Int>, _ isMissed: Bool) throws {
    let first = try #require(Day(iso: "2025-01-01"))
    var counts = [Int](repeating: 0, count: 365)
    for month in 0..<12 where !empty.contains(month) {
      let start = first.adding(months: month) - first
      for day in 0..<20 { counts[start + day] += 1 }
    }
    let reach = try #require(Reach(counts, from: first, asOf: first + 364))
    #expect(reach.gaps.map { "\($0.first) \($0.last)" } == (isMissed ? ["2025-04-01 2025-06-30"] : []))
  }

  // MARK: Columns

  @Test func codesThatNoListKnowsLeaveNoFigureThatReadsThem() throws {
    let fixture = try AbsenceFixture()
    try fixture.change("Type of Enquiry", of: "safeguarding-enquiries.csv") {
      $0 == "S42" ? "Sort 42 (stat.)" : $0
    }
    let run = try fixture.run("nightly")
    #expect(run.codes().contains("AGG-033"))
    let opened = try #require(run.reading("section-42-enquiries-started", "rolling-12-months"))
    #expect(opened["value"] == "x" && opened["numerator"] != "0")
    #expect(opened["notes"]?.contains("Type of enquiry of Safeguarding enquiries has values") == true)
    // What does not read the column stands.
    #expect(run.reading("safeguarding-enquiries-started", "rolling-12-months")?["value"] == "71")
  }

  /// One enquiry of many has a type that nobody knows: the figures of twelve months stand, and say so.
  @Test func aFewUnknownCodesAreSaidBesideTheFigure() throws {
    let fixture = try AbsenceFixture()
    var left = 1
    var lines = try fixture.lines("safeguarding-enquiries.csv")
    let column = try #require(lines[0].firstIndex(of: "Type of Enquiry"))
    let opened = try #require(lines[0].firstIndex(of: "Date Opened"))
    for line in lines.indices.dropFirst().reversed()
    where left > 0 && lines[line].count > column && lines[line][column] == "S42"
      && lines[line][opened] < "2026-09-01"
    {
      lines[line][column] = "Sort 42 (stat.)"
      left -= 1
    }
    try fixture.write(lines, to: "safeguarding-enquiries.csv")
    let run = try fixture.run("nightly")
    let year = try #require(run.reading("section-42-enquiries-started", "rolling-12-months"))
    #expect(year["value"] == "61")
    #expect(year["notes"]?.contains("has values that its code list does not know") == true)
  }

  @Test func aColumnThatIsBlankThroughoutIsNoAnswer() throws {
    let fixture = try AbsenceFixture()
    try fixture.change("Date Completed", of: "assessments.csv") { _ in "" }
    let run = try fixture.run("nightly")
    #expect(run.codes().contains("AGG-032"))
    #expect(run.reading("assessments-completed", "month")?["value"] == "x")
    #expect(run.reading("assessments-waiting", "day")?["value"] == "x")
  }

  // MARK: Values that a spreadsheet does not know

  /// public/18: a formula that was never worked out, and a look-up that failed.
  @Test(arguments: [("assessments.xlsx", "6"), ("assessments-errors.xlsx", "2")])
  func aFormulaWithoutAValueIsNoBlank(_ name: String, line: String) throws {
    let fixture = try AbsenceFixture(copying: nil)
    try fixture.put("\(AbsenceFixture.cases("public-18"))/\(name)")
    let root = try project(fixture.folder) { $0 }
    try FileManager.default.copyItem(
      atPath: "\(AbsenceFixture.cases("public-18"))/pubwl.json", toPath: "\(root)/pipelines/pubwl.json")
    let run = try fixture.run("pubwl", root: root)
    let found = run.findings.filter { $0["line"] == line && $0["field"] == "completed_on" }
    #expect(found.map { $0["code"] } == ["CELL-002"], "\(run.findings)")
  }

  // MARK: Published rows

  /// edges/unmatched-published: what can mean one thing is read, and the rest is a finding each.
  @Test func publishedRowsAreReadOrFound() throws {
    let fixture = try AbsenceFixture(copying: nil)
    try fixture.put("\(AbsenceFixture.cases("unmatched-published"))/published-measures.csv")
    let run = try fixture.run("ascof-annex", asOf: "2024-10-31")
    let found = run.findings.filter { $0["code"]?.hasPrefix("PUB") == true }
      .map { "\($0["line"] ?? "") \($0["field"] ?? "") \($0["code"] ?? "")" }
    #expect(
      found == [
        "4 time_period PUB-003", "6 framework PUB-001", "7 measure_code PUB-002", "8 area_code PUB-004",
      ])
    func value(_ code: String, _ year: String) -> String? {
      run.readings.first { $0["code"] == code && $0["period"] == year }?["value"]
    }
    #expect(value("2A", "2022-23") == "70.0" && value("2A", "2023-24") == "75.1")
    #expect(value("2E(1)", "2022-23") == "88.4" && value("6B", "2022-23") == "90.8")
    #expect(value("6A", "2022-23") == "38.9" && value("2B", "2023-24") == "8.0")
    // What was not read is not there, and not nought.
    #expect(value("2B", "2022-23") != "0" && value("2C", "2023-24") == "x")
  }

  /// public/24
  @Test(arguments: [
    "2023/24", "2023-24", "2023 to 2024", "202324", "2023/2024", "2023-2024", "2023\u{2013}24", "FY24",
    "FY 2023-24",
  ]) func aYearIsReadAsItIsWritten(_ label: String) throws {
    let fixture = try AbsenceFixture(copying: nil)
    try fixture.put("\(ExampleCouncil.input("ascof-annex"))/published-measures.csv")
    try fixture.change("time_period", of: "published-measures.csv") { $0 == "2023-24" ? label : $0 }
    let run = try fixture.run("ascof-annex", asOf: "2024-10-31")
    #expect(run.findings.allSatisfy { $0["code"]?.hasPrefix("PUB") != true })
    #expect(run.readings.first { $0["code"] == "2A" && $0["period"] == "2023-24" }?["value"] == "75.1")
  }

  @Test func aPublishedDenominatorOfNoughtIsNothingToMeasure() throws {
    let fixture = try AbsenceFixture(copying: nil)
    try fixture.write(
      [
        [
          "measure_code", "framework", "time_period", "area_code", "numerator", "denominator", "outcome",
          "status",
        ],
        ["2A", "ascof-2023-24", "2023-24", "E10000025", "0", "0", "", ""],
        ["2A", "ascof-2023-24", "2023/24", "E10000025", "", "", "70.0", ""],
      ], to: "published-measures.csv")
    let run = try fixture.run("ascof-annex", asOf: "2024-10-31")
    let reading = try #require(run.readings.first { $0["code"] == "2A" && $0["period"] == "2023-24" })
    #expect(reading["value"] == "z" && reading["status"] == "nothing-to-measure")
    #expect(run.findings.map { "\($0["line"] ?? "") \($0["code"] ?? "")" } == ["3 PUB-005"])
  }

  // MARK: Days and limits

  @Test func anAsOfDayAfterTodayIsSaid() throws {
    let fixture = try AbsenceFixture()
    #expect(try fixture.run("weekly", today: "2026-10-30").codes().contains("RUN-028"))
    #expect(try !fixture.run("weekly", today: "2026-10-31").codes().contains("RUN-028"))
    #expect(try !fixture.run("weekly").codes().contains("RUN-028"))
  }

  /// A copy of the checkout's declarations, with the nightly pipeline changed.
  private func project(_ folder: String, _ change: (String) -> String) throws -> String {
    let root = "\(folder)/project"
    try FileManager.default.createDirectory(atPath: "\(root)/pipelines", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(ExampleCouncil.root)/data", toPath: "\(root)/data")
    let plan = try #require(
      FileManager.default.contents(atPath: "\(ExampleCouncil.root)/pipelines/nightly.json"))
    try Data(change(String(decoding: plan, as: UTF8.self)).utf8)
      .write(to: URL(filePath: "\(root)/pipelines/nightly.json"))
    return root
  }
}
