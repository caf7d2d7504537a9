package import Periods
package import Statistics

/// One measure month by month as it may be printed, with its process limits and signals.
///
/// The limits are found from the values as printed, so that they give nothing hidden away.
package struct ProcessSeries: Sendable {
  package struct Point: Sendable, Hashable {
    package var period: ReportingPeriod
    package var value: Figure
    /// The rule it breaks, the first in Making Data Count's order; nil for ordinary variation.
    package var signal: ProcessSignal?
    package var variation: ProcessVariation

    package init(period: ReportingPeriod, value: Figure, signal: ProcessSignal?, variation: ProcessVariation)
    {
      self.period = period
      self.value = value
      self.signal = signal
      self.variation = variation
    }
  }

  package var measure: String
  /// Oldest first, one a month.
  package var points: [Point]
  /// Stretches of points that share limits; each says whether it is provisional and what began it.
  package var phases: [ProcessChart.Phase]
  package var screening: ProcessChart.Screening
  /// Whether its months share cases, and so have a run chart.
  package var method: ProcessChart.Method
  /// The measure's target and whether the process will meet it; nil without one or without agreed polarity.
  package var target: FixedPoint?
  package var assurance: ProcessAssurance?

  package init(
    measure: String, points: [Point], phases: [ProcessChart.Phase], screening: ProcessChart.Screening,
    method: ProcessChart.Method = .processLimits, target: FixedPoint? = nil,
    assurance: ProcessAssurance? = nil
  ) {
    self.measure = measure
    self.points = points
    self.phases = phases
    self.screening = screening
    self.method = method
    self.target = target
    self.assurance = assurance
  }
}

/// Councils' published values around what they have in common, with limits that widen as councils get smaller.
package struct FunnelChart: Sendable {
  package struct Area: Sendable, Hashable {
    package var code: String
    package var name: String
    package var denominator: Int
    package var value: FixedPoint

    package init(code: String, name: String, denominator: Int, value: FixedPoint) {
      self.code = code
      self.name = name
      self.denominator = denominator
      self.value = value
    }
  }
  /// The limits for an area of one size, in the measure's units.
  package struct Limit: Sendable, Hashable {
    package var denominator: Int
    package var limits: [PrintedInterval]

    package init(denominator: Int, limits: [PrintedInterval]) {
      self.denominator = denominator
      self.limits = limits
    }
  }

  package var measure: String
  package var year: String
  package var kind: Funnel.Kind
  package var centre: FixedPoint
  /// About 1 where chance explains how councils differ, to two places.
  package var phi: FixedPoint
  package var areas: [Area]
  /// Councils without both counts, or with a numerator over its denominator.
  package var leftOut: Int
  /// Sizes rising; at each the 95% and 99.8% limits without and with over-dispersion.
  package var limits: [Limit]
  /// Our published value of that year against the limits; nil where none is published.
  package var ours: Area?
  package var standing: Standing?
  package var adjustedStanding: Standing?

  package init(
    measure: String, year: String, kind: Funnel.Kind, centre: FixedPoint, phi: FixedPoint, areas: [Area],
    leftOut: Int, limits: [Limit], ours: Area? = nil, standing: Standing? = nil,
    adjustedStanding: Standing? = nil
  ) {
    self.measure = measure
    self.year = year
    self.kind = kind
    self.centre = centre
    self.phi = phi
    self.areas = areas
    self.leftOut = leftOut
    self.limits = limits
    self.ours = ours
    self.standing = standing
    self.adjustedStanding = adjustedStanding
  }
}
