import Findings

/// Splits an expression into tokens.
struct ExpressionLexer {
  private let bytes: [UInt8]
  private let place: ExpressionPlace
  private var position = 0

  /// The tokens of an expression, with an end token last.
  static func tokens(of text: String, at place: ExpressionPlace) throws(Finding) -> [ExpressionToken] {
    var lexer = ExpressionLexer(bytes: Array(text.utf8), place: place)
    var tokens: [ExpressionToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    let end = lexer.bytes.count
    return tokens + [ExpressionToken(kind: .end, range: end..<end)]
  }

  private init(bytes: [UInt8], place: ExpressionPlace) {
    self.bytes = bytes
    self.place = place
  }

  private mutating func next() throws(Finding) -> ExpressionToken? {
    while let byte = peek(), " \t\r\n".utf8.contains(byte) { position += 1 }
    guard let byte = peek() else { return nil }
    let start = position
    let kind: ExpressionToken.Kind
    if byte == UInt8(ascii: "'") {
      kind = .text(try quoted())
    } else if isDigit(byte) {
      kind = .number(number())
    } else if isWordStart(byte) {
      kind = .word(word())
    } else if byte == UInt8(ascii: ":"), let first = peek(1), isWordStart(first) {
      position += 1
      kind = .parameter(word())
    } else {
      kind = .sign(try sign())
    }
    return ExpressionToken(kind: kind, range: start..<position)
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private func isWordStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private mutating func word() -> String {
    let start = position
    while let byte = peek(), isWordStart(byte) || isDigit(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() -> String {
    let start = position
    while let byte = peek(), isDigit(byte) { position += 1 }
    if peek() == UInt8(ascii: "."), let digit = peek(1), isDigit(digit) {
      position += 1
      while let byte = peek(), isDigit(byte) { position += 1 }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted() throws(Finding) -> String {
    let start = position
    var text: [UInt8] = []
    position += 1
    while let byte = peek() {
      position += 1
      guard byte == UInt8(ascii: "'") else {
        text.append(byte)
        continue
      }
      guard peek() == UInt8(ascii: "'") else { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
      position += 1
    }
    throw place.finding(
      .unclosedText, at: start..<bytes.count, "this text has no closing quote",
      hint: "end it with '; a quote inside a text is written twice, as in 'St John''s'")
  }

  private static let signs = ["<>", "!=", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*"]

  /// Operators of other languages, and what to write instead.
  private static let foreign: [(sign: String, hint: String)] = [
    ("--", "put a space between the two: in SQL '--' starts a comment"),
    ("==", "write '=' for equals"),
    ("&&", "write AND"),
    ("||", "write OR; texts cannot be joined"),
    ("/", "there is no division: a quotient is a measure of calculation 'proportion' or 'ratio'"),
    ("\"", "texts take single quotes, as in 'code'; fields take none"),
    ("‘", "write straight quotes: '"),
    ("’", "write straight quotes: '"),
    ("“", "write straight single quotes: '"),
    ("”", "write straight single quotes: '"),
    ("!", "write NOT, or '<>' for differs"),
    (";", "an expression has no ';' at its end"),
    ("[", "a list is in round brackets: IN ('a', 'b')"),
  ]

  private mutating func sign() throws(Finding) -> String {
    let rest = bytes[position...]
    let foreign = Self.foreign.first { rest.starts(with: $0.sign.utf8) }
    let known = Self.signs.first { rest.starts(with: $0.utf8) }
    // `!=` is an operator though `!` is not, and `--` is not one though `-` is: the longer one decides.
    if let known, known.utf8.count >= foreign?.sign.utf8.count ?? 0 {
      position += known.utf8.count
      return known
    }
    let character = String(decoding: rest, as: UTF8.self).first.map(String.init) ?? ""
    let shown = foreign?.sign ?? character
    throw place.finding(
      .unexpectedToken, at: position..<position + shown.utf8.count,
      "'\(shown)' has no meaning in an expression", hint: foreign?.hint)
  }
}
