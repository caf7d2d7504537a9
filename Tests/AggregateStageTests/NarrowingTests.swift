import AggregateStage
import Artefacts
import Declarations
import Periods
import Runs
import Tools
import Tables
import TestKit
import Testing

/// Counts are made of the cases that a period leaves; they must be those that every case looked at by itself gives.
@Suite struct NarrowingTests {
  /// Two years of months, and the days that they end on.
  private static let periods: [ReportingPeriod] = {
    var months = [ReportingPeriod(latest: .month, asOf: Council.asOf)]
    while months.count < 24 { months.append(months[months.count - 1].previous) }
    return months + months.map { ReportingPeriod(.day, from: $0.end, to: $0.end) }
  }()

  /// Extracts come in the order of their days, in which most chunks are ignored, and in no order.
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
      aggregate(validated, into: plan).readings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = Dictionary(
      measures.map { ($0.value.measure.value, Self.periods) }, uniquingKeysWith: { first, _ in first })
    var compared = 0
    var some = 0
    let found = Memberships(validated, in: plan, over: shown)
    var totals: [String: [Int]] = [:]
    for table in validated.tables {
      let dataset = table.table.dataset
      totals[dataset] = table.table.batches.indices.reduce(
        into: [Int](repeating: 0, count: found.counts(of: dataset).count)
      ) { totals, batch in
        for (place, count) in found.rows(of: dataset, inBatch: batch).enumerated() {
          totals[place] += count.rows.total
        }
      }
    }
    var next: [String: Int] = [:]
    var met: Set<Reading.Key> = []
    for membership in found.counts {
      let key = Reading.Key(measure: membership.measure, period: membership.period)
      let reading = try #require(readings[key])
      let place = next[membership.dataset, default: 0]
      next[membership.dataset] = place + 1
      let rows = try #require(totals[membership.dataset]?[place])
      #expect(
        (membership.role == .numerator ? reading.numerator : reading.denominator) == rows,
        "\(key) \(membership.role)")
      compared += 1
      some += rows > 0 ? 1 : 0
      met.insert(key)
    }
    #expect(met == Set(readings.keys), "every reading is compared, and nothing else")
    #expect(compared > 3_000 && some > 2_000)
  }

  private static func shuffled(_ extract: [UInt8]) -> [UInt8] {
    var lines = extract.split(separator: UInt8(ascii: "\n"))
    let header = lines.removeFirst()
    var chance = Seeded(seed: 11)
    lines.shuffle(using: &chance)
    return Array(([header] + lines).joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
  }
}
