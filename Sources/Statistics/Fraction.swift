/// An exact quotient of whole numbers. Its denominator may be zero; then it has no value.
///
/// Comparison and arithmetic use 128-bit products, so 64-bit parts never overflow.
package struct Fraction: Sendable, Hashable {
  package var numerator: Int
  package var denominator: Int

  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator >= 0, "a negative denominator")
    self.numerator = numerator
    self.denominator = denominator
  }

  package init(_ whole: Int) { self.init(whole, 1) }

  /// One number divided by another that is above zero, in lowest terms; nil where it does not fit.
  package init?(dividing a: Fraction, by b: Fraction) {
    guard a.denominator > 0, b.denominator > 0, b.numerator > 0 else { return nil }
    let above = Int128(a.numerator) * Int128(b.denominator)
    let below = Int128(a.denominator) * Int128(b.numerator)
    var (x, y) = (above.magnitude, below.magnitude)
    while y > 0 { (x, y) = (y, x % y) }
    let factor = Int128(max(x, 1))
    guard let numerator = Int(exactly: above / factor), let denominator = Int(exactly: below / factor) else {
      return nil
    }
    self.init(numerator, denominator)
  }

  /// The quotient times a multiplier, rounded half away from zero to decimal places; nil over zero.
  ///
  /// This is the only place where a figure is rounded.
  package func rounded(to places: Int, times multiplier: Int = 1) -> FixedPoint? {
    guard denominator > 0 else { return nil }
    let factor = multiplier.multipliedReportingOverflow(by: FixedPoint.powersOfTen[places])
    let doubled = numerator.magnitude.multipliedReportingOverflow(by: factor.partialValue.magnitude &* 2)
    let sum = doubled.partialValue.addingReportingOverflow(denominator.magnitude)
    // Nearly every figure fits 64 bits, whose division takes a few steps; that of 128 bits takes a hundred.
    if !factor.overflow, factor.partialValue.magnitude < 1 << 40, !doubled.overflow, !sum.overflow,
      denominator < 1 << 40, let units = Int(exactly: sum.partialValue / (denominator.magnitude * 2))
    {
      return FixedPoint(units: (numerator < 0) != (multiplier < 0) ? -units : units, places: places)
    }
    let scaled = Int128(numerator) * Int128(multiplier) * Int128(FixedPoint.powersOfTen[places])
    let divisor = Int128(denominator)
    let magnitude = scaled.magnitude
    let quotient = (magnitude * 2 + divisor.magnitude) / (divisor.magnitude * 2)
    guard let units = Int(exactly: quotient) else { return nil }
    return FixedPoint(units: scaled < 0 ? -units : units, places: places)
  }

  /// The nearest double, only for charts and intervals, never for a printed figure.
  package var approximate: Double? {
    denominator > 0 ? Double(numerator) / Double(denominator) : nil
  }

  /// Whether this is less than the other; nil where either has no value.
  package func isLess(than other: Fraction) -> Bool? {
    guard denominator > 0, other.denominator > 0 else { return nil }
    return Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
  }
}
