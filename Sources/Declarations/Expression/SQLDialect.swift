package import Periods

/// A database whose SQL `caretally sql` writes.
package enum SQLDialect: String, Sendable, CaseIterable {
  case duckdb, postgres, sqlite, spark, tsql

  /// `DuckDB`, `PostgreSQL`…
  package var title: String {
    switch self {
    case .duckdb: "DuckDB"
    case .postgres: "PostgreSQL"
    case .sqlite: "SQLite"
    case .spark: "Spark SQL"
    case .tsql: "SQL Server"
    }
  }

  /// Whether a condition is a value, which can be chosen and compared.
  var hasTruthValues: Bool { self != .tsql }

  package func day(_ day: Day) -> String {
    switch self {
    case .duckdb, .postgres, .spark: "DATE '\(day)'"
    case .sqlite: "'\(day)'"
    case .tsql: "CAST('\(day)' AS date)"
    }
  }

  /// A text between quotes.
  package func text(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  package func days(from start: String, to end: String) -> String {
    switch self {
    case .duckdb: "date_diff('day', \(start), \(end))"
    case .postgres: "(\(end) - \(start))"
    case .sqlite: "CAST(julianday(\(end)) - julianday(\(start)) AS INTEGER)"
    case .spark: "datediff(\(end), \(start))"
    case .tsql: "DATEDIFF(day, \(start), \(end))"
    }
  }

  func adding(_ days: String, to day: String) -> String {
    switch self {
    case .duckdb, .postgres: "(\(day) + \(days))"
    case .sqlite: "date(\(day), (\(days)) || ' days')"
    case .spark: "date_add(\(day), \(days))"
    case .tsql: "DATEADD(day, \(days), \(day))"
    }
  }

  /// The same day of another month, or the last of a shorter one.
  func adding(months: String, to day: String) -> String {
    switch self {
    case .duckdb: "CAST(\(day) + to_months(CAST(\(months) AS INTEGER)) AS DATE)"
    case .postgres: "CAST(\(day) + make_interval(months => \(months)) AS DATE)"
    case .sqlite:
      "min(date(\(day), (\(months)) || ' months'), "
        + "date(\(day), 'start of month', (\(months) + 1) || ' months', '-1 day'))"
    case .spark: "add_months(\(day), \(months))"
    case .tsql: "DATEADD(month, \(months), \(day))"
    }
  }

  enum DayPart: String { case year, month, day }

  func part(_ part: DayPart, of day: String) -> String {
    switch self {
    case .duckdb, .postgres, .spark: return "EXTRACT(\(part.rawValue.uppercased()) FROM \(day))"
    case .tsql: return "\(part.rawValue.uppercased())(\(day))"
    case .sqlite:
      let form = part == .year ? "%Y" : part == .month ? "%m" : "%d"
      return "CAST(strftime('\(form)', \(day)) AS INTEGER)"
    }
  }

  /// The quotient of two whole numbers, rounded down.
  package func quotient(_ number: String, _ divisor: Int) -> String {
    switch self {
    case .duckdb: "\(number) // \(divisor)"
    case .postgres, .sqlite, .tsql: "\(number) / \(divisor)"
    case .spark: "\(number) DIV \(divisor)"
    }
  }

  func length(of text: String) -> String { self == .tsql ? "LEN(\(text))" : "length(\(text))" }

  /// The table expressions of working days, for a `WITH`: each day of the calendar, with how many there were up to it.
  package func workingCalendar(_ calendar: WorkingCalendar) -> [(name: String, query: String)] {
    let (first, last) = (day(calendar.first), day(calendar.last))
    let holidays = calendar.holidays.map { "(\(day($0)))" }
    let lines = stride(from: 0, to: holidays.count, by: 6).map {
      holidays[$0..<min($0 + 6, holidays.count)].joined(separator: ", ")
    }
    let values = "VALUES\n    " + lines.joined(separator: ",\n    ")
    let dated = self == .duckdb || self == .spark || self == .tsql
    let listed = dated ? "SELECT day FROM (\(values)) AS listed (day)" : values
    let isWeekend: String
    let everyDay: String
    switch self {
    case .duckdb:
      isWeekend = "isodow(day) > 5"
      everyDay = "SELECT CAST(range AS DATE) FROM range(\(first), \(last) + 1, INTERVAL 1 DAY)"
    case .postgres:
      isWeekend = "EXTRACT(ISODOW FROM day) > 5"
      everyDay = "SELECT CAST(day AS DATE) FROM generate_series(\(first), \(last), INTERVAL '1 day') AS day"
    case .sqlite:
      isWeekend = "strftime('%w', day) IN ('0', '6')"
      everyDay = "SELECT \(first) UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < \(last)"
    case .spark:
      isWeekend = "weekday(day) > 4"
      everyDay = "SELECT explode(sequence(\(first), \(last)))"
    case .tsql:
      isWeekend = "DATEDIFF(day, CAST('1900-01-01' AS date), day) % 7 > 4"
      everyDay = "SELECT \(first) UNION ALL SELECT DATEADD(day, 1, day) FROM days WHERE day < \(last)"
    }
    return [
      ("bank_holidays (day)", listed), ("days (day)", everyDay),
      (
        "working_calendar (day, working_days)",
        """
        SELECT day, SUM(CASE WHEN \(isWeekend) OR day IN (SELECT day FROM bank_holidays) THEN 0 ELSE 1 END)
            OVER (ORDER BY day)
          FROM days
        """
      ),
    ]
  }

  /// `WITH` and its names, where any may refer to itself.
  package var with: String { self == .sqlite || self == .postgres ? "WITH RECURSIVE" : "WITH" }

  /// What ends a query that uses the working calendar.
  package var endOfRecursion: String { self == .tsql ? "\nOPTION (MAXRECURSION 0)" : "" }
}
