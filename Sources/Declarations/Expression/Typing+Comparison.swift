/// Several operands converted to one kind.
enum Common {
  case values([ValueNode], TypedExpression.Kind)
  case truths([TruthNode])
  /// Every operand is NULL.
  case null
}

/// An operation whose operands must be of one kind.
enum Meeting: String {
  case compare, add
  case choose = "choose between"

  /// The word that joins its operands in messages: "compare a date with a code".
  var joint: String { self == .compare ? "with" : "and" }
}

extension Typing {
  /// Converts operands to one kind: whole numbers to decimals, quoted texts to codes, NULL to any.
  ///
  /// `verb` names the operation in the finding, and `range` its place; where nil, that of the odd operand.
  mutating func common(
    _ operands: [Operand], _ parts: [ExpressionSyntax], verb: Meeting, at range: Range<Int>? = nil
  ) -> Common? {
    guard let base = operands.firstIndex(where: { $0.family != .null }) else { return .null }
    if verb == .choose, let text = operands.firstIndex(where: { $0.family == .text }) {
      reportTexts(verb, at: parts[text].range)
      return nil
    }
    var isWhole = true
    for index in operands.indices where ![operands[base].family, .null].contains(operands[index].family) {
      let hint = mismatchHint((operands[base], parts[base]), (operands[index], parts[index]))
      report(
        .wrongKind, at: range ?? parts[index].range,
        "cannot \(verb.rawValue) \(operands[base]) \(verb.joint) \(operands[index])", hint: hint)
      isWhole = false
    }
    guard isWhole else { return nil }
    switch operands[base].family {
    case .condition: return .truths(operands.map(\.asTruth))
    case .date: return .values(operands.map(\.asValue), .date)
    case .code: return .values(operands.map(\.asValue), .code)
    case .number:
      let places = operands.map(\.places).max() ?? 0
      var values: [ValueNode] = []
      for (operand, part) in zip(operands, parts) {
        guard let value = scaled(operand, to: places, at: part.range) else { return nil }
        values.append(value)
      }
      return .values(values, places == 0 ? .integer : .decimal(places: places))
    case .text, .null:
      reportTexts(verb, at: parts[base].range)
      return nil
    }
  }

  private mutating func reportTexts(_ verb: Meeting, at range: Range<Int>) {
    report(
      .wrongKind, at: range, "cannot \(verb.rawValue) texts",
      hint: "a text can be compared with =, <> and IN, counted with length() and asked IS NULL")
  }

  mutating func compared(
    _ comparison: ExpressionSyntax.Comparison, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ range: Range<Int>
  ) -> TruthNode? {
    guard let operands = operands([left, right]) else { return nil }
    let isDiffers = comparison == .notEqual
    guard isComparable(operands, [left, right], isDiffers: isDiffers) else { return nil }
    let node: TruthNode?
    if comparison.isOrder {
      node = ordered(comparison, operands, [left, right], range)
    } else {
      node = equal(operands[0], left, operands[1], right, range)
    }
    return isDiffers ? node.map(TruthNode.not) : node
  }

  private mutating func ordered(
    _ comparison: ExpressionSyntax.Comparison, _ operands: [Operand], _ parts: [ExpressionSyntax],
    _ range: Range<Int>
  ) -> TruthNode? {
    // A literal beside a field of text is of the field's kind, so the message names both.
    let families = operands.map(\.family)
    let alike = families[0] == families[1] || families.contains(.text) && families.contains(.code)
    let first = families[1] == .text ? 1 : 0
    if alike, !hasOrder(operands[first], parts[first], range) { return nil }
    guard case .values(let values, _) = common(operands, parts, verb: .compare, at: range) else {
      return nil
    }
    return switch comparison {
    case .less, .equal, .notEqual: .less(values[0], values[1])
    case .more: .less(values[1], values[0])
    case .atMost: .not(.less(values[1], values[0]))
    case .atLeast: .not(.less(values[0], values[1]))
    }
  }

