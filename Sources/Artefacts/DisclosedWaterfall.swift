package import Periods
package import Statistics

/// A printable waterfall: steps that leave out few cases are merged with others.
package struct DisclosedWaterfall: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var title: String
    package var excluded: Figure
    package var remaining: Figure

    package init(title: String, excluded: Figure, remaining: Figure) {
      self.title = title
      self.excluded = excluded
      self.remaining = remaining
    }
  }

  package var measure: String
  package var cohort: String
  package var period: ReportingPeriod
  package var recordsIn: Figure
  package var steps: [Step]
  package var denominator: Figure
  package var numerator: Figure

  package init(
    measure: String, cohort: String, period: ReportingPeriod, recordsIn: Figure, steps: [Step],
    denominator: Figure, numerator: Figure
  ) {
    self.measure = measure
    self.cohort = cohort
    self.period = period
    self.recordsIn = recordsIn
    self.steps = steps
    self.denominator = denominator
    self.numerator = numerator
  }
}
