import Commands
import Findings
import Periods
import Runs
import Tools

enum BackfillCommand: Command {
  static let syntax = Syntax(
    command: "backfill",
    summary: "Run a pipeline over past as-of days from one full extract, so that there is a history.",
    operands: [.init("PIPELINE", "A pipeline's id, such as nightly.", isRequired: false)],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--from DAY", "The first as-of day; required."),
      .init("--to DAY", "The last as-of day. Default: the extract's own."),
      .init("--every STEP", "day, week or month (its last day). Default: month."),
      .init(
        "--extract-day DAY",
        "The day the extract was taken, which its records are checked against. Default: today."),
      .init("--area AREA", "The council, by name or GSS code, in place of the pipeline's."),
      .init("--again", "Also the days that have a run already."),
      StoreOptions.runs, StoreOptions.progress,
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let extractDay = try arguments.day("--extract-day") ?? today()
    guard let first = try arguments.day("--from") else {
      throw UsageProblem(message: "'--from' is needed: the first as-of day, such as 2026-04-30")
    }
    let last = try arguments.day("--to") ?? extractDay
    guard first <= last, last <= extractDay else {
      throw UsageProblem(
        message: "'--from' \(first), '--to' \(last) and '--extract-day' \(extractDay) are not in that order")
    }
    let step = try arguments.word("--every", as: Step.self) ?? .month
    let style = try StoreOptions.style(arguments)
    let project = try Project(arguments)
    let pipeline = try project.pipeline(arguments)
    let workspace = try project.open(for: [pipeline], console)
    let store = try StoreOptions.store(arguments, pipeline, workspace, on: last)
    let keeping = KeepingRequest(
      runsAgain: arguments.has("--again"), sparesPublished: !arguments.has("--again"))
    var worst = ExitStatus.done
    for day in step.days(from: first, to: last) {
      var request = RunRequest(
        pipeline: pipeline, inputFolder: project.input(arguments), asOf: day,
        area: arguments["--area"])
      if day < extractDay { request.extractDay = extractDay }
      let outcome = try keepRun(request, of: keeping, in: store, workspace, .machine(style, console))
      console.print(line: "\(day)  \(outcome.state.rawValue)\(outcome.evidence.map { "  \($0)" } ?? "")")
      for finding in outcome.heldBack { console.complain(finding.description) }
      if outcome.isUnreadable { return .unreadable }
      if outcome.state == .heldBack { worst = .heldBack }
    }
    return worst
  }
}
