extension Interval {
  /// The median of a population from a sample of whole numbers; nil when there are too few for the confidence.
  ///
  /// The ends are two of the values, so no assumption about their distribution is needed: Conover (1999), section 3.2.
  /// The true confidence is at least the requested one. It needs six values at 95%, ten at 99.8%.
  package static func median(of values: Histogram, at confidence: Confidence) -> Interval? {
    guard let ranks = MedianRanks(of: values.count, at: confidence) else { return nil }
    return Interval(
      Double(values[ranks.lower - 1]), Double(values[ranks.upper - 1]), .medianRanks, confidence)
  }

  /// The mean of a population from a sample of whole numbers; nil below two values, and for values too large to square
  /// exactly.
  ///
  /// Mean ± t × s/√n with s over n − 1 and Student's t of n − 1 degrees of freedom; the sums are exact. The normal
  /// deviate would miss the truth too often: with 5 values 12% of the time, not 5%. Student (1908); OHID's
  /// `PHEindicatormethods::phe_mean`. Waits are skewed: prefer the median for them.
  package static func mean(of values: Histogram, at confidence: Confidence) -> Interval? {
    let most = 1_000_000_000_000
    guard values.count > 1, values.count < 10_000_000, values.values.allSatisfy((-most...most).contains)
    else { return nil }
    let n = Int128(values.count)
    let sum = values.sum
    let squares = values.counts.reduce(Int128(0)) {
      $0 + Int128($1.value) * Int128($1.value) * Int128($1.count)
    }
    let variance = Double(n * squares - sum * sum) / Double(n * (n - 1))
    let deviate = studentDeviate(leaving: confidence.tail, degrees: values.count - 1)
    let margin = deviate * (variance / Double(n)).squareRoot()
    let mean = Double(sum) / Double(n)
    return Interval(mean - margin, mean + margin, .studentMean, confidence)
  }

  /// A survey's value with its publisher's 95% margin of error; nil for a negative margin.
  ///
  /// Never recomputed: the margin allows for the sample's design and weights, which we do not have.
  package static func published(_ value: Double, margin: Double) -> Interval? {
    guard margin >= 0 else { return nil }
    return Interval(value - margin, value + margin, .publishedMargin, .ninetyFive)
  }
}

/// The two values of a sample, in order from 1, that enclose the population's median.
package struct MedianRanks: Sendable, Hashable {
  package let lower: Int
  package let upper: Int

  /// The innermost symmetric pair with at least the requested confidence; nil when even the ends have less.
  ///
  /// The lower rank is one more than the largest k with P(X ≤ k) ≤ tail, X ~ Binomial(count, ½).
  package init?(of count: Int, at confidence: Confidence) {
    guard count > 0 else { return nil }
    // Divided by the middle coefficient: the binomial itself underflows a double from 1,075 values on.
    var weights: [Double] = [1]
    var below = count / 2
    while below > 0, let last = weights.last, last > 1e-40 {
      weights.append(last * Double(below) / Double(count - below + 1))
      below -= 1
    }
    let half = weights.reversed().reduce(0, +)
    let total = count.isMultiple(of: 2) ? 2 * half - 1 : 2 * half
    var cumulative = 0.0
    var rank = below
    for weight in weights.reversed() {
      cumulative += weight
      guard cumulative <= confidence.tail * total else { break }
      rank += 1
    }
    guard rank > 0 else { return nil }
    lower = rank
    upper = count + 1 - rank
  }
}
