import Artefacts
import BenchmarkStage
import Declarations
import Periods
import Statistics
import Testing

/// When a difference is said to be one. Intervals in the reasons are scipy's Wilson ends put together by hand.
@Suite struct VerdictTests {
  let world: World

  init() throws { world = try World() }

  struct Row: Sendable, CustomTestStringConvertible {
    var measure: String
    /// Numerator and denominator; of a count the first alone.
    var now: (Int, Int?)
    var before: (Int, Int?)
    var base = 1
    var verdict: Verdict?
    var isOfFew = false
    var why: String
    var testDescription: String { why }
  }

  static let rows = [
    Row(
      measure: "dols-standard-in-21-days", now: (60, 100), before: (45, 100), verdict: .better,
      why: "15.0 points, Newcombe 1.2 to 28.0"),
    Row(
      measure: "dols-standard-in-21-days", now: (58, 100), before: (45, 100), verdict: .unclear,
      why: "13.0 points, Newcombe -0.8 to 26.1"),
    Row(
      measure: "dols-standard-in-21-days", now: (45, 100), before: (60, 100), verdict: .worse,
      why: "the same the other way"),
    Row(
      measure: "dols-standard-in-21-days", now: (1, 2), before: (1, 7), isOfFew: true,
      why: "1 of 2 carries its n and no verdict"),
    Row(
      measure: "dols-standard-in-21-days", now: (60, 100), before: (1, 29), isOfFew: true,
      why: "few on the other side"),
    Row(
      measure: "dols-standard-in-21-days", now: (29, 30), before: (1, 30), verdict: .better,
      why: "thirty are not few"),
    Row(measure: "dols-open", now: (110, nil), before: (100, nil), verdict: .worse, why: "10% and 10 more"),
    Row(
      measure: "dols-open", now: (60, nil), before: (50, nil), verdict: .worse,
      why: "ten more are the least that counts"),
    Row(
      measure: "dols-open", now: (59, nil), before: (50, nil), verdict: .unclear,
      why: "nine more are 18% and still nine"),
    Row(
      measure: "dols-open", now: (180, nil), before: (200, nil), verdict: .better, why: "20 fewer are 10%"),
    Row(
      measure: "dols-open", now: (181, nil), before: (200, nil), verdict: .unclear, why: "19 fewer are 9.5%"),
    Row(measure: "dols-open", now: (109, nil), before: (100, nil), verdict: .unclear, why: "9 more"),
    Row(measure: "dols-open", now: (209, nil), before: (200, nil), verdict: .unclear, why: "4.5% more"),
    Row(
      measure: "dols-open", now: (215, nil), before: (200, nil), verdict: .unclear, why: "15 more are 7.5%"),
    Row(measure: "dols-open", now: (9, nil), before: (2, nil), isOfFew: true, why: "both under ten"),
    Row(measure: "dols-open", now: (0, nil), before: (10, nil), verdict: .better, why: "ten fewer"),
    Row(measure: "dols-open", now: (100, nil), before: (100, nil), verdict: .unclear, why: "no difference"),
    Row(
      measure: "dols-received", now: (130, nil), before: (100, nil), verdict: .higher,
      why: "neither way agreed"),
    Row(
      measure: "dols-open", now: (110, nil), before: (100, nil), base: 5, verdict: .unclear,
      why: "rounded to 5 they may be 108 and 102"),
    Row(
      measure: "dols-open", now: (115, nil), before: (100, nil), base: 5, verdict: .worse,
      why: "rounded to 5 they are at least 113 and at most 102, 10.8% more"),
    Row(
      measure: "dols-standard-in-21-days", now: (60, 100), before: (45, 100), base: 5, verdict: .unclear,
      why: "58 of 102 and 47 of 98 are no clear difference"),
    Row(
      measure: "dols-standard-in-21-days", now: (70, 100), before: (45, 100), base: 5, verdict: .better,
      why: "68 of 102 and 47 of 98 are"),
  ]

  @Test(arguments: rows) func aDifferenceIsJudgedByItsDeclaredTest(row: Row) throws {
    let month = world.month
    let readings = [(row.before, month.previous), (row.now, month)].map { counts, period in
      let fraction = Fraction(counts.0, counts.1 ?? 1)
      var reading = Reading(
        key: .init(measure: row.measure, period: period), numerator: counts.0, denominator: counts.1,
        value: fraction, multiplier: counts.1 == nil ? 1 : 100)
      reading.roundingBase = row.base
      return reading
    }
    let made = try world.benchmarked(readings, plan: try world.plan())
    let past = try #require(made.comparisons.first { $0.against == .previous })
    #expect(past.verdict == row.verdict && past.isOfFew == row.isOfFew)
    #expect(past.difference != nil, "the plain difference stands beside it")
  }

  /// Medians have intervals of their own; those of both months decide.
  @Test(arguments: [(40, 50, 20, 30, Verdict.worse), (40, 50, 32, 45, Verdict.unclear)])
  func averagesAreJudgedByBothIntervals(_ low: Int, _ high: Int, _ from: Int, _ to: Int, _ verdict: Verdict)
    throws
  {
    let month = world.month
    let readings = try [(from, to, month.previous), (low, high, month)].map { low, high, period in
      // Six waits have their ends as the interval of their median.
      let waits = [low, low, (low + high) / 2, (low + high) / 2, high, high]
      var reading = Reading(
        key: .init(measure: "dols-completed-median-days", period: period), denominator: 12,
        value: Fraction((low + high) / 2))
      reading.intervals = [try #require(Interval.median(of: Histogram(of: waits), at: .ninetyFive))]
      return reading
    }
    let made = try world.benchmarked(readings, plan: try world.plan())
    #expect(made.comparisons.first { $0.against == .previous }?.verdict == verdict)
  }

  /// A publication rounds the counts, and the interval of a median goes with them: no other test takes its place, or a
  /// publication would call worse what the same figures inside do not.
  @Test func aMedianWithoutItsIntervalIsNotJudged() throws {
    let month = world.month
    let readings = [(47, month.previous), (54, month)].map { value, period in
      var reading = Reading(
        key: .init(measure: "dols-completed-median-days", period: period), denominator: 40,
        value: Fraction(value))
      reading.roundingBase = 5
      return reading
    }
    let past = try world.benchmarked(readings, plan: try world.plan()).comparisons.first {
      $0.against == .previous
    }
    #expect(past?.verdict == nil && past?.difference != nil)
  }

  /// Without a declared least change nothing is said of what has no interval.
  @Test func nothingIsSaidWithoutADeclaration() throws {
    var plan = try world.plan()
    plan.verdicts = nil
    let readings = [(100, world.month.previous), (900, world.month)].map { count, period in
      Reading(key: .init(measure: "dols-open", period: period), numerator: count, value: Fraction(count))
    }
    let past = try world.benchmarked(readings, plan: plan).comparisons.first { $0.against == .previous }
    #expect(past?.verdict == nil && past?.difference != nil)
  }
}
