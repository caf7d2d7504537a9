/// One age band of a directly standardised rate.
package struct Stratum: Sendable, Hashable {
  package var events: Int
  package var population: Int
  /// People of this band in the standard population.
  package var weight: Int

  package init(events: Int, population: Int, weight: Int) {
    self.events = events
    self.population = population
    self.weight = weight
  }
}

/// The rate that the standard population would have at this population's rates, band by band.
///
/// Interval: Dobson, Kuulasmaa, Eberle and Scherer (1991), as OHID's Fingertips uses it.
package struct StandardisedRate: Sendable {
  /// Why a standardised rate is not given.
  package enum NotGiven: String, Error, Sendable {
    case fewerThanTenEvents = "fewer than 10 events"
    case emptyStratum = "an age band without population"
    case negativeCount = "a negative count"
    case noWeights = "a standard population of nobody"
  }

  /// Per head, for comparison. Print `rounded(to:per:)`.
  package let value: Double
  /// Per head.
  package let interval: Interval
  private let strata: [Stratum]

  package init(_ strata: [Stratum], at confidence: Confidence) throws(NotGiven) {
    guard strata.allSatisfy({ $0.events >= 0 && $0.population >= 0 && $0.weight >= 0 })
    else { throw .negativeCount }
    guard strata.allSatisfy({ $0.population > 0 }) else { throw .emptyStratum }
    let weights = Double(strata.reduce(0) { $0 + $1.weight })
    guard weights > 0 else { throw .noWeights }
    let events = strata.reduce(0) { $0 + $1.events }
    guard events >= 10, let counted = Interval.events(events, at: confidence)
    else { throw .fewerThanTenEvents }
    var rate = 0.0
    var variance = 0.0
    for stratum in strata {
      let (x, n, w) = (Double(stratum.events), Double(stratum.population), Double(stratum.weight))
      rate += w * x / n
      variance += w * w * x / (n * n)
    }
    let x = Double(events)
    let perEvent = (variance / x).squareRoot() / weights
    value = rate / weights
    interval = Interval(
      value + perEvent * (counted.lower - x), value + perEvent * (counted.upper - x), .dobson, confidence)
    self.strata = strata
  }

  /// The rate as printed, half away from zero; nil when it does not fit.
  ///
  /// Summed in whole units of 2⁻³² of the last place, because the exact sum over 19 bands overflows any integer.
  package func rounded(to places: Int, per multiplier: Int) -> FixedPoint? {
    let scale = Int128(multiplier) * Int128(FixedPoint.powersOfTen[places]) << 32
    var sum: Int128 = 0
    var weights: Int128 = 0
    for stratum in strata {
      let (product, tooBig) = (Int128(stratum.weight) * Int128(stratum.events))
        .multipliedReportingOverflow(by: scale)
      guard !tooBig else { return nil }
      let (total, isTooLarge) = sum.addingReportingOverflow(product / Int128(stratum.population))
      guard !isTooLarge else { return nil }
      sum = total
      weights += Int128(stratum.weight)
    }
    let divisor = weights << 32
    guard let units = Int(exactly: (sum + divisor / 2) / divisor) else { return nil }
    return FixedPoint(units: units, places: places)
  }
}
