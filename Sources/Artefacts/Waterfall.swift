package import Periods

/// The steps from all records to those that a measure counts, with a count of everything left out.
///
/// `recordsIn` less every step's `excluded` is the cohort. What the measure's own condition leaves of it is
/// `denominator`.
package struct Waterfall: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var title: String
    package var excluded: Int
    package var remaining: Int

    package init(title: String, excluded: Int, remaining: Int) {
      self.title = title
      self.excluded = excluded
      self.remaining = remaining
    }
  }

  package var measure: String
  package var cohort: String
  package var period: ReportingPeriod
  /// Accepted records of the first dataset that the cohort reads.
  package var recordsIn: Int
  package var steps: [Step]
  /// Cases of the cohort that meet the measure's condition.
  package var denominator: Int
  /// nil where the measure has none.
  package var numerator: Int?

  package init(
    measure: String, cohort: String, period: ReportingPeriod, recordsIn: Int, steps: [Step], denominator: Int,
    numerator: Int?
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
