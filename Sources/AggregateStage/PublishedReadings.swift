import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// Readings of our own area that came in as published or submitted figures.
///
/// A code names a measure only together with its framework: `4B` has meant two things.
func publishedReadings(_ cases: Validated, _ plan: AggregationPlan, counted: Set<Reading.Key>) -> [Reading] {
  guard let published = cases.table(of: PublishedRecord.dataset) else { return [] }
  let wanted = Set(plan.measures.map { $0.measure.value.measure.value })
  var readings: [Reading] = []
  for row in PublishedRecord.rows(of: published) where row.area == plan.area {
    let code = AggregationPlan.PublishedCode(framework: row.framework, code: row.code)
    guard let measure = plan.publishedCodes[code], wanted.contains(measure),
      let year = FinancialYear(row.timePeriod)
    else { continue }
    let key = Reading.Key(
      measure: measure, period: ReportingPeriod(.financialYear, from: year.start, to: year.end))
    guard !counted.contains(key) else { continue }
    readings.append(
      Reading(
        key: key, numerator: row.numerator, denominator: row.denominator, value: row.outcome?.fraction,
        missing: row.outcome == nil ? row.missing : nil))
  }
  let order = Dictionary(
    plan.measures.enumerated().map { ($1.measure.value.measure.value, $0) }, uniquingKeysWith: { first, _ in first })
  return readings.sorted { a, b in
    let (left, right) = (order[a.key.measure] ?? 0, order[b.key.measure] ?? 0)
    return (left, a.key.period.start) < (right, b.key.period.start)
  }
}
