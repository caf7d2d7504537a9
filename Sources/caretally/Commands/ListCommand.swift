import Commands
import Findings
import Runs
import Tools

enum ListCommand: Command {
  static let syntax = Syntax(
    command: "list",
    summary: "List what is declared.",
    operands: [
      .init(
        "KIND",
        "measures, rules, datasets, fields, frameworks, pipelines, policies, mappings, areas or comparators."),
      .init("DATASET", "Of fields: whose.", isRequired: false),
    ],
    options: [.init("--json", "Print a list of objects with id and title.")],
    examples: ["list measures"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let kind = DeclaredKind(rawValue: arguments.operands[0]) else {
      throw UsageProblem(
        message: "nothing called '\(arguments.operands[0])' is declared",
        hint: suggestion(for: arguments.operands[0], in: DeclaredKind.allCases.map(\.rawValue))
          ?? "one of: \(DeclaredKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let workspace = try Project(arguments).open(console)
    let dataset = arguments.operands.count > 1 ? arguments.operands[1] : nil
    if dataset != nil, kind != .fields {
      throw UsageProblem(
        message: "only fields are of a dataset", hint: "usage: caretally list fields DATASET")
    }
    let rows = try listing(of: kind, dataset: dataset, in: workspace)
    console.print(arguments.has("--json") ? listingJSON(rows) : table(rows))
    return .done
  }
}
