import Artefacts
import Declarations
import Periods
import Statistics

/// Readings of our own area that were computed elsewhere: published, or submitted by the council itself.
///
/// A measure that was asked for and has no figure of a year is said to be unavailable, not left out.
func publishedReadings(_ plan: AggregationPlan) -> [Reading] {
  plan.measures.flatMap { item in
    plan.publishedYears.compactMap { year in
      let measure = item.measure.value
      let id = measure.measure.value
      let figure = plan.published.figure(of: id, area: plan.area, year: year)
      guard figure != nil || measure.formula == .published else { return nil }
      let period = ReportingPeriod(.financialYear, from: year.start, to: year.end)
      return Reading(
        key: Reading.Key(measure: id, period: period, origin: .published), numerator: figure?.numerator,
        denominator: figure?.denominator, value: figure?.outcome?.fraction,
        missing: figure?.outcome == nil ? figure?.missing ?? .unavailable : nil)
    }
  }
}
