import Findings
import Periods
import Pipelines

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
      .init(
        name: "--output", value: "FOLDER", summary: "Where the run is written; runs/PIPELINE/DAY if not said."
      ),
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
        name: "--fail-on", value: "SEVERITY",
        summary: "Exit with 1 when there are findings of note, warning or error; never if not said."),
      .init(name: "--quiet", value: nil, summary: "Say only where the evidence is."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let failOn = try arguments.word("--fail-on", as: Severity.self)
    let until = try arguments.word("--until", as: Stage.self) ?? .evidence
    let day = try asOfDay(arguments)
    let workspace = try Workspace.open(arguments["--root"] ?? ".")
    let request = RunRequest(
      pipeline: arguments.operands[0], inputFolder: arguments["--input"] ?? ".", asOf: day,
      area: arguments["--area"], output: arguments["--output"], until: until,
      policy: arguments["--policy"], since: arguments["--since"])
    let outcome = try runPipeline(request, in: workspace)
    if !arguments.has("--quiet") { console.print(outcome.report) }
    if let evidence = outcome.evidence { console.print("Evidence: \(evidence)") }
    if outcome.isUnreadable { return .unreadable }
    if outcome.isHeldBack { return .findings }
    guard let failOn, let worst = outcome.worst, worst >= failOn else { return .done }
    return .findings
  }

  /// The only place where the clock is read.
  static func asOfDay(_ arguments: Arguments) throws(UsageProblem) -> Day {
    guard let text = arguments["--as-of"] else { return today() }
    guard let day = Day(iso: text) else {
      throw UsageProblem(message: "'--as-of' is a day as 2026-10-31, not '\(text)'")
    }
    return day
  }
}
