import Periods
import Pipelines

enum SynthesiseCommand: Command {
  static let syntax = Syntax(
    command: "synthesise",
    summary: "Write the extracts of an invented council, with planted faults and an answer key.",
    operands: [.init(name: "FOLDER", summary: "Where the files go; it is made if it is not there.")],
    options: [
      .init(name: "--seed", value: "N", summary: "The same seed writes the same bytes; 1 if not said."),
      .init(name: "--people", value: "N", summary: "How many people the council knows; 3000 if not said."),
      .init(name: "--as-of", value: "DAY", summary: "The day of the extracts; 2026-10-31 if not said."),
      .init(name: "--faults", value: "N", summary: "Faulty records in a thousand; 20 if not said."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let seed = try arguments.number("--seed", in: 0...Int.max, default: 1)
    let people = try arguments.number("--people", in: 1...5_000_000, default: 3000)
    let faults = try arguments.number("--faults", in: 0...500, default: 20)
    let day = arguments.has("--as-of") ? try RunCommand.asOfDay(arguments) : Day(iso: "2026-10-31")
    guard let day else { return .internal }
    let paths = try writeSyntheticCouncil(
      seed: UInt64(seed), people: people, asOf: day, faultsPerMille: faults, to: arguments.operands[0],
      root: arguments["--root"] ?? ".")
    for path in paths { console.print(line: "wrote \(path)") }
    return .done
  }
}
