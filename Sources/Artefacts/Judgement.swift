package import Statistics

/// A printable interval: its ends in the measure's units, and its method.
package struct PrintedInterval: Sendable, Hashable {
  package var lower: FixedPoint
  package var upper: FixedPoint
  package var method: Interval.Method
  package var confidence: Confidence

  package init(lower: FixedPoint, upper: FixedPoint, method: Interval.Method, confidence: Confidence) {
    self.lower = lower
    self.upper = upper
    self.method = method
    self.confidence = confidence
  }

  /// `72.2 to 76.8 (95%, Wilson score)`
  package var label: String {
    "\(lower.grouped) to \(upper.grouped) (\(confidence.label), \(method.rawValue))"
  }
}

/// A figure's distance from a benchmark in standard errors, with and without allowing for variation between areas.
package struct ZScore: Sendable, Hashable {
  /// To two places, without polarity: above the benchmark is positive.
  package var unadjusted: FixedPoint
  /// Allowing for over-dispersion; nil where too few areas are published.
  package var adjusted: FixedPoint?
  /// How many areas the over-dispersion was computed from.
  package var areas: Int
  /// The band of the adjusted score, or else of the unadjusted one; nil without a polarity.
  package var band: VariationBand?
  /// The band's declared phrase, for sentences.
  package var phrase: String?

  package init(
    unadjusted: FixedPoint, adjusted: FixedPoint?, areas: Int, band: VariationBand?, phrase: String?
  ) {
    self.unadjusted = unadjusted
    self.adjusted = adjusted
    self.areas = areas
    self.band = band
    self.phrase = phrase
  }
}

/// A council's rank among the councils that published a measure for a year.
package struct Place: Sendable, Hashable {
  /// From 1: the best first, or the highest first without a polarity. Equal values share a place.
  package var place: Int
  /// How many councils share it, ours included.
  package var sharing: Int
  /// How many councils had a value.
  package var of: Int
  /// From 1 (the first quarter of places) to 4; nil for fewer than four councils.
  package var quartile: Int?
  package var order: Ranking.Order
  /// The year of the ranking.
  package var year: String

  package init(place: Int, sharing: Int, of: Int, quartile: Int?, order: Ranking.Order, year: String) {
    self.place = place
    self.sharing = sharing
    self.of = of
    self.quartile = quartile
    self.order = order
    self.year = year
  }
}

/// The results of a group of councils: their total, their median, and how many had data.
package struct GroupSummary: Sendable, Hashable {
  /// Councils in the group, without ours.
  package var councils: Int
  package var withValue: Int
  /// Councils with a published numerator and denominator, from which the aggregate is computed.
  package var withCounts: Int
  /// Σ numerator / Σ denominator; nil where none publishes both. Never a mean of percentages.
  package var aggregate: FixedPoint?
  package var lowerQuartile: FixedPoint?
  package var median: FixedPoint?
  package var upperQuartile: FixedPoint?
  /// Who chose the group, when and how. A neighbour list names its model.
  package var source: String

  package init(
    councils: Int, withValue: Int, withCounts: Int, aggregate: FixedPoint?, lowerQuartile: FixedPoint?,
    median: FixedPoint?, upperQuartile: FixedPoint?, source: String
  ) {
    self.councils = councils
    self.withValue = withValue
    self.withCounts = withCounts
    self.aggregate = aggregate
    self.lowerQuartile = lowerQuartile
    self.median = median
    self.upperQuartile = upperQuartile
    self.source = source
  }
}
