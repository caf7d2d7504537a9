package import Declarations
package import Statistics

extension Measure {
  /// The intervals of its counts at 95% and 99.8%, in its units; empty where there are none.
  ///
  /// Wilson for proportions, exact or Byar's for rates. A ratio that can exceed 100% has neither, and a share of amounts has
  /// none: pounds and hours are not cases that each are or are not in it.
  package func intervals(numerator: Int?, denominator: Int?, multiplier: Int) -> [Interval] {
    guard let numerator, let denominator, formula != .ratio, counts != .amounts,
      !comesIn || numerator >= 0 && denominator > 0 && (unit != .percent || numerator <= denominator)
    else { return [] }
    return Confidence.allCases.compactMap { confidence in
      switch unit {
      case .percent: Interval.wilson(numerator, of: denominator, at: confidence)?.scaled(by: 100)
      case .per100000: Interval.rate(numerator, of: denominator, at: confidence)?.scaled(by: 100_000)
      default: nil
      }
    }
  }

  package var agreed: Statistics.Polarity {
    switch polarity {
    case .higherIsBetter: .higherIsBetter
    case .lowerIsBetter: .lowerIsBetter
    case .neither: .neither
    }
  }
}

extension PrintedInterval {
  /// nil where an end is too large to print.
  package init?(_ interval: Interval, places: Int) {
    guard let lower = FixedPoint(nearest: interval.lower, places: places),
      let upper = FixedPoint(nearest: interval.upper, places: places)
    else { return nil }
    self.init(lower: lower, upper: upper, method: interval.method, confidence: interval.confidence)
  }
}

extension FixedPoint {
  /// A double rounded to so many places, half away from zero. Only for intervals, limits and scores.
  package init?(nearest value: Double, places: Int) {
    let scaled = (value * Double(Self.powersOfTen[places])).rounded(.toNearestOrAwayFromZero)
    guard let units = Int(exactly: scaled) else { return nil }
    self.init(units: units, places: places)
  }

  package var double: Double { Double(units) / Double(Self.powersOfTen[places]) }
}
