import Findings
import Pipelines

@main struct Main {
  static func main() {
    let console = Console()
    openStandardFiles()
    surviveSignals()
    if let finding = lackOfMemory() {
      console.complain(finding.description)
      exitProcess(ExitStatus(of: finding).rawValue)
    }
    Interruption.takeSignals { console.complain($0.description) }
    keepFreedMemory()
    let words = CommandLine.arguments.dropFirst()
    let status = run(Array(words), console)
    Interruption.pass()
    exitProcess(said(status, console).rawValue)
  }

  /// A command that did what it was asked, but not all of whose words arrived, has failed.
  private static func said(_ status: ExitStatus, _ console: Console) -> ExitStatus {
    guard let finding = console.finding else { return status }
    console.complain(finding.description)
    return status == .done || status == .findings ? ExitStatus(of: finding) : status
  }

  static func run(_ words: [String], _ console: Console) -> ExitStatus {
    guard let first = words.first, first != "--help", first != "help" else {
      console.print(overview)
      return words.isEmpty ? .usage : .done
    }
    if first == "--version" {
      console.print("caretally \(version)")
      return .done
    }
    guard let command = commands.first(where: { $0.syntax.command == first }) else {
      let names = commands.map { $0.syntax.command }
      console.complain("caretally: no command '\(Visible.text(first))'")
      let suggestion = nearest(first, in: names).map { "did you mean '\($0)'?" }
      console.complain(" = hint: \(suggestion ?? "one of: \(names.joined(separator: ", "))")")
      return .usage
    }
    return run(command, Array(words.dropFirst()), console)
  }

  private static func run(_ command: any Command.Type, _ words: [String], _ console: Console) -> ExitStatus {
    do {
      let arguments = try Arguments(words, for: command.syntax)
      if arguments.has("--help") {
        console.print(command.syntax.help)
        return .done
      }
      return try command.run(arguments, console)
    } catch let problem as UsageProblem {
      console.complain("caretally \(command.syntax.command): \(problem.message)")
      if let hint = problem.hint { console.complain(" = hint: \(hint)") }
      return .usage
    } catch let finding as Finding {
      console.complain(finding.description)
      return ExitStatus(of: finding)
    } catch let findings as Findings {
      console.complain(findings.description)
      return .usage
    } catch {
      console.complain("caretally \(command.syntax.command): \(Visible.text("\(error)"))")
      return .internal
    }
  }
}
