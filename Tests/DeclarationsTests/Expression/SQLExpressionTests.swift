import Declarations
import Findings
import Periods
import Testing

/// Expressions in the SQL of each database. `Tests/Judges/engines.py` runs such queries in three of them.
@Suite struct SQLExpressionTests {
  private func written(_ text: String, _ dialect: SQLDialect) throws -> SQLExpression {
    let day = try ExpressionFixture.day("2024-07-31")
    return try sql(
      Located(text, range: 0..<0), in: SourceText(path: "test.json", text),
      scope: ExpressionFixture.scope(), dialect: dialect,
      days: SQLDays(
        asOf: day, period: ReportingPeriod(.month, from: try ExpressionFixture.day("2024-07-01"), to: day)))
  }

  @Test(arguments: [
    ("received_on <= :as_of", "received_on <= DATE '2024-07-31'"),
    (
      "closed_on BETWEEN :period_start AND :period_end",
      "closed_on BETWEEN DATE '2024-07-01' AND DATE '2024-07-31'"
    ),
    ("NOT (urgent OR agreed) AND team <> 'St John''s'", "NOT (urgent OR agreed) AND team <> 'St John''s'"),
    ("(urgent OR agreed) AND NOT agreed OR urgent", "(urgent OR agreed) AND NOT agreed OR urgent"),
    ("team NOT IN ('A', 'B') AND closed_on IS NOT NULL", "team NOT IN ('A', 'B') AND closed_on IS NOT NULL"),
    ("visits != 2 * (contacts - 1)", "visits <> (2 * (contacts - 1))"),
    ("days(received_on, closed_on) > 28", "date_diff('day', received_on, closed_on) > 28"),
    ("closed_on - received_on > 28", "date_diff('day', received_on, closed_on) > 28"),
    ("received_on + 7 < closed_on", "(received_on + 7) < closed_on"),
    (
      "CASE WHEN urgent THEN visits ELSE -1 END = 3", "CASE WHEN urgent THEN visits ELSE -1 END = 3"
    ),
    (
      "least(closed_on, received_on) = :as_of",
      "CASE WHEN closed_on <= received_on THEN closed_on WHEN received_on < closed_on THEN received_on END "
        + "= DATE '2024-07-31'"
    ),
  ])
  func aConditionInDuckDB(text: String, sql: String) throws {
    #expect(try written(text, .duckdb).text == sql)
  }

  @Test(arguments: [
    (SQLDialect.duckdb, "CAST(received_on + to_months(CAST(1 AS INTEGER)) AS DATE)"),
    (.postgres, "CAST(received_on + make_interval(months => 1) AS DATE)"),
    (
      .sqlite,
      "min(date(received_on, (1) || ' months'), date(received_on, 'start of month', (1 + 1) || ' months', '-1 day'))"
    ),
    (.spark, "add_months(received_on, 1)"), (.tsql, "DATEADD(month, 1, received_on)"),
  ])
  func aMonthLater(dialect: SQLDialect, sql: String) throws {
    #expect(try written("add_months(received_on, 1) = closed_on", dialect).text == "\(sql) = closed_on")
  }

  /// SQL Server has no value that is true or false.
  @Test func aFlagOfSQLServerIsANumber() throws {
    #expect(try written("urgent AND NOT agreed", .tsql).text == "urgent = 1 AND NOT agreed = 1")
    #expect(
      try written("coalesce(urgent, FALSE)", .tsql).text
        == "coalesce(urgent, CASE WHEN 1 = 0 THEN 1 WHEN NOT (1 = 0) THEN 0 END) = 1")
    #expect(try written("coalesce(urgent, FALSE)", .postgres).text == "coalesce(urgent, (FALSE))")
  }

  @Test func theConditionsOfAConjunctionStandApart() throws {
    let found = try written("urgent AND (agreed OR visits > 1) AND team = 'A'", .duckdb)
    #expect(found.conditions == ["urgent", "(agreed OR visits > 1)", "team = 'A'"])
    #expect(!found.usesWorkingCalendar)
    #expect(try written("working_days(received_on, closed_on) > 2", .duckdb).usesWorkingCalendar)
  }

  @Test func whatNoDatabaseHasIsRefusedAtItsPlace() throws {
    #expect {
      try written("urgent AND nhs_number_valid(nhs_number)", .duckdb)
    } throws: { error in
      let finding = error as? Finding
      return finding?.code == "EXPR-015" && finding?.location?.column == 12
    }
  }

  @Test func theWorkingCalendarHasItsHolidays() throws {
    let calendar = try ExpressionFixture.calendar()
    #expect(Set(calendar.holidays) == ExpressionFixture.holidays)
    let tables = SQLDialect.postgres.workingCalendar(calendar)
    #expect(
      tables.map(\.name) == ["bank_holidays (day)", "days (day)", "working_calendar (day, working_days)"])
    #expect(tables[0].query.contains("(DATE '2024-03-29'), (DATE '2024-04-01')"))
  }
}
