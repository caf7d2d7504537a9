import Findings

/// Parses an expression by recursive descent. The grammar is in `docs/expressions.md`.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private let place: ExpressionPlace
  private var next = 0
  private var depth = 0
  private var arithmeticCount = 0

  // Everything after the parser recurses over the tree; these limits keep it well inside a thread's stack.
  private static let deepest = 64
  private static let mostArithmetic = 200

  /// The tree of a whole expression. Throws at the first token that does not fit.
  static func parse(_ text: String, at place: ExpressionPlace) throws(Finding) -> ExpressionSyntax {
    let tokens = try ExpressionLexer.tokens(of: text, at: place)
    var parser = ExpressionParser(tokens: tokens, place: place)
    let syntax = try parser.disjunction()
    guard parser.token.kind == .end else { throw parser.unexpectedAfterExpression() }
    return syntax
  }

  private init(tokens: [ExpressionToken], place: ExpressionPlace) {
    self.tokens = tokens
    self.place = place
  }

  private var token: ExpressionToken { tokens[next] }
  private var following: ExpressionToken { tokens[min(next + 1, tokens.count - 1)] }

  private mutating func take() -> ExpressionToken {
    defer { next = min(next + 1, tokens.count - 1) }
    return token
  }

  private mutating func take(keyword: String) -> Bool {
    guard token.keyword == keyword else { return false }
    next += 1
    return true
  }

  private mutating func require(keyword: String) throws(Finding) {
    guard take(keyword: keyword) else { throw expected(keyword) }
  }

  private mutating func require(sign: String, or others: String = "") throws(Finding) -> Int {
    guard token.isSign(sign) else { throw expected("\(others)'\(sign)'") }
    return take().range.upperBound
  }

  private func expected(_ what: String, hint: String? = nil) -> Finding {
    place.finding(
      .unexpectedToken, at: token.range, "expected \(what), found \(token.description)", hint: hint)
  }

  private func unexpectedAfterExpression() -> Finding {
    let hint: String? =
      if case .sign(let sign) = token.kind, ExpressionSyntax.Comparison(sign: sign) != nil {
        "a comparison has two sides: write 'a < b AND b < c'"
      } else if token.isSign(")") {
        "there are more ')' than '('"
      } else {
        nil
      }
    return expected("an operator, AND, OR or the end", hint: hint)
  }

  private mutating func deeper<Result>(
    _ parse: (inout Self) throws(Finding) -> Result
  ) throws(Finding) -> Result {
    guard depth < Self.deepest else { throw tooDeep("nested more than \(Self.deepest) deep") }
    depth += 1
    let result = try parse(&self)
    depth -= 1
    return result
  }

  private func tooDeep(_ what: String) -> Finding {
    place.finding(
      .nestedTooDeep, at: token.range, "this expression is \(what)",
      hint: "split it into several rules or measures")
  }
}

extension ExpressionParser {
  private mutating func disjunction() throws(Finding) -> ExpressionSyntax {
    var parts = [try conjunction()]
    while take(keyword: "OR") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts, Self.span(parts))
  }

  private mutating func conjunction() throws(Finding) -> ExpressionSyntax {
    var parts = [try negation()]
    while take(keyword: "AND") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts, Self.span(parts))
  }

  private static func span(_ parts: [ExpressionSyntax]) -> Range<Int> {
    parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound
  }

  private mutating func negation() throws(Finding) -> ExpressionSyntax {
    let start = token.range.lowerBound
    guard take(keyword: "NOT") else { return try predicate() }
    let inner = try deeper { parser throws(Finding) in try parser.negation() }
    return .not(inner, start..<inner.range.upperBound)
  }

  private mutating func predicate() throws(Finding) -> ExpressionSyntax {
    let left = try sum()
    let start = left.range.lowerBound
    if case .sign(let sign) = token.kind, let comparison = ExpressionSyntax.Comparison(sign: sign) {
      next += 1
      let right = try sum()
      return .comparison(comparison, left, right, start..<right.range.upperBound)
    }
    if take(keyword: "IS") {
      let isNegated = take(keyword: "NOT")
      let end = token.range.upperBound
      guard take(keyword: "NULL") else {
        throw expected(
          isNegated ? "NULL" : "NULL or NOT NULL",
          hint: "IS is only for NULL; a flag is a condition by itself")
      }
      let test = ExpressionSyntax.isNull(left, start..<end)
      return isNegated ? .not(test, start..<end) : test
    }
    let isNegated = token.keyword == "NOT" && ["BETWEEN", "IN"].contains(following.keyword)
    if isNegated { next += 1 }
    let test: ExpressionSyntax
    if take(keyword: "BETWEEN") {
      let low = try sum()
      try require(keyword: "AND")
      let high = try sum()
      test = .between(left, low: low, high: high, start..<high.range.upperBound)
    } else if take(keyword: "IN") {
      _ = try require(sign: "(")
      var items = [try deeper { parser throws(Finding) in try parser.sum() }]
      while token.isSign(",") {
        next += 1
        items.append(try deeper { parser throws(Finding) in try parser.sum() })
      }
      let end = try require(sign: ")", or: "',' or ")
      test = .isIn(left, items, start..<end)
    } else {
      return left
    }
    return isNegated ? .not(test, test.range) : test
  }
}

