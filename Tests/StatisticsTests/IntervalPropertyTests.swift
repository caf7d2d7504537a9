import Statistics
import TestKit
import Testing

@Suite struct IntervalPropertyTests {
  struct Proportion: Sendable {
    let x: Int
    let n: Int
  }

  private func proportion(_ generator: inout Seeded) -> Proportion {
    let n = Int.random(in: 1...Int.random(in: 1...300_000, using: &generator), using: &generator)
    return Proportion(x: Int.random(in: 0...n, using: &generator), n: n)
  }

  @Test func holdsItsProportion() {
    forAll(count: 2000, generate: proportion) { input in
      try Confidence.allCases.allSatisfy {
        let interval = try #require(Interval.wilson(input.x, of: input.n, at: $0))
        return interval.contains(Double(input.x) / Double(input.n)) && interval.lower >= 0
          && interval.upper <= 1
      }
    }
  }

  @Test func turnsRoundWithTheComplement() {
    forAll(count: 2000, generate: proportion) { input in
      let one = try #require(Interval.wilson(input.x, of: input.n, at: .ninetyFive))
      let other = try #require(Interval.wilson(input.n - input.x, of: input.n, at: .ninetyFive))
      return abs(one.lower - (1 - other.upper)) < 1e-12 && abs(one.upper - (1 - other.lower)) < 1e-12
    }
  }

  @Test func risesWithTheCount() {
    for confidence in Confidence.allCases {
      let ends = (0...300).compactMap { Interval.events($0, at: confidence) }
      #expect(ends.count == 301)
      #expect(zip(ends, ends.dropFirst()).allSatisfy { $0.lower < $1.lower && $0.upper < $1.upper })
    }
  }

  @Test func narrowsAsTheGroupGrows() {
    forAll(count: 1000, generate: proportion) { input in
      let one = try #require(Interval.wilson(input.x, of: input.n, at: .ninetyFive))
      let four = try #require(Interval.wilson(4 * input.x, of: 4 * input.n, at: .ninetyFive))
      return four.upper - four.lower < one.upper - one.lower
    }
  }

  @Test func isWiderWithMoreConfidence() {
    forAll(count: 1000, generate: proportion) { input in
      let pairs = [
        (
          Interval.wilson(input.x, of: input.n, at: .ninetyFive),
          Interval.wilson(input.x, of: input.n, at: .ninetyNinePointEight)
        ),
        (Interval.events(input.x, at: .ninetyFive), Interval.events(input.x, at: .ninetyNinePointEight)),
      ]
      return try pairs.allSatisfy { narrow, wide in
        let (narrow, wide) = (try #require(narrow), try #require(wide))
        return wide.lower <= narrow.lower && narrow.upper < wide.upper || narrow.upper == 1 && wide.upper == 1
      }
    }
  }

  @Test func aDifferenceTurnsRoundWithItsSides() {
    forAll(count: 1000, generate: { [self.proportion(&$0), self.proportion(&$0)] }) { input in
      let (one, other) = (Fraction(input[0].x, input[0].n), Fraction(input[1].x, input[1].n))
      let forth = try #require(Interval.difference(one, other, at: .ninetyFive))
      let back = try #require(Interval.difference(other, one, at: .ninetyFive))
      let value = Double(input[0].x) / Double(input[0].n) - Double(input[1].x) / Double(input[1].n)
      return abs(forth.lower + back.upper) < 1e-12 && forth.contains(value)
        && forth.lower >= -1 - 1e-12 && forth.upper <= 1 + 1e-12
    }
  }

  @Test func theMedianLiesBetweenItsRanks() {
    forAll(count: 500, generate: { Int.random(in: 10...30_000, using: &$0) }) { count in
      let ranks = try #require(MedianRanks(of: count, at: .ninetyNinePointEight))
      let narrower = try #require(MedianRanks(of: count, at: .ninetyFive))
      return 1 <= ranks.lower && ranks.lower <= narrower.lower && narrower.lower <= (count + 1) / 2
        && ranks.lower + ranks.upper == count + 1
    }
  }
}
