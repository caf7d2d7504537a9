import Commands
import Findings
import Folders

enum CompletionsCommand: Command {
  static let syntax = Syntax(
    command: "completions",
    summary: "Print what a shell completes words by, or the manual's page.",
    operands: [.init("WHAT", "bash, zsh or fish; or man.")],
    examples: ["completions bash"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let manual = Manual(
      "caretally", summary: "from adult social care extracts to comparison tables whose figures tally",
      commands)
    let word = arguments.operands[0]
    if word == "man" {
      console.print(manual.page(version: version))
    } else if let shell = Shell(rawValue: word) {
      console.print(manual.completions(for: shell))
    } else {
      throw UsageProblem(message: "nothing is made for '\(word)'", hint: "one of: bash, zsh, fish, man")
    }
    return .done
  }
}
