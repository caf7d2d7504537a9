import Commands
import Declarations
import Findings
import Periods
import Runs
import Tools

enum SQLCommand: Command {
  static let syntax = Syntax(
    command: "sql",
    summary: "Print a measure as one query of a database.",
    operands: [.init("MEASURE", "A measure's id.")],
    options: [
      .init("--dialect NAME", "duckdb, postgres, sqlite, spark or tsql. Default: duckdb."),
      .init("--as-of DAY", "The day that the figure is of. Default: today."),
      .init("--period KIND", "The kind of period, such as day, month or rolling-12-months. Default: day."),
      .init("--by BREAKDOWN", "One row for each category, such as team or age-band."),
    ],
    examples: ["sql assessments-waiting"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let workspace = try Workspace.open(arguments.root)
    let asOf = try RunCommand.asOfDay(arguments)
    let kind = try arguments.word("--period", as: ReportingPeriod.Kind.self) ?? .day
    let period = ReportingPeriod(latest: kind, asOf: asOf)
    let query = MeasureQuery(
      measure: arguments.operands[0], days: SQLDays(asOf: period.end, period: period),
      dialect: try arguments.word("--dialect", as: SQLDialect.self) ?? .duckdb,
      breakdown: arguments["--by"])
    console.print(try query.text(in: workspace))
    return .done
  }
}
