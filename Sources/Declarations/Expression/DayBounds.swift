/// The parts of a condition that compare columns of days or whole numbers with a run's days or with other numbers.
///
/// Whatever meets the condition meets these, which take no more than a comparison for each case. Measures share them: of a
/// list of people who wait, all that is counted is counted of those who had asked by a day and had not been answered.
package struct DayBounds: Sendable, Hashable {
  /// A span that a field must be in, and not missing.
  package struct Span: Sendable, Hashable {
    package var field: Int
    package var least = Int64.min
    package var greatest = Int64.max
  }

  /// All of the parts, with the run's days put in.
  package let condition: TypedExpression
  /// What follows of single fields.
  package let spans: [Span]
}

extension TypedExpression {
  /// What days say of the cases that meet a condition; nil where they say nothing.
  package func dayBounds(_ parameters: Parameters) -> DayBounds? {
    guard case .truth(let node) = tree else { return nil }
    let parts = Binding(parameters: parameters).truth(node).conjuncts.filter(\.isPlain)
    guard let first = parts.first else { return nil }
    let condition = TypedExpression(
      kind: .condition, fieldsUsed: parts.reduce(into: []) { $0.formUnion($1.narrowFields) },
      tree: .truth(parts.count == 1 ? first : .all(parts)))
    return DayBounds(condition: condition, spans: parts.compactMap(\.span))
  }
}

extension TruthNode {
  /// What must all be true for it to be.
  fileprivate var conjuncts: [TruthNode] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// Whether each of its steps is a comparison of a column with a number or of one with another.
  fileprivate var isPlain: Bool {
    switch self {
    case .not(let inner): inner.isPlain
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isPlain)
    case .less(let a, let b), .equal(let a, let b): a.isPlain && b.isPlain
    case .isMissing(let field): field.isPlain
    default: false
    }
  }

  /// The span of one field that it asks for, if that is what it does.
  fileprivate var span: DayBounds.Span? {
    switch self {
    case .less(.field(let field, _), .constant(let bound)) where bound > .min:
      DayBounds.Span(field: field, greatest: bound - 1)
    case .less(.constant(let bound), .field(let field, _)) where bound < .max:
      DayBounds.Span(field: field, least: bound + 1)
    case .not(.less(.field(let field, _), .constant(let bound))): DayBounds.Span(field: field, least: bound)
    case .not(.less(.constant(let bound), .field(let field, _))):
      DayBounds.Span(field: field, greatest: bound)
    default: nil
    }
  }

  fileprivate var narrowFields: Set<Int> {
    switch self {
    case .not(let inner): inner.narrowFields
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.narrowFields) }
    case .less(let a, let b), .equal(let a, let b): a.narrowFields.union(b.narrowFields)
    case .isMissing(let field): field.narrowFields
    default: []
    }
  }
}

extension ValueNode {
  fileprivate var isPlain: Bool {
    switch self {
    case .field(_, .narrow), .constant: true
    default: false
    }
  }

  fileprivate var narrowFields: Set<Int> {
    if case .field(let field, .narrow) = self { [field] } else { [] }
  }
}
