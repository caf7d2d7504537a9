package import Findings
package import Tables

extension RecordCondition {
  /// Reads the condition of a pipeline's input, such as `event_type = 'Service'`: a column is named by its header's letters and
  /// digits, with `_` for whatever stands between its words.
  ///
  /// - Throws: EXPR-001 to EXPR-010 for a text that is not an expression, EXPR-006 for one that cannot be tested on a file's texts.
  package init(_ text: Located<String>, in source: SourceText = SourceText(path: "", "")) throws(Finding) {
    let place = ExpressionPlace(text, in: source)
    self = try Self.condition(try ExpressionParser.parse(text.value, at: place), place)
  }

  private static func condition(
    _ syntax: ExpressionSyntax, _ place: ExpressionPlace
  ) throws(Finding) -> RecordCondition {
    switch syntax {
    case .all(let parts, _):
      return .all(try parts.map { part throws(Finding) in try condition(part, place) })
    case .any(let parts, _):
      return .any(try parts.map { part throws(Finding) in try condition(part, place) })
    case .not(let part, _): return .not(try condition(part, place))
    case .isNull(.field(let column, _), _): return .isBlank(column: column)
    case .isIn(.field(let column, _), let items, _):
      return .isIn(column: column, try items.map { item throws(Finding) in try self.text(item, place) })
    case .comparison(.equal, .field(let column, _), let item, _):
      return .isIn(column: column, [try text(item, place)])
    case .comparison(.notEqual, .field(let column, _), let item, _):
      return .not(.isIn(column: column, [try text(item, place)]))
    default: throw unfit(syntax, place)
    }
  }

  private static func text(_ syntax: ExpressionSyntax, _ place: ExpressionPlace) throws(Finding) -> String {
    switch syntax {
    case .text(let text, _), .number(let text, _): return text
    default: throw unfit(syntax, place)
    }
  }

  private static func unfit(_ syntax: ExpressionSyntax, _ place: ExpressionPlace) -> Finding {
    place.finding(
      .wrongKind, at: syntax.range, "an input's condition compares a column's text with texts",
      hint:
        "such as \"event_type = 'Service'\", \"event_type IN ('Service', 'Review')\" or \"end_date IS NULL\"")
  }
}
