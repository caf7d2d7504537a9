import Findings
import Folders

/// Runs a program's command and ends the process with its exit status.
///
/// - Parameter act: runs the command; `run` reports its errors.
package func runProgram(_ act: ([String], Console) -> ExitStatus) -> Never {
  let console = Console()
  openStandardFiles()
  surviveSignals()
  if let finding = lackOfMemory() {
    console.complain(finding.description)
    exitProcess(ExitStatus(of: finding).rawValue)
  }
  Interruption.takeSignals { console.complain($0.description) }
  keepFreedMemory()
  let status = act(Array(CommandLine.arguments.dropFirst()), console)
  Interruption.pass()
  exitProcess(said(status, console).rawValue)
}

/// A command whose output was not fully written has failed.
private func said(_ status: ExitStatus, _ console: Console) -> ExitStatus {
  guard let finding = console.finding else { return status }
  console.complain(finding.description)
  return status == .done || status == .findings ? ExitStatus(of: finding) : status
}

/// Runs a command with its words, or prints its help. Errors go to standard error.
package func run(_ command: any Command.Type, _ words: [String], _ console: Console) -> ExitStatus {
  let name = command.syntax.name
  do {
    let arguments = try Arguments(words, for: command.syntax)
    if arguments.has("--help") {
      console.print(command.syntax.help)
      return .done
    }
    return try command.run(arguments, console)
  } catch let problem as UsageProblem {
    console.complain("\(name): \(problem.message)")
    if let hint = problem.hint { console.complain(" = hint: \(hint)") }
    return .usage
  } catch let finding as Finding {
    console.complain(finding.description)
    return ExitStatus(of: finding)
  } catch let findings as Findings {
    console.complain(findings.description)
    return .usage
  } catch {
    console.complain("\(name): \(Visible.text("\(error)"))")
    return .internal
  }
}
