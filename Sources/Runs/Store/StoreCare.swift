package import Findings
import Folders
import FoundationEssentials
package import Periods
import Tables

extension RunStore {
  /// The files of a run that are missing or differ from its manifest.
  ///
  /// - Throws: `RUN-011` where there is no such run.
  package func damaged(_ day: Day) throws(Finding) -> [String] {
    let run = try record(day)
    return run.files.keys.sorted().filter { path in
      guard let data = try? PlainFile.bytes("\(run.folder)/\(path)") else { return true }
      return SHA256.hexDigest(of: data) != run.files[path]
    }
  }

  /// The process that is running into the store, in words; nil where there is none.
  package var holder: String? { RunLock.isHeld(lock) ? RunLock.holder(lock) ?? "a run" : nil }

  /// The state of the last run, from `status.json`.
  package func lastState() throws(Finding) -> (state: RunStatus.State, text: String) {
    guard let data = try? PlainFile.bytes(status) else {
      throw Finding("RUN-011", "nothing has run into '\(folder)'", hint: "run the pipeline first")
    }
    let text = String(decoding: data, as: UTF8.self)
    let state = RunStatus.State.allCases.first { text.contains("\"state\": \"\($0.rawValue)\"") }
    guard let state else {
      throw Finding("RUN-012", "'\(status)' is damaged", hint: "run the pipeline again")
    }
    return (state, text)
  }

  /// Prunes while holding the lock.
  ///
  /// - Throws: `RUN-010` where a run holds it.
  package func pruneLocked(_ retention: Retention, _ surroundings: RunHost) throws(Finding) -> [Pruned] {
    try prepare()
    let lock = try RunLock(lock, in: surroundings)
    defer { lock.release() }
    _ = try recover()
    do throws(SystemFailure) { try SystemFile.makeFolder("\(folder)/.staged") } catch { throw error.finding }
    return prune(retention, isDryRun: false)
  }
}

/// The as-of days of a backfill, oldest first.
package enum Step: String, Sendable, CaseIterable {
  case day, week
  /// The last day of each month.
  case month

  package func days(from first: Day, to last: Day) -> [Day] {
    var out: [Day] = []
    var day = self == .month ? first.startOfMonth.adding(months: 1) - 1 : first
    while day <= last {
      out.append(day)
      switch self {
      case .day: day = day + 1
      case .week: day = day + 7
      case .month: day = (day + 1).adding(months: 1) - 1
      }
    }
    return out
  }
}
