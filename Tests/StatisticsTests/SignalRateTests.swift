import Statistics
import TestKit
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// How often a chart marks months of a process in which nothing changes, and whether it finds a change that is planted.
///
/// Each kind of measure is simulated as it comes about: events and waits of separate months, and lists of people who stay
/// from one month into the next. Seeded, so that the rates are the same every time; docs/methods.md has them.
@Suite struct SignalRateTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var method: ProcessChart.Method
    /// The values' standard deviation over a long time.
    var deviation: Double
    /// The share of series in which a shift of two deviations halfway is found.
    var found: Double
    var months: @Sendable (_ count: Int, _ generator: inout Seeded) -> [Double]
    var testDescription: String { name }
  }

  static let kinds: [Kind] = [
    independent("number of events, 50 a month", 50.squareRoot(), 0.9) { Double(poisson(50, &$0)) },
    independent("number of events, 8 a month", 8.squareRoot(), 0.9) { Double(poisson(8, &$0)) },
    independent("share of 40", (0.21 / 40).squareRoot() * 100, 0.9) { share(0.7, of: 40, &$0) },
    independent("share of 15", (0.09 / 15).squareRoot() * 100, 0.9) { share(0.9, of: 15, &$0) },
    independent("mean of 30 completed waits", 40 / 30.squareRoot(), 0.9) { waits(30, &$0).reduce(0, +) / 30 },
    independent("median of 31 completed waits", 40 / 31.squareRoot(), 0.9) { waits(31, &$0).sorted()[15] },
    independent("longest of 30 completed waits", 40 * 1.27, 0.9) { waits(30, &$0).max() ?? 0 },
    list("people supported, who stay three years", 1080.squareRoot(), 0.9, stay: 36, joining: 30, \.count),
    list("people waiting, who wait six months", 180.squareRoot(), 0.6, stay: 6, joining: 30, \.count),
    Kind(
      name: "events of the last twelve months", method: .runChart, deviation: 360.squareRoot(), found: 0.9
    ) { count, generator in
      let events = (0..<(count + 11)).map { _ in poisson(30, &generator) }
      return (0..<count).map { Double(events[$0..<($0 + 12)].reduce(0, +)) }
    },
    list("longest current wait", 80, 0.6, stay: 2, joining: 20, \.longest),
  ]

  @Test(arguments: kinds) func aStableProcessIsSeldomMarkedAndAShiftIsFound(kind: Kind) {
    var generator = Seeded(seed: 20_261_130)
    var (marked, found) = (0, 0)
    let series = 300
    for _ in 0..<series {
      let steady = kind.months(24, &generator)
      marked += signals(steady, kind.method).count(where: \.self)
      var shifted = kind.months(24, &generator)
      for month in 12..<24 { shifted[month] += 2 * kind.deviation }
      found += signals(shifted, kind.method)[12...].contains(true) ? 1 : 0
    }
    let (falsely, rightly) = (Double(marked) / Double(series * 24), Double(found) / Double(series))
    #expect(falsely <= 0.05, "\(kind.name): \(falsely) of months")
    #expect(rightly >= kind.found, "\(kind.name): \(rightly) of series")
  }

  /// Why lists have no limits: by moving ranges most of their months would be marked though nothing changes.
  @Test func limitsByMovingRangesMarkMostMonthsOfAList() throws {
    let kind = try #require(Self.kinds.first { $0.name.hasPrefix("people supported") })
    var generator = Seeded(seed: 1)
    let marked = (0..<100).reduce(0) { sum, _ in
      sum + signals(kind.months(24, &generator), .processLimits).count(where: \.self)
    }
    #expect(Double(marked) / 2400 > 0.4)
  }

  private func signals(_ values: [Double], _ method: ProcessChart.Method) -> [Bool] {
    var options = ProcessChart.Options()
    options.method = method
    let chart = ProcessChart(values.map { .value($0) }, polarity: .neither, options: options)
    return chart.points.map { $0.signal != nil }
  }
}

private func independent(
  _ name: String, _ deviation: Double, _ found: Double, _ month: @escaping @Sendable (inout Seeded) -> Double
) -> SignalRateTests.Kind {
  .init(name: name, method: .processLimits, deviation: deviation, found: found) { count, generator in
    (0..<count).map { _ in month(&generator) }
  }
}

/// A list on the last day of each month, and how many days the longest on it has lasted.
struct ListedMonth: Sendable {
  var count: Double
  var longest: Double
}

/// People join a list evenly and stay for exponential times with that mean in months.
private func list(
  _ name: String, _ deviation: Double, _ found: Double, stay: Double, joining: Double,
  _ value: @escaping @Sendable (ListedMonth) -> Double
) -> SignalRateTests.Kind {
  .init(name: name, method: .runChart, deviation: deviation, found: found) { count, generator in
    var ages = (0..<poisson(joining * stay, &generator)).map { _ in exponential(stay, &generator) }
    return (0..<count).map { _ in
      ages = ages.filter { _ in Double.random(in: 0..<1, using: &generator) < exp(-1 / stay) }.map { $0 + 1 }
      let joined = poisson(joining * stay * (1 - exp(-1 / stay)), &generator)
      ages += (0..<joined).map { _ in Double.random(in: 0..<1, using: &generator) }
      return value(ListedMonth(count: Double(ages.count), longest: (ages.max() ?? 0) * 30.4))
    }
  }
}

private func exponential(_ mean: Double, _ generator: inout Seeded) -> Double {
  -mean * log(1 - Double.random(in: 0..<1, using: &generator))
}

private func waits(_ count: Int, _ generator: inout Seeded) -> [Double] {
  (0..<count).map { _ in exponential(40, &generator) }
}

/// Events in a unit of time when they come at random: as many as exponential gaps fit into it.
private func poisson(_ mean: Double, _ generator: inout Seeded) -> Int {
  var (count, time) = (0, exponential(1 / mean, &generator))
  while time < 1 { (count, time) = (count + 1, time + exponential(1 / mean, &generator)) }
  return count
}

private func share(_ chance: Double, of cases: Int, _ generator: inout Seeded) -> Double {
  let counted = (0..<cases).count { _ in Double.random(in: 0..<1, using: &generator) < chance }
  return 100 * Double(counted) / Double(cases)
}
