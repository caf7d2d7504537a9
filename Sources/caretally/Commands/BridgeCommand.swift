import Commands
import Periods
import Runs
import Tools

enum BridgeCommand: Command {
  static let syntax = Syntax(
    command: "bridge",
    summary: "Split a change into what the definition did and what practice did, over one set of cases.",
    operands: [
      .init("OLD", "The measure as it was defined before, or an earlier vintage."),
      .init("NEW", "The measure as it is defined now, or a later vintage."),
    ],
    options: [
      .init("--code CODE", "One code of the vintages. Default: all that changed."),
      .init("--pipeline ID", "Whose inputs and policy are used. Default: outcomes."),
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--as-of DAY", "The later day, such as 2026-10-31. Default: today."),
      .init("--before DAY", "The earlier day. Default: a year before."),
      .init("--area AREA", "The council, by name or GSS code, in place of the pipeline's."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let later = try RunCommand.asOfDay(arguments)
    let earlier = try arguments.day("--before") ?? later.firstDay(ofMonths: 12) - 1
    let project = try Project(arguments)
    let pipeline = arguments["--pipeline"] ?? "outcomes"
    let workspace = try project.open(for: [pipeline], console)
    let request = RunRequest(
      pipeline: pipeline, inputFolder: project.input(arguments), asOf: later,
      area: arguments["--area"])
    let bridge = try bridge(
      from: arguments.operands[0], to: arguments.operands[1], code: arguments["--code"], since: earlier,
      request,
      in: workspace)
    console.print(bridge)
    return .done
  }
}
