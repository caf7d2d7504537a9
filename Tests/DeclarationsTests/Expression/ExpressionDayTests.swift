import Periods
import Testing

/// The rules about time that measures and data-quality rules are written in, at their boundaries.
@Suite struct ExpressionDayTests {
  typealias Row = (expression: String, record: [String: String], expected: String, why: String)

  @Test(
    arguments: [
      (
        "working_days(received_on, closed_on) <= 2",
        ["received_on": "2024-05-24", "closed_on": "2024-05-29"],
        "T", "Friday to Wednesday over the bank holiday of 27 May"
      ),
      (
        "working_days(received_on, closed_on) <= 2",
        ["received_on": "2024-05-24", "closed_on": "2024-05-30"],
        "F", "the day after is the third working day"
      ),
      (
        "working_days(received_on, closed_on) = 10",
        ["received_on": "2024-05-29", "closed_on": "2024-06-12"],
        "T", "allocation is due ten working days after triage"
      ),
      (
        "working_days(received_on, closed_on) = 20",
        ["received_on": "2024-06-12", "closed_on": "2024-07-10"],
        "T", "completion is due twenty working days after allocation"
      ),
      (
        "working_days(received_on, closed_on) = 2", ["received_on": "2024-03-28", "closed_on": "2024-04-03"],
        "T", "Good Friday and Easter Monday 2024"
      ),
      (
        "working_days(received_on, closed_on) = 0", ["received_on": "2024-05-24", "closed_on": "2024-05-27"],
        "T", "a weekend and a bank holiday"
      ),
      (
        "working_days(received_on, closed_on) = -2",
        ["received_on": "2024-05-29", "closed_on": "2024-05-24"],
        "T", "an end before its start is negative"
      ),
      (
        "working_days(received_on, closed_on) >= 0",
        ["received_on": "2023-03-31", "closed_on": "2024-05-24"],
        "?", "the bank holidays of that year are not known"
      ),
      (
        "working_days(received_on, closed_on) IS NULL",
        ["received_on": "2025-12-31", "closed_on": "2026-01-01"], "T", "nor of the year after the last"
      ),
      ("days(received_on, :as_of) > 84", ["received_on": "2024-05-08"], "F", "84 days is not over 12 weeks"),
      ("days(received_on, :as_of) > 84", ["received_on": "2024-05-07"], "T", "85 days is"),
      (
        ":as_of - received_on > 84", ["received_on": "2024-05-07"], "T",
        "a difference of dates counts days too"
      ),
      (
        "days(received_on, closed_on) <= 21", ["received_on": "2024-03-01", "closed_on": "2024-03-22"], "T",
        "day 21 is within a standard authorisation's time"
      ),
      (
        "days(received_on, closed_on) <= 21", ["received_on": "2024-03-01", "closed_on": "2024-03-23"], "F",
        "day 22 is not"
      ),
      (
        "received_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of)",
        ["received_on": "2024-07-31", "closed_on": "2024-08-01"], "T", "open on the day it starts"
      ),
      (
        "received_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of)",
        ["received_on": "2024-07-01", "closed_on": "2024-07-31"], "F", "not open on the day it ends"
      ),
      (
        "received_on BETWEEN :period_start AND :period_end", ["received_on": "2024-06-30"], "T",
        "a period has its last day"
      ),
      (
        "add_months(received_on, 12) < :as_of", ["received_on": "2023-07-31"], "F",
        "a review is due on the day twelve months on"
      ),
      (
        "add_months(received_on, 12) < :as_of", ["received_on": "2023-07-30"], "T",
        "and overdue the day after"
      ),
    ] as [Row])
  func holdsAtTheBoundary(row: Row) throws {
    #expect(try ExpressionFixture.truths(row.expression, [row.record]) == row.expected, "\(row.why)")
  }

  typealias Count = (expression: String, expected: Int64?, why: String)

