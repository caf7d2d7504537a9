package import Findings
import Runs

/// A narrative with its figures filled in, and findings about its other numbers.
package struct NarrateOutcome: Sendable {
  package var text: String
  package var findings: [Finding]
}

/// Fills a Markdown narrative with a run's figures.
///
/// - Throws: RUN-002 where the narrative or the run cannot be read.
package func narrate(file: String, run: String) throws(Finding) -> NarrateOutcome {
  let bytes = try readFile(file)
  let rendered = Narrative(String(decoding: bytes, as: UTF8.self), path: file)
    .rendered(with: try RunFigures.read(run))
  return NarrateOutcome(text: rendered.text, findings: rendered.findings)
}

/// Writes a filled narrative to a file, with a last line that says what filled it.
///
/// - Throws: `RUN-050` where an existing file is not a filled narrative, `RUN-038` where it cannot be written.
package func writeNarrative(_ text: String, to path: String) throws(Finding) {
  try OutputFile.write(Array(NarrativeSeal.sealed(text).utf8), to: path, as: .narrative)
}
