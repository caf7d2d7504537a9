/// A word, number, text or operator of an expression, and the bytes that it covers.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case word(String)
    /// Digits; a decimal has a point and more digits.
    case number(String)
    /// The text between quotes, with `''` read as one quote.
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

  /// The word in capitals where it is reserved.
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
