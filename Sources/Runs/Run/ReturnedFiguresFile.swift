import Artefacts
import Declarations
import EvidenceStage
import Findings
import Periods
import Statistics
import Tables

/// `returned-figures.csv`, in the exact tree: every reading that came in, also those that a later one replaced.
func returnedFiguresFile(_ figures: SubmittedFigures, in trees: Trees) -> EvidencePack.File {
  var csv = CSVWriter(
    header: [
      "measure", "breakdown", "category", "period_kind", "period_start", "period_end", "value", "numerator",
      "denominator", "missing", "standing", "issued", "carried_from", "rating", "stands", "file", "line",
    ], neutralisesFormulas: true)
  let rows = figures.returned.map { ($0, true) } + figures.replaced.map { ($0, false) }
  for (figure, stands) in rows.sorted(by: { $0.0.place < $1.0.place }) {
    csv.row([
      figure.measure, figure.category?.breakdown ?? "", figure.category?.label ?? "",
      figure.period.kind.rawValue,
      figure.period.start.description, figure.period.end.description, figure.value?.description ?? "",
      figure.numerator?.description ?? "", figure.denominator?.description ?? "",
      figure.missing?.rawValue ?? "",
      "\(figure.standing)", figure.issued?.description ?? "", figure.carriedFrom?.label ?? "",
      figure.rating?.rawValue ?? "", stands ? "yes" : "no", figure.place.path, String(figure.place.line),
    ])
  }
  return EvidencePack.File(exact: "returned-figures.csv", bytes: csv.bytes, in: trees)
}
