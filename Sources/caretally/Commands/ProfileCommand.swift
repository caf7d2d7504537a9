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
      .init("--json", "Print the likely dataset, and the field of each column, as JSON."),
    ],
    examples: ["profile extracts", "profile extracts/forms.xlsx --sheet Live"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let (path, sheet, dataset) = (arguments.operands[0], arguments["--sheet"], arguments["--dataset"])
    console.print(
      arguments.has("--json")
        ? try profileJSON(of: path, sheet: sheet, as: dataset, in: workspace)
        : try profile(of: path, sheet: sheet, as: dataset, in: workspace))
    return .done
  }
}
