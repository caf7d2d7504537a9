extension Operand: CustomStringConvertible {
  /// Kinds that can be compared with each other.
  enum Family { case date, number, code, text, condition, null }

  var family: Family {
    switch self {
    case .value(_, .date): .date
    case .value(_, .integer), .value(_, .decimal): .number
    case .value, .literal: .code
    case .truth: .condition
    case .text: .text
    case .null: .null
    }
  }

  /// With its article, for messages.
  var description: String {
    switch self {
    case .value(_, let kind): kind.description
    case .truth: TypedExpression.Kind.condition.description
    case .text, .literal: TypedExpression.Kind.text.description
    case .null: "NULL"
    }
  }

  var asTruth: TruthNode {
    guard case .truth(let node) = self else { return .constant(nil) }
    return node
  }

  var asValue: ValueNode {
    switch self {
    case .value(let node, _): node
    case .literal(let text): .code(text)
    case .truth, .text, .null: .missing
    }
  }

  /// The decimal places of a number.
  var places: Int {
    guard case .value(_, .decimal(let places)) = self else { return 0 }
    return places
  }
}
