import Declarations
import Findings
import Folders
import FoundationEssentials
import IngestStage
import Periods
import Statistics

/// A user's options for the store.
package struct KeepingRequest: Sendable {
  /// Run even if a run of the day has the same inputs and declarations.
  package var runsAgain = false
  /// Publish even if a declared limit would hold the run back.
  package var publishesAnyway = false
  /// Do not replace a published run.
  package var sparesPublished = false
  /// Whether findings are needed even if an existing run is reused, for reports.
  package var wantsFindings = false

  package init(runsAgain: Bool = false, publishesAnyway: Bool = false, sparesPublished: Bool = false) {
    self.runsAgain = runsAgain
    self.publishesAnyway = publishesAnyway
    self.sparesPublished = sparesPublished
  }
}

/// Runs a pipeline into its store, one run at a time, and publishes it only within its limits.
///
/// - Throws: `RUN-010` where another run holds the store's lock; what `runPipeline` throws; `RUN-003` where it cannot
///   write.
package func keepRun(
  _ request: RunRequest, of keeping: KeepingRequest = KeepingRequest(), in store: RunStore,
  _ workspace: Workspace, _ surroundings: RunHost
) throws -> RunOutcome {
  // An undeclared id is refused before it becomes a folder's name.
  let plan = try RunPlan(request, in: workspace)
  try store.prepare()
  let lock = try RunLock(store.lock, in: surroundings)
  defer { lock.release() }
  let run = KeptRun(
    request: request, keeping: keeping, store: store, plan: plan.declaration, area: plan.area,
    surroundings: surroundings)
  return try Interruption.cleaning { why in
    run.clean(why)
    lock.release()
  } during: {
    try run.outcome(cutOff: lock.cutOff, in: workspace)
  }
}

/// One run, while it holds its store's lock.
struct KeptRun {
  let request: RunRequest
  let keeping: KeepingRequest
  let store: RunStore
  let plan: PipelinePlan
  let area: Area
  let surroundings: RunHost
  let journal: RunJournal
  private let clock: StageClock
  private let started: Moment

  init(
    request: RunRequest, keeping: KeepingRequest, store: RunStore, plan: PipelinePlan, area: Area,
    surroundings: RunHost
  ) {
    self.request = request
    self.keeping = keeping
    self.store = store
    self.plan = plan
    self.area = area
    self.surroundings = surroundings
    journal = RunJournal(path: store.log(request.asOf), now: surroundings.now)
    clock = StageClock(surroundings, before: RunStatus.stages(in: store.status))
    started = surroundings.now()
  }

  private var day: Day { request.asOf }
  /// A page has room for so many runs.
  private static let trendRuns = 11

  func outcome(cutOff: String?, in workspace: Workspace) throws -> RunOutcome {
    do throws(SystemFailure) {
      for name in ["logs", ".keys", ".staged"] { try SystemFile.makeFolder("\(store.folder)/\(name)") }
    } catch {
      throw error.finding
    }
    var notes = cutOff.map { ["the run of \($0), was interrupted before it ended"] } ?? []
    notes += try store.recover()
    journal.note("run \(plan.pipeline.value) as of \(day), process \(surroundings.process)")
    notes.forEach { journal.note($0) }
    do {
      try say(.running, stages: RunStatus.stages(in: store.status))
      var outcome = try ran(in: workspace)
      outcome.notes = notes + outcome.notes
      try say(outcome.state, findings: outcome.heldBack, stages: clock.stages)
      outcome.notes.dropFirst(notes.count).forEach { journal.note($0) }
      journal.note(outcome.state.rawValue)
      return outcome
    } catch {
      let finding = error as? Finding
      note(finding, "\(error)")
      try? FileManager.default.removeItem(atPath: store.staged(day))
      throw error
    }
  }

  private func note(_ finding: Finding?, _ words: String) {
    journal.note("failed: \(finding?.description ?? words)")
    // The reason for the failure matters more than a second failure while reporting it.
    try? say(.failed, findings: finding.map { [$0] } ?? [], stages: clock.stages)
  }

