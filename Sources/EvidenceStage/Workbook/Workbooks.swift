import Artefacts

/// The same workbook twice: for Excel, and as OpenDocument.
func workbooks(_ pack: PackContents) -> [EvidencePack.File] {
  let book = workbookModel(pack)
  return [
    .init(path: "evidence.xlsx", bytes: xlsx(book)), .init(path: "evidence.ods", bytes: ods(book)),
  ]
}
