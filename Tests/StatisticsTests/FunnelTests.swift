import Statistics
import TestKit
import Testing

@Suite struct FunnelTests {
  private func areas(_ row: GoldenRow) throws -> [Fraction] {
    zip(try row.wholes("numerators"), try row.wholes("denominators")).map(Fraction.init)
  }

  private func kind(_ row: GoldenRow) throws -> Funnel.Kind {
    try #require(Funnel.Kind(rawValue: row.text("kind")))
  }

  @Test(arguments: goldenRows("dispersion.csv"))
  func findsVariationBeyondChanceAsNumpyDoes(row: GoldenRow) throws {
    let (kind, areas) = try (kind(row), areas(row))
    let funnel = try #require(Funnel(kind, areas: areas))
    #expect(try agrees(funnel.dispersion.phi, row.real("phi")))
    #expect(try agrees(funnel.dispersion.tauSquared, row.real("tau_squared")))
    let target = try #require(funnel.centre.approximate)
    let deviations = try areas.map {
      try #require(kind == .rate ? Deviation.rate($0, from: target) : Deviation.proportion($0, from: target))
    }
    #expect(try zip(deviations, row.reals("z")).allSatisfy { agrees($0.z(), $1) })
    #expect(
      zip(deviations, try row.reals("adjusted_z")).allSatisfy {
        agrees($0.z(allowingFor: funnel.dispersion), $1)
      })
  }

  @Test(arguments: goldenRows("funnels.csv"))
  func drawsTheLimitsThatNumpyDraws(row: GoldenRow) throws {
    let (kind, areas) = try (kind(row), areas(row))
    let funnel = try #require(Funnel(kind, areas: areas))
    let limits = funnel.limits(
      for: try row.whole("size"), at: try row.confidence(), adjusted: try row.text("adjusted") == "yes")
    #expect(try agrees(limits, row), "\(String(describing: limits))")
  }

  /// OHID's test, said directly: an area differs when the interval of its own count leaves out what is expected.
  @Test func aRateIsOutsideExactlyWhenItsOwnIntervalLeavesOutTheExpected() throws {
    let others = [Fraction(500, 100_000), Fraction(650, 130_000)]
    let funnel = try #require(Funnel(.rate, areas: others))
    let target = try #require(funnel.centre.approximate)
    for population in [100, 1000, 1999, 20_000] {
      for count in 0...200 {
        let standing = funnel.standing(of: Fraction(count, population), polarity: .neither, adjusted: false)
        let own = try Confidence.allCases.map { try #require(Interval.events(count, at: $0)) }
        let direct = Standing(of: own, against: target * Double(population), polarity: .neither)
        #expect(standing == direct, "\(count) of \(population)")
      }
    }
  }

  @Test func theLimitsOfASmallAreaStayOnTheScale() throws {
    let funnel = try #require(
      Funnel(.proportion, areas: [Fraction(95, 100), Fraction(70, 100), Fraction(99, 100)]))
    for adjusted in [false, true] {
      let limits = try #require(funnel.limits(for: 1, at: .ninetyNinePointEight, adjusted: adjusted))
      #expect(limits.lower == 0 && limits.upper == 1)
    }
  }

  @Test func adjustingWidensTheLimits() throws {
    let areas = (0..<40).map { Fraction(600 + 8 * $0, 1000) }
    let funnel = try #require(Funnel(.proportion, areas: areas))
    #expect(funnel.dispersion.phi > 10, "chance alone would give about 1")
    let flagged = { (adjusted: Bool) in
      areas.count { funnel.standing(of: $0, polarity: .neither, adjusted: adjusted)?.side != .similar }
    }
    #expect(flagged(false) > 25)
    #expect(flagged(true) == 1, "91.2% is the furthest from the middle on the arcsine scale")
  }

  @Test func saysBetterOrWorseByPolarity() throws {
    let funnel = try #require(Funnel(.proportion, areas: [Fraction(500, 1000), Fraction(500, 1000)]))
    let high = Fraction(540, 1000)  // limits at 95%: 0.5 ± 1.96 × √(0.25/1000) = 0.469 to 0.531
    #expect(funnel.standing(of: high, polarity: .higherIsBetter, adjusted: false)?.label == "better (95%)")
    #expect(funnel.standing(of: high, polarity: .lowerIsBetter, adjusted: false)?.label == "worse (95%)")
    let higher = Fraction(550, 1000)  // at 99.8%: 0.451 to 0.549
    #expect(funnel.standing(of: higher, polarity: .neither, adjusted: false)?.label == "higher (99.8%)")
  }

  @Test func leavesOutAreasThatCannotTakePart() throws {
    let funnel = try #require(
      Funnel(.proportion, areas: [Fraction(1, 2), Fraction(3, 2), Fraction(0, 0), Fraction(-1, 5)]))
    #expect(funnel.leftOut == 3)
    #expect(funnel.centre == Fraction(1, 2))
    #expect(funnel.standing(of: Fraction(3, 2), polarity: .neither, adjusted: false) == nil)
    #expect(funnel.limits(for: 0, at: .ninetyFive, adjusted: false) == nil)
    #expect(Funnel(.rate, areas: [Fraction(0, 10)]) == nil, "no event anywhere: no centre to vary about")
    #expect(Funnel(.rate, areas: []) == nil)
  }

  @Test func aSurveyIsAsFarAsItsMarginSays() throws {
    let deviation = try #require(Deviation.published(74.6, margin: 1.959_963_984_540_054, from: 71.1))
    #expect(agrees(deviation.z(), 3.5))
    #expect(Deviation.published(74.6, margin: 0, from: 71.1) == nil)
    #expect(Deviation.proportion(Fraction(3, 2), from: 0.5) == nil)
    #expect(Deviation.rate(Fraction(1, 2), from: 0) == nil)
    #expect(Dispersion(of: []) == nil)
  }
}
