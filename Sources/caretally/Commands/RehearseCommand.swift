import Commands
import Findings
import Folders
import Runs
import Tools

enum RehearseCommand: Command {
  static let syntax = Syntax(
    command: "rehearse",
    summary: "Foresee what a national return would reject, before it is sent.",
    operands: [.init("RETURN", "cld, sac or dols: a file in data/submissions/.")],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--from DAY", "The period's first day. Default: the file's, or 1 April before its last."),
      .init("--as-of DAY", "The period's last day. Default: the file's, or today."),
      .init(
        "--pipeline ID", "Whose file names the extracts have. Default: the return's own, or nightly."),
      .init("--output FOLDER", "Write the table of fields here, and in restricted/ the lines that fail."),
      .init("--fail-on SHARE", "Exit with 1 when more records fail than this, as 2%."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let condition = try ReportOptions.condition(arguments)
    let today = try RunCommand.asOfDay(arguments)
    let to = try arguments.day("--as-of")
    let from = try arguments.day("--from")
    if let from, from > to ?? today { throw UsageProblem(message: "'--from' is after '--as-of'") }
    let project = try Project(arguments)
    let input = project.input(arguments)
    if let folder = arguments["--output"] {
      try OutputGuard(
        input: input, root: project.root, council: project.council?.path, runs: project.runs(arguments)
      ).check(folder)
    }
    let rehearsal = try rehearse(
      arguments.operands[0], input: input, from: from, to: to, today: today,
      pipeline: arguments["--pipeline"], in: project.open(for: nil, console))
    for finding in rehearsal.findings { console.complain(finding.description) }
    console.print(rehearsal.report)
    if let folder = arguments["--output"] {
      try RunFolder(folder).replace(with: rehearsal.files)
      console.print(line: "wrote \(folder)")
    }
    if rehearsal.isUnreadable { return .unreadable }
    guard let condition else { return .done }
    return rehearsal.fails(beyond: condition) ? .findings : .done
  }
}
