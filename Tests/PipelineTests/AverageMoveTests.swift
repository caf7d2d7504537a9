import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Periods
import Tables
import Testing

@testable import Runs
@testable import Tools

/// Figures that no count of cases adds up to: averages and percentiles, and measures found by linking records.
@Suite struct AverageMoveTests {
  /// A case by its key: when it was asked for, its content, and the number taken of it where it is counted.
  typealias Known = (key: UInt64, asked: String, content: UInt64, number: Int64?)

  private func ledger(_ cases: [Known]) -> CaseLedger {
    LedgerFixture.ledger(
      cases.map { known in
        LedgerFixture.Case(
          key: known.key, person: known.key, record: known.content,
          days: [Day(iso: known.asked)?.number ?? Column.missingNumber], isCounted: known.number != nil,
          number: known.number)
      }, ["requested_on"])
  }

  /// Before: 10, 20, 30 and 80. A new case of 2 comes in, the one of 80 leaves the extract, and a day passes for the rest.
  @Test(arguments: [
    (Measure.Summary.percentile(50), ["20.0", "15.0", "16.0"]), (.mean, ["28.4", "15.5", "16.3"]),
    (.sum, ["142.0", "62.0", "65.0"]), (.maximum, ["80.0", "30.0", "31.0"]),
    (.percentile(90), ["60.0", "27.0", "28.0"]),
  ])
  func movesStepByStep(_ row: (summary: Measure.Summary, values: [String])) throws {
    let old = ledger([
      (1, "2026-10-01", 1, 10), (2, "2026-10-02", 1, 20), (3, "2026-10-03", 1, 30), (4, "2026-08-03", 1, 80),
    ])
    let new = ledger([
      (1, "2026-10-01", 1, 11), (2, "2026-10-02", 1, 21), (3, "2026-10-03", 1, 31), (5, "2026-10-31", 1, 2),
    ])
    let moves = CaseDiff(
      old, new, oldAsOf: try #require(Day(iso: "2026-10-30")), isLate: false, rulesChanged: false)
    let place = FigureBook.Place(dataset: "assessments", position: 0, countsPeople: false)
    let setting = CaseDiff.Setting(
      before: place, after: place, definitionChanged: false, isSamePeriod: false)
    let steps = moves.steps(setting, .init(before: row.summary, after: row.summary, decimals: 1))
    #expect(steps.map(\.value) == row.values)
    #expect(steps.map(\.reason) == [.newCase, .removed, .period])
    #expect(steps.map(\.words) == ["+1", "−1", "3 changed"])
  }

  @Test func anotherSummaryIsALastStep() throws {
    let cases: [Known] = [(1, "2026-10-01", 1, 10), (2, "2026-10-02", 1, 40), (3, "2026-10-02", 1, 70)]
    let moves = CaseDiff(
      ledger(cases), ledger(cases), oldAsOf: try #require(Day(iso: "2026-10-30")), isLate: false,
      rulesChanged: false)
    let place = FigureBook.Place(dataset: "assessments", position: 0, countsPeople: false)
    let steps = moves.steps(
      .init(before: place, after: place, definitionChanged: true, isSamePeriod: true),
      .init(before: .percentile(50), after: .maximum, decimals: 0))
    #expect(steps == [Movement.Step(.definition, entered: 0, left: 0, changed: 0, value: "70")])
  }

  @Test func aPlaceReadsBackAsItWasWritten() {
    let linked = ["assessments", "support-services"]
    for place in [
      FigureBook.Place(dataset: "reviews", position: 3, countsPeople: false),
      .init(dataset: "reviews", position: 3, countsPeople: true),
      .init(dataset: "assessments", position: 0, countsPeople: true, linked: linked),
      .init(dataset: "assessments", position: 12, countsPeople: false, linked: linked),
    ] { #expect(FigureBook.Place(place.text) == place) }
  }

  /// A concern whose enquiry is taken out of its extract no longer led to one, though its own record is the same.
  @Test func aLinkedRecordThatGoesIsNamedAsTheReason() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let before = "\(fixture.folder)/before"
    try FileManager.default.copyItem(atPath: "\(fixture.store.folder)/2026-10-31", toPath: before)
    let path = "\(fixture.input)/safeguarding-enquiries.csv"
    var bytes = try Data(contentsOf: URL(filePath: path))
    let start = try #require(bytes.firstRange(of: Data("\nE000186,".utf8))).lowerBound + 1
    let end = try #require(bytes[start...].firstIndex(of: UInt8(ascii: "\n")))
    bytes.removeSubrange(start...end)
    try bytes.write(to: URL(filePath: path))
    #expect(try fixture.run("2026-10-31").state == .published)
    let movement = try compareRuns(before, fixture.store.latestLink, in: StoreFixture.workspace.get())
    let row = try #require(
      movement.rows.first {
        $0.measure == "safeguarding-concerns-converted" && $0.kind == .rollingYear
      })
    #expect(row.numerator?.changes == [Movement.Change(.linked, entered: 0, left: 1)])
    #expect(row.denominator?.changes == [])
  }
}
