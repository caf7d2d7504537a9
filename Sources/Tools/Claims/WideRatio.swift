import Statistics

/// A quotient of whole numbers, wide enough for sums, differences and multiples of any that a claim may have.
struct WideRatio: Comparable, Sendable {
  var numerator: Int128
  /// Positive.
  var denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  var negated: WideRatio { WideRatio(-numerator, denominator) }

  /// In units of the last of so many places of a thousand, a million or one; half away from zero; nil where that does not
  /// fit.
  func units(places: Int, scale: Int = 1) -> Int128? {
    let (scaled, isTooLarge) = numerator.multipliedReportingOverflow(
      by: Int128(2 * FixedPoint.powersOfTen[places]))
    let divisor = denominator.multipliedReportingOverflow(by: Int128(2 * scale))
    guard !isTooLarge, !divisor.overflow else { return nil }
    let quotient = (scaled.magnitude + divisor.partialValue.magnitude / 2) / divisor.partialValue.magnitude
    return numerator < 0 ? -Int128(quotient) : Int128(quotient)
  }

  static func < (a: WideRatio, b: WideRatio) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  static func == (a: WideRatio, b: WideRatio) -> Bool { !(a < b) && !(b < a) }
}
