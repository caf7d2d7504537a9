package import Declarations
package import Statistics

/// The arithmetic of each summary: its value, its intervals, and its bounds where numbers are in doubt.
extension Measure.Summary {
  /// Computes the value of some numbers.
  ///
  /// - Parameters:
  ///   - sum: their sum, in 128 bits so that it cannot overflow.
  ///   - number: the number at a position, from 0, of all of them in rising order.
  /// - Returns: nil where the value does not fit, and of no numbers; but the sum of none is 0.
  package func value(count: Int, sum: Int128, _ number: (Int) -> Int) -> Fraction? {
    let value: Fraction? =
      switch kind {
      case .sum: Int(exactly: sum).map { Fraction($0) }
      case .mean: count > 0 ? Int(exactly: sum).map { Fraction($0, count) } : nil
      case .maximum: count > 0 ? Fraction(number(count - 1)) : nil
      case .percentile(let percent): AggregateStage.percentile(percent, of: count, number)
      }
    return value.flatMap(inUnits)
  }

  /// A value in the measure's own unit, of one in the last decimal place of the cases' numbers.
  private func inUnits(_ value: Fraction) -> Fraction? {
    guard places > 0 else { return value }
    let (denominator, isTooLarge) = value.denominator.multipliedReportingOverflow(
      by: FixedPoint.powersOfTen[places])
    return isTooLarge ? nil : Fraction(value.numerator, denominator)
  }

  func intervals(of numbers: Histogram) -> [Interval] {
    let found: [Interval] =
      switch kind {
      case .mean: Confidence.allCases.compactMap { Interval.mean(of: numbers, at: $0) }
      case .percentile(50): Confidence.allCases.compactMap { Interval.median(of: numbers, at: $0) }
      case .sum, .maximum, .percentile: []
      }
    return places == 0 ? found : found.map { $0.scaled(by: 1 / Double(FixedPoint.powersOfTen[places])) }
  }

  /// Computes the lowest and the highest possible value.
  ///
  /// A median or percentile can have a finite bound even if some numbers are unknown: those are placed at one end.
  func bounds(of numbers: DoubtfulNumbers) -> (lowest: DoubtfulNumbers.End, highest: DoubtfulNumbers.End) {
    let (lowest, highest) = boundsOfUnits(numbers)
    func end(_ end: DoubtfulNumbers.End) -> DoubtfulNumbers.End {
      guard case .value(let value) = end else { return end }
      return inUnits(value).map { .value($0) } ?? end
    }
    return (end(lowest), end(highest))
  }

  private func boundsOfUnits(
    _ numbers: DoubtfulNumbers
  ) -> (lowest: DoubtfulNumbers.End, highest: DoubtfulNumbers.End) {
    switch kind {
    case .sum: return numbers.sums
    case .mean:
      let (lowest, highest) = (numbers.lowestMean, numbers.negated.lowestMean)
      return (lowest, highest.negated ?? lowest)
    case .maximum: return (numbers.leastMaximum, numbers.greatestMaximum)
    case .percentile(let percent):
      let highest = numbers.negated.lowest(percentile: 100 - percent)
      return (numbers.lowest(percentile: percent), highest.negated ?? highest)
    }
  }
}
