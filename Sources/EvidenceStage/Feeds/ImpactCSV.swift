package import Artefacts
import Declarations
import Findings
import Periods
package import Statistics
import Tables

/// Ranges: for every figure that findings could move, the lowest and the highest possible value, for all findings
/// together and for each code.
///
/// A range reveals exact counts, so it goes with the exact figures.
package func impactFile(
  _ ranges: [DisclosedBounds], of context: EvidenceContext, in trees: Trees
) -> EvidencePack.File {
  var csv = CSVWriter(
    header: [
      "measure", "title", "period_kind", "period", "period_start", "period_end", "code", "records", "value",
      "lowest", "highest", "unit", "note",
    ], neutralisesFormulas: true)
  for row in ranges {
    guard let measure = context.measure(row.key.measure) else { continue }
    let period = row.key.period
    csv.row([
      measure.measure.value, measure.title, period.kind.rawValue, period.label, period.start.description,
      period.end.description, row.code?.rawValue ?? "all", row.records.tidy, row.value.tidy,
      row.lowest.figure.tidy, row.highest.figure.tidy, measure.unit.rawValue, row.note,
    ])
  }
  return EvidencePack.File(exact: "impact.csv", bytes: csv.bytes, in: trees)
}
