import Artefacts
import Findings
import FoundationEssentials
import Periods
import Tables
import Testing

@testable import Runs
@testable import Tools

/// Why figures moved: single cases with known fates, then the example council with known edits.
@Suite struct CompareTests {
  /// A case as a ledger has it: its dates, whether it was accepted, and whether it was counted.
  struct Known: Sendable {
    var dates: [String?]
    var isAccepted = true
    var isCounted = false
    var content: UInt64 = 1
    var person: UInt64 = 7
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var why: String
    var before: Known?
    var after: Known?
    var reason: Movement.Reason
    var isLate = false
    var rulesChanged = false
    var definitionChanged = false
    var reads: Set<String>?
    var testDescription: String { why }
  }

  static let rows = [
    Row(
      why: "a request received since", after: Known(dates: ["2026-10-31", nil], isCounted: true),
      reason: .newCase),
    Row(
      why: "a request received on the earlier as-of day itself, which its run could not know whole",
      after: Known(dates: ["2026-10-30", nil], isCounted: true), reason: .newCase),
    Row(
      why: "a request received a week before the earlier run, and entered since",
      after: Known(dates: ["2026-10-23", nil], isCounted: true), reason: .backDated),
    Row(
      why: "the same, where the earlier run had no new extract",
      after: Known(dates: ["2026-10-23", nil], isCounted: true), reason: .lateInput, isLate: true),
    Row(
      why: "completed since", before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", "2026-10-31"], content: 2), reason: .event),
    Row(
      why: "completed before the earlier run, and entered since",
      before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", "2026-10-12"], content: 2), reason: .backDated),
    Row(
      why: "its completion is another day now",
      before: Known(dates: ["2026-10-01", "2026-10-02"], isCounted: true),
      after: Known(dates: ["2026-10-01", "2026-10-05"], content: 2), reason: .correctedDates),
    Row(
      why: "its completion was taken back", before: Known(dates: ["2026-10-01", "2026-10-02"]),
      after: Known(dates: ["2026-10-01", nil], isCounted: true, content: 2), reason: .correctedDates),
    Row(
      why: "another field is another", before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", nil], content: 2), reason: .otherCorrection),
    Row(
      why: "no longer in the extract", before: Known(dates: ["2026-10-01", nil], isCounted: true),
      reason: .removed),
    Row(
      why: "refused for what it says now", before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", nil], isAccepted: false, content: 2), reason: .fate),
    Row(
      why: "refused by a new rule", before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", nil], isAccepted: false), reason: .rules, rulesChanged: true),
    Row(
      why: "the same record under other words of the measure", before: Known(dates: ["2026-10-01", nil]),
      after: Known(dates: ["2026-10-01", nil], isCounted: true), reason: .definition,
      definitionChanged: true),
    Row(
      why: "it grew old enough to count, and was allocated on a day that the measure does not look at",
      before: Known(dates: ["2026-10-01", nil]),
      after: Known(dates: ["2026-10-01", "2026-10-31"], isCounted: true, content: 2), reason: .period,
      reads: ["requested_on"]),
    Row(
      why: "a day that the measure does look at was entered",
      before: Known(dates: ["2026-10-01", nil], isCounted: true),
      after: Known(dates: ["2026-10-01", "2026-10-31"], content: 2), reason: .event,
      reads: ["requested_on", "completed_on"]),
    Row(
      why: "another field is another, and no day is", before: Known(dates: ["2026-10-01", nil]),
      after: Known(dates: ["2026-10-01", nil], isCounted: true, content: 2), reason: .otherCorrection,
      reads: ["requested_on"]),
    Row(
      why: "the same record a day later: it has waited long enough to count",
      before: Known(dates: ["2026-10-01", nil]),
      after: Known(dates: ["2026-10-01", nil], isCounted: true), reason: .period),
  ]

  private func ledger(_ known: Known?) -> CaseLedger {
    let cases = known.map { known in
      LedgerFixture.Case(
        key: 1, person: known.person, isAccepted: known.isAccepted, record: known.content,
        days: known.dates.map { $0.flatMap { Day(iso: $0)?.number } ?? Column.missingNumber },
        isCounted: known.isCounted)
    }
    return LedgerFixture.ledger(cases.map { [$0] } ?? [], ["requested_on", "completed_on"])
  }

  private func count(_ row: Row, people: Bool) throws -> Movement.Count {
    let moves = CaseDiff(
      ledger(row.before), ledger(row.after), oldAsOf: try #require(Day(iso: "2026-10-30")),
      isLate: row.isLate, rulesChanged: row.rulesChanged)
    let place = FigureBook.Place(dataset: "assessments", position: 0, countsPeople: people)
    return moves.count(
      CaseDiff.Setting(
        before: place, after: place, definitionChanged: row.definitionChanged, isSamePeriod: false,
        reads: row.reads))
  }

  @Test(arguments: rows) func aCaseHasOneReason(_ row: Row) throws {
    let isIn = row.after?.isCounted == true
    let expected = Movement.Count(
      before: isIn ? 0 : 1, after: isIn ? 1 : 0,
      changes: [Movement.Change(row.reason, entered: isIn ? 1 : 0, left: isIn ? 0 : 1)])
    #expect(try count(row, people: false) == expected)
    #expect(try count(row, people: true) == expected, "as a person")
  }

  @Test func aPersonWithTwoCasesComesInOnce() throws {
    let after = LedgerFixture.ledger(
      [1, 2].map {
        LedgerFixture.Case(key: $0, record: $0, days: [0, Column.missingNumber], isCounted: true)
      },
      ["requested_on", "completed_on"])
    let moves = CaseDiff(
      ledger(nil), after, oldAsOf: try #require(Day(iso: "2026-10-30")), isLate: false, rulesChanged: false)
    let place = FigureBook.Place(dataset: "assessments", position: 0, countsPeople: true)
    let count = moves.count(
      .init(before: place, after: place, definitionChanged: false, isSamePeriod: true))
    #expect(count.after == 1)
    #expect(count.changes == [Movement.Change(.backDated, entered: 1, left: 0)])
  }

  @Test func everyCountAddsUpToTheFigureBesideIt() throws {
    let fixture = try StoreFixture()
    try fixture.run("2026-09-15", keeping: .init(publishesAnyway: true))
    try fixture.thin("reviews.csv", keepingOneIn: 3)
    try fixture.run("2026-10-31", keeping: .init(publishesAnyway: true))
    let movement = try compareRuns(
      "\(fixture.store.folder)/2026-09-15", fixture.store.latestLink, in: StoreFixture.workspace.get())
    var feed: [[String]: [String: String]] = [:]
    for row in try ExampleCouncil.table(
      Array(try #require(FileManager.default.contents(atPath: "\(fixture.store.latestLink)/comparison.csv"))),
      "comparison.csv")
    where row["breakdown"] == "Total" {
      feed[[row["measure"] ?? "", row["period_kind"] ?? ""]] = row
    }
    var counts = 0
    for row in movement.rows {
      let published = try #require(feed[[row.measure, row.kind.rawValue]])
      #expect(published["value"] == row.valueAfter, "\(row.measure)")
      for (name, count) in [("numerator", row.numerator), ("denominator", row.denominator)] {
        guard let count else { continue }
        counts += 1
        #expect(count.unexplained == 0, "\(row.measure) \(row.kind) \(name)")
        #expect(published[name] == String(count.after), "\(row.measure) \(row.kind) \(name)")
      }
    }
    #expect(counts > 150)
    // An average or percentile comes to the figure that was published, step by step, and its cases are those counted.
    let stepped = movement.rows.filter { !$0.steps.isEmpty }
    #expect(stepped.count > 20)
    for row in stepped {
      #expect(row.steps.last?.value == row.valueAfter, "\(row.measure) \(row.kind)")
      let count = try #require(row.denominator)
      for change in count.changes {
        let step = try #require(row.steps.first { $0.reason == change.reason }, "\(row.measure) \(change)")
        #expect(step.entered == change.entered && step.left == change.left, "\(row.measure) \(row.kind)")
      }
    }
    let still = movement.rows.filter {
      $0.steps.isEmpty && !Set($0.valueBefore).isDisjoint(with: "0123456789")
    }
    for row in still where row.numerator == nil {
      #expect(row.valueBefore == row.valueAfter, "\(row.measure)")
    }
    // Linked measures are followed by the records their cases come from.
    let linked = ["first-response-median-days-65-and-over", "safeguarding-concerns-converted"]
    for measure in linked { #expect(movement.rows.contains { $0.measure == measure }, "\(measure)") }
    let reasons = Set(movement.rows.flatMap { ($0.numerator?.changes ?? []).map(\.reason) })
    #expect(reasons.isSuperset(of: [.removed, .period]))
  }

  /// What is published beside the page: read as anybody would read it, and added up.
  @Test func thePublishedMovementsAddUp() throws {
    let fixture = try StoreFixture(after: "2026-10-30", "2026-10-31")
    let folder = fixture.store.latestLink
    #expect(
      try fixture.text("\(folder)/index.html").contains("<a href=\"movement.html\">Why the figures moved</a>")
    )
    let page = try fixture.text("\(folder)/movement.html")
    #expect(page.contains("from the run as of 2026-10-30 to the run as of"))
    var moved: [[String]: (before: Int, after: Int, net: Int)] = [:]
    var values: [[String]: (after: String, last: String)] = [:]
    for row in try ExampleCouncil.table(file: "\(folder)/movement.csv") {
      let place = ["measure", "period_kind", "period_after", "count"].map { row[$0] ?? "" }
      guard row["count"] != "value" else {
        values[place] = (row["value_after"] ?? "", row["value_then"] ?? "")
        continue
      }
      func number(_ column: String) throws -> Int { try #require(row[column].flatMap { Int($0) }) }
      let net = try number("entered") - number("left")
      moved[place] = (try number("before"), try number("after"), (moved[place]?.net ?? 0) + net)
    }
    #expect(moved.count > 50 && values.count > 10)
    for (place, count) in moved { #expect(count.before + count.net == count.after, "\(place)") }
    for (place, value) in values { #expect(value.after == value.last, "\(place)") }
  }

  /// The extract of a day is edited by hand; the page must say just that.
  @Test func theEditsOfANightAreWhatTheNightSays() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let before = "\(fixture.folder)/before"
    try FileManager.default.copyItem(atPath: "\(fixture.store.folder)/2026-10-31", toPath: before)
    var lines = try fixture.text("\(fixture.input)/assessments.csv").split(separator: "\n").map(String.init)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let asked = try #require(header.firstIndex(of: "Date Requested"))
    let completed = try #require(header.firstIndex(of: "Date Completed"))
    let closed = try #require(header.firstIndex(of: "Date Closed"))
    let waiting = lines.indices.dropFirst().filter { line in
      let cells = lines[line].split(separator: ",", omittingEmptySubsequences: false)
      return cells.count == header.count && cells[completed].isEmpty && cells[closed].isEmpty
        && cells[asked].count == 10
    }
    let victim = try #require(waiting.last)
    lines.remove(at: victim)
    try Data((lines.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: "\(fixture.input)/assessments.csv"))
    try fixture.run("2026-10-31")
    let movement = try compareRuns(before, fixture.store.latestLink, in: StoreFixture.workspace.get())
    let row = try #require(
      movement.rows.first { $0.measure == "assessments-waiting" && $0.kind == .day })
    let count = try #require(row.numerator)
    #expect(count.changes == [Movement.Change(.removed, entered: 0, left: 1)])
    #expect(count.after == count.before - 1)
    let others = movement.rows.filter { row in
      ["dols", "reviews", "safeguarding"].contains { row.measure.hasPrefix($0) }
    }
    #expect(others.count > 20)
    #expect(others.filter(\.hasMoved).map(\.measure) == [])
  }
}
