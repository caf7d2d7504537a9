package import Periods

/// How a measure's cases came down from all records to those it counts, with a count for everything left out.
///
/// `recordsIn` less every step's `excluded` is what the last step leaves; what the measure's own condition leaves
/// out of that gives `denominator`.
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
  /// Accepted records of the dataset that the cohort reads first.
  package var recordsIn: Int
  package var steps: [Step]
  /// Cases that the measure's condition leaves of those the cohort found.
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
