import Artefacts

/// The same workbook twice, each to be packed on its own core: for Excel, and as OpenDocument.
func workbooks(_ pack: PackContents) -> [@Sendable () -> [EvidencePack.File]] {
  let book = workbookModel(pack)
  return [
    { [.init(path: "evidence.xlsx", bytes: xlsx(book))] },
    { [.init(path: "evidence.ods", bytes: ods(book))] },
  ]
}
