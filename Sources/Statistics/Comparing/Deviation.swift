#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// The distance of an area from a target, on a scale where its spread depends only on its size.
///
/// The scales are those of Spiegelhalter (2005b) and of CQC's intelligent monitoring: the arcsine of the root for
/// proportions, the root for rates.
package struct Deviation: Sendable, Hashable {
  /// Area less target, on the scale.
  package let distance: Double
  /// The standard error by chance alone, on the scale.
  package let standardError: Double

  /// A proportion against a target proportion; nil for nobody or more than everybody.
  package static func proportion(_ area: Fraction, from target: Double) -> Deviation? {
    guard area.denominator > 0, (0...area.denominator).contains(area.numerator), (0...1).contains(target),
      let share = area.approximate
    else { return nil }
    return Deviation(
      distance: asin(share.squareRoot()) - asin(target.squareRoot()),
      standardError: 1 / (2 * Double(area.denominator).squareRoot()))
  }

  /// A rate against a target per head: √(events/expected) − 1; nil where nothing is expected.
  package static func rate(_ area: Fraction, from target: Double) -> Deviation? {
    guard area.numerator >= 0, area.denominator > 0, target > 0 else { return nil }
    let expected = Double(area.denominator) * target
    return Deviation(
      distance: (Double(area.numerator) / expected).squareRoot() - 1,
      standardError: 1 / (2 * expected.squareRoot()))
  }

  /// A survey's value against a target, with the publisher's 95% margin of error; nil without a margin.
  package static func published(_ value: Double, margin: Double, from target: Double) -> Deviation? {
    guard margin > 0 else { return nil }
    return Deviation(distance: value - target, standardError: margin / Confidence.ninetyFive.z)
  }

  /// Standard deviations from the target, allowing for variation between areas where it is given.
  package func z(allowingFor dispersion: Dispersion? = nil) -> Double {
    guard let dispersion, dispersion.tauSquared > 0 else { return distance / standardError }
    return distance / (standardError * standardError + dispersion.tauSquared).squareRoot()
  }
}

/// How much more areas vary than chance explains.
///
/// With thousands of people in each area, limits by chance alone are too narrow: half of all councils would be outliers.
/// Spiegelhalter (2005b), additive random effects.
package struct Dispersion: Sendable, Hashable {
  /// The number of areas it was computed from.
  package let areas: Int
  /// Mean of the squared z-scores after winsorising; about 1 where chance explains the variation.
  package let phi: Double
  /// Variance between areas on the deviations' scale; 0 where chance explains the variation.
  package let tauSquared: Double

  /// Computed after winsorising: the outermost tenth of z-scores at each end is moved to the tenth percentile. nil for no
  /// areas.
  package init?(of deviations: [Deviation]) {
    guard !deviations.isEmpty else { return nil }
    let scores = winsorised(deviations.map { $0.z() })
    let n = Double(scores.count)
    let sumOfSquares = scores.reduce(0) { $0 + $1 * $1 }
    let weights = deviations.map { 1 / ($0.standardError * $0.standardError) }
    let sum = weights.reduce(0, +)
    let spread = sum - weights.reduce(0) { $0 + $1 * $1 } / sum
    areas = scores.count
    phi = sumOfSquares / n
    tauSquared = scores.count > 1 && sumOfSquares > n - 1 ? (sumOfSquares - (n - 1)) / spread : 0
  }
}

/// Values beyond the 10th and 90th percentiles (linear, type 7) set to those percentiles.
private func winsorised(_ values: [Double]) -> [Double] {
  let sorted = values.sorted()
  func percentile(_ tenths: Int) -> Double {
    let (whole, part) = (tenths * (sorted.count - 1)).quotientAndRemainder(dividingBy: 10)
    guard part > 0 else { return sorted[whole] }
    return sorted[whole] + (sorted[whole + 1] - sorted[whole]) * Double(part) / 10
  }
  let (low, high) = (percentile(1), percentile(9))
  return values.map { min(max($0, low), high) }
}
