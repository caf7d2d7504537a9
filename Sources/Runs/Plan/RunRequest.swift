package import Artefacts
package import Findings
package import Periods

/// The stages, in order. A run can stop after any of them.
package enum Stage: String, Sendable, CaseIterable, Comparable {
  case ingest, validate, aggregate, disclose, benchmark, evidence

  package static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

/// A user's request for one run. The as-of day is part of it, so that a run never reads the clock.
package struct RunRequest: Sendable {
  package var pipeline: String
  package var inputFolder: String
  package var asOf: Day
  /// In place of the pipeline's own area.
  package var area: String?
  /// Where the run is written. Default: `runs/PIPELINE/DAY`.
  package var output: String?
  /// The runs of all pipelines. No output may replace it.
  package var runs: String?
  /// Whether the output is where a store stages its runs. Nobody else writes there.
  var isStaged = false
  package var until: Stage
  /// In place of the pipeline's own disclosure policy.
  package var policy: String?
  /// The folder of the last published run, whose figures readers have already.
  package var since: String?
  /// The record of everything that the store has published of the area; see `PublicationRecord`.
  package var published: String?
  /// The day the extract was taken, if later than the as-of day: a run over the past.
  package var extractDay: Day?
  /// The folder of the run before, to compare figures with.
  package var runBefore: String?
  /// The folders of earlier published runs, oldest first, for the trend of quality.
  package var earlierRuns: [String] = []
  /// Today by the caller's clock, to check that the as-of day is not later; nil for no check.
  package var today: Day?
  /// Called at the end of each stage.
  package var tell: (@Sendable (StageReport) -> Void)?

  package init(
    pipeline: String, inputFolder: String, asOf: Day, area: String? = nil, output: String? = nil,
    until: Stage = .evidence, policy: String? = nil, since: String? = nil
  ) {
    self.pipeline = pipeline
    self.inputFolder = inputFolder
    self.asOf = asOf
    self.area = area
    self.output = output
    self.until = until
    self.policy = policy
    self.since = since
  }

  package var outputFolder: String { output ?? "runs/\(pipeline)/\(asOf)" }
}

/// The result of a run.
package struct RunOutcome: Sendable {
  /// The text for the terminal.
  package var report: String
  /// The page to open, when there is one.
  package var evidence: String?
  /// Whether an extract that the pipeline needs could not be read at all.
  package var isUnreadable: Bool
  /// The most severe finding.
  package var worst: Severity?
  /// Whether the evidence is held back because a hidden count could be worked out.
  package var isHeldBack = false
  /// Findings about files, declarations and runs; those about records are in `validated`.
  package var findings: [Finding] = []
  /// The council's GSS code.
  package var area: String?
  /// The cases, each accepted or refused, for reports of findings.
  package var validated: Validated?
  /// The run's state in its store.
  package var state = RunStatus.State.partial
  /// Why it is held back.
  package var heldBack: [Finding] = []
  /// Findings that ended it before it could be written.
  package var stopped: [Finding] = []
  /// Notes about the store: what was repaired, what differed, what was pruned.
  package var notes: [String] = []

  package init(report: String, evidence: String? = nil, isUnreadable: Bool = false, worst: Severity? = nil) {
    self.report = report
    self.evidence = evidence
    self.isUnreadable = isUnreadable
    self.worst = worst
  }
}
