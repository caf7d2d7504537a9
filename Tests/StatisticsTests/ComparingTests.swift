import Statistics
import TestKit
import Testing

@Suite struct ComparingTests {
  struct StandingRow: Sendable, CustomTestStringConvertible {
    let numerator: Int
    let denominator: Int
    let benchmark: Double
    let polarity: Polarity
    let label: String
    let why: String
    var testDescription: String { why }
  }

  /// Reablement 1,014 of 1,360 against England's 77.1%: 72.2 to 76.8 at 95%, 70.7 to 78.0 at 99.8%.
  @Test(arguments: [
    StandingRow(
      numerator: 1014, denominator: 1360, benchmark: 0.771, polarity: .higherIsBetter,
      label: "worse (95%)", why: "outside at 95, inside at 99.8"),
    StandingRow(
      numerator: 1014, denominator: 1360, benchmark: 0.771, polarity: .neither,
      label: "lower (95%)", why: "no judgement without agreed polarity"),
    StandingRow(
      numerator: 1014, denominator: 1360, benchmark: 0.771, polarity: .lowerIsBetter,
      label: "better (95%)", why: "low is good"),
    StandingRow(
      numerator: 820, denominator: 870, benchmark: 0.91, polarity: .higherIsBetter,
      label: "better (99.8%)", why: "91.3 to 96.2 at 99.8%"),
    StandingRow(
      numerator: 820, denominator: 870, benchmark: 0.97, polarity: .higherIsBetter,
      label: "worse (99.8%)", why: "above the upper end"),
    StandingRow(
      numerator: 820, denominator: 870, benchmark: 0.915, polarity: .neither,
      label: "higher (95%)", why: "92.5 to 95.6 at 95%"),
    StandingRow(
      numerator: 820, denominator: 870, benchmark: 0.93, polarity: .higherIsBetter,
      label: "no clear difference", why: "inside"),
    StandingRow(
      numerator: 10, denominator: 10, benchmark: 1, polarity: .higherIsBetter,
      label: "no clear difference", why: "an end that touches the benchmark is inside"),
  ])
  func putsAFigureInOneOfFiveClasses(row: StandingRow) throws {
    let intervals = try Confidence.allCases.map {
      try #require(Interval.wilson(row.numerator, of: row.denominator, at: $0))
    }
    #expect(Standing(of: intervals, against: row.benchmark, polarity: row.polarity).label == row.label)
    #expect(
      Standing(of: intervals.reversed(), against: row.benchmark, polarity: row.polarity).label == row.label)
  }

  @Test func putsAFigureInOneOfThreeClasses() throws {
    // 707 admissions of 139,999 are 505.0 per 100,000, 468.5 to 543.6; England 592.5.
    let interval = try #require(Interval.rate(707, of: 139_999, at: .ninetyFive)).scaled(by: 100_000)
    let standing = Standing(of: [interval], against: 592.5, polarity: .lowerIsBetter)
    #expect(standing.word == "better" && standing.side == .below && standing.isFavourable == true)
    #expect(Standing(of: [interval], against: 505, polarity: .lowerIsBetter).isFavourable == nil)
  }

  @Test(arguments: goldenRows("rankings.csv"))
  func ranksAndDividesAsScipyAndFractionsDo(row: GoldenRow) throws {
    let values = try row.list("values").map(Int.init)
    let ranking = Ranking(values, try #require(Ranking.Order(rawValue: row.text("order"))))
    #expect(try ranking.places == (row.list("places").map(Int.init)))
    let quantiles = try row.list("quantiles").map(Int.init)
    #expect(try ranking.quantiles(row.whole("groups")) == (quantiles.isEmpty ? nil : quantiles))
  }

  @Test func equalValuesShareTheBestPlace() {
    #expect(Ranking([9, 7, nil, 7, 5], .highestFirst).places == [1, 2, nil, 2, 4])
    #expect(Ranking([9, 7, nil, 7, 5], .lowestFirst).places == [4, 2, nil, 2, 1])
    #expect(Ranking.Order(bestFirst: .lowerIsBetter) == .lowestFirst)
    #expect(Ranking.Order(bestFirst: .neither) == .highestFirst)
    #expect(Ranking([1, 2, 3], .highestFirst).quantiles(4) == nil, "three areas make no four groups")
    #expect(Ranking([Int?](), .highestFirst).quantiles(4) == nil)
  }

  @Test(arguments: goldenRows("quartiles.csv"))
  func quartilesAreNumpys(row: GoldenRow) throws {
    let values = try row.list("values").map { try #require(FixedPoint($0)) }
    let quartiles = try #require(Quartiles(of: values))
    #expect(try quartiles.lower.rounded(to: 3)?.description == row.text("lower"))
    #expect(try quartiles.median.rounded(to: 3)?.description == row.text("median"))
    #expect(try quartiles.upper.rounded(to: 3)?.description == row.text("upper"))
  }

  @Test func aValueOnACutBelongsAbove() throws {
    let values = [10, 20, 30, 40, 50].map { FixedPoint(units: $0, places: 1) }
    let quartiles = try #require(Quartiles(of: values))
    #expect(values.map(quartiles.group) == [1, 2, 3, 4, 4])
    #expect(quartiles.group(of: FixedPoint(units: 199, places: 2)) == 1)
    #expect(quartiles.group(of: FixedPoint(units: 2, places: 0)) == 2, "2 is 2.0")
  }

  @Test func percentilesOfNothingAreNothing() {
    #expect(Quantile.linear(50, ofSorted: []) == nil)
    #expect(Quantile.linear(50, ofSorted: [3, 4])?.rounded(to: 1)?.description == "3.5")
    #expect(Quantile.linear(100, ofSorted: [3, 4])?.rounded(to: 1)?.description == "4.0")
    #expect(Quantile.linear(90, ofSorted: [0, 10, 20])?.rounded(to: 1)?.description == "18.0")
    #expect(
      Quantile.linear(50, ofSorted: [-3, 0])?.rounded(to: 0)?.description == "-2", "half away from zero")
  }

  @Test func peersAreAddedTogetherNotAveraged() {
    let summary = PeerSummary(of: [
      .init(value: FixedPoint("50.0"), parts: Fraction(1, 2)),
      .init(value: FixedPoint("90.0"), parts: Fraction(90, 100)),
      .init(value: FixedPoint("71.5"), parts: nil),
      .init(value: nil, parts: nil),
    ])
    #expect(summary.peers == 4 && summary.withValue == 3 && summary.withParts == 2)
    #expect(summary.aggregate?.rounded(to: 1, times: 100)?.description == "89.2", "91 of 102")
    #expect(summary.quartiles?.median.rounded(to: 1)?.description == "71.5")
    #expect(PeerSummary(of: []).aggregate == nil && PeerSummary(of: []).quartiles == nil)
  }

  @Test func aBandNeedsAnAgreedPolarity() throws {
    let bands = VariationBands.usual
    let expected: [(Double, VariationBand)] = [
      (3, .positive), (2.999, .tendingPositive), (2, .tendingPositive), (1.999, .unremarkable),
      (-1.999, .unremarkable), (-2, .tendingNegative), (-3, .negative),
    ]
    for (z, band) in expected {
      #expect(bands.band(of: z, polarity: .higherIsBetter) == band)
      #expect(bands.band(of: -z, polarity: .lowerIsBetter) == band)
      #expect(bands.band(of: z, polarity: .neither) == nil)
    }
    #expect(VariationBands(tending: 3, clear: 2) == nil)
    #expect(
      try #require(VariationBands(tending: 1, clear: 2)).band(of: 2, polarity: .higherIsBetter) == .positive)
  }
}
