import Artefacts
import Commands
import Runs
import Tools

enum CompareCommand: Command {
  static let syntax = Syntax(
    command: "compare",
    summary: "Say why each figure of one run is another in the next, with counts that add up.",
    operands: [
      .init("RUN", "A run's folder, such as runs/nightly/2026-10-30."),
      .init("RUN", "A later run's, such as runs/nightly/latest."),
    ],
    options: [
      .init("--measure ID", "Only this measure."),
      .init("--all", "Also the figures that did not move."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Project(arguments).open(console)
    let movement = try compareRuns(arguments.operands[0], arguments.operands[1], in: workspace)
    let rows = movement.rows.filter {
      (arguments["--measure"] ?? $0.measure) == $0.measure && (arguments.has("--all") || $0.hasMoved)
    }
    console.print("From the run as of \(movement.before) to the run as of \(movement.after)")
    for row in rows { console.print(lines(of: row)) }
    let still = movement.rows.count { !$0.hasMoved }
    if !arguments.has("--all"), !arguments.has("--measure") {
      console.print("\n\(still) figures did not move.")
    }
    return .done
  }

  private static func lines(of row: Movement.Row) -> String {
    let period =
      row.periodBefore == row.periodAfter ? row.periodAfter : "\(row.periodBefore) to \(row.periodAfter)"
    var out = "\n\(row.title) (\(row.measure), \(period)): \(row.valueBefore) to \(row.valueAfter)"
    for (name, count) in [("numerator", row.numerator), ("denominator", row.denominator)] {
      guard let count else { continue }
      let parts = count.changes.flatMap { change in
        [
          change.entered > 0 ? "+\(change.entered) \(change.reason.label)" : nil,
          change.left > 0 ? "−\(change.left) \(change.reason.label)" : nil,
        ]
      }.compactMap(\.self)
      out += "\n  \(name) \(count.before)\(parts.map { ", \($0)" }.joined()) = \(count.after)"
    }
    if !row.steps.isEmpty {
      let steps = row.steps.map { ", \($0.reason.label) (\($0.words)): \($0.value)" }
      out += "\n  value \(row.valueBefore)\(steps.joined())"
    }
    return out
  }
}
