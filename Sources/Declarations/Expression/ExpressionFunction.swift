/// A function of the language: its arguments and its result. `docs/expressions.md` has a line for each.
struct ExpressionFunction {
  enum Argument {
    case date, integer, text
    /// A literal whole number, from 1 to 64.
    case writtenCount
    /// All of one kind, dates or numbers.
    case ordered
    /// All of one kind, but not texts.
    case any
  }
  enum Meaning {
    case days
    case ofPair(PairFunction, gives: TypedExpression.Kind)
    /// Over two or more arguments: the first two, then their result and the next.
    case ofAll(PairFunction)
    case coalesce, length, nhsNumber, digits
  }
  var name: String
  /// The call in the form of messages and documentation.
  var form: String
  var arguments: [Argument]
  /// Whether the last argument may be repeated.
  var repeats = false
  var meaning: Meaning

  static let all: [ExpressionFunction] = [
    ExpressionFunction(name: "days", form: "days(from, to)", arguments: [.date, .date], meaning: .days),
    ExpressionFunction(
      name: "working_days", form: "working_days(from, to)", arguments: [.date, .date],
      meaning: .ofPair(.workingDays, gives: .integer)),
    ExpressionFunction(
      name: "age_at", form: "age_at(born, day)", arguments: [.date, .date],
      meaning: .ofPair(.age, gives: .integer)),
    ExpressionFunction(
      name: "months_between", form: "months_between(from, to)", arguments: [.date, .date],
      meaning: .ofPair(.months, gives: .integer)),
    ExpressionFunction(
      name: "add_months", form: "add_months(date, months)", arguments: [.date, .integer],
      meaning: .ofPair(.addMonths, gives: .date)),
    ExpressionFunction(
      name: "first_of_months", form: "first_of_months(date, months)", arguments: [.date, .integer],
      meaning: .ofPair(.firstOfMonths, gives: .date)),
    ExpressionFunction(
      name: "least", form: "least(a, b, …)", arguments: [.ordered, .ordered], repeats: true,
      meaning: .ofAll(.least)),
    ExpressionFunction(
      name: "greatest", form: "greatest(a, b, …)", arguments: [.ordered, .ordered], repeats: true,
      meaning: .ofAll(.greatest)),
    ExpressionFunction(
      name: "coalesce", form: "coalesce(a, b, …)", arguments: [.any, .any], repeats: true,
      meaning: .coalesce),
    ExpressionFunction(name: "length", form: "length(text)", arguments: [.text], meaning: .length),
    ExpressionFunction(
      name: "nhs_number_valid", form: "nhs_number_valid(text)", arguments: [.text], meaning: .nhsNumber),
    ExpressionFunction(
      name: "matches_digits", form: "matches_digits(text, count)", arguments: [.text, .writtenCount],
      meaning: .digits),
  ]
}
