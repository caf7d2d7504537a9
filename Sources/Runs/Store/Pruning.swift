package import Declarations
package import Findings
import Folders
import FoundationEssentials
import Periods
import Tables

/// A folder that the store's retention does not keep.
package struct Pruned: Sendable, Hashable {
  package var path: String
  package var reason: String

  package var note: String { "pruned \(path): \(reason)" }
}

extension RunStore {
  /// Removes what a retention does not keep, and returns it. A dry run removes nothing.
  ///
  /// It keeps the first run of each month and the target of `latest`. Held, superseded and partial runs, keys and logs go
  /// after the retention's days. A run that somebody has added files to stays.
  package func prune(_ retention: Retention, isDryRun: Bool) -> [Pruned] {
    guard let latest = days.last else { return [] }
    let first = latest - (retention.days - 1)
    let oldest = retention.months.map { latest.startOfMonth.adding(months: -$0) }
    var months: Set<Day> = []
    var out: [Pruned] = []
    for day in days {
      let isFirstOfMonth = months.insert(day.startOfMonth).inserted
      guard day < first, day != latest else { continue }
      guard isFirstOfMonth else {
        out.append(
          Pruned(path: path(day), reason: "older than \(retention.days) days, not the first of its month"))
        continue
      }
      guard let oldest, day < oldest else { continue }
      out.append(Pruned(path: path(day), reason: "older than \(retention.months ?? 0) months"))
    }
    for name in ["held", "superseded", "partial", "logs", ".keys"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
      for entry in names.sorted() {
        // Other names do not belong to the store.
        let suffix = name == "logs" ? ".log" : ""
        guard let day = Day(iso: entry.prefix(10)), entry == "\(day)\(suffix)", day < first else { continue }
        out.append(Pruned(path: "\(folder)/\(name)/\(entry)", reason: "older than \(retention.days) days"))
      }
    }
    out.removeAll { holdsForeign($0.path) }
    guard !isDryRun else { return out }
    return out.filter { remove($0.path) }
  }

  /// Whether a run's folder has something that CareTally did not write, or that was changed. It is then kept.
  private func holdsForeign(_ path: String) -> Bool {
    FileKind(of: path, followsLinks: false) == .folder && MadeFiles.foreign(in: path) != nil
  }

  /// Renames a folder before it is removed, so that nobody sees half of it.
  private func remove(_ path: String) -> Bool {
    let name = path.split(separator: "/").suffix(2).joined(separator: "-")
    let grave = "\(folder)/.staged/removed-\(name)"
    do {
      try SystemFile.rename(path, to: grave)
      try FileManager.default.removeItem(atPath: grave)
      return true
    } catch {
      return false
    }
  }
}

package typealias Retention = PipelinePlan.Retention

extension Workspace {
  /// The retention of a pipeline; nil where it keeps all runs.
  ///
  /// - Throws: `RUN-005` where there is no such pipeline.
  package func retention(of pipeline: String) throws(Finding) -> Retention? {
    guard let plan = catalogue.pipeline(pipeline) else { throw noPipeline(pipeline) }
    return plan.retention
  }
}
