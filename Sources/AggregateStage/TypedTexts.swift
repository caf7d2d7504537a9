import Declarations
import Findings

/// Typed expressions by dataset and text: a measure is counted over thirty periods with the same expression.
struct TypedTexts: Sendable {
  private struct Key: Hashable {
    var dataset: String
    var text: String
    var isCondition: Bool
  }

  private var known: [Key: TypedExpression] = [:]

  mutating func condition(_ text: Located<String>, in source: SourceText, _ scope: DatasetScope) -> Result<
    TypedExpression, Findings
  > {
    look(text, scope, isCondition: true) { typedCondition(text, in: source, scope: scope.scope) }
  }

  mutating func value(_ text: Located<String>, in source: SourceText, _ scope: DatasetScope) -> Result<
    TypedExpression, Findings
  > {
    look(text, scope, isCondition: false) { typed(text, in: source, scope: scope.scope) }
  }

  /// Findings are made anew each time, with their own place.
  private mutating func look(
    _ text: Located<String>, _ scope: DatasetScope, isCondition: Bool,
    _ check: () -> Result<TypedExpression, Findings>
  ) -> Result<TypedExpression, Findings> {
    let key = Key(dataset: scope.dataset.dataset.value, text: text.value, isCondition: isCondition)
    if let expression = known[key] { return .success(expression) }
    let result = check()
    if case .success(let expression) = result { known[key] = expression }
    return result
  }
}
