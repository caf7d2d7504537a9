import Artefacts
import Declarations
import DisclosureStage
import Periods
import Statistics
import Testing

/// What is printed beside counts: worked out from the counts as printed, and never one person's value.
@Suite struct PrintedValueTests {
  private let published = DisclosurePolicy(threshold: 8, roundingBase: 5)

  private func reading(
    _ measure: String, _ numerator: Int?, of denominator: Int? = nil, value: Fraction? = nil
  )
    -> Reading
  {
    var reading = Reading(
      key: .init(measure: measure, period: SampleTable.period), numerator: numerator,
      denominator: denominator,
      value: value ?? numerator.flatMap { n in denominator.map { Fraction(n, $0) } ?? Fraction(n) },
      multiplier: measure == "seen-in-time" ? 100 : 1)
    reading.intervals = []
    return reading
  }

  private func disclosed(
    _ readings: [Reading], under policy: DisclosurePolicy, measures: [String: Measure] = SampleTable.measures
  ) -> DisclosedCounts {
    disclose(
      SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration, measures: measures)
  }

  /// 13 of 23 is 56.5%, which no other pair that rounds to 15 and 25 gives; 15 of 25 is 60.0%.
  @Test func aPercentageComesFromTheCountsAsPrinted() {
    let counts = disclosed([reading("seen-in-time", 13, of: 23)], under: published)
    #expect(counts.printed.map(\.value.tidy) == ["60.0"])
    #expect(counts.printed[0].numerator?.tidy == "15" && counts.printed[0].denominator?.tidy == "25")
    // What is compared from here on knows no more.
    let after = counts.aggregated.readings[0]
    #expect(after.numerator == 15 && after.denominator == 25 && after.value == Fraction(15, 25))
  }

  @Test func exactCountsStayBesideAPolicyThatHidesNothing() {
    let counts = disclosed([reading("seen-in-time", 13, of: 23)], under: DisclosurePolicy(threshold: 0))
    #expect(counts.printed.map(\.value.tidy) == ["56.5"])
    #expect(counts.ledger.allSatisfy { $0.reason == nil })
  }

  @Test func aHiddenReadingHasNothingLeftToCompare() {
    let counts = disclosed([reading("waiting", 5)], under: published)
    let after = counts.aggregated.readings[0]
    #expect(after.missing == .confidential && after.value == nil && after.numerator == nil)
    #expect(counts.ledger[0].reason == .small && counts.ledger[0].numerator == 5)
  }

  /// Where noughts are hidden, "nothing to measure" would say that a hidden denominator is one.
  @Test func nothingToMeasureIsNotSaidOfAHiddenNought() {
    var nothing = reading("seen-in-time", 0, of: 0)
    (nothing.value, nothing.missing) = (nil, .nothingToMeasure)
    let hidesNoughts = DisclosurePolicy(threshold: 5, hidesZero: true, roundingBase: 5)
    let row = disclosed([nothing], under: hidesNoughts).printed[0]
    #expect([row.value, row.numerator, row.denominator].map { $0?.tidy } == ["c", "c", "c"])
    let shown = disclosed([nothing], under: published).printed[0]
    #expect([shown.value, shown.numerator, shown.denominator].map { $0?.tidy } == ["z", "0", "0"])
  }

  /// What a rounded count can stand for decides whether two of them differ.
  @Test func roundedCountsStandForSeveral() throws {
    let counts = disclosed(
      [reading("waiting", 41), reading("seen-in-time", 13, of: 23)], under: published)
    let whole = try #require(counts.aggregated.readings[0].possible(to: 0))
    #expect(whole.least.units == 38 && whole.most.units == 42)
    let share = try #require(counts.aggregated.readings[1].possible(to: 1))
    // 13 of 27 and 17 of 23
    #expect(share.least.description == "48.1" && share.most.description == "73.9")
  }

  private func wait(_ calculation: String, _ extra: String = "") -> Measure {
    SampleTable.declared(
      """
      { "measure": "wait", "title": "Wait", "dataset": "assessments", "calculation": "\(calculation)", \(extra)
        "where": "waiting", "of": "days", "unit": "days", "decimals": 0, "polarity": "lower-is-better",
        "change": "absolute", "basis": "current-waits", "why": "test", "source": "test" }
      """)
  }

  @Test(arguments: [
    ("maximum", "", 400, 800, "over 2 years"), ("maximum", "", 400, 365, "over 6 months"),
    ("maximum", "", 400, 182, "up to 6 months"), ("median", "", 15, 400, "over 1 year"),
    ("median", "", 16, 400, "400"), ("percentile", "\"percentile\": 90,", 79, 731, "over 2 years"),
    ("percentile", "\"percentile\": 90,", 80, 731, "731"), ("mean", "", 8, 400, "[c]"),
  ])
  func onePersonsValueIsBanded(
    _ calculation: String, _ extra: String, _ cases: Int, _ days: Int, _ printed: String
  ) {
    var policy = published
    policy.dayBands = [182, 365, 730]
    let counts = disclosed(
      [reading("wait", nil, of: cases, value: Fraction(days))], under: policy,
      measures: ["wait": wait(calculation, extra)])
    #expect(counts.printed[0].value.text == printed)
    let isBanded = counts.printed[0].value.number == nil
    #expect(counts.printed[0].value.tidy == (isBanded ? "c" : printed), "programs read a symbol")
    #expect((counts.aggregated.readings[0].value == nil) == isBanded, "nothing is compared with a band")
    #expect((counts.ledger[0].reason == .extreme) == isBanded)
  }

  @Test func withoutBandsOnePersonsValueIsWithheld() {
    let counts = disclosed(
      [reading("wait", nil, of: 400, value: Fraction(800))], under: published,
      measures: ["wait": wait("maximum")])
    #expect(counts.printed[0].value.text == "[c]")
  }
}
