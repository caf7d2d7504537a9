import Artefacts

/// The files for programs: the tidy feed with its metadata, two exporters, JSON, and the annex where there is one.
func feeds(_ pack: PackContents) -> [@Sendable () -> [EvidencePack.File]] {
  [
    {
      [
        .init(path: "comparison.csv", bytes: comparisonCSV(pack.results, pack.context, areas: pack.areas)),
        .init(path: "comparison.meta.csv", bytes: comparisonMetadata(areas: pack.areas)),
      ]
    },
    {
      [
        .init(path: "exports/ascof-open-data.csv", bytes: ascofOpenData(pack)),
        .init(path: "exports/dfe.csv", bytes: dfeData(pack)),
        .init(path: "exports/dfe.meta.csv", bytes: dfeMetadata(pack)),
      ]
    },
    { [.init(path: "data.json", bytes: dataJSON(pack))] },
    { Annex(pack).map { [.init(path: "ascof-annex.csv", bytes: annexCSV($0, pack))] } ?? [] },
  ]
}
