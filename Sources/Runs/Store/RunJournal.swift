import Findings
import Folders

/// The log of a run: one line for each event, with its moment, in a file of the as-of day.
struct RunJournal: Sendable {
  let path: String
  let now: @Sendable () -> Moment

  /// A log that cannot be written never ends a run: the status and the exit code report it.
  func note(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    guard !lines.isEmpty else { return }
    let moment = now().description
    try? SystemFile.append(lines.map { "\(moment) \($0)\n" }.joined(), toFile: path)
  }

  func note(_ report: StageReport) {
    let took = report.seconds.map { ", \(Int($0 * 1000)) ms" } ?? ""
    note("\(report.stage.rawValue): \(report.count) \(report.unit)\(took)")
  }
}
