import Commands
import Findings
import Folders
import Periods
import Runs
import Tools

enum ExplainCommand: Command {
  static let syntax = Syntax(
    command: "explain",
    summary:
      "Say what a measure, a rule or a finding's code means, and what a run's figure of it is made of.",
    operands: [
      .init("NAME", "A measure's id, a field, a rule's code such as WL-003, or a code such as CELL-002.")
    ],
    options: [
      .init("--run FOLDER", "A run whose figures of the measure to print too, such as runs/nightly/latest."),
      .init("--period KIND", "Only periods of this kind, such as day, month or rolling-12-months."),
      .init("--area AREA", "The council, by name or GSS code."),
      .init("--json", "Print what it means as JSON: a list of objects."),
      .init("--cases", "List the cases behind the figure into a restricted file; they are never printed."),
      .init("--input FOLDER", "Where the extracts are, for --cases."),
      .init("--as-of DAY", "The day that the figure is of, for --cases. Default: today."),
      .init("--pipeline PIPELINE", "Whose inputs and area, for --cases. Default: nightly."),
      .init("--policy ID", "The policy of the run, which can decide where periods end, for --cases."),
      .init("--output FOLDER", "Where the list of cases goes. Default: restricted."),
    ],
    examples: [
      "explain assessments-waiting", "explain WL-003",
      "explain assessments-waiting --run runs/nightly/latest",
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let project = try Project(arguments)
    let pipeline = arguments["--pipeline"] ?? project.council?.pipeline ?? "nightly"
    let workspace = try project.open(for: arguments.has("--cases") ? [pipeline] : [], console)
    let name = arguments.operands[0]
    if arguments.has("--cases") {
      return try listCases(name, arguments, project, of: pipeline, workspace, console)
    }
    let wantsFigure = ["--run", "--period", "--area"].contains { arguments.has($0) }
    guard wantsFigure else {
      console.print(
        arguments.has("--json")
          ? try explanationJSON(of: name, in: workspace) : try explanation(of: name, in: workspace))
      return .done
    }
    console.print(
      try figureCard(
        of: name,
        run: try arguments["--run"]
          ?? StoreOptions.store(arguments, pipeline, workspace).latestLink,
        kind: arguments["--period"],
        area: arguments["--area"], in: workspace))
    return .done
  }

  private static func listCases(
    _ measure: String, _ arguments: Arguments, _ project: Project, of pipeline: String,
    _ workspace: Workspace, _ console: Console
  ) throws -> ExitStatus {
    let kind = try arguments.word("--period", as: ReportingPeriod.Kind.self) ?? .day
    let run = RunRequest(
      pipeline: pipeline, inputFolder: project.input(arguments),
      asOf: try RunCommand.asOfDay(arguments), area: arguments["--area"], policy: arguments["--policy"])
    let request = CaseRequest(
      run: run, measure: measure, kind: kind, folder: arguments["--output"] ?? "restricted")
    console.complain(try Tools.listCases(request, in: workspace))
    return .done
  }
}
