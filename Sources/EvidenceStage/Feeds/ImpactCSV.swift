import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// `impact.csv`: beside every figure that findings could move, the lowest and the highest it could be, for all
/// findings together and for each code alone.
func impactCSV(_ context: EvidenceContext) -> [UInt8] {
  var csv = CSVWriter(
    header: [
      "measure", "title", "period_kind", "period", "period_start", "period_end", "code", "records", "value",
      "lowest", "highest", "unit",
    ], neutralisesFormulas: true)
  for row in context.impact {
    guard let measure = context.measure(row.key.measure) else { continue }
    let period = row.key.period
    csv.row([
      measure.measure.value, measure.title, period.kind.rawValue, period.label, period.start.description,
      period.end.description, row.code?.rawValue ?? "all", row.records.tidy, row.value.tidy, row.lowest.tidy,
      row.highest.tidy, measure.unit.rawValue,
    ])
  }
  return csv.bytes
}
