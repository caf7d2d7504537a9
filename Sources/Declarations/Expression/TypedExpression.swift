package import Findings

/// An expression whose every field, code and kind has been checked against a dataset.
package struct TypedExpression: Sendable, Hashable {
  /// What an expression gives for one case; missing is part of every kind.
  package enum Kind: Sendable, Hashable {
    case date, integer, code, text, condition
    /// Whole numbers of the last of `places` places after the point.
    case decimal(places: Int)
  }
  package let kind: Kind
  /// Positions, in the dataset's fields, of those the expression reads.
  package let fieldsUsed: Set<Int>
  let tree: Tree

  /// The tree, by what it gives.
  enum Tree: Sendable, Hashable {
    case truth(TruthNode)
    case value(ValueNode)
    /// A field of text by itself, which has no value a program could give.
    case text(Int)
  }
}

extension TypedExpression.Kind: CustomStringConvertible {
  /// With its article, as messages say it.
  package var description: String {
    switch self {
    case .date: "a date"
    case .integer: "a whole number"
    case .decimal: "a decimal"
    case .code: "a code"
    case .text: "a text"
    case .condition: "a condition"
    }
  }
}

/// A day that the run gives to every expression.
enum DayParameter: String, Sendable, Hashable, CaseIterable {
  case asOf = "as_of"
  case periodStart = "period_start"
  case periodEnd = "period_end"
}

/// A part of a checked expression that gives a number: of a day, a code, or units of a decimal.
indirect enum ValueNode: Sendable, Hashable {
  /// How a field's column is laid out.
  enum Layout: Sendable, Hashable { case narrow, decimal, code }
  case field(Int, Layout)
  case constant(Int64)
  case parameter(DayParameter)
  case missing
  /// A code by its text; its position is known once a table is.
  case code(String)
  /// Outside the span of the calendar or of 64 bits the result is missing.
  case add(ValueNode, ValueNode, givesDate: Bool)
  case subtract(ValueNode, ValueNode, givesDate: Bool)
  case multiply(ValueNode, ValueNode)
  case call(PairFunction, ValueNode, ValueNode)
  /// Characters of a field of text.
  case length(Int)
  /// The value of the first condition that is true; the last value has no condition.
  case choose([TruthNode], [ValueNode])
  /// The first that is not missing.
  case coalesce([ValueNode])
}

/// A function of two numbers that is missing where either is.
enum PairFunction: Sendable, Hashable {
  case workingDays, age, months, addMonths, firstOfMonths, least, greatest
}

/// A part of a checked expression that is true, false or unknown.
indirect enum TruthNode: Sendable, Hashable {
  /// Nil is unknown.
  case constant(Bool?)
  case flag(Int)
  case not(TruthNode)
  case all([TruthNode])
  case any([TruthNode])
  case less(ValueNode, ValueNode)
  case equal(ValueNode, ValueNode)
  case equalCodes(ValueNode, ValueNode)
  case member(ValueNode, [Int64])
  case memberOfCodes(ValueNode, [String])
  case isMissing(ValueNode)
  case isTextMissing(Int)
  case isUnknown(TruthNode)
  case sameTruth(TruthNode, TruthNode)
  case choose([TruthNode], [TruthNode])
  case coalesce([TruthNode])
  case textMember(Int, [String])
  case equalTexts(Int, Int)
  case isNHSNumber(Int)
  case hasDigits(Int, count: Int)
}

/// Checks one expression against a dataset's fields; every fault in it is found, not only the first.
///
/// `text` is where the declaration wrote it, or has an empty range when it was made in code.
package func typed(
  _ text: Located<String>, in source: SourceText, scope: Scope
) -> Result<TypedExpression, Findings> {
  checked(text, in: source, scope: scope, asCondition: false)
}

/// Checks one expression that must be a condition, such as a rule's or a denominator.
package func typedCondition(
  _ text: Located<String>, in source: SourceText, scope: Scope
) -> Result<TypedExpression, Findings> {
  checked(text, in: source, scope: scope, asCondition: true)
}

private func checked(
  _ text: Located<String>, in source: SourceText, scope: Scope, asCondition: Bool
) -> Result<TypedExpression, Findings> {
  let place = ExpressionPlace(text, in: source)
  do throws(Finding) {
    let syntax = try ExpressionParser.parse(text.value, at: place)
    var typing = Typing(scope: scope, place: place)
    let expression = asCondition ? typing.condition(syntax) : typing.expression(syntax)
    guard let expression, typing.findings.isEmpty else { return .failure(Findings(typing.findings)) }
    return .success(expression)
  } catch {
    return .failure(Findings([error]))
  }
}
