import AggregateStage
import Artefacts
import Declarations
import Periods
import Runs
import Tables
import TestKit
import Testing

/// Counts, and the cases behind them, are those that the whole condition tested on every case gives.
@Suite struct CountedOneByOneTests {
  /// Two years of months, and the days that they end on.
  private static let periods: [ReportingPeriod] = {
    var months = [ReportingPeriod(latest: .month, asOf: Council.asOf)]
    while months.count < 24 { months.append(months[months.count - 1].previous) }
    return months + months.map { ReportingPeriod(.day, from: $0.end, to: $0.end) }
  }()

  /// Extracts come in the order of their days, where most chunks have no row of a period, and in no order.
  @Test(arguments: [false, true])
  func countsAreThoseOfTheCasesOneByOne(_ isShuffled: Bool) throws {
    var extracts = Council.extracts(seed: 5, people: 4_000)
    if isShuffled { extracts = extracts.mapValues { Self.shuffled($0) } }
    let kinds: Set<Measure.Calculation> = [.count, .proportion]
    let measures = try Council.workspace.catalogue.measures.all.filter { measure in
      kinds.contains(measure.value.calculation) && measure.value.counts != .people
        && measure.value.dataset.map { extracts[$0.value] != nil } == true
    }
    let (validated, plan) = try Council.validated(extracts, measures, over: Self.periods)
    let readings = Dictionary(
      uniqueKeysWithValues: aggregate(validated, into: plan).readings.map { ($0.key, $0) })
    let shown = Dictionary(
      uniqueKeysWithValues: measures.map { ($0.value.measure.value, Self.periods) })
    let found = Memberships(validated, in: plan, over: shown)
    // By dataset, batch and count.
    let rows = Dictionary(
      uniqueKeysWithValues: validated.tables.map { table in
        let dataset = table.table.dataset
        return (dataset, table.table.batches.indices.map { found.rows(of: dataset, inBatch: $0) })
      })
    var compared = 0
    var some = 0
    var next: [String: Int] = [:]
    var met: Set<Reading.Key> = []
    for membership in found.counts {
      let key = Reading.Key(measure: membership.measure, period: membership.period)
      let reading = try #require(readings[key])
      let place = next[membership.dataset, default: 0]
      next[membership.dataset] = place + 1
      let measure = try #require(measures.first { $0.value.measure.value == membership.measure })
      let cases = try #require(validated.table(of: membership.dataset))
      let expected = try Self.rows(measure, membership, cases, plan)
      let own = try #require(rows[membership.dataset]).map { $0[place].rows.rows.map { Int($0) } }
      #expect(own == expected, "\(key) \(membership.role)")
      let count = expected.reduce(0) { $0 + $1.count }
      #expect((membership.role == .numerator ? reading.numerator : reading.denominator) == count, "\(key)")
      compared += 1
      some += count > 0 ? 1 : 0
      met.insert(key)
    }
    #expect(met == Set(readings.keys), "every reading is compared, and nothing else")
    #expect(compared > 3_000 && some > 2_000)
  }

  /// By batch, the accepted rows of which the measure's whole conditions are true.
  private static func rows(
    _ measure: Declared<Measure>, _ membership: Membership, _ cases: ValidatedTable, _ plan: AggregationPlan
  ) throws -> [[Int]] {
    let period = membership.period
    let parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    let scope = try #require(plan.datasets.first { $0.dataset.dataset.value == membership.dataset })
    let isPart = membership.role == .numerator && measure.value.formula == .proportion
    let texts = [measure.value.where ?? measure.value.denominator, isPart ? measure.value.numerator : nil]
    let programs = try texts.compactMap(\.self).map { text in
      Program(
        try typedCondition(text, in: measure.source, scope: scope.scope).get(), table: cases.table,
        parameters: parameters)
    }
    return cases.table.batches.indices.map { index in
      let batch = cases.table.batches[index]
      let truths = programs.map { program in
        var out: [UInt8] = []
        program.truth(in: batch, rows: 0..<batch.rowCount, into: &out)
        return out
      }
      return (0..<batch.rowCount).filter { row in
        cases.accepted[index][row] == 1 && truths.allSatisfy { $0[row] == Truth.yes }
      }
    }
  }

  private static func shuffled(_ extract: [UInt8]) -> [UInt8] {
    var lines = extract.split(separator: UInt8(ascii: "\n"))
    let header = lines.removeFirst()
    var chance = Seeded(seed: 11)
    lines.shuffle(using: &chance)
    return Array(([header] + lines).joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
  }
}
