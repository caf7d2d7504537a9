import Artefacts
import Declarations
import Findings
import Statistics
import TestKit
import Testing

@testable import AggregateStage

/// Bounds of averages, against every way that the doubtful cases could turn out.
@Suite struct DoubtfulNumbersTests {
  private func measure(_ calculation: String) throws -> Measure {
    let text = """
      { "measure": "m", "title": "M", "calculation": "\(calculation)", "percentile": 90, "unit": "days",
        "decimals": 1, "polarity": "neither", "change": "absolute", "basis": "flow", "why": "", "source": "" }
      """
    return try #require(LocatedDecoder.decode(Measure.self, from: .init(path: "m.json", text)).value)
  }

  private func summary(_ calculation: String) throws -> Measure.Summary {
    try #require(measure(calculation).summary)
  }

  private struct Doubt: Sendable {
    var certain: [Int]
    var optional: [Int]
    var unknown: Int
  }

  @Test(arguments: ["median", "percentile", "mean", "maximum", "sum"])
  func noChoiceOfCasesIsOutsideAndTheEndsAreReached(calculation: String) throws {
    let summary = try summary(calculation)
    forAll(count: 400) { generator in
      func numbers(_ most: Int) -> [Int] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
          Int.random(in: -3...12, using: &generator)
        }
        .sorted()
      }
      return Doubt(certain: numbers(6), optional: numbers(5), unknown: 0)
    } holds: { doubt in
      var values: [Double] = []
      for choice in 0..<(1 << doubt.optional.count) {
        let taken = doubt.optional.indices.filter { choice >> $0 & 1 == 1 }.map { doubt.optional[$0] }
        if let value = Self.value(calculation, of: doubt.certain + taken) { values.append(value) }
      }
      let ends = summary.bounds(
        of: DoubtfulNumbers(certain: doubt.certain, optional: doubt.optional, unknown: 0))
      return Self.number(ends.lowest) == values.min() && Self.number(ends.highest) == values.max()
    }
  }

  /// With unknown numbers each end is what the lowest or highest numbers there can be come to; where they come to
  /// anything, there is no end.
  @Test(arguments: ["median", "percentile", "maximum", "mean"])
  func anEndIsReachedByUnknownNumbersFarOut(calculation: String) throws {
    let summary = try summary(calculation)
    forAll(count: 400) { generator in
      let certain = (0..<Int.random(in: 0...25, using: &generator)).map { _ in
        Int.random(in: 0...40, using: &generator)
      }
      let optional = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        Int.random(in: 0...40, using: &generator)
      }
      return Doubt(
        certain: certain.sorted(), optional: optional.sorted(),
        unknown: Int.random(in: 1...3, using: &generator))
    } holds: { doubt in
      let ends = summary.bounds(
        of: DoubtfulNumbers(
          certain: doubt.certain, optional: doubt.optional, unknown: doubt.unknown))
      var values: [Double] = []
      for far in [-1_000_000, 0, 20, 1_000_000] {
        for count in 0...doubt.unknown {
          for choice in 0..<(1 << doubt.optional.count) {
            let taken = doubt.optional.indices.filter { choice >> $0 & 1 == 1 }.map { doubt.optional[$0] }
            let all = doubt.certain + taken + Array(repeating: far, count: count)
            if let value = Self.value(calculation, of: all) { values.append(value) }
          }
        }
      }
      let (least, most) = (values.min() ?? -.infinity, values.max() ?? .infinity)
      // One number far out moves whatever it moves by more than any other number is.
      return Self.number(ends.lowest) == (least < 0 ? nil : least)
        && Self.number(ends.highest) == (most > 40 ? nil : most)
    }
  }

  @Test func aMedianOutlivesAFewUnknownNumbersAndAMeanNone() throws {
    let numbers = DoubtfulNumbers(certain: Array(1...9), optional: [], unknown: 2)
    let median = try summary("median").bounds(of: numbers)
    #expect(median.lowest == .value(Fraction(400, 100)) && median.highest == .value(Fraction(600, 100)))
    let mean = try summary("mean").bounds(of: numbers)
    #expect(mean.lowest == .none(.numberInDoubt) && mean.highest == .none(.numberInDoubt))
    let longest = try summary("maximum").bounds(of: numbers)
    #expect(longest.lowest == .value(Fraction(9)) && longest.highest == .none(.numberInDoubt))
    let none = try summary("median").bounds(
      of: DoubtfulNumbers(certain: [], optional: [], unknown: 3))
    #expect(none.lowest == .none(.numberInDoubt))
  }

  /// In every table and cross of tables alike.
  @Test func aSumOfNoNumbersIsNoNought() throws {
    let sum = try measure("sum")
    let none = AggregateStage.value(of: sum, from: Tally(cases: 3))
    #expect(none.value == nil && none.missing == .unavailable && none.denominator == 0)
    var two = Tally(cases: 3)
    two.numbers = Histogram(of: [0, 0])
    let nought = AggregateStage.value(of: sum, from: two)
    #expect(nought.value == Fraction(0) && nought.missing == nil)
  }

  private static func number(_ end: DoubtfulNumbers.End) -> Double? {
    if case .value(let value) = end { value.approximate } else { nil }
  }

  private static func value(_ calculation: String, of numbers: [Int]) -> Double? {
    let ordered = numbers.sorted()
    guard let last = ordered.last else { return nil }
    func percentile(_ percent: Int) -> Double {
      let place = percent * (ordered.count - 1)
      let (lower, upper) = (ordered[place / 100], ordered[min(place / 100 + 1, ordered.count - 1)])
      return Double(lower * 100 + (upper - lower) * (place % 100)) / 100
    }
    switch calculation {
    case "median": return percentile(50)
    case "percentile": return percentile(90)
    case "mean": return Double(ordered.reduce(0, +)) / Double(ordered.count)
    case "maximum": return Double(last)
    default: return Double(ordered.reduce(0, +))
    }
  }
}
