import Commands
import Runs
import Tools

enum ListCommand: Command {
  static let syntax = Syntax(
    command: "list",
    summary: "List what is declared.",
    operands: [
      .init("KIND", "measures, rules, datasets, frameworks, pipelines, policies, areas or comparators.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let kind = DeclaredKind(rawValue: arguments.operands[0]) else {
      throw UsageProblem(
        message: "nothing called '\(arguments.operands[0])' is declared",
        hint: "one of: \(DeclaredKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let workspace = try Project(arguments).open(console)
    console.print(table(listing(of: kind, in: workspace)))
    return .done
  }
}
