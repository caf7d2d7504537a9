import Commands
import Runs
import Tools

enum FrameworkCommand: Command {
  static let syntax = Syntax(
    command: "framework",
    summary: "Say what changed from one vintage of a framework to a later one.",
    operands: [.init("VINTAGE", "A framework's id, such as ascof-2024-25.")],
    options: [
      .init("--against VINTAGE", "An earlier one, which it is based on. Default: the one just before.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    console.print(
      try frameworkComparison(of: arguments.operands[0], against: arguments["--against"], in: workspace))
    return .done
  }
}
