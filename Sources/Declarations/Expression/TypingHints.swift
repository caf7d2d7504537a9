import Findings
import Periods

extension Typing {
  typealias Met = (operand: Operand, part: ExpressionSyntax)

  /// What was probably meant where two kinds do not fit; nil where that cannot be told.
  func mismatchHint(_ a: Met, _ b: Met) -> String? {
    hint(for: a, beside: b) ?? hint(for: b, beside: a)
  }

  private func hint(for odd: Met, beside other: Met) -> String? {
    switch (odd.operand, other.operand.family) {
    case (.literal(let text), .date):
      let day = Day(iso: text) == nil ? "2024-07-31" : text
      return "a date is written DATE '\(day)'"
    case (.literal(let text), .number) where Int64(text) != nil:
      return "a number takes no quotes: \(text)"
    case (.value(.constant(let number), .integer), .code), (.value(.constant(let number), .integer), .text):
      return "a text takes quotes: '\(number)'"
    case (.truth(.flag), _):
      guard case .field(let name, _) = odd.part else { return nil }
      return "a flag is a condition by itself: write '\(name)' or 'NOT \(name)'"
    case (.value(_, .integer), .date): return "days(from, to) counts the days between two dates"
    case (.text, .code): return "a text can be compared with a text; a code with a code"
    default: return nil
    }
  }

  /// How to turn a part into a condition.
  func conditionHint(_ operand: Operand, _ part: ExpressionSyntax) -> String {
    let name = if case .field(let name, _) = part { name } else { "…" }
    return switch operand.family {
    case .date: "compare it, as in '\(name) <= :as_of', or write '\(name) IS NOT NULL'"
    case .number: "compare it, as in '\(name) > 0', or write '\(name) IS NOT NULL'"
    case .code, .text, .condition, .null:
      "compare it, as in \"\(name) = 'a'\", or write '\(name) IS NOT NULL'"
    }
  }

  /// Whether a literal code can occur in the other operand. Reports it where it cannot.
  mutating func areKnownCodes(
    _ operand: Operand, _ part: ExpressionSyntax, in other: ValueNode, _ otherPart: ExpressionSyntax
  ) -> Bool {
    guard case .literal(let text) = operand, let codes = declaredCodes(other) else { return true }
    guard !codes.contains(where: { $0.code.value == text }) else { return true }
    let whose = if case .field(let name, _) = otherPart { "'\(name)'" } else { "what it is compared with" }
    report(.unknownCode, at: part.range, "no code '\(text)' in \(whose)", hint: codeHint(text, codes))
    return false
  }

  private func codeHint(_ text: String, _ codes: [Dataset.Code]) -> String? {
    let typed = text.lowercased()
    let named = codes.first { code in
      ([code.code.value, code.label] + (code.synonyms ?? [])).contains { $0.lowercased() == typed }
    }
    if let meant = named?.code.value ?? nearest(text, in: codes.map(\.code.value)) {
      return "did you mean '\(meant)'?"
    }
    guard codes.count <= 8 else { return "its \(codes.count) codes are listed in dataset '\(scope.dataset)'" }
    return "its codes are " + codes.map { "'\($0.code.value)'" }.joined(separator: ", ")
  }

  /// The codes that a part can give; nil where any value may occur.
  private func declaredCodes(_ node: ValueNode) -> [Dataset.Code]? {
    switch node {
    case .field(let position, .code): return scope.entries[position].codes
    case .code(let text): return [Dataset.Code(code: Located(text), label: text)]
    case .choose(_, let nodes), .coalesce(let nodes):
      let all = nodes.map { declaredCodes($0) }
      let closed = all.compactMap(\.self)
      return closed.count == all.count ? closed.flatMap(\.self) : nil
    case .missing: return []
    default: return nil
    }
  }
}
