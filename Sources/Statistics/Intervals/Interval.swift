/// Two ends between which a figure's underlying value plausibly lies, with the method.
///
/// For charts and comparisons: the ends are doubles, rounded only when shown.
package struct Interval: Sendable, Hashable {
  package let lower: Double
  package let upper: Double
  package let method: Method
  package let confidence: Confidence

  /// The method of an interval. The raw value is the name printed beside it.
  package enum Method: String, Sendable, Hashable, CaseIterable, Codable {
    case wilson = "Wilson score"
    case newcombe = "Newcombe difference of proportions"
    case exactPoisson = "exact Poisson"
    case byar = "Byar"
    case logRatioOfRates = "log ratio of rates"
    case dobson = "Dobson directly standardised rate"
    case medianRanks = "binomial ranks of the median"
    case studentMean = "Student's t mean"
    case recovered = "difference by recovered variances"
    case publishedMargin = "published margin of error"
    case funnelProportion = "funnel of proportions"
    case funnelRate = "funnel of rates"
    case funnelOverDispersed = "funnel adjusted for over-dispersion"
  }

  init(_ lower: Double, _ upper: Double, _ method: Method, _ confidence: Confidence) {
    precondition(lower <= upper, "an interval that ends before it starts")
    self.lower = lower
    self.upper = upper
    self.method = method
    self.confidence = confidence
  }

  /// Whether a value lies between the ends, ends included.
  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The interval in other units: times 100 for per cent, 100,000 for a rate per 100,000.
  package func scaled(by multiplier: Double) -> Interval {
    precondition(multiplier > 0, "units of nothing")
    return Interval(lower * multiplier, upper * multiplier, method, confidence)
  }
}
