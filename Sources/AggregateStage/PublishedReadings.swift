import Artefacts
import Declarations
import Periods
import Statistics

/// Readings of our own area that were computed elsewhere: published, or submitted by the council.
///
/// A requested measure without a figure for a year gets a reading that is unavailable.
func publishedReadings(_ plan: AggregationPlan) -> [Reading] {
  plan.measures.flatMap { item in
    plan.publishedYears.compactMap { year in
      let measure = item.measure.value
      let id = measure.measure.value
      let figure = plan.published.figure(of: id, area: plan.area, year: year)
      guard figure != nil || measure.formula == .published else { return nil }
      let period = ReportingPeriod(.financialYear, from: year.start, to: year.end)
      // What the council returned for a year stands in place of what was published of it.
      guard plan.returned.figures(of: id).stated(over: period, of: measure) == nil else { return nil }
      return Reading(
        key: Reading.Key(measure: id, period: period, origin: .published), numerator: figure?.numerator,
        denominator: figure?.denominator, value: figure?.outcome?.fraction,
        missing: figure?.outcome == nil ? figure?.missing ?? .unavailable : nil)
    }
  }
}
