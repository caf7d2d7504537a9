import Declarations
import Findings
import Folders
import Periods
import Tables

/// A digest of everything that decides a run's bytes: equal keys, equal bytes.
struct RunKey {
  private let parts: [String]

  /// - Parameter before: the digest of the manifest of the run before.
  init(
    _ request: RunRequest, of area: Area, in workspace: Workspace, references: String, before: String?,
    program: String
  ) {
    parts = [
      version, program, request.pipeline, area.code, request.asOf.description,
      request.extractDay?.description ?? "", request.policy ?? "", request.since ?? "", workspace.digest,
      references, before ?? "",
    ]
  }

  /// The key with these extracts.
  func digest(_ inputs: [RunRecord.Input]) -> String {
    let all = parts + inputs.flatMap { [$0.dataset, $0.path, $0.sha256] }
    return SHA256.hexDigest(of: all.flatMap { Array($0.utf8) + [0] })
  }
}

extension Workspace {
  /// A digest of every reference table: areas, populations, calendars, comparators.
  func referenceDigest() throws(Finding) -> String {
    let text = try folder.tableDigests().map { $0 + "\n" }.joined()
    return SHA256.hexDigest(of: Array(text.utf8))
  }
}
