package import Artefacts
package import Findings
package import Periods

/// The stages, in their order; a run can stop after any of them.
package enum Stage: String, Sendable, CaseIterable, Comparable {
  case ingest, validate, aggregate, disclose, benchmark, evidence

  package static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

/// What a user asks of one run; the as-of day comes from outside, so that a run never reads the clock.
package struct RunRequest: Sendable {
  package var pipeline: String
  package var inputFolder: String
  package var asOf: Day
  /// In place of the pipeline's own area.
  package var area: String?
  /// Where the run is written; `runs/PIPELINE/DAY` when not said.
  package var output: String?
  /// Where the runs of all pipelines are kept: no output may take its place.
  package var runs: String?
  /// Whether the output is where a store stages its runs, which nobody else writes into.
  var isStaged = false
  package var until: Stage
  /// In place of the pipeline's own disclosure policy.
  package var policy: String?
  /// The folder of the last published run, whose figures readers already have.
  package var since: String?
  /// The file of everything that the store published of the area; see `PublicationRecord`.
  package var published: String?
  /// The day the extract was taken, where that is later than the as-of day: a run over the past.
  package var extractDay: Day?
  /// The folder of the run before, which figures' movements are told against.
  package var runBefore: String?
  /// The folders of published runs before this one, the oldest first, for the trend of quality.
  package var earlierRuns: [String] = []
  /// Today by the caller's clock, to find an as-of day that lies ahead; nil to leave that unchecked. No run reads a clock.
  package var today: Day?
  /// Told of each stage as it ends.
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

/// What became of a run.
package struct RunOutcome: Sendable {
  /// What the terminal shows.
  package var report: String
  /// The page to open, when there is one.
  package var evidence: String?
  /// Whether an extract that the pipeline needs could not be read at all.
  package var isUnreadable: Bool
  /// The gravest finding.
  package var worst: Severity?
  /// Whether the evidence is kept back because a hidden count could be worked out.
  package var isHeldBack = false
  /// Findings about files, declarations and runs; those about records are in `validated`.
  package var findings: [Finding] = []
  /// The council's GSS code.
  package var area: String?
  /// The cases with the fate of each, for reports of findings.
  package var validated: Validated?
  /// What became of it in its store.
  package var state = RunStatus.State.partial
  /// Why it is held back.
  package var heldBack: [Finding] = []
  /// Findings that ended it before it could be written.
  package var stopped: [Finding] = []
  /// What to say of the store: what was put right, what differed, what was pruned.
  package var notes: [String] = []

  package init(report: String, evidence: String? = nil, isUnreadable: Bool = false, worst: Severity? = nil) {
    self.report = report
    self.evidence = evidence
    self.isUnreadable = isUnreadable
    self.worst = worst
  }
}
