import BenchmarkStage
import Declarations
import Statistics
import TestKit
import Testing

/// Ratings of values at, beside and beyond the thresholds, all unrounded.
@Suite struct StatusRatingTests {
  struct Case: Sendable, CustomStringConvertible {
    let value: Fraction
    let target: String
    let margin: Demand.Margin
    let expected: Rating
    let why: String
    var description: String { why }
  }

  @Test(arguments: [
    Case(
      value: Fraction(2801, 10_000), target: ">28%", margin: .byDefault, expected: .green, why: "above 28%"),
    Case(
      value: Fraction(28, 100), target: ">28%", margin: .byDefault, expected: .amber,
      why: "28% exactly is not above 28%, and misses by nothing"),
    Case(
      value: Fraction(27_996, 100_000), target: ">28%", margin: .absolute(FixedPoint(units: 0, places: 0)),
      expected: .red, why: "27.996% prints as 28.0% and still misses a target without tolerance"),
    Case(
      value: Fraction(252, 1000), target: ">28%", margin: .byDefault, expected: .amber,
      why: "25.2% is exactly 10% of 28 below it"),
    Case(
      value: Fraction(25_199, 100_000), target: ">28%", margin: .byDefault, expected: .red,
      why: "25.199% prints as 25.2%, and is past the margin"),
    Case(
      value: Fraction(1999, 10_000), target: "<20%", margin: .byDefault, expected: .green, why: "under 20%"),
    Case(
      value: Fraction(20, 100), target: "<20%", margin: .byDefault, expected: .amber, why: "20% is not under"),
    Case(
      value: Fraction(22, 100), target: "<20%", margin: .byDefault, expected: .amber, why: "10% over, no more"
    ),
    Case(
      value: Fraction(2201, 10_000), target: "<20%", margin: .byDefault, expected: .red, why: "22.01%"),
    Case(
      value: Fraction(93, 100), target: "93-95%", margin: .byDefault, expected: .green,
      why: "the lower end of a range meets it"),
    Case(
      value: Fraction(95, 100), target: "93-95%", margin: .byDefault, expected: .green,
      why: "so does the upper"),
    Case(
      value: Fraction(9501, 10_000), target: "93-95%", margin: .absolute(FixedPoint(units: 1, places: 0)),
      expected: .amber, why: "over a range misses it too"),
    Case(
      value: Fraction(919, 1000), target: "93-95%", margin: .absolute(FixedPoint(units: 1, places: 0)),
      expected: .red, why: "1.1 points below"),
    Case(
      value: Fraction(92, 100), target: "93-95%", margin: .absolute(FixedPoint(units: 1, places: 0)),
      expected: .amber, why: "exactly a point below"),
  ]) func ratesPercents(_ row: Case) throws {
    let form = try TargetForm.read(row.target, of: .share).get()
    #expect(rating(of: row.value, times: 100, under: .target(form, row.margin)) == row.expected)
  }

  /// The published scale: red above 1.5% overspend, amber above 1.1%, else green, on the unrounded per cent.
  @Test(arguments: [
    (1_010_999, Rating.green, "1.0999%"), (1_011_000, .green, "1.1% is not above 1.1%"),
    (1_011_001, .amber, "1.1001% prints as 1.1%"), (1_015_000, .amber, "1.5% is not above 1.5%"),
    (1_015_001, .red, "1.5001% prints as 1.5%"), (980_000, .green, "an underspend"),
  ]) func ratesFinancialVariance(spent: Int, expected: Rating, why: String) throws {
    let scale = Demand.scale(
      amber: try TargetForm.read(">1.1%", of: .share).get(),
      red: try TargetForm.read(">1.5%", of: .share).get())
    let budget = 1_000_000
    #expect(rating(of: Fraction(spent - budget, budget), times: 100, under: scale) == expected, "\(why)")
  }

