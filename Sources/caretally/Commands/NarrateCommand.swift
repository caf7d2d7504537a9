import Commands
import Findings
import Runs
import Tools

enum NarrateCommand: Command {
  static let syntax = Syntax(
    command: "narrate",
    summary: "Fill a narrative's placeholders with a run's figures, and find what does not tally.",
    operands: [
      .init("FILE", "A Markdown file with placeholders such as {{assessments-waiting}}.")
    ],
    options: [
      .init("--run FOLDER", "The run's folder. Default: runs/nightly/latest."),
      .init(
        "--output FILE",
        "Where the narrative is written; a name that ends with .docx makes it a Word document. Default: the terminal."
      ),
      .init(
        "--fail-on SEVERITY",
        "Exit with 1 when there are findings of note, warning or error. Default: error."),
    ],
    examples: ["narrate self-assessment.md --output paper.docx"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let failOn = try arguments.word("--fail-on", as: Severity.self) ?? .error
    if let path = arguments["--output"] { try OutputFile.check(path, for: narrativeKind(path)) }
    let outcome = try narrate(
      file: arguments.operands[0], run: arguments["--run"] ?? Project(arguments).latestRun(arguments))
    for finding in outcome.findings { console.complain(finding.description + "\n") }
    if let path = arguments["--output"] {
      try writeNarrative(outcome.text, to: path, author: outcome.areaName)
      console.print(line: "wrote \(path), \(outcome.findings.count) findings")
    } else {
      console.print(outcome.text)
    }
    return outcome.findings.contains { $0.severity >= failOn } ? .findings : .done
  }
}
