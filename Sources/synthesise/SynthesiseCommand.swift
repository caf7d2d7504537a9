import Commands
import Folders
import Periods
import Synthesis
import Tables

/// Writes an invented council's extracts and their answer key.
enum SynthesiseCommand: Command {
  static let syntax = Syntax(
    program: nil, command: "synthesise",
    summary: "Write the extracts of an invented council, with planted faults and an answer key.",
    operands: [.init("FOLDER", "The folder for the files, which is made if missing.")],
    options: [
      .init("--seed N", "The same seed writes the same bytes. Default: 1."),
      .init("--people N", "How many people the council knows. Default: 3000."),
      .init("--as-of DAY", "The day of the extracts. Default: 2026-10-31."),
      .init("--faults N", "Faulty records in a thousand. Default: 20."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let seed = try arguments.number("--seed", in: 0...Int.max, default: 1)
    let people = try arguments.number("--people", in: 1...5_000_000, default: 3000)
    let faults = try arguments.number("--faults", in: 0...500, default: 20)
    guard let day = try arguments.day("--as-of") ?? Day(iso: "2026-10-31") else { return .internal }
    let holidays = try ProjectFolder(arguments.root).table(
      "data/calendars/england-bank-holidays.csv")
    let council = SyntheticCouncil(
      seed: UInt64(seed), people: people, asOf: day,
      holidays: holidays.rows.compactMap { $0.cells.first.flatMap { Day(iso: $0) } },
      faults: faults == 0 ? .none : .perMille(faults))
    let folder = SharedFolder(folder: SystemPath.plain(arguments.operands[0]))
    for path in try folder.write(council.files()) { console.print(line: "wrote \(path)") }
    return .done
  }
}
