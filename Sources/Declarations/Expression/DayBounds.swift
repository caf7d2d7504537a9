extension TypedExpression {
  /// The parts of a condition that compare columns of days or whole numbers with a run's days or other numbers; nil where there are none.
  ///
  /// Whatever meets the condition meets these, which take no more than a comparison for each case. Measures share them: of a
  /// list of people who wait, all that is counted is counted of those who had asked by a day and had not been answered.
  package func dayBounds(_ parameters: Parameters) -> TypedExpression? {
    guard case .truth(let node) = tree else { return nil }
    let parts = Binding(parameters: parameters).truth(node).conjuncts.filter(\.isPlain)
    guard let first = parts.first else { return nil }
    return TypedExpression(
      kind: .condition, fieldsUsed: parts.reduce(into: []) { $0.formUnion($1.narrowFields) },
      tree: .truth(parts.count == 1 ? first : .all(parts)))
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
