import Commands
import Runs
import Tools

enum AuditCommand: Command {
  static let syntax = Syntax(
    command: "audit",
    summary: "Attack a run's printed figures, and report what somebody could learn.",
    operands: [.init("RUN", "The folder of a completed run.")],
    options: [
      .init("--since FOLDER", "An earlier published run, whose figures the attacker has too."),
      .init("--json", "Print whether something is exposed, and the report's lines."),
    ],
    examples: ["audit runs/self-assessment/2026-10-31"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let outcome = try auditRun(arguments.operands[0], since: arguments["--since"], in: workspace)
    console.print(arguments.has("--json") ? outcome.json : outcome.report)
    return outcome.isExposed ? .findings : .done
  }
}
