import Commands
import Findings
import Runs
import Tools

enum CheckCommand: Command {
  static let syntax = Syntax(
    command: "check",
    summary: "Check declarations against each other, and run the examples of rules and measures.",
    options: [
      .init("--write-schemas FOLDER", "Write the JSON Schemas that editors complete from."),
      .init("--write-measures FILE", "Write every measure in words, as docs/measures.md has them."),
      .init("--write-fields FILE", "Write every dataset and field, as docs/fields.md has them."),
      .init(
        "--json", "Print the findings as JSON, each with its file, line, column, code, message and hint."),
    ],
    examples: ["check --council oxfordshire"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let folder = arguments["--write-schemas"] {
      for path in try writeSchemas(to: folder) { console.print(line: "wrote \(path)") }
      return .done
    }
    if let path = arguments["--write-measures"] {
      try OutputFile.check(path, for: .measures)
      let workspace = try Project(arguments).open(console)
      for path in try writeMeasures(to: path, in: workspace) { console.print(line: "wrote \(path)") }
      return .done
    }
    if let path = arguments["--write-fields"] {
      try OutputFile.check(path, for: .fields)
      let workspace = try Project(arguments).open(console)
      for path in try writeFields(to: path, in: workspace) { console.print(line: "wrote \(path)") }
      return .done
    }
    let project = try Project(arguments)
    let outcome = try checkDeclarations(root: project.root, council: project.council)
    keepUntilExit(outcome.workspace)
    if arguments.has("--json") {
      console.print(outcome.json)
    } else {
      for finding in outcome.findings { console.complain(finding.description + "\n") }
      console.print(outcome.summary)
    }
    return outcome.findings.contains { $0.severity == .error } ? .usage : .done
  }
}
