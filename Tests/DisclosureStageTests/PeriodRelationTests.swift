import Artefacts
import Declarations
import DisclosureStage
import Periods
import Statistics
import Testing

/// What periods of one count, whatever their kinds, say of each other and of the days between them.
@Suite struct PeriodRelationTests {
  private let policy = DisclosurePolicy(threshold: 5)

  private func period(_ start: String, _ end: String) throws -> ReportingPeriod {
    let (first, last) = (try #require(Day(iso: start)), try #require(Day(iso: end)))
    return ReportingPeriod(.day, from: first, to: last)
  }

  /// A year to March of 40, less April to September of 10, with the next April to September is the 33 of 12 months from
  /// October: 3 came in April to September.
  @Test func yearsThatOverlapDoNotGiveTheirEndsAway() throws {
    let readings = [
      SampleTable.count(40, nil, try period("2025-04-01", "2026-03-31")),
      SampleTable.count(10, nil, try period("2025-04-01", "2025-09-30")),
      SampleTable.count(3, nil, try period("2026-04-01", "2026-09-30")),
      SampleTable.count(33, nil, try period("2025-10-01", "2026-09-30")),
    ]
    func printed(_ readings: [Reading]) -> [String] {
      disclose(
        SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration,
        measures: SampleTable.measures
      ).printed.map(\.value.tidy)
    }
    #expect(printed(readings)[2] == "c" && printed(readings).filter { $0 == "c" }.count == 2)
    let without = [readings[0], readings[2], readings[3]]
    #expect(printed(without) == ["40", "c", "33"], "the first half is not known")
  }

  /// The ranges of hidden counts, to somebody who has all of the rows in print.
  private func ranges(
    _ rows: [(measure: String, period: ReportingPeriod, numerator: Int?, denominator: Int?)]
  ) throws -> [ClosedRange<Int>] {
    var tables = PrintedTables(under: policy, catalogue: SampleTable.measures)
    for row in rows {
      let numerator = policy.count(row.numerator ?? 1)
      tables.add(
        PrintedRow(
          key: Reading.Key(measure: row.measure, period: row.period), value: numerator, numerator: numerator,
          denominator: row.denominator.map { policy.count($0) }, population: nil),
        measure: try #require(SampleTable.measures[row.measure]))
    }
    tables.link()
    return Audit(of: tables).hidden.map(\.range)
  }

  /// How many are waiting at the end of October is how many are waiting on 31 October.
  @Test(arguments: [true, false]) func aStockIsThatOfItsLastDay(isStock: Bool) throws {
    var measure = try #require(SampleTable.measures["waiting"])
    measure.basis = isStock ? .stock : .flow
    var tables = PrintedTables(under: policy, catalogue: ["waiting": measure])
    for (period, count) in [
      (try period("2026-10-31", "2026-10-31"), nil), (try period("2026-10-01", "2026-10-31"), 15),
    ] {
      let figure = policy.count(count ?? 1)
      tables.add(
        PrintedRow(
          key: Reading.Key(measure: "waiting", period: period), value: figure, numerator: figure,
          denominator: nil,
          population: nil), measure: measure)
    }
    tables.link()
    #expect(Audit(of: tables).hidden.map(\.range) == [isStock ? 15...15 : 1...15])
  }

  /// Between a year and its half lies the other half, in which nobody came less than not at all.
  @Test func whatIsBetweenTwoPeriodsIsNoLessThanNothing() throws {
    let rows: [(measure: String, period: ReportingPeriod, numerator: Int?, denominator: Int?)] = [
      ("waiting", try period("2025-04-01", "2026-03-31"), 40, nil),
      ("waiting", try period("2025-04-01", "2025-09-30"), nil, nil),
      ("waiting", try period("2025-10-01", "2026-09-30"), 33, nil),
    ]
    // October to March is of the 33, and what is left of the 40 came before.
    #expect(try ranges(rows) == [7...40])
  }

  /// Of a year 6 were not seen in time, so in one month of it no more: of 12 at least 6 were.
  @Test func whatIsLeftOfAMonthIsNoMoreThanWhatIsLeftOfItsYear() throws {
    let rows: [(measure: String, period: ReportingPeriod, numerator: Int?, denominator: Int?)] = [
      ("seen-in-time", try period("2025-10-01", "2026-09-30"), 60, 66),
      ("seen-in-time", try period("2026-09-01", "2026-09-30"), nil, 12),
    ]
    #expect(try ranges(rows) == [6...12])
  }
}
