import Commands
import Findings
import Folders
import Runs
import Tools

enum PoolCommand: Command {
  static let syntax = Syntax(
    command: "pool",
    summary: "Make comparators of many councils' bundles.",
    operands: [.init("BUNDLE", "The folders that contribute wrote.", isRepeated: true)],
    options: [
      .init("--area CODE", "The region or group that the councils make up, in data/areas/areas.csv."),
      .init(
        "--record FILE", "What was pooled before. It is read, and written with this pool. Default: pools.csv."
      ),
      .init("--allowed-signers FILE", "Refuse a bundle that its council's key in this file did not sign."),
      .init("--output FOLDER", "Where the pool is written. Default: pool."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let record = arguments["--record"] ?? "pools.csv"
    let made = try pool(
      arguments.operands, as: arguments["--area"] ?? "", record: record,
      signers: arguments["--allowed-signers"], in: workspace)
    // The record comes first: a pool that nobody has a record of could be given away by the next.
    if let bytes = made.record {
      do throws(SystemFailure) {
        try SystemFile.replace(record, with: bytes, mode: 0o600)
      } catch { throw error.finding }
    }
    for path in try write(made.files, to: arguments["--output"] ?? "pool") {
      console.print(line: "wrote \(path)")
    }
    made.notes.forEach { console.print(line: $0) }
    return .done
  }
}
