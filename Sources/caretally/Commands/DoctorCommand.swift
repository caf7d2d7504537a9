import Commands
import Findings
import Folders
import Runs
import Tools

enum DoctorCommand: Command {
  static let syntax = Syntax(
    command: "doctor",
    summary: "Look at what a run depends on: disk, locks, ages of reference figures, mappings, missing data.",
    operands: [
      .init("PIPELINE", "A pipeline's id. Default: the settings' own, or nightly.", isRequired: false)
    ],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the settings' own, or the current folder."),
      StoreOptions.runs, .init("--json", "Print a list of objects with well and text."),
    ],
    examples: ["doctor nightly --input extracts"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let project = try Project(arguments)
    let pipeline = try arguments.operand(or: project.council?.pipeline ?? "nightly")
    let workspace = try project.open(for: [pipeline], console)
    let lines = try examine(
      workspace, pipeline: pipeline, input: project.input(arguments), runs: project.runs(arguments),
      today: today())
    if arguments.has("--json") { console.print(doctorJSON(lines)) }
    for line in arguments.has("--json") ? [] : lines {
      console.print(line: "\(line.isWell ? "ok   " : "LOOK ") \(line.text)")
    }
    return lines.allSatisfy(\.isWell) ? .done : .findings
  }
}