  @Test func aMarginOfPercentIsOfTheTarget() throws {
    let atLeast = try TargetForm.read("8920", of: .number(.higherIsBetter)).get()
    let margin = Demand.Margin.percent(FixedPoint(units: 25, places: 1))
    #expect(rating(of: Fraction(8920), times: 1, under: .target(atLeast, margin)) == .green)
    #expect(rating(of: Fraction(8697), times: 1, under: .target(atLeast, margin)) == .amber)  // 8920 − 223
    #expect(rating(of: Fraction(8696), times: 1, under: .target(atLeast, margin)) == .red)
    let atMost = try TargetForm.read("8,920", of: .number(.lowerIsBetter)).get()
    #expect(rating(of: Fraction(9143), times: 1, under: .target(atMost, margin)) == .amber)
    #expect(rating(of: Fraction(9144), times: 1, under: .target(atMost, margin)) == .red)
  }

  /// Red is looked at first: what is above 1.5 is above 1.1 too, and is red.
  @Test func whatMeetsBothConditionsIsRed() throws {
    let scale = Demand.scale(
      amber: try TargetForm.read(">1", of: .number(.lowerIsBetter)).get(),
      red: try TargetForm.read(">3", of: .number(.lowerIsBetter)).get())
    let ratings = (0...5).map { rating(of: Fraction($0), times: 1, under: scale) }
    #expect(ratings == [.green, .green, .amber, .amber, .red, .red])
  }

  @Test func overZeroThereIsNoRating() {
    let demand = Demand.target(.atLeast(FixedPoint(units: 50, places: 0)), .byDefault)
    #expect(rating(of: Fraction(0, 0), times: 100, under: demand) == nil)
  }

  /// A better value never has a worse rating, whatever the target and the margin.
  @Test func ratingsNeverFallAsValuesRise() {
    forAll { random in
      (
        target: Int.random(in: 0...1000, using: &random), margin: Int.random(in: 0...300, using: &random),
        low: Int.random(in: 0...10_000, using: &random), more: Int.random(in: 0...2000, using: &random),
        isStrict: Bool.random(using: &random)
      )
    } holds: { sample in
      let bound = FixedPoint(units: sample.target, places: 1)
      let demand = Demand.target(
        sample.isStrict ? .above(bound) : .atLeast(bound),
        .absolute(FixedPoint(units: sample.margin, places: 1)))
      let worse = rating(of: Fraction(sample.low, 10_000), times: 100, under: demand)
      let better = rating(of: Fraction(sample.low + sample.more, 10_000), times: 100, under: demand)
      return rank(better) >= rank(worse)
    }
  }

  private func rank(_ rating: Rating?) -> Int {
    switch rating {
    case .green: 2
    case .amber: 1
    case .red, nil: 0
    }
  }
}

@Suite struct TargetFormTests {
  @Test(arguments: [
    (">28%", TargetForm.above(FixedPoint(units: 28, places: 0))),
    ("< 20 %", .below(FixedPoint(units: 20, places: 0))),
    (">=99.5%", .atLeast(FixedPoint(units: 995, places: 1))),
    ("≤5%", .atMost(FixedPoint(units: 5, places: 0))),
    ("93-95%", .between(FixedPoint(units: 93, places: 0), FixedPoint(units: 95, places: 0))),
    ("93–95%", .between(FixedPoint(units: 93, places: 0), FixedPoint(units: 95, places: 0))),
    ("Top quartile", .topQuartile), ("80", .atLeast(FixedPoint(units: 80, places: 0))),
  ]) func readsEveryFormSeen(text: String, form: TargetForm) {
    #expect(TargetForm.read(text, of: .share) == .success(form))
  }

  @Test func aBareNumberGoesTheBetterWay() {
    #expect(
      TargetForm.read("8920", of: .number(.lowerIsBetter))
        == .success(.atMost(FixedPoint(units: 8920, places: 0))))
    #expect(TargetForm.read("8920", of: .number(.neither)) == .failure(.needsSign))
    #expect(TargetForm.read("28%", of: .number(.higherIsBetter)) == .failure(.notPercent))
    #expect(TargetForm.read("95-93", of: .share) == .failure(.emptyRange))
    #expect(TargetForm.read("soon", of: .share) == .failure(.unreadable))
  }
}
