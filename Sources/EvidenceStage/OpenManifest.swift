package import Artefacts
import Declarations
import Periods
import Tables

/// `manifest.json` of a run with exact files apart: the digests of the published files, and the run's identity; nothing
/// of its extracts.
///
/// It has no counts of records and no digests of restricted files: the contents of a small file in a known form can be
/// guessed from its digest. Those are in `restricted/manifest.json`.
package func openManifest(
  of results: Disclosed, in context: EvidenceContext, files: [EvidencePack.File]
) -> EvidencePack.File {
  let open = files.filter { !$0.isRestricted }.sorted { $0.path < $1.path }
  let digests = parallelMap(open.count) { SHA256.hexDigest(of: open[$0].stretches) }
  let written = zip(open, digests).map { file, digest in
    JSONText.object([
      ("path", .text(file.path)), ("sha256", .text(digest)), ("bytes", .number(file.count)),
    ])
  }
  let members: [(String, JSONText)] = [
    ("tool", .text("caretally \(context.toolVersion)")), ("pipeline", .text(context.layout.pipeline)),
    ("area", .text(results.area)), ("asOf", .text(results.asOf.description)),
    ("policy", .text(results.policy)), ("rest", .text(restOfManifestPath)), ("files", .list(written)),
  ]
  return EvidencePack.File(open: "manifest.json", bytes: JSONText.object(members).file)
}

/// The path of the inputs' manifest, where exact files are apart.
package let restOfManifestPath = "restricted/manifest.json"
