import Commands
import Runs
import Tools

enum CoverageCommand: Command {
  static let syntax = Syntax(
    command: "coverage",
    summary: "List what each measure can be compared with, and why not.",
    operands: [],
    options: [
      .init("--pipeline PIPELINE", "The measures of this pipeline. Default: every measure.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Workspace.open(arguments.root)
    let pipeline = arguments["--pipeline"]
    let rows = try coverage(of: pipeline, in: workspace)
    console.print(
      coveragePage(rows, of: pipeline.map { "the pipeline \($0)" } ?? "every measure", in: workspace))
    return .done
  }
}
