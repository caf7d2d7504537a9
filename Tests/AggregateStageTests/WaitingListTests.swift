import AggregateStage
import Artefacts
import Declarations
import Findings
import Periods
import Runs
import Statistics
import Testing

/// The list of assessments over October 2026, from a handful of cases that can be counted by eye.
@Suite struct WaitingListTests {
  private static let october = ReportingPeriod(latest: .month, asOf: Council.asOf)

  /// - Parameter cases: asked for, completed, closed without an assessment.
  private func october(
    _ cases: [(String, String, String)], joinedOn: String? = nil
  ) throws -> (list: CountedWaitingList, of: Aggregated) {
    let catalogue = try Council.workspace.catalogue
    var declared = try #require(catalogue.waitingLists["assessments"])
    if let joinedOn {
      declared = Declared(try relisted(declared, joinedOn: joinedOn), source: declared.source)
    }
    let bands = catalogue.breakdown(declared.value.bands.value, of: declared.value.dataset.value)
    let rows = cases.enumerated().map { index, dates in
      "A\(index),P\(index),2 Care Act,\(dates.0),\(dates.1),\(dates.2)"
    }
    let header = "assessment_id,person_id,team,requested_on,completed_on,closed_on"
    let counted = try Council.count(
      ["assessments": Array((([header] + rows).joined(separator: "\n") + "\n").utf8)],
      declared.value.measures.compactMap { catalogue.measures[$0.value] }, over: [Self.october],
      lists: [.init(declared: declared, bands: bands, periods: [Self.october])])
    return (try #require(counted.waitingLists.first), counted)
  }

  private func relisted(
    _ declared: Declared<WaitingListDeclaration>, joinedOn: String
  ) throws -> WaitingListDeclaration {
    var list = declared.value
    list.joinedOn.value = joinedOn
    return list
  }

  private static let cases = [
    // Waiting since before, and still: 92 days, seen from the 62nd on.
    ("2026-07-31", "", ""),
    // Waiting before, completed on the month's first day: 10 days.
    ("2026-09-21", "2026-10-01", ""),
    // Joined and completed: 5 days.
    ("2026-10-05", "2026-10-10", ""),
    // Joined and closed without an assessment: known to have waited 20 days.
    ("2026-10-05", "", "2026-10-25"),
    // Joined and still waiting: 30 and 0 days.
    ("2026-10-01", "", ""), ("2026-10-31", "", ""),
    // Not October's: completed the day before it, asked for and completed after it or long ago.
    ("2026-09-01", "2026-09-30", ""), ("2026-08-01", "2026-08-02", ""),
  ]

  @Test func aMonthIsCountedAndItBalances() throws {
    let (list, counted) = try october(Self.cases)
    #expect(list.balance == FlowBalance(opening: 2, joined: 4, left: 3, closing: 3))
    #expect(list.balance.balances)
    #expect(!counted.findings.contains { $0.code.rawValue.hasPrefix("AGG-02") })
    let counts = Dictionary(
      (counted.readings + counted.listReadings).map { ($0.key, $0.numerator) },
      uniquingKeysWith: { first, _ in first })
    #expect(list.flow.map { counts[$0] } == [2, 4, 2, 1, 3])
    #expect(list.bands.map { counts[$0] } == [1, 1, 1, 0, 0], "0 days, 30 days, 92 days")
    #expect(list.bands.compactMap { counts[$0] ?? nil }.reduce(0, +) == list.balance.closing)
  }

  /// At 5 days two of those seen from their first day on are at risk beside it (20 and 30), and none of those seen
  /// later: 2/3. At 10 days the one seen from its 10th day on is at risk too: 2/3 × 2/3 = 4/9.
  @Test func theMedianCountsThoseStillWaiting() throws {
    let (list, counted) = try october(Self.cases)
    #expect(list.median == 10)
    let readings = counted.readings + counted.listReadings
    func median(_ key: Reading.Key) -> FixedPoint? { readings.first { $0.key == key }?.rounded(to: 1) }
    #expect(median(list.completedWait)?.description == "7.5", "5 and 10 days: the completed alone")
    #expect(median(list.currentWait)?.description == "30.0", "0, 30 and 92 days: those still waiting alone")
  }

  @Test func aListWhoseLongestWaitersNeverFinishLooksNoBetter() throws {
    let quick = (1...6).map { _ in ("2026-10-05", "2026-10-10", "") }
    let (all, _) = try october(quick)
    #expect(all.median == 5)
    let (stalled, counted) = try october(quick + (1...9).map { _ in ("2026-10-02", "", "") })
    #expect(stalled.median == nil, "fewer than half are known to have ended")
    let completed = counted.readings.first { $0.key == stalled.completedWait }
    #expect(completed?.rounded(to: 1)?.description == "5.0", "the completed alone would not show it")
  }

  @Test func aCaseThatLeftTwiceIsFoundAndNotAbsorbed() throws {
    let (list, counted) = try october(Self.cases + [("2026-10-02", "2026-10-06", "2026-10-09")])
    #expect(list.balance.unexplained == 1)
    let finding = try #require(counted.findings.first { $0.code == "AGG-020" })
    #expect(finding.message.contains("'assessments' does not balance over 2026-10"))
    #expect(finding.hint == "2 + 5 - 5 is not 3: a case that left twice, or one dated before it joined")
  }

  @Test func daysThatAreNotThoseOfTheMeasuresAreFound() throws {
    let (_, counted) = try october(Self.cases, joinedOn: "completed_on")
    #expect(counted.findings.contains { $0.code == "AGG-021" })
  }

  @Test func nobodyOnTheListIsNoMedian() throws {
    let (list, _) = try october([("2026-08-01", "2026-08-02", "")])
    #expect(list.balance == FlowBalance(opening: 0, joined: 0, left: 0, closing: 0))
    #expect(list.median == nil && list.medianLower == nil && list.medianUpper == nil)
  }
}
