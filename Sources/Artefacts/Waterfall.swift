package import Periods
package import Statistics

/// A waterfall with exact counts.
package typealias Waterfall = CohortSteps<Int, Int?>
/// A waterfall in printable form: steps that leave out few cases are merged with others.
package typealias DisclosedWaterfall = CohortSteps<Figure, Figure>

/// The steps from all records to those that a measure counts, with a count of everything left out.
///
/// `recordsIn` less every step's `excluded` is the cohort. What the measure's own condition leaves of it is
/// `denominator`.
package struct CohortSteps<Count: Sendable & Hashable, Numerator: Sendable & Hashable>: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var title: String
    package var excluded: Count
    package var remaining: Count

    package init(title: String, excluded: Count, remaining: Count) {
      self.title = title
      self.excluded = excluded
      self.remaining = remaining
    }
  }

  package var measure: String
  package var cohort: String
  package var period: ReportingPeriod
  /// Accepted records of the first dataset that the cohort reads.
  package var recordsIn: Count
  package var steps: [Step]
  /// Cases of the cohort that meet the measure's condition.
  package var denominator: Count
  /// Missing where the measure has none.
  package var numerator: Numerator

  package init(
    measure: String, cohort: String, period: ReportingPeriod, recordsIn: Count, steps: [Step],
    denominator: Count, numerator: Numerator
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
