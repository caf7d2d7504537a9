import Commands
import Findings
import Periods
import Runs
import Tools

enum RecordsCommand: Command {
  static let syntax = Syntax(
    command: "records",
    summary: "Write the accepted records of the extracts as tables for a database; only you may read them.",
    operands: [],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--output FOLDER", "Where the tables go, one CSV a dataset. Default: restricted/records."),
      .init("--as-of DAY", "The day that the extracts are of. Default: today."),
      .init("--pipeline PIPELINE", "Whose inputs and area. Default: nightly."),
      .init(
        "--period KIND", "The cohorts too, over the latest period of this kind, such as rolling-12-months."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Workspace.open(arguments.root)
    let request = RunRequest(
      pipeline: arguments["--pipeline"] ?? "nightly", inputFolder: arguments["--input"] ?? ".",
      asOf: try RunCommand.asOfDay(arguments))
    let lines = try writeRecords(
      request, over: try arguments.word("--period", as: ReportingPeriod.Kind.self),
      into: arguments["--output"] ?? "restricted/records", in: workspace)
    for line in lines { console.complain(line) }
    return .done
  }
}
