import EvidenceStage
package import Findings
import Runs

/// A narrative with its figures filled in, and findings about its other numbers.
package struct NarrateOutcome: Sendable {
  package var text: String
  /// The council that its figures are of.
  package var areaName: String
  package var findings: [Finding]
}

/// Fills a Markdown narrative with a run's figures.
///
/// - Throws: RUN-002 where the narrative or the run cannot be read.
package func narrate(file: String, run: String) throws(Finding) -> NarrateOutcome {
  let bytes = try readFile(file)
  let figures = try RunFigures.read(run)
  let rendered = Narrative(String(decoding: bytes, as: UTF8.self), path: file).rendered(with: figures)
  return NarrateOutcome(text: rendered.text, areaName: figures.areaName, findings: rendered.findings)
}

/// What a narrative is written as: Word where its name ends with `.docx`, otherwise Markdown.
package func narrativeKind(_ path: String) -> OutputFile.Kind {
  path.lowercased().hasSuffix(".docx") ? .document : .narrative
}

/// Writes a filled narrative to a file: as Markdown with a last line that says what filled it, or as Word.
///
/// - Parameter author: the council, in the properties of a Word document.
/// - Throws: `RUN-050` where an existing file is not a filled narrative, `RUN-038` where it cannot be written.
package func writeNarrative(_ text: String, to path: String, author: String = "") throws(Finding) {
  let kind = narrativeKind(path)
  guard case .document = kind else {
    try OutputFile.write(Array(NarrativeSeal.sealed(text).utf8), to: path, as: kind)
    return
  }
  var document = DocumentModel(markdown: text, author: author)
  if document.title.isEmpty { document.title = author.isEmpty ? "Narrative" : author }
  try OutputFile.write(docx(document), to: path, as: kind)
}
