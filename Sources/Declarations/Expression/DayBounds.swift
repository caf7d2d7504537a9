/// The parts of a condition that compare columns of days or whole numbers with a run's days or with other numbers.
///
/// Whatever meets the condition meets these. Measures share them: of a list of people who wait, all that is counted is
/// counted of those who had asked by a day and had not been answered.
package struct DayBounds: Sendable {
  /// What a field must be: in a span, which is empty where `least` is above `greatest`, or missing where that will do too.
  package struct Span: Sendable, Hashable {
    package var field: Int
    package var least = Int64.min
    package var greatest = Int64.max
    package var takesMissing = false

    package func takes(_ value: Int64?) -> Bool {
      value.map { $0 >= least && $0 <= greatest } ?? takesMissing
    }
  }

  /// One for each field that something is said of by itself, with the run's days put in; never empty.
  package let spans: [Span]
  /// The parts that no span says whole: a column beside another, or other choices between days.
  package let rest: TypedExpression?
  /// Whether the condition is true exactly of what is in all spans: it says nothing else.
  package let isWhole: Bool
}

extension TypedExpression {
  /// What days say of the cases that meet a condition; nil where they say nothing of any field by itself.
  package func dayBounds(_ parameters: Parameters) -> DayBounds? {
    guard case .truth(let node) = tree else { return nil }
    let all = Binding(parameters: parameters).truth(node).conjuncts
    let parts = all.filter(\.isPlain)
    var spans: [DayBounds.Span] = []
    var others: [TruthNode] = []
    for part in parts {
      guard let span = part.span else {
        others.append(part)
        continue
      }
      if let known = spans.firstIndex(where: { $0.field == span.field }) {
        spans[known].meet(span)
      } else {
        spans.append(span)
      }
    }
    guard !spans.isEmpty else { return nil }
    let rest = others.first.map { first in
      TypedExpression(
        kind: .condition, fieldsUsed: others.reduce(into: []) { $0.formUnion($1.narrowFields) },
        tree: .truth(others.count == 1 ? first : .all(others)))
    }
    return DayBounds(spans: spans, rest: rest, isWhole: parts.count == all.count && rest == nil)
  }
}

extension DayBounds.Span {
  /// Both must be met.
  fileprivate mutating func meet(_ other: Self) {
    least = max(least, other.least)
    greatest = min(greatest, other.greatest)
    takesMissing = takesMissing && other.takesMissing
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

  /// What it asks of one field, if it is true exactly where that is met.
  fileprivate var span: DayBounds.Span? {
    switch self {
    case .less(.field(let field, _), .constant(let bound)) where bound > .min:
      DayBounds.Span(field: field, greatest: bound - 1)
    case .less(.constant(let bound), .field(let field, _)) where bound < .max:
      DayBounds.Span(field: field, least: bound + 1)
    case .not(.less(.field(let field, _), .constant(let bound))): DayBounds.Span(field: field, least: bound)
    case .not(.less(.constant(let bound), .field(let field, _))):
      DayBounds.Span(field: field, greatest: bound)
    case .equal(.field(let field, _), .constant(let number)),
      .equal(.constant(let number), .field(let field, _)):
      DayBounds.Span(field: field, least: number, greatest: number)
    case .isMissing(.field(let field, _)):
      DayBounds.Span(field: field, least: .max, greatest: .min, takesMissing: true)
    case .not(.isMissing(.field(let field, _))): DayBounds.Span(field: field)
    case .any(let parts) where parts.count == 2: Self.either(parts[0].span, parts[1].span)
    default: nil
    }
  }

  /// A span or missing, of one field.
  private static func either(_ one: DayBounds.Span?, _ other: DayBounds.Span?) -> DayBounds.Span? {
    guard var span = one, let missing = other, span.field == missing.field else { return nil }
    guard missing.takesMissing, missing.least > missing.greatest else {
      return span.takesMissing && span.least > span.greatest ? either(other, one) : nil
    }
    span.takesMissing = true
    return span
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
