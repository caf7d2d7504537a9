import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// `waterfalls.csv`: for every measure that links records, the steps from all records to those counted.
///
/// One row for each step, in order; no file where no measure of the run is over a cohort.
func waterfallFiles(_ results: Disclosed, _ context: EvidenceContext) -> [EvidencePack.File] {
  guard !results.waterfalls.isEmpty else { return [] }
  var csv = CSVWriter(neutralisesFormulas: true)
  csv.row([
    "measure", "title", "cohort", "period_kind", "period", "period_start", "period_end", "step", "what",
    "excluded", "remaining", "policy",
  ])
  for waterfall in results.waterfalls {
    let title = context.measure(waterfall.measure)?.title ?? ""
    let period = waterfall.period
    var number = 0
    func row(_ what: String, _ excluded: String, _ remaining: Figure) {
      csv.row([
        waterfall.measure, title, waterfall.cohort, period.kind.rawValue, period.label,
        period.start.description, period.end.description, String(number), what, excluded, remaining.tidy,
        results.policy,
      ])
      number += 1
    }
    row("Accepted records", "", waterfall.recordsIn)
    for step in waterfall.steps { row(step.title, step.excluded.tidy, step.remaining) }
    row("Denominator", "", waterfall.denominator)
    row("Numerator", "", waterfall.numerator)
  }
  return [EvidencePack.File(open: "waterfalls.csv", bytes: csv.bytes)]
}
