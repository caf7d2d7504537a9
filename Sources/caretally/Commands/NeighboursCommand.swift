import Commands
import Runs
import Tools

enum NeighboursCommand: Command {
  static let syntax = Syntax(
    command: "neighbours",
    summary: "Make a council's list of statistical neighbours.",
    operands: [
      .init("FILE", "A CSV of every council's features; with --listed, of councils and their neighbours.")
    ],
    options: [
      .init("--area AREA", "The council, by name or GSS code."),
      .init("--model MODEL", "Which model finds them: a file in data/peer-models; the first if not said."),
      .init("--listed SOURCE", "The file is a list that SOURCE made, such as Fingertips or CIPFA."),
      .init("--licence TEXT", "Under what licence that list may be used."),
      .init("--output FOLDER", "Write it into data/neighbours of this folder; print it if not said."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let area = try workspace.council(arguments["--area"] ?? "", on: today()).area
    let file = arguments.operands[0]
    let list: NeighbourList
    if let source = arguments["--listed"] {
      list = try neighbours(
        of: area, listed: file, source: source, licence: arguments["--licence"] ?? "as its publisher says",
        in: workspace)
    } else {
      list = try neighbours(of: area, features: file, model: arguments["--model"], in: workspace)
    }
    guard let folder = arguments["--output"] else {
      console.print(String(decoding: list.file.bytes.dropLast(), as: UTF8.self))
      return .done
    }
    for path in try write([list.file], to: folder) { console.print(line: "wrote \(path)") }
    console.print(line: "name it in a pipeline: \"neighbours\": \"\(list.id)\"")
    return .done
  }
}
