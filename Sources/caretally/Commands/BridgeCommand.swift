import Commands
import Periods
import Runs
import Tools

enum BridgeCommand: Command {
  static let syntax = Syntax(
    command: "bridge",
    summary: "Split a change into what the definition did and what practice did, over one set of cases.",
    operands: [
      .init(name: "OLD", summary: "The measure as it was defined before, or an earlier vintage."),
      .init(name: "NEW", summary: "The measure as it is defined now, or a later vintage."),
    ],
    options: [
      .init(
        name: "--code", value: "CODE", summary: "One code of the vintages; all that changed if not said."),
      .init(
        name: "--pipeline", value: "ID", summary: "Whose inputs and policy are used; outcomes if not said."),
      .init(
        name: "--input", value: "FOLDER", summary: "Where the extracts are; the current folder if not said."),
      .init(name: "--as-of", value: "DAY", summary: "The later day, as 2026-10-31; today if not said."),
      .init(name: "--before", value: "DAY", summary: "The earlier day; a year before if not said."),
      .init(name: "--area", value: "CODE", summary: "The council's GSS code, in place of the pipeline's."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let later = try RunCommand.asOfDay(arguments)
    let earlier = try arguments.day("--before") ?? later.firstDay(ofMonths: 12) - 1
    let workspace = try Workspace.open(arguments["--root"] ?? ".")
    let request = RunRequest(
      pipeline: arguments["--pipeline"] ?? "outcomes", inputFolder: arguments["--input"] ?? ".", asOf: later,
      area: arguments["--area"])
    let bridge = try bridge(
      from: arguments.operands[0], to: arguments.operands[1], code: arguments["--code"], since: earlier,
      request,
      in: workspace)
    console.print(bridge)
    return .done
  }
}
