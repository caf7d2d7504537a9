package import Periods
package import Statistics

/// One measure by month in printable form, with process limits and signals.
///
/// Limits are computed from printed values, so they reveal nothing hidden.
package struct ProcessSeries: Sendable {
  /// That of all its points.
  package var origin = Reading.Origin.counted
  package struct Point: Sendable, Hashable {
    package var period: ReportingPeriod
    package var value: Figure
    /// The first rule it breaks, in Making Data Count's order; nil for ordinary variation.
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
  /// Runs of points that share limits. Each says whether it is provisional and what began it.
  package var phases: [ProcessChart.Phase]
  package var screening: ProcessChart.Screening
  /// Whether its months share cases, and so have a run chart.
  package var method: ProcessChart.Method
  /// The measure's target and whether the process will meet it; nil without a target or a polarity.
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

/// Councils' published values around their common value, with limits that widen as councils get smaller.
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
  /// To two places; about 1 where chance explains how councils differ.
  package var phi: FixedPoint
  package var areas: [Area]
  /// Councils without both counts, or with a numerator above its denominator.
  package var leftOut: Int
  /// By rising size: the 95% and 99.8% limits, without and with over-dispersion.
  package var limits: [Limit]
  /// Our published value of that year with its standing; nil where none is published.
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
