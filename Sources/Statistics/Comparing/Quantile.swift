/// Percentiles by exact linear interpolation between neighbouring values.
///
/// SQL's `PERCENTILE_CONT`, numpy's default and R's type 7: Hyndman and Fan (1996), definition 7.
package enum Quantile {
  /// The value below which so many per cent lie, of values in ascending order; nil for no values, and where it does not
  /// fit.
  package static func linear(_ percent: Int, ofSorted values: [Int]) -> Fraction? {
    precondition((0...100).contains(percent), "a percentile is from 0 to 100")
    guard !values.isEmpty else { return nil }
    let (whole, part) = (percent * (values.count - 1)).quotientAndRemainder(dividingBy: 100)
    let low = values[whole]
    let high = part == 0 ? low : values[whole + 1]
    return Int(exactly: Int128(low) * Int128(100 - part) + Int128(high) * Int128(part))
      .map { Fraction($0, 100) }
  }
}

/// The three values that cut areas into four equal groups.
package struct Quartiles: Sendable, Hashable {
  package let lower: Fraction
  package let median: Fraction
  package let upper: Fraction

  /// nil for no values, or one that does not fit. Values may differ in their number of decimal places.
  package init?(of values: [FixedPoint]) {
    let places = values.map(\.places).max() ?? 0
    let sorted = values.compactMap { $0.rounded(to: places)?.units }.sorted()
    guard sorted.count == values.count else { return nil }
    let scale = FixedPoint.powersOfTen[places]
    func cut(_ percent: Int) -> Fraction? {
      Quantile.linear(percent, ofSorted: sorted).map { Fraction($0.numerator, $0.denominator * scale) }
    }
    guard let lower = cut(25), let median = cut(50), let upper = cut(75) else { return nil }
    self.lower = lower
    self.median = median
    self.upper = upper
  }

  /// From 1 (lowest) to 4. A value on a cut is in the group above it, as in NHS England's safeguarding maps.
  package func group(of value: FixedPoint) -> Int {
    1 + [lower, median, upper].count { value.fraction.isLess(than: $0) == false }
  }
}