  /// Removes what an interrupted run has left.
  func clean(_ why: Finding) {
    try? FileManager.default.removeItem(atPath: store.staged(day))
    note(why, "")
  }

  private func say(
    _ state: RunStatus.State, findings: [Finding] = [], stages: [StageReport]
  ) throws(Finding) {
    let status = RunStatus(
      state: state, pipeline: plan.pipeline.value, asOf: day, latest: store.latest, started: started,
      finished: state == .running ? nil : surroundings.now(), host: surroundings.host,
      process: surroundings.process, findings: findings, stages: stages)
    do throws(SystemFailure) {
      try SystemFile.replace(store.status, with: status.text)
    } catch {
      throw error.finding
    }
  }

  private func ran(in workspace: Workspace) throws -> RunOutcome {
    let before = try store.last(before: day).map { try store.record($0) }
    let earlier = store.days.filter { $0 < day }.suffix(Self.trendRuns)
    // The runs that this one compares with, and the one that it replaces.
    for run in earlier + [store.latest, day].compactMap(\.self) {
      if let record = try? store.record(run) { try workspace.checkArea(of: record, is: area) }
    }
    let key = RunKey(
      request, of: area, in: workspace, references: try workspace.referenceDigest(), before: before?.digest,
      program: surroundings.program)
    if let reused = try reused(key) {
      return keeping.wantsFindings ? try withFindings(reused, before: before?.folder, in: workspace) : reused
    }
    var staged = request
    (staged.output, staged.isStaged) = (store.staged(day), true)
    staged.runBefore = before?.folder
    staged.earlierRuns = earlier.map { store.path($0) }
    let record = try published(in: workspace)
    staged.published = record?.file
    // Readers of this run have the last one too, even if it was published before there was a record.
    if record != nil, staged.published == nil, staged.since == nil, let folder = before?.folder,
      hasFigures(folder)
    {
      staged.since = folder
    }
    staged.tell = { [clock, journal, surroundings] report in
      let timed = clock.ended(report)
      journal.note(timed)
      surroundings.tell(timed)
    }
    var outcome = try runPipeline(staged, in: workspace)
    guard request.until == .evidence else {
      try store.keep(day, at: store.partial(day))
      outcome.evidence = store.partial(day)
      outcome.state = .partial
      return outcome
    }
    guard RunStore.isComplete(store.staged(day)) else {
      outcome.state = .heldBack
      outcome.heldBack = outcome.stopped
      try writeBanner(outcome.heldBack, run: nil)
      return outcome
    }
    let run = try RunRecord(store.staged(day))
    let broken = limitsBroken(by: run, after: before, of: plan, today: request.today)
    let page = outcome.evidence.map { URL(filePath: $0).lastPathComponent }
    guard broken.isEmpty || keeping.publishesAnyway else {
      try store.keep(day, at: store.held(day))
      outcome.state = .heldBack
      outcome.heldBack = broken
      outcome.evidence = page.map { "\(store.held(day))/\($0)" }
      try writeBanner(broken, run: store.held(day))
      return outcome
    }
    if !broken.isEmpty { outcome.notes += broken.map { "published all the same: \($0.message)" } }
    outcome.notes += try Interruption.moving { () throws(Finding) in
      // Before anybody can read it, so that no published figure is missing from the record.
      try record?.add(store.staged(day))
      let notes = try publish(run)
      try? SystemFile.replace(store.key(day), with: "\(key.digest(run.inputs))\n\(run.digest)\n")
      return notes
    }
    outcome.state = .published
    outcome.evidence = page.map { "\(store.path(day))/\($0)" }
    if let retention = plan.retention { outcome.notes += store.prune(retention, isDryRun: false).map(\.note) }
    return outcome
  }

  /// The record of what the store has published of the area, locked until the run ends; nil for a policy that hides
  /// nothing.
  private func published(in workspace: Workspace) throws(Finding) -> PublicationRecord? {
    let policy = try workspace.policy(request.policy ?? plan.policy.value).0
    guard policy.hidesOrRounds, request.until == .evidence else { return nil }
    return try PublicationRecord(store.root, codes: workspace.areas.codes(of: area.code))
  }
}
