import Declarations
import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// What is told to other programs of the example council's findings.
@Suite struct ReportsTests {
  private func ledger() throws -> FindingLedger {
    let (_, outcome) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31", until: .validate)
    return FindingLedger(outcome.findings, outcome.validated, in: try Workspace.open(ExampleCouncil.root))
  }

  @Test(
    arguments: [
      ("error", Severity.error, nil, "a severity"),
      ("2%", .note, 2000, "a share"),
      ("error,2%", .error, 2000, "both"),
      ("warning,0.5%", .warning, 500, "a part of a per cent"),
    ] as [(String, Severity, Int?, String)])
  func readsConditions(text: String, severity: Severity, share: Int?, why: String) throws {
    let condition = try FailCondition(text)
    #expect(condition.severity == severity && condition.share == share, "\(why)")
  }

  @Test(arguments: ["errors", "2", "101%", "-1%", "error;2%", ""])
  func refusesWhatIsNoCondition(text: String) {
    #expect(throws: FailConditionProblem.self) { try FailCondition(text) }
  }

  @Test func whatIsInTheBaselineDoesNotFail() throws {
    var ledger = try ledger()
    let condition = try FailCondition("note")
    #expect(!condition.failures(in: ledger).isEmpty)
    let marks = String(decoding: ledger.baseline, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(marks.count == ledger.entries.count)
    ledger.know(Array(marks.dropFirst()))
    #expect(ledger.entries.count { $0.standing == .new } == 1)
    ledger.know(marks)
    #expect(condition.failures(in: ledger).isEmpty)
  }

  @Test func aShareForgivesAFewRecords() throws {
    var ledger = try ledger()
    ledger.entries.removeAll { !$0.isOfRecord }
    let (strict, lenient) = (try FailCondition("error,1%"), try FailCondition("error,50%"))
    #expect(!strict.failures(in: ledger).isEmpty)
    #expect(lenient.failures(in: ledger).isEmpty)
  }

  /// With one finding more than an exception is for, none is accepted, and that is said.
  @Test func anExceptionIsForNoMoreFindingsThanItSays() throws {
    let workspace = try ExampleCouncil.workspace.get()
    let exception = try #require(workspace.catalogue.exceptions.all.first { $0.value.atMost != nil }?.value)
    let most = try #require(exception.atMost)
    let day = try #require(Day(iso: exception.expires.value))
    for count in [most, most + 1] {
      let finding = Finding(FindingCode(rawValue: exception.code.value), effect: .reports, "It is wrong.")
      var ledger = FindingLedger(Array(repeating: finding, count: count), nil, in: workspace)
      for index in ledger.entries.indices { ledger.entries[index].dataset = exception.dataset?.value ?? "" }
      ledger.accept(in: workspace, area: exception.area?.value ?? "", asOf: day)
      let accepted = ledger.entries.count { $0.standing == .accepted(exception.exception.value) }
      #expect(accepted == (count > most ? 0 : most))
      #expect(ledger.notes.map(\.code) == (count > most ? ["RUN-037"] : []))
    }
  }

  @Test(arguments: [("2026-10-31", true, 0), ("2027-02-01", false, 1)])
  func exceptionsHoldUntilTheyExpire(day: String, holds: Bool, notes: Int) throws {
    var ledger = try ledger()
    ledger.accept(
      in: try Workspace.open(ExampleCouncil.root), area: "E99000001", asOf: try #require(Day(iso: day)))
    let excused = ledger.entries.filter { $0.finding.code == "RV-015" }
    #expect(!excused.isEmpty)
    let expected: FindingLedger.Standing =
      holds ? .accepted("exampleshire-reviews-without-nhs-number") : .new
    #expect(excused.allSatisfy { $0.standing == expected })
    #expect(ledger.notes.count == notes)
  }

  /// The judge in Tests/Judges/reports.py holds the same bytes to the formats' schemas.
  @Test func noReportHoldsAPersonalValue() throws {
    let ledger = try ledger()
    let extract = try Data(
      contentsOf: URL(filePath: "\(ExampleCouncil.input("exampleshire"))/reviews.csv"))
    let cells = String(decoding: extract, as: UTF8.self).split { $0 == "," || $0 == "\n" }
    let personal = Set(cells.filter { $0.hasPrefix("999") && $0.count == 10 }.prefix(300))
    #expect(personal.count > 50)
    let reports = [
      ledger.sarif(inputFolder: "in"), ledger.junit(inputFolder: "in", failing: .error),
      ledger.gitlab(inputFolder: "in"), Array(ledger.githubAnnotations(inputFolder: "in").joined().utf8),
    ]
    for report in reports {
      let text = String(decoding: report, as: UTF8.self)
      #expect(text.count > 1000 && !personal.contains { text.contains($0) })
    }
  }

  @Test func boundsHoldTheFigure() throws {
    let (files, _) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31")
    let rows = try ExampleCouncil.table(files["impact.csv"], "impact.csv")
    var held = 0
    for row in rows {
      guard let value = Double(row["value"] ?? ""), let low = Double(row["lowest"] ?? ""),
        let high = Double(row["highest"] ?? "")
      else { continue }
      held += 1
      #expect(low <= value && value <= high, "\(row)")
    }
    #expect(held > 300)
  }
}
