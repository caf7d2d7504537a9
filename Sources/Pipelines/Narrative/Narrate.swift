package import Findings
import FoundationEssentials

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

/// Writes a text where the user asked for it.
///
/// - Throws: RUN-003 where it cannot be written.
package func write(_ bytes: [UInt8], to path: String) throws(Finding) {
  do {
    try Data(bytes).write(to: URL(filePath: path))
  } catch {
    throw Finding("RUN-003", "cannot write '\(path)'", hint: "check that the folder may be written")
  }
}
