/// A condition over one period, split into parts that must all be true.
///
/// A part that limits one field of days or whole numbers is a span. Parts that do not depend on the period are the same
/// in every predicate of the condition, so that their truths can be cached.
package struct Predicate: Sendable {
  /// The values that a field may have: a span, empty where `least` is above `greatest`, and perhaps missing.
  package struct Span: Sendable, Hashable {
    package var field: Int
    package var least = Int64.min
    package var greatest = Int64.max
    package var takesMissing = false

    package func takes(_ value: Int64?) -> Bool {
      value.map { $0 >= least && $0 <= greatest } ?? takesMissing
    }
  }

  /// One for each field, over this period.
  package let spans: [Span]
  /// The parts that are not spans and do not depend on the period.
  package let steady: [TypedExpression]
  /// The parts left, over this period.
  package let residual: [TypedExpression]
}

extension TypedExpression {
  /// The condition's parts over a period. The expression must be a condition.
  package func predicate(_ parameters: Parameters) -> Predicate {
    guard case .truth(let node) = tree else {
      preconditionFailure("a predicate of an expression that is \(kind)")
    }
    let binding = Binding(parameters: parameters)
    var spans: [Predicate.Span] = []
    var (steady, residual): ([TypedExpression], [TypedExpression]) = ([], [])
    for part in node.conjuncts {
      for bound in binding.truth(part).conjuncts where bound != .constant(true) {
        if let span = bound.span {
          if let known = spans.firstIndex(where: { $0.field == span.field }) {
            spans[known].meet(span)
          } else {
            spans.append(span)
          }
        } else {
          let condition = TypedExpression(kind: .condition, fieldsUsed: bound.fields, tree: .truth(bound))
          if part.readsPeriod { residual.append(condition) } else { steady.append(condition) }
        }
      }
    }
    return Predicate(spans: spans, steady: steady, residual: residual)
  }
}

extension Predicate.Span {
  /// Intersects it with another span.
  fileprivate mutating func meet(_ other: Self) {
    least = max(least, other.least)
    greatest = min(greatest, other.greatest)
    takesMissing = takesMissing && other.takesMissing
  }
}

extension TruthNode {
  /// The parts that must all be true.
  fileprivate var conjuncts: [TruthNode] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// The span of one field that is equal to this condition; nil where there is none.
  fileprivate var span: Predicate.Span? {
    switch self {
    case .less(.field(let field, .narrow), .constant(let bound)) where bound > .min:
      Predicate.Span(field: field, greatest: bound - 1)
    case .less(.constant(let bound), .field(let field, .narrow)) where bound < .max:
      Predicate.Span(field: field, least: bound + 1)
    case .not(.less(.field(let field, .narrow), .constant(let bound))):
      Predicate.Span(field: field, least: bound)
    case .not(.less(.constant(let bound), .field(let field, .narrow))):
      Predicate.Span(field: field, greatest: bound)
    case .equal(.field(let field, .narrow), .constant(let number)),
      .equal(.constant(let number), .field(let field, .narrow)):
      Predicate.Span(field: field, least: number, greatest: number)
    case .isMissing(.field(let field, .narrow)):
      Predicate.Span(field: field, least: .max, greatest: .min, takesMissing: true)
    case .not(.isMissing(.field(let field, .narrow))): Predicate.Span(field: field)
    case .any(let parts) where parts.count == 2: Self.either(parts[0].span, parts[1].span)
    default: nil
    }
  }

  /// A span or missing, of one field.
  private static func either(_ one: Predicate.Span?, _ other: Predicate.Span?) -> Predicate.Span? {
    guard var span = one, let missing = other, span.field == missing.field else { return nil }
    guard missing.takesMissing, missing.least > missing.greatest else {
      return span.takesMissing && span.least > span.greatest ? either(other, one) : nil
    }
    span.takesMissing = true
    return span
  }
}
