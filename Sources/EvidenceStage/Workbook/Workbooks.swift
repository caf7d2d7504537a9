import Artefacts
import Tables

/// The same workbook twice, each to be packed on its own core: for Excel, and as OpenDocument.
func workbooks(_ pack: PackContents) -> [EvidencePack.File] {
  let book = workbookModel(pack)
  let (excel, open) = sideBySide({ xlsx(book) }, { ods(book) })
  return [.init(open: "evidence.xlsx", bytes: excel), .init(open: "evidence.ods", bytes: open)]
}
