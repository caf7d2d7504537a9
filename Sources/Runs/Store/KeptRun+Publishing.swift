import Declarations
import Findings
import Folders
import FoundationEssentials
import IngestStage
import Periods
import Tables

extension KeptRun {
  /// The existing run of this day, if it is unchanged and so are its inputs.
  func reused(_ key: RunKey) throws(Finding) -> RunOutcome? {
    let day = request.asOf
    let lines = (try? PlainFile.bytes(store.key(day)))
      .map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) }
    guard request.until == .evidence, RunStore.isComplete(store.path(day)) else { return nil }
    if keeping.sparesPublished {
      return unchanged("there is a run of \(day) already; it was not changed")
    }
    guard !keeping.runsAgain, let lines, lines.count == 2 else { return nil }
    let run = try store.record(day)
    let (extracts, missing) = findExtracts(of: plan, in: request.inputFolder)
    let inputs = extracts.map {
      RunRecord.Input(dataset: $0.dataset, path: $0.path, sha256: $0.sha256)
    }
    guard missing.allSatisfy({ $0.effect == .reports }), key.digest(inputs) == lines[0],
      run.digest == lines[1]
    else { return nil }
    if store.latest == day { try clearBanner() }
    return unchanged(
      "the extracts and declarations are those of the existing run of \(day), which is kept")
  }

  private func unchanged(_ note: String) -> RunOutcome {
    var outcome = RunOutcome(report: "")
    let page = "\(store.path(request.asOf))/index.html"
    outcome.state = .unchanged
    outcome.evidence = SystemFile.mark(of: page) == nil ? store.path(request.asOf) : page
    outcome.notes = [note]
    return outcome
  }

  /// An existing run, with the findings of reading its extracts again. The store does not change.
  func withFindings(_ standing: RunOutcome, before: String?, in workspace: Workspace) throws -> RunOutcome {
    var looking = request
    (looking.output, looking.until, looking.runBefore) = (store.staged(request.asOf), .validate, before)
    looking.isStaged = true
    defer { try? FileManager.default.removeItem(atPath: store.staged(request.asOf)) }
    let found = try runPipeline(looking, in: workspace)
    var outcome = standing
    (outcome.findings, outcome.validated) = (found.findings, found.validated)
    (outcome.area, outcome.worst) = (found.area, found.worst)
    return outcome
  }

  /// Moves the staged run into its place. Returns a note about the run that it replaces.
  func publish(_ run: RunRecord) throws(Finding) -> [String] {
    let day = request.asOf
    var notes: [String] = []
    if RunStore.isComplete(store.path(day)), let old = try? store.record(day) {
      notes = differences(from: old, to: run)
      if old.digest == run.digest {
        try? FileManager.default.removeItem(atPath: store.staged(day))
        try clearBanner()
        return notes
      }
    }
    try store.publish(day)
    try? store.retire(store.held(day))
    if let latest = store.latest, latest != day {
      notes.append("latest stays at the run of \(latest), which is of a later day")
      return notes
    }
    try clearBanner()
    return notes
  }

  private func differences(from old: RunRecord, to new: RunRecord) -> [String] {
    guard old.digest != new.digest else {
      return ["a run of \(new.asOf) was there already; this one has the same bytes"]
    }
    var what: [String] = []
    for input in new.inputs where !old.inputs.contains(input) { what.append("the extract \(input.path)") }
    for input in old.inputs where !new.inputs.contains(where: { $0.path == input.path }) {
      what.append("the extract \(input.path), which is gone")
    }
    if old.declarations != new.declarations { what.append("the declarations") }
    if old.tool != new.tool { what.append("the program (\(old.tool), now \(new.tool))") }
    if old.extractDay != new.extractDay { what.append("the day the extract was taken") }
    let files = Set(old.files.keys).union(new.files.keys).sorted().filter { old.files[$0] != new.files[$0] }
    return [
      """
      a run of \(new.asOf) was there already and is now under superseded/; what changed: \
      \(what.isEmpty ? "a reference table, or the run before" : what.joined(separator: ", "))
      """,
      "files that differ: \(files.isEmpty ? "none but the manifest" : files.joined(separator: ", "))",
    ]
  }

  /// Writes beside `latest` why it is not the last run.
  func writeBanner(_ findings: [Finding], run: String?) throws(Finding) {
    let shown = store.latest.map { "The figures in latest/ are those of \($0)." }
    let text = """
      The run of \(plan.pipeline.value) as of \(request.asOf) was held back.
      \(shown ?? "No run has been published yet.")

      \(findings.map(\.description).joined(separator: "\n"))

      \(run.map { "The held run is in \($0), for whoever corrects it." } ?? "There is no result to show.")
      When that is mended, run again. To publish it as it is: caretally run \(plan.pipeline.value) … --publish-anyway

      """
    do throws(SystemFailure) { try SystemFile.replace(store.banner, with: text) } catch {
      throw error.finding
    }
  }

  func clearBanner() throws(Finding) {
    guard SystemFile.mark(of: store.banner) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: store.banner)
    } catch {
      throw SystemFailure(path: store.banner, code: 13).finding
    }
  }
}
