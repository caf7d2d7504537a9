import Commands
import Runs
import Tools

enum ProfileCommand: Command {
  static let syntax = Syntax(
    command: "profile",
    summary: "Describe a file: its columns, what they hold, and which dataset it is likely to be.",
    operands: [
      .init("FILE", "CSV, in any encoding and with any delimiter, .csv.gz or .xlsx.")
    ],
    options: [
      .init("--sheet NAME", "Which sheet of a workbook that has several.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    console.print(try profile(of: arguments.operands[0], sheet: arguments["--sheet"], in: workspace))
    return .done
  }
}
