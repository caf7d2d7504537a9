import Commands
import Folders
import Runs
import Tools

enum ImportComparatorsCommand: Command {
  static let syntax = Syntax(
    command: "import-comparators",
    summary: "Make comparators or populations of a file as its publisher made it.",
    operands: [.init("FILE", "An ODS, XLSX or CSV file, such as the tables of a publication on GOV.UK.")],
    options: [
      .init(
        "--layout LAYOUT",
        "How it is laid out: a file in data/layouts. Default: found by its sheets and headers."),
      .init("--output FOLDER", "Where data/ is written. Default: the root."),
    ],
    examples: ["import-comparators downloads/ascof.ods --output oxfordshire"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let files = try importedFiles(of: arguments.operands[0], layout: arguments["--layout"], in: workspace)
    for path in try write(files, to: arguments["--output"] ?? workspace.folder.path) {
      console.print(line: "wrote \(path)")
    }
    return .done
  }
}
