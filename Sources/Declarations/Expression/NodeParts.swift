extension TruthNode {
  /// The values and conditions in it.
  private var parts: (values: [ValueNode], truths: [TruthNode]) {
    switch self {
    case .constant, .flag, .isTextMissing, .textMember, .equalTexts, .isNHSNumber, .hasDigits: ([], [])
    case .not(let inner), .isUnknown(let inner): ([], [inner])
    case .all(let parts), .any(let parts), .coalesce(let parts): ([], parts)
    case .sameTruth(let a, let b): ([], [a, b])
    case .choose(let conditions, let results): ([], conditions + results)
    case .less(let a, let b), .equal(let a, let b), .equalCodes(let a, let b): ([a, b], [])
    case .member(let value, _), .memberOfCodes(let value, _), .isMissing(let value): ([value], [])
    }
  }

  /// Whether it depends on a day of the run.
  var readsPeriod: Bool {
    parts.values.contains(where: \.readsPeriod) || parts.truths.contains(where: \.readsPeriod)
  }

  /// The fields that it reads.
  var fields: Set<Int> {
    switch self {
    case .flag(let field), .isTextMissing(let field), .textMember(let field, _), .isNHSNumber(let field),
      .hasDigits(let field, _):
      [field]
    case .equalTexts(let a, let b): [a, b]
    default: parts.truths.reduce(into: parts.values.fields) { $0.formUnion($1.fields) }
    }
  }
}

extension ValueNode {
  /// The values and conditions in it.
  private var parts: (values: [ValueNode], truths: [TruthNode]) {
    switch self {
    case .field, .constant, .parameter, .missing, .code, .length: ([], [])
    case .add(let a, let b, _), .subtract(let a, let b, _), .multiply(let a, let b), .call(_, let a, let b):
      ([a, b], [])
    case .choose(let conditions, let results): (results, conditions)
    case .coalesce(let parts): (parts, [])
    }
  }

  var readsPeriod: Bool {
    if case .parameter = self { return true }
    return parts.values.contains(where: \.readsPeriod) || parts.truths.contains(where: \.readsPeriod)
  }

  var fields: Set<Int> {
    switch self {
    case .field(let field, _), .length(let field): [field]
    default: parts.truths.reduce(into: parts.values.fields) { $0.formUnion($1.fields) }
    }
  }
}

extension [ValueNode] {
  fileprivate var fields: Set<Int> { reduce(into: []) { $0.formUnion($1.fields) } }
}
