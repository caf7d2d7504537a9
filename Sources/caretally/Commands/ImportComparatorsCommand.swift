import Commands
import Runs
import Tools

enum ImportComparatorsCommand: Command {
  static let syntax = Syntax(
    command: "import-comparators",
    summary: "Build data/comparators and data/populations from publishers' tables.",
    operands: [.init("FOLDER", "Where the publishers' tables are.")],
    options: [
      .init("--output FOLDER", "Where data/ is written; the root if not said.")
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let root = arguments["--output"] ?? arguments.root
    for path in try writeComparators(from: arguments.operands[0], to: root) {
      console.print(line: "wrote \(path)")
    }
    return .done
  }
}
