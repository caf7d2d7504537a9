import Commands
import Findings
import Periods
import Runs
import Tools

enum RunCommand: Command {
  static let syntax = Syntax(
    command: "run",
    summary: "Run a pipeline: extracts in, evidence out.",
    operands: [.init(name: "PIPELINE", summary: "A pipeline's id, such as nightly: a file in pipelines/.")],
    options: [
      .init(
        name: "--input", value: "FOLDER", summary: "Where the extracts are; the current folder if not said."),
      .init(
        name: "--as-of", value: "DAY",
        summary: "The day stocks are counted on, as 2026-10-31; today if not said."),
      .init(name: "--area", value: "CODE", summary: "The council's GSS code, in place of the pipeline's."),
      StoreOptions.runs,
      .init(
        name: "--output", value: "FOLDER",
        summary: "Write the run here and nowhere else: no store, no lock, no limits."),
      .init(
        name: "--until", value: "STAGE",
        summary: "Stop after ingest, validate, aggregate, benchmark, disclose or evidence."),
      .init(
        name: "--policy", value: "ID",
        summary: "A disclosure policy in place of the pipeline's, such as published."),
      .init(
        name: "--since", value: "FOLDER",
        summary: "The last published run: what it printed must not give away what is hidden now."),
      .init(
        name: "--previous", value: "FOLDER",
        summary: "With --output: the last run's folder, which rules and movements are compared with."),
      .init(name: "--again", value: nil, summary: "Run even where nothing has changed since the day's run."),
      .init(
        name: "--publish-anyway", value: nil, summary: "Publish even where a declared limit holds it back."),
      StoreOptions.progress,
      .init(name: "--quiet", value: nil, summary: "Say only where the evidence is."),
    ] + ReportOptions.all)

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let condition = try ReportOptions.condition(arguments)
    let until = try arguments.word("--until", as: Stage.self) ?? .evidence
    let day = try asOfDay(arguments)
    let style = try StoreOptions.style(arguments)
    try ReportOptions.checkFiles(arguments)
    let workspace = try Workspace.open(arguments["--root"] ?? ".")
    keepUntilExit(workspace)
    var request = RunRequest(
      pipeline: arguments.operands[0], inputFolder: arguments["--input"] ?? ".", asOf: day,
      area: arguments["--area"], output: arguments["--output"], until: until,
      policy: arguments["--policy"], since: arguments["--since"])
    request.today = today()
    request.runs = arguments["--runs"] ?? "runs"
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

  /// Prints an outcome and says what the shell is told.
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

  /// The only place where the clock gives a day.
  static func asOfDay(_ arguments: Arguments) throws(UsageProblem) -> Day {
    try arguments.day("--as-of") ?? today()
  }
}

/// What commands that look into the store have in common.
enum StoreOptions {
  static let runs = Syntax.Option(
    name: "--runs", value: "FOLDER", summary: "Where the runs of all pipelines are kept; runs if not said.")
  static let progress = Syntax.Option(
    name: "--progress", value: "STYLE",
    summary: "auto (lines where standard error is a terminal), lines, json or none.")

  static let area = Syntax.Option(
    name: "--area", value: "CODE",
    summary: "Whose runs, where they are not of the pipeline's own council: a GSS code.")

  static func store(
    _ arguments: Arguments, _ pipeline: String, _ workspace: Workspace, on day: Day? = nil
  ) throws -> RunStore {
    try workspace.store(
      arguments["--runs"] ?? "runs", pipeline: pipeline, area: arguments["--area"], on: day)
  }

  static func style(_ arguments: Arguments) throws(UsageProblem) -> ProgressStyle {
    try arguments.word("--progress", as: ProgressStyle.self) ?? (arguments.has("--quiet") ? .none : .auto)
  }
}
