package import Artefacts
import Declarations
package import Findings
package import Runs

/// Explains why the figures of two complete runs differ.
///
/// - Throws: `RUN-011` where a folder has no run; `RUN-013` where a run kept nothing to compare.
package func compareRuns(_ old: String, _ new: String, in workspace: Workspace) throws(Finding) -> Movement {
  let (before, after) = (try RunRecord(old), try RunRecord(new))
  guard before.pipeline == after.pipeline, workspace.areas.isSame(before.area, after.area) else {
    throw Finding(
      "RUN-014",
      "these are runs of '\(before.pipeline)' for \(before.area) and '\(after.pipeline)' for \(after.area)",
      hint: "compare two runs of one pipeline for one area")
  }
  let titles = workspace.measuresByID.mapValues(\.title)
  return movement(
    from: try RunBook(before), to: try RunBook(after), titles: titles, reads: workspace.fieldsRead)
}
