package import Findings
import Runs

/// A narrative with its figures filled in, and what in it does not tally.
package struct NarrateOutcome: Sendable {
  package var text: String
  package var findings: [Finding]
}

/// Fills a Markdown narrative with the figures of a run.
///
/// - Throws: RUN-002 where the narrative or the run cannot be read.
package func narrate(file: String, run: String) throws(Finding) -> NarrateOutcome {
  let bytes = try readFile(file)
  let rendered = Narrative(String(decoding: bytes, as: UTF8.self), path: file)
    .rendered(with: try RunFigures.read(run))
  return NarrateOutcome(text: rendered.text, findings: rendered.findings)
}

/// Writes a filled narrative where the user asked for it, with a last line that says what filled it.
///
/// - Throws: `RUN-050` where a file is there that is not one, `RUN-038` where it cannot be written.
package func writeNarrative(_ text: String, to path: String) throws(Finding) {
  try OutputFile.write(Array(NarrativeSeal.sealed(text).utf8), to: path, as: .narrative)
}
