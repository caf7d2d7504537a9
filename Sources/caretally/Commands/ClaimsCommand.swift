import Commands
import Findings
import Runs
import Tools

enum ClaimsCommand: Command {
  static let syntax = Syntax(
    command: "claims",
    summary: "Check printed statements against the figures that they are computed from.",
    operands: [
      .init("FILE", "A claims file (CSV), or a narrative (.md) to search for figures that no run has.")
    ],
    options: [
      .init("--run FOLDER", "The run whose measures claims name, such as runs/nightly/latest."),
      .init("--output FILE", "Write the claims with their verdicts as CSV."),
    ],
    examples: ["claims claims.csv"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let path = arguments["--output"] { try OutputFile.check(path, for: .claims) }
    let outcome = try checkClaims(file: arguments.operands[0], run: arguments["--run"])
    for finding in outcome.findings { console.complain(finding.description + "\n") }
    console.print(outcome.report)
    if let path = arguments["--output"] { try OutputFile.write(outcome.table, to: path, as: .claims) }
    return outcome.hasDisagreement ? .findings : .done
  }
}