extension ExpressionParser {
  private mutating func sum() throws(Finding) -> ExpressionSyntax {
    try chain(of: ["+", "-"]) { parser throws(Finding) in try parser.product() }
  }

  private mutating func product() throws(Finding) -> ExpressionSyntax {
    try chain(of: ["*"]) { parser throws(Finding) in try parser.signed() }
  }

  private mutating func chain(
    of signs: [String], _ operand: (inout Self) throws(Finding) -> ExpressionSyntax
  ) throws(Finding) -> ExpressionSyntax {
    var left = try operand(&self)
    while case .sign(let sign) = token.kind, signs.contains(sign),
      let arithmetic = ExpressionSyntax.Arithmetic(rawValue: sign)
    {
      arithmeticCount += 1
      guard arithmeticCount <= Self.mostArithmetic else {
        throw tooDeep("longer than \(Self.mostArithmetic) additions and multiplications")
      }
      next += 1
      let right = try operand(&self)
      left = .arithmetic(arithmetic, left, right, left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func signed() throws(Finding) -> ExpressionSyntax {
    let start = token.range.lowerBound
    guard token.isSign("-") else { return try primary() }
    next += 1
    let inner = try deeper { parser throws(Finding) in try parser.signed() }
    return .negative(inner, start..<inner.range.upperBound)
  }

  private mutating func primary() throws(Finding) -> ExpressionSyntax {
    let first = token
    switch first.kind {
    case .number(let digits):
      next += 1
      return .number(digits, first.range)
    case .text(let text):
      next += 1
      return .text(text, first.range)
    case .parameter(let name):
      next += 1
      return .parameter(name, first.range)
    case .sign("("):
      next += 1
      let inner = try deeper { parser throws(Finding) in try parser.disjunction() }
      _ = try require(sign: ")", or: "an operator or ")
      return inner
    case .word(let word): return try named(word, first)
    case .sign, .end: throw expected("a value")
    }
  }

  private mutating func named(_ word: String, _ first: ExpressionToken) throws(Finding) -> ExpressionSyntax {
    switch first.keyword {
    case "NULL":
      next += 1
      return .null(first.range)
    case "TRUE", "FALSE":
      next += 1
      return .truth(first.keyword == "TRUE", first.range)
    case "CASE":
      next += 1
      return try deeper { parser throws(Finding) in try parser.choice(from: first.range.lowerBound) }
    case "AND", "OR", "NOT": throw expected("a value")
    case let keyword?:
      throw expected("a value", hint: "\(keyword) is a word of the language, so no field can be called that")
    case nil: break
    }
    next += 1
    if word.uppercased() == "DATE", case .text(let text) = token.kind {
      return .date(text, first.range.lowerBound..<take().range.upperBound)
    }
    guard token.isSign("(") else { return .field(word, first.range) }
    next += 1
    var arguments: [ExpressionSyntax] = []
    if !token.isSign(")") {
      arguments.append(try deeper { parser throws(Finding) in try parser.disjunction() })
      while token.isSign(",") {
        next += 1
        arguments.append(try deeper { parser throws(Finding) in try parser.disjunction() })
      }
    }
    let end = try require(sign: ")", or: "',' or ")
    return .call(word.lowercased(), name: first.range, arguments, first.range.lowerBound..<end)
  }

  private mutating func choice(from start: Int) throws(Finding) -> ExpressionSyntax {
    var branches: [ExpressionSyntax.Branch] = []
    guard token.keyword == "WHEN" else {
      throw expected("WHEN", hint: "write each condition in full: CASE WHEN field = 'a' THEN … END")
    }
    while take(keyword: "WHEN") {
      let when = try disjunction()
      try require(keyword: "THEN")
      branches.append(ExpressionSyntax.Branch(when: when, then: try disjunction()))
    }
    let otherwise = take(keyword: "ELSE") ? try disjunction() : nil
    let end = token.range.upperBound
    guard take(keyword: "END") else {
      throw expected(otherwise == nil ? "WHEN, ELSE or END" : "END")
    }
    return .choice(branches, otherwise: otherwise, start..<end)
  }
}
