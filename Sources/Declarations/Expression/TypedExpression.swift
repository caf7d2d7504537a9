package import Findings

/// An expression whose fields, codes and kinds have been checked against a dataset.
package struct TypedExpression: Sendable, Hashable {
  /// What an expression gives for one case. Every kind includes missing.
  package enum Kind: Sendable, Hashable {
    case date, integer, code, text, condition
    /// Whole numbers, in units of the last of `places` decimal places.
    case decimal(places: Int)
  }
  package let kind: Kind
  /// The positions of the fields that it reads.
  package let fieldsUsed: Set<Int>
  let tree: Tree

  /// The tree, by the kind of its result.
  enum Tree: Sendable, Hashable {
    case truth(TruthNode)
    case value(ValueNode)
    /// A field of text by itself, which has no value that a program could give.
    case text(Int)
  }
}

extension TypedExpression.Kind: CustomStringConvertible {
  /// With its article, for messages.
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

/// A day that the run supplies to every expression.
enum DayParameter: String, Sendable, Hashable, CaseIterable {
  case asOf = "as_of"
  case periodStart = "period_start"
  case periodEnd = "period_end"
}

/// A part of a checked expression that gives a number: a day, a code, or units of a decimal.
indirect enum ValueNode: Sendable, Hashable {
  /// The layout of a field's column.
  enum Layout: Sendable, Hashable { case narrow, decimal, code }
  case field(Int, Layout)
  case constant(Int64)
  case parameter(DayParameter)
  case missing
  /// A code by its text. Its position depends on the table.
  case code(String)
  /// Missing where the result is outside the calendar or 64 bits.
  case add(ValueNode, ValueNode, givesDate: Bool)
  case subtract(ValueNode, ValueNode, givesDate: Bool)
  case multiply(ValueNode, ValueNode)
  case call(PairFunction, ValueNode, ValueNode)
  /// The number of characters of a field of text.
  case length(Int)
  /// The value of the first condition that is true; the last value has no condition.
  case choose([TruthNode], [ValueNode])
  /// The first value that is not missing.
  case coalesce([ValueNode])
}

/// A function of two numbers; missing where either is.
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

/// Checks an expression against a dataset's fields and finds every fault in it.
///
/// `text` has its place in the declaration; an empty range when it was made in code.
package func typed(
  _ text: Located<String>, in source: SourceText, scope: Scope
) -> Result<TypedExpression, Findings> {
  checked(text, in: source, scope: scope, asCondition: false)
}

/// As `typed`, for an expression that must be a condition, such as a rule's.
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
