extension Interval {
  /// Wilson's score interval for a proportion, from 0 to 1; nil unless 0 ≤ numerator ≤ denominator > 0.
  ///
  /// A proportion of 0 or 1 has an exact end. Wilson (1927), as in OHID's Fingertips.
  package static func wilson(_ numerator: Int, of denominator: Int, at confidence: Confidence) -> Interval? {
    guard denominator > 0, (0...denominator).contains(numerator) else { return nil }
    let (x, n, z) = (Double(numerator), Double(denominator), confidence.z)
    let centre = 2 * x + z * z
    let spread = z * (z * z + 4 * x * (1 - x / n)).squareRoot()
    let width = 2 * (n + z * z)
    let lower = numerator == 0 ? 0 : (centre - spread) / width
    let upper = numerator == denominator ? 1 : (centre + spread) / width
    return Interval(lower, upper, .wilson, confidence)
  }

  /// The first proportion less the second, from −1 to 1; nil where either has no Wilson interval.
  ///
  /// Two independent groups of people. Newcombe (1998), method 10: built from the two Wilson intervals.
  package static func difference(_ one: Fraction, _ other: Fraction, at confidence: Confidence) -> Interval? {
    guard let first = wilson(one.numerator, of: one.denominator, at: confidence),
      let second = wilson(other.numerator, of: other.denominator, at: confidence),
      let p = one.approximate, let q = other.approximate
    else { return nil }
    let below = hypotenuse(p - first.lower, second.upper - q)
    let above = hypotenuse(first.upper - p, q - second.lower)
    return Interval(p - q - below, p - q + above, .newcombe, confidence)
  }
}

extension Interval {
  /// One value less another, from an interval of each; nil unless both have one confidence.
  ///
  /// The variances are recovered from the distances between each value and its ends: Zou and Donner (2008). For two
  /// proportions with Wilson's ends it is Newcombe's method 10.
  package static func difference(
    _ one: (value: Double, interval: Interval), _ other: (value: Double, interval: Interval)
  ) -> Interval? {
    guard one.interval.confidence == other.interval.confidence else { return nil }
    let gap = one.value - other.value
    let below = hypotenuse(one.value - one.interval.lower, other.interval.upper - other.value)
    let above = hypotenuse(one.interval.upper - one.value, other.value - other.interval.lower)
    return Interval(gap - below, gap + above, .recovered, one.interval.confidence)
  }
}

private func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
