import Periods

/// Puts a run's days into an expression and computes the parts that then depend on no case.
struct Binding {
  let parameters: Parameters

  func value(_ node: ValueNode) -> ValueNode {
    switch node {
    case .field, .constant, .missing, .code, .length: return node
    case .parameter(let parameter): return .constant(Int64(parameters.day(parameter).number))
    case .add(let a, let b, let givesDate):
      return folded(value(a), value(b)) {
        givesDate ? Scalar.asDate(Scalar.add($0, $1)) : Scalar.add($0, $1)
      } or: {
        .add($0, $1, givesDate: givesDate)
      }
    case .subtract(let a, let b, let givesDate):
      return folded(value(a), value(b)) {
        givesDate ? Scalar.asDate(Scalar.subtract($0, $1)) : Scalar.subtract($0, $1)
      } or: {
        .subtract($0, $1, givesDate: givesDate)
      }
    case .multiply(let a, let b):
      return folded(value(a), value(b), Scalar.multiply) { .multiply($0, $1) }
    case .call(let function, let a, let b):
      return folded(value(a), value(b), { apply(function, $0, $1) }) { .call(function, $0, $1) }
    case .choose(let conditions, let values):
      let (conditions, values) = reachable(conditions, values.map(value))
      return conditions.isEmpty ? values[0] : .choose(conditions, values)
    case .coalesce(let values):
      var kept: [ValueNode] = []
      for value in values.map(value) where value != .missing {
        kept.append(value)
        if value.isConstant { break }
      }
      return kept.isEmpty ? .missing : kept.count == 1 ? kept[0] : .coalesce(kept)
    }
  }

  func apply(_ function: PairFunction, _ a: Int64, _ b: Int64) -> Int64 {
    switch function {
    case .workingDays:
      Scalar.workingDays(
        a, b, parameters.calendar.running.span, first: Int64(parameters.calendar.first.number))
    case .age: Scalar.age(a, b)
    case .months: Scalar.months(a, b)
    case .addMonths: Scalar.addMonths(a, b)
    case .firstOfMonths: Scalar.firstOfMonths(a, b)
    case .least: min(a, b)
    case .greatest: a == Scalar.missing || b == Scalar.missing ? Scalar.missing : max(a, b)
    }
  }

  private func folded(
    _ a: ValueNode, _ b: ValueNode, _ compute: (Int64, Int64) -> Int64,
    or node: (ValueNode, ValueNode) -> ValueNode
  ) -> ValueNode {
    if a == .missing || b == .missing { return .missing }
    guard case .constant(let x) = a, case .constant(let y) = b else { return node(a, b) }
    let result = compute(x, y)
    return result == Scalar.missing ? .missing : .constant(result)
  }

  /// The branches that can still be reached; only the default value where none can.
  private func reachable<Node>(_ conditions: [TruthNode], _ results: [Node]) -> ([TruthNode], [Node]) {
    var keptConditions: [TruthNode] = []
    var keptResults: [Node] = []
    for (condition, result) in zip(conditions.map(truth), results) {
      if case .constant(let known) = condition {
        guard known == true else { continue }
        return (keptConditions, keptResults + [result])
      }
      keptConditions.append(condition)
      keptResults.append(result)
    }
    return (keptConditions, keptResults + results.suffix(1))
  }
}

extension Binding {
  func truth(_ node: TruthNode) -> TruthNode {
    switch node {
    case .constant, .flag, .isTextMissing, .textMember, .equalTexts, .isNHSNumber, .hasDigits: return node
    case .not(let inner):
      let inner = truth(inner)
      if case .constant(let known) = inner { return .constant(known.map { !$0 }) }
      if case .not(let twice) = inner { return twice }
      return .not(inner)
    case .all(let parts): return joined(parts, decidedBy: false, TruthNode.all)
    case .any(let parts): return joined(parts, decidedBy: true, TruthNode.any)
    case .less(let a, let b): return compared(value(a), value(b), <) { .less($0, $1) }
    case .equal(let a, let b): return compared(value(a), value(b), ==) { .equal($0, $1) }
    case .equalCodes(let a, let b):
      let (a, b) = (value(a), value(b))
      return a == .missing || b == .missing ? .constant(nil) : .equalCodes(a, b)
    case .member(let inner, let numbers):
      switch value(inner) {
      case .missing: return .constant(nil)
      case .constant(let number): return .constant(numbers.contains(number))
      case let inner: return .member(inner, numbers)
      }
    case .memberOfCodes(let inner, let codes):
      switch value(inner) {
      case .missing: return .constant(nil)
      case .code(let code): return .constant(codes.contains(code))
      case let inner: return .memberOfCodes(inner, codes)
      }
    case .isMissing(let inner):
      let inner = value(inner)
      return inner == .missing ? .constant(true) : inner.isConstant ? .constant(false) : .isMissing(inner)
    case .isUnknown(let inner):
      let inner = truth(inner)
      if case .constant(let known) = inner { return .constant(known == nil) }
      return .isUnknown(inner)
    case .sameTruth(let a, let b):
      let (a, b) = (truth(a), truth(b))
      if a == .constant(nil) || b == .constant(nil) { return .constant(nil) }
      if case .constant(let x) = a, case .constant(let y) = b { return .constant(x == y) }
      return .sameTruth(a, b)
    case .choose(let conditions, let results):
      let (conditions, results) = reachable(conditions, results.map(truth))
      return conditions.isEmpty ? results[0] : .choose(conditions, results)
    case .coalesce(let parts):
      var kept: [TruthNode] = []
      for part in parts.map(truth) where part != .constant(nil) {
        kept.append(part)
        if case .constant = part { break }
      }
      return kept.isEmpty ? .constant(nil) : kept.count == 1 ? kept[0] : .coalesce(kept)
    }
  }

  /// A false decides AND, a true decides OR. The other constant has no effect.
  private func joined(
    _ parts: [TruthNode], decidedBy deciding: Bool, _ join: ([TruthNode]) -> TruthNode
  ) -> TruthNode {
    let bound = parts.map(truth)
    if bound.contains(.constant(deciding)) { return .constant(deciding) }
    let kept = bound.filter { $0 != .constant(!deciding) }
    return kept.isEmpty ? .constant(!deciding) : kept.count == 1 ? kept[0] : join(kept)
  }

  private func compared(
    _ a: ValueNode, _ b: ValueNode, _ compare: (Int64, Int64) -> Bool,
    or node: (ValueNode, ValueNode) -> TruthNode
  ) -> TruthNode {
    if a == .missing || b == .missing { return .constant(nil) }
    guard case .constant(let x) = a, case .constant(let y) = b else { return node(a, b) }
    return .constant(compare(x, y))
  }
}

extension ValueNode {
  /// Whether it is the same for every case, and not missing.
  var isConstant: Bool {
    switch self {
    case .constant, .code: true
    default: false
    }
  }
}
