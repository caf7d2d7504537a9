import Commands
import Findings
import Folders
import Periods
import Runs
import Tools

enum RunCommand: Command {
  static let syntax = Syntax(
    command: "run",
    summary: "Run a pipeline: extracts in, evidence out.",
    operands: [
      .init("PIPELINE", "A pipeline's id, such as nightly: a file in pipelines/.", isRequired: false)
    ],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--as-of DAY", "The day stocks are counted on, such as 2026-10-31. Default: today."),
      .init("--area AREA", "The council, by name or GSS code, in place of the pipeline's."),
      StoreOptions.runs,
      .init("--output FOLDER", "Write the run here and nowhere else: no store, no lock, no limits."),
      .init("--until STAGE", "Stop after ingest, validate, aggregate, benchmark, disclose or evidence."),
      .init("--policy ID", "A disclosure policy in place of the pipeline's, such as published."),
      .init(
        "--since FOLDER", "The last published run: what it printed must not give away what is hidden now."),
      .init(
        "--previous FOLDER",
        "With --output: the last run's folder, which rules and movements are compared with."),
      .init("--again", "Run even where nothing has changed since the day's run."),
      .init("--publish-anyway", "Publish even where a declared limit holds it back."),
      StoreOptions.progress,
      .init("--quiet", "Say only where the evidence is."),
    ] + ReportOptions.all,
    examples: ["run nightly --input extracts --as-of 2026-10-31", "run --council oxfordshire"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let condition = try ReportOptions.condition(arguments)
    let until = try arguments.word("--until", as: Stage.self) ?? .evidence
    let day = try asOfDay(arguments)
    let style = try StoreOptions.style(arguments)
    try ReportOptions.checkFiles(arguments)
    let project = try Project(arguments)
    let pipeline = try project.pipeline(arguments)
    let workspace = try project.open(for: [pipeline], console)
    keepUntilExit(workspace)
    var request = RunRequest(
      pipeline: pipeline, inputFolder: project.input(arguments), asOf: day,
      area: arguments["--area"], output: arguments["--output"], until: until,
      policy: arguments["--policy"], since: arguments["--since"])
    request.today = today()
    request.runs = project.runs(arguments)
    request.runBefore = arguments["--previous"]
    request.earlierRuns = arguments["--previous"].map { [$0] } ?? []
    guard !arguments.has("--output") else {
      let outcome = try runPipeline(request, in: workspace)
      let fails = try ReportOptions.report(outcome, of: request, in: workspace, condition, arguments, console)
      return said(outcome, fails: fails, arguments, console)
    }
    var keeping = KeepingRequest(
      runsAgain: arguments.has("--again"), publishesAnyway: arguments.has("--publish-anyway"))
    keeping.wantsFindings = ReportOptions.areAsked(arguments)
    let outcome = try keepRun(
      request, of: keeping, in: StoreOptions.store(arguments, request.pipeline, workspace, on: day),
      workspace,
      .machine(style, console))
    let fails = try ReportOptions.report(outcome, of: request, in: workspace, condition, arguments, console)
    return said(outcome, fails: fails, arguments, console)
  }

  /// Prints an outcome and returns the exit status.
  static func said(
    _ outcome: RunOutcome, fails: Bool, _ arguments: Arguments, _ console: Console
  ) -> ExitStatus {
    if !arguments.has("--quiet") {
      if !outcome.report.isEmpty { console.print(outcome.report) }
      outcome.notes.forEach { console.print($0) }
    }
    for finding in outcome.heldBack where outcome.stopped.isEmpty {
      console.complain("held back: \(finding.description)")
    }
    if let evidence = outcome.evidence { console.print(line: "Evidence: \(evidence)") }
    if outcome.isUnreadable { return .unreadable }
    if outcome.isHeldBack { return .findings }
    if outcome.state == .heldBack { return .heldBack }
    return fails ? .findings : .done
  }

  /// The only place where the clock decides a day.
  static func asOfDay(_ arguments: Arguments) throws(UsageProblem) -> Day {
    try arguments.day("--as-of") ?? today()
  }
}

/// Options that all commands on the store share.
enum StoreOptions {
  static let runs = Syntax.Option(
    "--runs FOLDER", "Where the runs of all pipelines are kept. Default: runs.")
  static let progress = Syntax.Option(
    "--progress STYLE", "auto (lines where standard error is a terminal), lines, json or none.")

  static let area = Syntax.Option(
    "--area AREA", "Whose runs, where they are not of the pipeline's own council: a name or GSS code.")

  static func store(
    _ arguments: Arguments, _ pipeline: String, _ workspace: Workspace, on day: Day? = nil
  ) throws -> RunStore {
    try workspace.store(
      arguments["--runs"] ?? workspace.folder.council?.runs ?? "runs", pipeline: pipeline,
      area: arguments["--area"], on: day)
  }

  static func style(_ arguments: Arguments) throws(UsageProblem) -> ProgressStyle {
    try arguments.word("--progress", as: ProgressStyle.self) ?? (arguments.has("--quiet") ? .none : .auto)
  }
}
