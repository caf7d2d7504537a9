import Commands
import Runs
import Tools

enum CoverageCommand: Command {
  static let syntax = Syntax(
    command: "coverage",
    summary: "List what each measure can be compared with, and why not.",
    operands: [],
    options: [
      .init("--pipeline PIPELINE", "The measures of this pipeline. Default: every measure."),
      .init("--figures", "Every published and derived figure instead, as CSV."),
      .init("--json", "Print a list of objects, one a measure and level."),
    ],
    examples: ["coverage --pipeline nightly"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let pipeline = arguments["--pipeline"]
    if arguments.has("--figures") {
      console.print(String(decoding: try coverageFigures(of: pipeline, in: workspace), as: UTF8.self))
      return .done
    }
    let rows = try coverage(of: pipeline, in: workspace)
    if arguments.has("--json") {
      console.print(coverageJSON(rows, in: workspace))
      return .done
    }
    let title = pipeline.map { "the pipeline \($0)" } ?? "every measure"
    // Printing ends the line.
    console.print(String(coveragePage(rows, of: title, in: workspace).dropLast()))
    return .done
  }
}
