import Statistics
import Tables

/// `quality.csv` of a pack for everybody: the share of each extract that was refused; no file where exact quality is
/// shown.
func refusedShares(_ pack: PackContents) -> [EvidencePack.File] {
  guard pack.context.quality.isKeptIn else { return [] }
  var csv = CSVWriter(header: ["dataset", "title", "records_refused"], neutralisesFormulas: true)
  for dataset in pack.context.quality {
    csv.row([dataset.dataset, dataset.title, dataset.refusedShare?.text ?? "[c]"])
  }
  return [EvidencePack.File(open: "quality.csv", bytes: csv.bytes)]
}
