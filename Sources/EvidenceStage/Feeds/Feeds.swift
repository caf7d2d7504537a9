import Artefacts

/// The files for programs: the tidy feed with its metadata, the same as a star, two exporters, JSON, and the annex if there is one.
func feeds(_ pack: PackContents) -> [@Sendable () -> [EvidencePack.File]] {
  [
    {
      [
        .init(open: "comparison.csv", bytes: comparisonCSV(pack.results, pack.context, areas: pack.areas)),
        .init(open: "comparison.meta.csv", bytes: comparisonMetadata(areas: pack.areas)),
      ]
    },
    {
      [
        .init(open: "exports/ascof-open-data.csv", bytes: ascofOpenData(pack)),
        .init(open: "exports/dfe.csv", bytes: dfeData(pack)),
        .init(open: "exports/dfe.meta.csv", bytes: dfeMetadata(pack)),
      ]
    },
    { star(pack) },
    { [.init(open: "data.json", bytes: dataJSON(pack))] },
    { Annex(pack).map { [.init(open: "ascof-annex.csv", bytes: annexCSV($0, pack))] } ?? [] },
  ]
}
