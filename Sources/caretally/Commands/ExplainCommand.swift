import Pipelines

enum ExplainCommand: Command {
  static let syntax = Syntax(
    command: "explain",
    summary: "Say what a measure, a rule or a finding's code means.",
    operands: [
      .init(
        name: "NAME", summary: "A measure's id, a rule's code such as WL-003, or a code such as CELL-002.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Workspace.open(arguments["--root"] ?? ".")
    console.print(try explanation(of: arguments.operands[0], in: workspace))
    return .done
  }
}
