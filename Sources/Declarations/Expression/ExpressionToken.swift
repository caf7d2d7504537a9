/// A word, number, text or sign of an expression, and the bytes it was written in.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case word(String)
    /// Digits, with a point and more digits for a decimal.
    case number(String)
    /// What stands between quotes, with `''` read as one.
    case text(String)
    /// The name after the colon.
    case parameter(String)
    case sign(String)
    case end
  }
  var kind: Kind
  var range: Range<Int>

  /// Words that cannot name a field.
  static let reserved: Set<String> = [
    "AND", "OR", "NOT", "BETWEEN", "IN", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "TRUE", "FALSE",
  ]

  /// The word in capitals when it is a reserved one.
  var keyword: String? {
    guard case .word(let word) = kind else { return nil }
    let capitals = word.uppercased()
    return Self.reserved.contains(capitals) ? capitals : nil
  }

  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }

  /// How a message names it.
  var description: String {
    switch kind {
    case .word(let text), .number(let text), .sign(let text): "'\(text)'"
    case .text(let text): "the text '\(text)'"
    case .parameter(let name): "':\(name)'"
    case .end: "the end of the expression"
    }
  }
}
