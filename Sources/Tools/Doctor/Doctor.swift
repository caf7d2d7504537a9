import Declarations
package import Findings
import Folders
import FoundationEssentials
import IngestStage
package import Periods
package import Runs

/// One thing that was looked at, and whether somebody should do something about it.
package struct DoctorLine: Sendable {
  package var isWell: Bool
  package var text: String
}

/// The same as JSON: a list of objects with `well` and `text`.
package func doctorJSON(_ lines: [DoctorLine]) -> String {
  JSONText.list(lines.map { .object([("well", .flag($0.isWell)), ("text", .text($0.text))]) }).lines()
}

/// Looks at what a nightly run depends on: folders, disk, locks, how old reference figures are, and which measures have no data.
///
/// - Parameters:
///   - input: where the extracts are.
///   - runs: where the runs of all pipelines are kept.
/// - Throws: RUN-005 for an unknown pipeline.
package func examine(
  _ workspace: Workspace, pipeline id: String, input: String, runs: String, today: Day
) throws(Finding) -> [DoctorLine] {
  guard let plan = workspace.catalogue.pipeline(id) else { throw workspace.noPipeline(id) }
  var lines = folders(workspace, runs)
  lines += locks(workspace, runs)
  lines += ages(workspace, today)
  lines += mappings(workspace)
  lines += data(of: plan, input, workspace)
  return lines
}

private func folders(_ workspace: Workspace, _ runs: String) -> [DoctorLine] {
  let errors = workspace.findings.count { $0.severity == .error }
  var lines = [
    DoctorLine(
      isWell: true,
      text: "declarations of '\(workspace.folder.path)'"
        + (workspace.folder.council.map { ", and of the council's folder '\($0.path)'" } ?? "")),
    DoctorLine(
      isWell: errors == 0,
      text: errors == 0 ? "no errors in them" : "\(errors) errors in them: caretally check"),
  ]
  var folder = SystemPath.resolved(runs)
  while folder.count > 1, !ProjectFolder.isFolder(folder) {
    folder = SystemPath.above(folder).dropFirst().first ?? "/"
  }
  let system = try? FileManager.default.attributesOfFileSystem(forPath: folder)
  if let free = (system?[.systemFreeSize] as? Int)
    ?? (system?[.systemFreeSize] as? UInt64).map(Int.init(clamping:))
  {
    let megabytes = free >> 20
    lines.append(
      DoctorLine(isWell: megabytes >= 1024, text: "\(megabytes) MiB free on the disk of '\(runs)'"))
  }
  return lines
}

private func locks(_ workspace: Workspace, _ runs: String) -> [DoctorLine] {
  let held = workspace.catalogue.pipelines.all.compactMap { plan -> DoctorLine? in
    let id = plan.value.pipeline.value
    return RunStore(runs, pipeline: id).holder.map {
      DoctorLine(isWell: false, text: "\(id) is locked: \($0)")
    }
  }
  return held.isEmpty ? [DoctorLine(isWell: true, text: "no run holds a lock")] : held
}

/// Reference figures of more than this many days before today should have a later edition.
private let oldAfterDays = 500

private func ages(_ workspace: Workspace, _ today: Day) -> [DoctorLine] {
  var lines: [DoctorLine] = []
  let published = workspace.catalogue.comparators.all.compactMap { note -> (Day, String)? in
    note.value.published.flatMap { Day(iso: $0.value) }.map { ($0, note.value.title) }
  }
  if let newest = published.max(by: { $0.0 < $1.0 }) {
    let days = today - newest.0
    lines.append(
      DoctorLine(
        isWell: days <= oldAfterDays,
        text: "newest comparators, \(newest.1), were published on \(newest.0), \(days) days ago"))
  }
  let references = workspace.catalogue.populations.all.compactMap { note -> (Day, String)? in
    Day(iso: note.value.referenceDate.value).map { ($0, note.value.title) }
  }
  if let newest = references.max(by: { $0.0 < $1.0 }) {
    // A mid-year estimate is published a year after its day, and is the newest for one more.
    let days = today - newest.0
    lines.append(
      DoctorLine(
        isWell: days <= 2 * 366 + 92,
        text: "newest populations, \(newest.1), are of \(newest.0), \(days) days ago"))
  }
  return lines
}

private func mappings(_ workspace: Workspace) -> [DoctorLine] {
  let catalogue = workspace.catalogue
  let named = Set(catalogue.pipelines.all.flatMap { $0.value.inputs.compactMap { $0.mapping?.value } })
  let unused = catalogue.mappings.ids.filter { !named.contains($0) }
  return [
    DoctorLine(
      isWell: unused.isEmpty,
      text: unused.isEmpty
        ? "every mapping is used by a pipeline"
        : "no pipeline uses the mapping\(unused.count == 1 ? "" : "s") \(unused.joined(separator: ", "))")
  ]
}

private func data(of plan: PipelinePlan, _ input: String, _ workspace: Workspace) -> [DoctorLine] {
  let catalogue = workspace.catalogue
  let (extracts, findings) = findExtracts(of: plan, in: input, mappings: catalogue.mapping)
  let given = Set(extracts.map(\.dataset))
  var lines = findings.filter { $0.effect == .stops }.map { DoctorLine(isWell: false, text: $0.message) }
  var without: [String: [String]] = [:]
  let measures = catalogue.measures(of: plan)
  for id in measures {
    guard let name = catalogue.measure(id)?.dataset?.value, let dataset = catalogue.dataset(name) else {
      continue
    }
    let reads = dataset.cohort.map { $0.reads.filter { $0.optional != true }.map(\.dataset.value) } ?? [name]
    for missing in reads where !given.contains(missing) { without[missing, default: []].append(id) }
  }
  lines += without.sorted { $0.key < $1.key }.map { dataset, ids in
    DoctorLine(
      isWell: false,
      text:
        "no extract of \(dataset) in '\(input)', so \(ids.count) measure\(ids.count == 1 ? "" : "s") of \(plan.pipeline.value) have no data: \(ids.prefix(4).joined(separator: ", "))\(ids.count > 4 ? " and \(ids.count - 4) more" : "")"
    )
  }
  if lines.isEmpty {
    lines.append(
      DoctorLine(
        isWell: true,
        text:
          "\(extracts.count) extracts in '\(input)'; every measure of \(plan.pipeline.value) has its dataset")
    )
  }
  return lines
}
