import Statistics
import TestKit
import Testing

@Suite struct IntervalTests {
  @Test(arguments: goldenRows("carried_intervals.csv"))
  func agreesWithTheCarriedVectors(row: GoldenRow) throws {
    let (x, n) = try (row.whole("numerator"), row.whole("denominator"))
    let confidence = try row.text("confidence") == "0.95" ? Confidence.ninetyFive : .ninetyNinePointEight
    let interval =
      try row.text("method") == "proportion_wilson"
      ? Interval.wilson(x, of: n, at: confidence) : Interval.rate(x, of: n, at: confidence)
    let scaled = try #require(interval).scaled(by: Double(try row.whole("multiplier")))
    #expect(try abs(scaled.lower - (row.real("lower"))) < 1e-9)
    #expect(try abs(scaled.upper - (row.real("upper"))) < 1e-9)
  }

  @Test(arguments: goldenRows("intervals.csv"))
  func agreesWithScipy(row: GoldenRow) throws {
    let confidence = try row.confidence()
    let method = try row.text("method")
    var found: Interval?
    switch method {
    case "wilson": found = Interval.wilson(try row.whole("a"), of: try row.whole("b"), at: confidence)
    case "events": found = Interval.events(try row.whole("a"), at: confidence)
    default:
      let one = Fraction(try row.whole("a"), try row.whole("b"))
      let other = Fraction(try row.whole("c"), try row.whole("d"))
      found =
        method == "difference"
        ? Interval.difference(one, other, at: confidence) : Interval.ratioOfRates(one, other, at: confidence)
    }
    #expect(try agrees(found, row), "\(method): \(String(describing: found))")
  }

  @Test(arguments: goldenRows("samples.csv"))
  func agreesForMeansAndMedians(row: GoldenRow) throws {
    let values = try row.wholes("values")
    let mean = try #require(Interval.mean(of: Histogram(of: values), at: row.confidence()))
    #expect(try agrees(mean.lower, row.real("mean_lower")) && agrees(mean.upper, row.real("mean_upper")))
    let median = Interval.median(of: Histogram(of: values), at: try row.confidence())
    #expect(try median?.lower == (row.wholeIfAny("median_lower").map(Double.init)))
    #expect(try median?.upper == (row.wholeIfAny("median_upper").map(Double.init)))
  }

  @Test(arguments: goldenRows("median_ranks.csv"))
  func agreesForTheRanksOfTheMedian(row: GoldenRow) throws {
    let ranks = MedianRanks(of: try row.whole("count"), at: try row.confidence())
    #expect(try ranks?.lower == (row.wholeIfAny("lower")))
    #expect(try ranks?.upper == (row.wholeIfAny("upper")))
  }

  @Test(arguments: goldenRows("standardised.csv"))
  func agreesForStandardisedRates(row: GoldenRow) throws {
    let (events, populations) = try (row.wholes("events"), row.wholes("populations"))
    let strata = zip(zip(events, populations), try row.wholes("weights")).map {
      Stratum(events: $0.0, population: $0.1, weight: $1)
    }
    let rate = try StandardisedRate(strata, at: row.confidence())
    #expect(try agrees(rate.value, row.real("value")))
    #expect(try agrees(rate.interval, row))
    #expect(try rate.rounded(to: 1, per: 100_000)?.description == row.text("printed_per_100000"))
  }

  @Test func everyGoldenFileHasRows() {
    for name in [
      "carried_intervals", "intervals", "samples", "median_ranks", "standardised", "rankings", "quartiles",
      "dispersion", "funnels", "process_charts", "kaplan_meier", "shares",
    ] {
      #expect(goldenRows("\(name).csv").count >= 8 || name == "dispersion", "\(name)")
      #expect(!goldenRows("\(name).csv").isEmpty, "\(name)")
    }
  }

  @Test func nothingAndEverythingHaveExactEnds() throws {
    for confidence in Confidence.allCases {
      #expect(try #require(Interval.wilson(0, of: 10, at: confidence)).lower == 0)
      #expect(try #require(Interval.wilson(10, of: 10, at: confidence)).upper == 1)
      #expect(try #require(Interval.events(0, at: confidence)).lower == 0)
    }
  }

  @Test func namesTheMethodThatWasUsed() {
    #expect(Interval.rate(9, of: 1000, at: .ninetyFive)?.method.rawValue == "exact Poisson")
    #expect(Interval.rate(10, of: 1000, at: .ninetyFive)?.method.rawValue == "Byar")
    #expect(Interval.wilson(1, of: 2, at: .ninetyFive)?.method.rawValue == "Wilson score")
    #expect(Interval.published(71.1, margin: 1.2)?.method.rawValue == "published margin of error")
  }

  @Test func isNotGivenWhereItMeansNothing() {
    #expect(Interval.wilson(0, of: 0, at: .ninetyFive) == nil, "nobody asked")
    #expect(Interval.wilson(11, of: 10, at: .ninetyFive) == nil, "published 4B cells can exceed 100%")
    #expect(Interval.wilson(-1, of: 10, at: .ninetyFive) == nil)
    #expect(Interval.rate(1, of: 0, at: .ninetyFive) == nil)
    #expect(Interval.events(-1, at: .ninetyFive) == nil)
    #expect(Interval.ratioOfRates(Fraction(0, 5), Fraction(1, 5), at: .ninetyFive) == nil)
    #expect(Interval.difference(Fraction(1, 0), Fraction(1, 5), at: .ninetyFive) == nil)
    #expect(Interval.mean(of: Histogram(of: [4]), at: .ninetyFive) == nil)
    #expect(
      Interval.median(of: Histogram(of: [1, 2, 3, 4, 5]), at: .ninetyFive) == nil, "2 × ½⁵ = 6.25% is over 5%"
    )
    #expect(Interval.published(1, margin: -0.1) == nil)
  }

  @Test func aStandardisedRateSaysWhyItIsNotGiven() {
    func reason(_ strata: [Stratum]) -> String? {
      do throws(StandardisedRate.NotGiven) {
        _ = try StandardisedRate(strata, at: .ninetyFive)
        return nil
      } catch {
        return error.rawValue
      }
    }
    #expect(reason([Stratum(events: 9, population: 100, weight: 1)]) == "fewer than 10 events")
    #expect(reason([Stratum(events: 10, population: 100, weight: 1)]) == nil)
    #expect(reason([Stratum(events: 10, population: 0, weight: 1)]) == "an age band without population")
    #expect(reason([Stratum(events: -1, population: 1, weight: 1)]) == "a negative count")
    #expect(reason([]) == "a standard population of nobody")
  }
}
