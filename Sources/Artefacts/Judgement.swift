package import Statistics

/// An interval as it may be printed: its ends in the measure's units, and how it was found.
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

/// How far a figure is from a benchmark in standard errors, with and without allowing for how much areas vary.
package struct ZScore: Sendable, Hashable {
  /// To two places, before polarity: above the benchmark is positive.
  package var unadjusted: FixedPoint
  /// Allowing for over-dispersion; nil where too few areas are published to find it.
  package var adjusted: FixedPoint?
  /// How many areas the over-dispersion was found from.
  package var areas: Int
  /// The band of the adjusted score, or of the unadjusted one where there is none; nil without agreed polarity.
  package var band: VariationBand?
  /// The declared phrase of the band, for sentences.
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

/// A council's place among the councils that published a measure for a year.
package struct Place: Sendable, Hashable {
  /// From 1, the best first where polarity is agreed and the highest first where it is not; equal values share it.
  package var place: Int
  /// How many councils share it, ours among them.
  package var sharing: Int
  /// How many councils had a value.
  package var of: Int
  /// From 1 (the first quarter of places) to 4; nil under four councils.
  package var quartile: Int?
  package var order: Ranking.Order
  /// The year that the places are of.
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

/// What a group of councils comes to: together, in the middle, and how many of them had data.
package struct GroupSummary: Sendable, Hashable {
  /// Councils in the group, ours not among them.
  package var councils: Int
  package var withValue: Int
  /// Councils that publish numerator and denominator, which the aggregate rests on.
  package var withCounts: Int
  /// Σ numerator / Σ denominator; nil where none publishes both. Never a mean of percentages.
  package var aggregate: FixedPoint?
  package var lowerQuartile: FixedPoint?
  package var median: FixedPoint?
  package var upperQuartile: FixedPoint?
  /// Who chose the group, when and how: a neighbour list names its model.
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
