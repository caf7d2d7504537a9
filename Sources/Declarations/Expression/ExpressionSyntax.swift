/// An expression as parsed, before its fields and kinds are known.
indirect enum ExpressionSyntax {
  case field(String, Range<Int>)
  case number(String, Range<Int>)
  case text(String, Range<Int>)
  /// The text after DATE, not yet checked to be a day.
  case date(String, Range<Int>)
  case truth(Bool, Range<Int>)
  case null(Range<Int>)
  case parameter(String, Range<Int>)
  case not(ExpressionSyntax, Range<Int>)
  case all([ExpressionSyntax], Range<Int>)
  case any([ExpressionSyntax], Range<Int>)
  case comparison(Comparison, ExpressionSyntax, ExpressionSyntax, Range<Int>)
  case between(ExpressionSyntax, low: ExpressionSyntax, high: ExpressionSyntax, Range<Int>)
  case isIn(ExpressionSyntax, [ExpressionSyntax], Range<Int>)
  case isNull(ExpressionSyntax, Range<Int>)
  case arithmetic(Arithmetic, ExpressionSyntax, ExpressionSyntax, Range<Int>)
  case negative(ExpressionSyntax, Range<Int>)
  case choice([Branch], otherwise: ExpressionSyntax?, Range<Int>)
  case call(String, name: Range<Int>, [ExpressionSyntax], Range<Int>)

  enum Comparison: String {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="

    init?(sign: String) { self.init(rawValue: sign == "!=" ? "<>" : sign) }

    var isOrder: Bool { self != .equal && self != .notEqual }
  }

  enum Arithmetic: String {
    case plus = "+"
    case minus = "-"
    case times = "*"
  }

  struct Branch {
    var when: ExpressionSyntax
    var then: ExpressionSyntax
  }

  /// The bytes of the expression that it covers.
  var range: Range<Int> {
    switch self {
    case .field(_, let range), .number(_, let range), .text(_, let range), .date(_, let range),
      .truth(_, let range), .null(let range), .parameter(_, let range), .not(_, let range),
      .all(_, let range), .any(_, let range), .comparison(_, _, _, let range),
      .between(_, _, _, let range), .isIn(_, _, let range), .isNull(_, let range),
      .arithmetic(_, _, _, let range), .negative(_, let range), .choice(_, _, let range),
      .call(_, _, _, let range):
      range
    }
  }
}
