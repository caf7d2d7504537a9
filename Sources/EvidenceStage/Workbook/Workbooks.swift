import Artefacts
import Tables

/// The workbook for Excel and as OpenDocument, each packed on its own core.
func workbooks(_ pack: PackContents) -> [EvidencePack.File] {
  let book = workbookModel(pack)
  let (excel, open) = sideBySide({ xlsx(book) }, { ods(book) })
  return [.init(open: "evidence.xlsx", bytes: excel), .init(open: "evidence.ods", bytes: open)]
}