  @Test(
    arguments: [
      ("age_at(DATE '1959-07-31', DATE '2024-07-31')", 65, "an age is reached on the birthday"),
      ("age_at(DATE '1959-08-01', DATE '2024-07-31')", 64, "and not the day before"),
      ("age_at(DATE '2004-02-29', DATE '2022-02-28')", 17, "born on 29 February: not yet on the 28th"),
      ("age_at(DATE '2004-02-29', DATE '2022-03-01')", 18, "but on 1 March"),
      ("age_at(DATE '2004-02-29', DATE '2024-02-29')", 20, "and on the day itself in a leap year"),
      ("age_at(DATE '2004-02-29', DATE '2024-02-28')", 19, "whose 28th is the day before"),
      ("age_at(DATE '2024-07-31', DATE '2024-07-31')", 0, "the day of birth"),
      ("age_at(DATE '2024-08-01', DATE '2024-07-31')", -1, "before birth is below zero, for rules to find"),
      ("months_between(DATE '2024-01-31', DATE '2024-02-29')", 1, "the end of a shorter month completes it"),
      ("months_between(DATE '2024-01-31', DATE '2024-02-28')", 0, "the day before does not"),
      ("months_between(DATE '2024-02-29', DATE '2025-02-28')", 12, "twelve months after a leap day"),
      ("months_between(DATE '2024-01-31', DATE '2024-04-30')", 3, "and of a month of thirty days"),
      ("months_between(DATE '2024-07-31', DATE '2024-07-31')", 0, "the same day"),
      ("months_between(DATE '2024-07-31', DATE '2024-07-30')", -1, "rounded down when the end comes first"),
      ("days(DATE '2024-02-28', DATE '2024-03-01')", 2, "over a leap day"),
      ("DATE '2024-03-01' - DATE '2024-02-28'", 2, "the same"),
      (
        "add_months(DATE '2024-01-31', 1) - DATE '2024-02-29'", 0, "the last day where the day does not exist"
      ),
      ("add_months(DATE '2024-03-31', -1) - DATE '2024-02-29'", 0, "and backwards"),
      ("first_of_months(DATE '2025-02-28', 12) - DATE '2024-03-01'", 0, "twelve months are 365 days"),
      ("first_of_months(DATE '2024-02-28', 12) - DATE '2023-03-01'", 0, "and in a leap year"),
      ("first_of_months(DATE '2024-02-29', 12) - DATE '2023-03-01'", 0, "or one, with its 29 February"),
      ("first_of_months(DATE '2024-04-30', 3) - DATE '2024-02-01'", 0, "whole months begin with the first"),
      (
        "first_of_months(DATE '2024-05-30', 3) - DATE '2024-03-01'", 0, "where a month is too short, after it"
      ),
      ("first_of_months(DATE '9999-12-31', 1) - DATE '2024-01-01'", nil, "no day comes after the last"),
      ("DATE '9999-12-31' + 1 - DATE '2024-01-01'", nil, "no date has five digits of year"),
      ("DATE '0001-01-01' - 1 - DATE '2024-01-01'", nil, "and none comes before year 1"),
      ("add_months(DATE '9999-12-01', 1) - DATE '2024-01-01'", nil, "nor by months"),
      ("add_months(DATE '0001-01-01', -1) - DATE '2024-01-01'", nil, "in either direction"),
      ("add_months(DATE '2024-01-01', 999999999999) - DATE '2024-01-01'", nil, "however many"),
      ("900000000000000000 * 11", nil, "a number that does not fit is missing, not wrong"),
      ("-900000000000000000 * 11 + 1", nil, "and stays so"),
    ] as [Count])
  func counts(row: Count) throws {
    #expect(try ExpressionFixture.value(row.expression) == row.expected, "\(row.why), by constants")
    // Once more with a field in place of the constant, so that the loop is tested and not only the folding.
    guard let literal = row.expression.firstRange(of: #/DATE '[0-9-]+'/#) else { return }
    var expression = row.expression
    let day = String(expression[literal].dropFirst(6).dropLast())
    expression.replaceSubrange(literal, with: "received_on")
    #expect(
      try ExpressionFixture.value(expression, ["received_on": day]) == row.expected, "\(row.why), by field")
  }

  @Test func parametersAreTheRunsDays() throws {
    let expected = try ["2024-07-31", "2024-04-01", "2024-06-30"].map { try ExpressionFixture.day($0).number }
    for (name, number) in zip([":as_of", ":period_start", ":period_end"], expected) {
      #expect(try ExpressionFixture.value(name) == Int64(number))
    }
  }
}
