package import Findings
import Folders
import FoundationEssentials
package import Periods
import Tables

/// The runs of one pipeline for one council: a folder a day, complete or absent, and `latest`, the last day.
///
/// ```
/// runs/nightly/2026-10-31/           a published run
/// runs/nightly/latest -> 2026-10-31
/// runs/nightly/held/2026-11-01/      a complete run that a limit held back
/// runs/nightly/superseded/2026-10-31/  a run that a later run of the day replaced
/// runs/nightly/partial/2026-10-31/   a run that was asked to stop after a stage
/// runs/nightly/HELD-BACK.txt         why the last run is not `latest`
/// runs/nightly/status.json           the result of the last run
/// runs/nightly/logs/2026-10-31.log
/// runs/nightly/E10000025/            the same, for a council that is not the pipeline's own
/// ```
package struct RunStore: Sendable {
  /// The pipeline's folder, or a council's folder in it.
  package let folder: String
  /// Where the runs of all pipelines are.
  package let root: String

  /// Every code of the council; nil where they are not known.
  package let codes: Set<String>?

  /// - Parameters:
  ///   - root: where the runs of all pipelines are.
  ///   - area: the code of a council that is not the pipeline's own; see `Workspace.store`.
  ///   - codes: every code of the council, for runs from before its code changed.
  package init(_ root: String, pipeline: String, area: String? = nil, codes: Set<String>? = nil) {
    self.root = SystemPath.plain(root)
    self.codes = codes
    folder = "\(self.root)/\(pipeline)\(area.map { "/\($0)" } ?? "")"
  }

  package func path(_ day: Day) -> String { "\(folder)/\(day)" }
  func held(_ day: Day) -> String { "\(folder)/held/\(day)" }
  func partial(_ day: Day) -> String { "\(folder)/partial/\(day)" }
  func superseded(_ day: Day) -> String { "\(folder)/superseded/\(day)" }
  func staged(_ day: Day) -> String { "\(folder)/.staged/\(day)" }
  func log(_ day: Day) -> String { "\(folder)/logs/\(day).log" }
  func key(_ day: Day) -> String { "\(folder)/.keys/\(day)" }
  var lock: String { "\(folder)/.lock" }
  var banner: String { "\(folder)/HELD-BACK.txt" }
  package var status: String { "\(folder)/status.json" }
  package var latestLink: String { "\(folder)/latest" }

  /// The days of the published runs, in order.
  package var days: [Day] { Self.days(in: folder) }

  /// The target of `latest`, if it is a complete run.
  package var latest: Day? {
    guard let target = SystemFile.target(ofLink: latestLink), let day = Day(iso: target),
      Self.isComplete(path(day))
    else { return nil }
    return day
  }

  /// - Throws: `RUN-011` where there is no such run.
  package func record(_ day: Day) throws(Finding) -> RunRecord { try RunRecord(path(day)) }

  /// The last published run before a day.
  package func last(before day: Day) -> Day? { days.last { $0 < day } }

  /// The days with a complete run in a folder, in order.
  static func days(in folder: String) -> [Day] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { Day(iso: $0) }.filter { isComplete("\(folder)/\($0)") }.sorted()
  }

  static func isComplete(_ run: String) -> Bool { SystemFile.mark(of: RunRecord.path(run)) != nil }
}

/// What only the holder of the lock may do.
extension RunStore {
  /// - Throws: `RUN-051` where something in the folder has a name that the store needs; `RUN-003`.
  func prepare() throws(Finding) {
    let names = ["latest", "status.json", "HELD-BACK.txt", "held", "superseded", "partial", "logs"]
    if !Self.isStore(folder),
      let taken = names.first(where: { FileKind(of: "\(folder)/\($0)", followsLinks: false) != nil })
    {
      throw Finding(
        "RUN-051", "'\(folder)' is not a store of runs: it has '\(taken)'",
        hint: "nothing was written; move that elsewhere, or name another folder with --runs")
    }
    do throws(SystemFailure) { try SystemFile.makeFolders(folder) } catch { throw error.finding }
  }

  /// Whether a folder is a store of runs.
  static func isStore(_ folder: String) -> Bool { FileKind(of: "\(folder)/.lock") == .file }

  /// Removes a run's folder if all of it is as CareTally wrote it. Otherwise renames it, to a name that no run has.
  func retire(_ path: String) throws(SystemFailure) {
    guard FileKind(of: path, followsLinks: false) != nil else { return }
    guard MadeFiles.foreign(in: path) != nil else {
      try? FileManager.default.removeItem(atPath: path)
      return
    }
    var kept = path + Self.keptSuffix
    var number = 1
    while FileKind(of: kept, followsLinks: false) != nil {
      number += 1
      kept = "\(path)\(Self.keptSuffix)-\(number)"
    }
    try SystemFile.rename(path, to: kept)
  }

  /// The suffix of a former run's folder with somebody else's files.
  static let keptSuffix = "-kept"

  /// Repairs what an interrupted run left. Returns what it did, for the log.
  func recover() throws(Finding) -> [String] {
    var done: [String] = []
    let manager = FileManager.default
    do throws(SystemFailure) {
      let staging = "\(folder)/.staged"
      let leftovers = (try? manager.contentsOfDirectory(atPath: staging)) ?? []
      for name in leftovers.sorted() {
        // On disks that cannot swap folders, the old run waits here while the new one is moved.
        if name.hasSuffix(".old"), let day = Day(iso: name.dropLast(4)), SystemFile.mark(of: path(day)) == nil
        {
          try SystemFile.rename("\(staging)/\(name)", to: path(day))
          done.append("put the run of \(day) back in its place")
        }
      }
      if !leftovers.isEmpty {
        try? manager.removeItem(atPath: staging)
        done.append("removed the unfinished files of an interrupted run")
      }
      if let newest = days.last, SystemFile.target(ofLink: latestLink) != newest.description {
        try SystemFile.link(latestLink, to: newest.description)
        done.append("pointed latest to \(newest), the last complete run")
      }
    } catch {
      throw error.finding
    }
    return done
  }

  /// Moves a staged run to its day and points `latest` to the last day.
  ///
  /// The run that it replaces is kept under `superseded/`, one for each day.
  func publish(_ day: Day) throws(Finding) {
    let (run, staged) = (path(day), staged(day))
    do throws(SystemFailure) {
      if SystemFile.mark(of: run) != nil {
        try SystemFile.makeFolder("\(folder)/superseded")
        if !SystemFile.exchange(staged, run) {
          try SystemFile.rename(run, to: staged + ".old")
          try SystemFile.rename(staged, to: run)
          try SystemFile.rename(staged + ".old", to: staged)
        }
        try retire(superseded(day))
        try SystemFile.rename(staged, to: superseded(day))
      } else {
        try SystemFile.rename(staged, to: run)
      }
      try SystemFile.sync(folder: folder)
      if let newest = days.last, SystemFile.target(ofLink: latestLink) != newest.description {
        try SystemFile.link(latestLink, to: newest.description)
        try SystemFile.sync(folder: folder)
      }
    } catch {
      throw error.finding
    }
  }

  /// Moves a staged run to a place where people can look at it and that is not published.
  func keep(_ day: Day, at place: String) throws(Finding) {
    do throws(SystemFailure) {
      try SystemFile.makeFolders(URL(filePath: place).deletingLastPathComponent().path)
      try retire(place)
      try SystemFile.rename(staged(day), to: place)
    } catch {
      throw error.finding
    }
  }
}
