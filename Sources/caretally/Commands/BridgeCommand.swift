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
      .init("--code CODE", "One code of the vintages; all that changed if not said."),
      .init("--pipeline ID", "Whose inputs and policy are used; outcomes if not said."),
      .init("--input FOLDER", "Where the extracts are; the current folder if not said."),
      .init("--as-of DAY", "The later day, as 2026-10-31; today if not said."),
      .init("--before DAY", "The earlier day; a year before if not said."),
      .init("--area CODE", "The council's GSS code, in place of the pipeline's."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let later = try RunCommand.asOfDay(arguments)
    let earlier = try arguments.day("--before") ?? later.firstDay(ofMonths: 12) - 1
    let workspace = try Workspace.open(arguments.root)
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
