import Commands
import Folders
import Periods
import Runs
import Tools

enum HistoryCommand: Command {
  static let syntax = Syntax(
    command: "history",
    summary: "Read a measure's figures back from the runs, or how its months were revised.",
    operands: [.init("MEASURE", "A measure's id; see caretally list measures.")],
    options: [
      .init("--pipeline PIPELINE", "Whose runs. Default: nightly."),
      .init("--period KIND", "Only month, year-to-date, day or another kind of period."),
      .init(
        "--revisions",
        "Each month's figure as it was 0, 1, 3, 6 and 12 months later; exact, from restricted/."),
      StoreOptions.runs, StoreOptions.area,
    ],
    examples: ["history assessments-waiting"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let measure = arguments.operands[0]
    let project = try Project(arguments)
    let workspace = try project.open(console)
    _ = try explanation(of: measure, in: workspace)
    let kind = try arguments.word("--period", as: ReportingPeriod.Kind.self)
    let history = try History(
      StoreOptions.store(
        arguments, arguments["--pipeline"] ?? project.council?.pipeline ?? "nightly", workspace))
    guard !history.runs.isEmpty else {
      console.print("No run has been published yet.")
      return .done
    }
    if arguments.has("--revisions") {
      let rows = try history.revisions(of: measure).map { row in
        [row.month.label] + row.values.map { $0 ?? "" }
      }
      console.print(columns([["month", "first"] + Revisions.ages.dropFirst().map { "+\($0)" }] + rows))
      return .done
    }
    var last: [String: String] = [:]
    let rows = try history.figures(of: measure, over: kind).map { point in
      var notes = point.extractDay.map { ["from the extract of \($0)"] } ?? []
      if point.origin != "counted" { notes.append(point.origin) }
      let series = "\(point.origin) \(point.kind.rawValue)"
      if let before = last[series], before != point.definition { notes.append("the definition changed") }
      last[series] = point.definition
      return [
        point.asOf.description, point.period, point.value, point.numerator, point.denominator,
        notes.joined(separator: "; "),
      ]
    }
    console.print(columns([["as of", "period", "value", "numerator", "denominator", ""]] + rows))
    return .done
  }
}

/// Columns padded to their widest cell, without trailing spaces.
func columns(_ rows: [[String]]) -> String {
  let widths = (rows.first ?? []).indices.map { column in
    rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(
      separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }.joined(separator: "\n")
}
