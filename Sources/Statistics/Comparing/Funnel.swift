#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// Limits around the areas' common value, which widen as areas get smaller: Spiegelhalter (2005a).
package struct Funnel: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable { case proportion, rate }

  package let kind: Kind
  /// Σ numerator / Σ denominator over the areas.
  package let centre: Fraction
  /// How much areas vary beyond chance, for adjusted limits.
  package let dispersion: Dispersion
  /// Areas that could not be used: without people, with a negative count, or a proportion above 1.
  package let leftOut: Int
  private let target: Double

  /// nil where no area can be used, or none has an event.
  package init?(_ kind: Kind, areas: [Fraction]) {
    let usable = areas.filter {
      $0.denominator > 0 && $0.numerator >= 0 && (kind == .rate || $0.numerator <= $0.denominator)
    }
    let centre = Fraction(usable.reduce(0) { $0 + $1.numerator }, usable.reduce(0) { $0 + $1.denominator })
    guard centre.numerator > 0, let target = centre.approximate else { return nil }
    let deviations = usable.compactMap {
      kind == .rate ? Deviation.rate($0, from: target) : Deviation.proportion($0, from: target)
    }
    guard let dispersion = Dispersion(of: deviations) else { return nil }
    self.kind = kind
    self.centre = centre
    self.target = target
    self.dispersion = dispersion
    leftOut = areas.count - usable.count
  }

  /// The values between which an area of this size is unremarkable, from 0 to 1 or per head.
  ///
  /// Adjusted limits allow for over-dispersion. Nil for an area of nobody.
  package func limits(for denominator: Int, at confidence: Confidence, adjusted: Bool) -> Interval? {
    guard denominator > 0 else { return nil }
    let size = Double(denominator)
    switch (kind, adjusted) {
    case (.proportion, false):
      let margin = confidence.z * (target * (1 - target) / size).squareRoot()
      return Interval(max(0, target - margin), min(1, target + margin), .funnelProportion, confidence)
    case (.proportion, true):
      let margin = confidence.z * (1 / (4 * size) + dispersion.tauSquared).squareRoot()
      let angle = asin(target.squareRoot())
      // Beyond the ends of the scale the sine turns back, which would narrow the widest limits.
      let low = max(0, angle - margin)
      let high = min(.pi / 2, angle + margin)
      return Interval(squared(sin(low)), squared(sin(high)), .funnelOverDispersed, confidence)
    case (.rate, false):
      let counts = unremarkableCounts(expected: size * target, at: confidence)
      return Interval(
        Double(counts.lowerBound) / size, Double(counts.upperBound) / size, .funnelRate, confidence)
    case (.rate, true):
      let margin = confidence.z * (1 / (4 * size * target) + dispersion.tauSquared).squareRoot()
      return Interval(
        target * squared(max(0, 1 - margin)), target * squared(1 + margin), .funnelOverDispersed, confidence)
    }
  }

  /// The standing of an area among the others; nil for an area that could not be used.
  package func standing(of area: Fraction, polarity: Polarity, adjusted: Bool) -> Standing? {
    guard area.numerator >= 0, kind == .rate || area.numerator <= area.denominator,
      let value = area.approximate,
      let narrow = limits(for: area.denominator, at: .ninetyFive, adjusted: adjusted),
      let wide = limits(for: area.denominator, at: .ninetyNinePointEight, adjusted: adjusted)
    else { return nil }
    for limits in [wide, narrow] where !limits.contains(value) {
      return Standing(value > limits.upper ? .above : .below, at: limits.confidence, polarity: polarity)
    }
    return Standing(.similar, at: nil, polarity: polarity)
  }
}

/// The counts whose own interval includes the expected number: OHID's test, inverted for drawing.
private func unremarkableCounts(expected: Double, at confidence: Confidence) -> ClosedRange<Int> {
  let nearest = Int(expected)
  func upper(_ count: Int) -> Double { Interval.events(count, at: confidence)?.upper ?? 0 }
  func lower(_ count: Int) -> Double { Interval.events(count, at: confidence)?.lower ?? 0 }
  let fewest = firstTrue(in: 0...(nearest + 1)) { upper($0) >= expected }
  // More than ten standard deviations: beyond either limit at any size.
  let ample = nearest + 20 + Int(10 * expected.squareRoot())
  let tooMany = firstTrue(in: nearest...ample) { lower($0) > expected }
  return fewest...max(fewest, tooMany - 1)
}

/// The least number for which a condition that stays true is true; the end of the range if there is none.
private func firstTrue(in range: ClosedRange<Int>, where isTrue: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = low + (high - low) / 2
    if isTrue(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}

private func squared(_ value: Double) -> Double { value * value }
