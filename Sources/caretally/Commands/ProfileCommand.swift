import Commands
import Runs
import Tools

enum ProfileCommand: Command {
  static let syntax = Syntax(
    command: "profile",
    summary: "Describe a file: its columns, what they hold, and how it is likely to be read.",
    operands: [
      .init(
        "FILE",
        "CSV, in any encoding and with any delimiter, .csv.gz, .xlsx, .ods or .zip; or a folder of these.")
    ],
    options: [
      .init("--dataset ID", "What it is, where that is known."),
      .init("--sheet NAME", "Which sheet of a workbook that has several."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    console.print(
      try profile(
        of: arguments.operands[0], sheet: arguments["--sheet"], as: arguments["--dataset"], in: workspace))
    return .done
  }
}