  /// Whether operands of this kind can be ordered. Reports it where they cannot.
  mutating func hasOrder(_ operand: Operand, _ part: ExpressionSyntax, _ range: Range<Int>) -> Bool {
    let (words, hint): (String, String)
    switch operand.family {
    case .date, .number, .null: return true
    case .code: (words, hint) = ("codes", "name the codes that are meant: IN ('a', 'b')")
    case .text: (words, hint) = ("texts", "a field of numbers or dates is declared so in its dataset")
    case .condition: (words, hint) = ("conditions", "join them with AND, OR and NOT")
    }
    report(.noOrder, at: range, "\(words) have no order", hint: hint)
    return false
  }

  private mutating func equal(
    _ left: Operand, _ leftPart: ExpressionSyntax, _ right: Operand, _ rightPart: ExpressionSyntax,
    _ range: Range<Int>
  ) -> TruthNode? {
    switch (left, right) {
    case (.text(let a), .text(let b)): return .equalTexts(a, b)
    case (.text(let field), .literal(let text)), (.literal(let text), .text(let field)):
      return .textMember(field, [text])
    default: break
    }
    switch common([left, right], [leftPart, rightPart], verb: .compare, at: range) {
    case .values(let values, .code):
      guard areKnownCodes(left, leftPart, in: values[1], rightPart),
        areKnownCodes(right, rightPart, in: values[0], leftPart)
      else { return nil }
      return Self.equalCodes(values[0], values[1])
    case .values(let values, _): return .equal(values[0], values[1])
    case .truths(let truths): return .sameTruth(truths[0], truths[1])
    case .null, nil: return nil
    }
  }

  private static func equalCodes(_ a: ValueNode, _ b: ValueNode) -> TruthNode {
    switch (a, b) {
    case (let node, .code(let text)), (.code(let text), let node): .memberOfCodes(node, [text])
    default: .equalCodes(a, b)
    }
  }

  mutating func between(
    _ value: ExpressionSyntax, _ low: ExpressionSyntax, _ high: ExpressionSyntax, _ range: Range<Int>
  ) -> TruthNode? {
    let parts = [value, low, high]
    guard let operands = operands(parts), isComparable(operands, parts, isDiffers: false),
      hasOrder(operands[0], value, range),
      case .values(let values, _) = common(operands, parts, verb: .compare)
    else { return nil }
    return .all([.not(.less(values[0], values[1])), .not(.less(values[2], values[0]))])
  }

  mutating func member(_ value: ExpressionSyntax, _ items: [ExpressionSyntax]) -> TruthNode? {
    let parts = [value] + items
    guard let operands = operands(parts), isComparable(operands, parts, isDiffers: false) else { return nil }
    let tests = zip(operands, parts).dropFirst().map { item, part in
      equal(operands[0], value, item, part, part.range)
    }
    let found = tests.compactMap(\.self)
    return found.count == tests.count ? Self.merged(found) : nil
  }

  /// One test of a list, in place of several that compare one thing with constants.
  private static func merged(_ tests: [TruthNode]) -> TruthNode {
    var merged: [TruthNode] = []
    for test in tests {
      switch (merged.last, test) {
      case (.memberOfCodes(let a, let codes)?, .memberOfCodes(let b, let more)) where a == b:
        merged[merged.count - 1] = .memberOfCodes(a, codes + more)
      case (.textMember(let a, let texts)?, .textMember(let b, let more)) where a == b:
        merged[merged.count - 1] = .textMember(a, texts + more)
      case (.member(let a, let numbers)?, .equal(let b, .constant(let number))) where a == b:
        merged[merged.count - 1] = .member(a, numbers + [number])
      case (_, .equal(let value, .constant(let number))): merged.append(.member(value, [number]))
      default: merged.append(test)
      }
    }
    return merged.count == 1 ? merged[0] : .any(merged)
  }

  /// Whether no operand is NULL or blank. SQL allows that, but the result is always unknown; reports it.
  private mutating func isComparable(
    _ operands: [Operand], _ parts: [ExpressionSyntax], isDiffers: Bool
  ) -> Bool {
    var isComparable = true
    for (operand, part) in zip(operands, parts) {
      let what: String
      switch operand {
      case .null: what = "NULL"
      case .literal(""): what = "a blank, which is NULL,"
      default: continue
      }
      let hint = "ask \(isDiffers ? "IS NOT NULL" : "IS NULL") instead"
      report(.alwaysUnknown, at: part.range, "comparing with \(what) is never true", hint: hint)
      isComparable = false
    }
    return isComparable
  }
}
