import Statistics

/// A number in a text: `1,354`, `£32180`, `59.1%`, `500m`, `2nd`.
struct WrittenNumber: Hashable, Sendable {
  var value: FixedPoint
  /// A thousand, a million or a billion, where the text has one.
  var scale = 1
  var isPercent = false
  var isMoney = false
  /// Whether it is written as rounded, such as `~500`.
  var isAbout = false
}

/// A token of a text with figures.
enum FigureToken: Hashable, Sendable {
  case number(WrittenNumber)
  /// In lower case. Signs and arrows become words.
  case word(String)
  /// A dash between two numbers.
  case dash
  /// The end of a phrase, such as a bracket.
  case stop
}

/// Why a text is not a figure.
struct FigureFault: Error, Hashable {
  var text: String

  static let tooLarge = FigureFault(text: "its numbers are too large to work with")
}

/// Splits a text into numbers and words. Years and dates are left out: they are no figures.
struct FigureLexer {
  private let text: [Character]
  private var at = 0
  private var tokens: [FigureToken] = []
  private var isMoney = false

  static func tokens(_ text: String) throws(FigureFault) -> [FigureToken] {
    var lexer = FigureLexer(text: Array(text))
    while lexer.at < lexer.text.count { try lexer.step() }
    return lexer.withoutDates()
  }

  private init(text: [Character]) { self.text = text }

  private static let words: [Character: String] = [
    "↑": "up", "▲": "up", "↓": "down", "▼": "down", "~": "about", "≈": "about", "<": "under", ">": "over",
    "≥": "minimum", "≤": "maximum",
  ]
  private static let scales = [
    "k": 1000, "thousand": 1000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000,
    "billion": 1_000_000_000,
  ]
  static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private mutating func step() throws(FigureFault) {
    let character = text[at]
    if character.isASCII, character.isNumber { return try number() }
    if character.isLetter { return word() }
    at += 1
    if let word = Self.words[character] { return tokens.append(.word(word)) }
    switch character {
    case "£", "$", "€": isMoney = true
    case "%": percent()
    case "+": tokens.append(.word("plus"))
    case "-", "−", "–":
      if case .number? = tokens.last { tokens.append(.dash) } else { tokens.append(.word("minus")) }
    default: if !character.isWhitespace { tokens.append(.stop) }
    }
  }

  private mutating func percent() {
    guard case .number(var last)? = tokens.last else { return }
    last.isPercent = true
    tokens[tokens.count - 1] = .number(last)
  }

  private mutating func word() {
    let start = at
    while at < text.count, text[at].isLetter || text[at] == "'" || text[at] == "’" { at += 1 }
    let word = String(text[start..<at]).lowercased()
    if case .number(var last)? = tokens.last, last.scale == 1, let scale = Self.scales[word] {
      last.scale = scale
      return tokens[tokens.count - 1] = .number(last)
    }
    if word == "percent" { return percent() }
    if word == "cent", tokens.last == .word("per") {
      tokens.removeLast()
      return percent()
    }
    tokens.append(.word(word))
  }

  private mutating func number() throws(FigureFault) {
    let start = at
    while at < text.count, text[at].isASCII, text[at].isNumber || text[at] == "." || text[at] == "," {
      at += 1
    }
    while text[at - 1] == "." || text[at - 1] == "," { at -= 1 }
    let digits = String(text[start..<at])
    if takesYear(digits) { return tokens.append(.word("year")) }
    guard Self.isWellFormed(digits) else {
      throw FigureFault(text: "'\(digits)' is not a number: a comma must come before three digits")
    }
    guard let value = FixedPoint(digits) else { throw .tooLarge }
    var written = WrittenNumber(value: value, isMoney: isMoney)
    isMoney = false
    if tokens.last == .word("about") { written.isAbout = true }
    tokens.append(.number(written))
    takeOrdinal()
  }

  /// `2nd` is a number, without a further word.
  private mutating func takeOrdinal() {
    guard at + 1 < text.count, at + 2 == text.count || !text[at + 2].isLetter,
      ["st", "nd", "rd", "th"].contains(String(text[at...at + 1]).lowercased())
    else { return }
    at += 2
  }

  /// The rest of `2023/24` or `2023-24`.
  private mutating func takesYear(_ digits: String) -> Bool {
    guard digits.count == 4, let year = Int(digits), (1900...2199).contains(year), at + 2 < text.count,
      "/-–".contains(text[at])
    else { return false }
    var end = at + 1
    while end < text.count, text[end].isASCII, text[end].isNumber { end += 1 }
    guard let other = Int(String(text[at + 1..<end])), end == text.count || text[end] != "%",
      other == year + 1 || (end == at + 3 && other == (year + 1) % 100)
    else { return false }
    at = end
    return true
  }

  /// Groups of three digits where there is a comma, and at most one point.
  private static func isWellFormed(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts.contains(""), parts.count == 1 || !parts[1].contains(",") else {
      return false
    }
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    return groups.count == 1
      || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Removes days of a month, and years that follow a word or month which shows what they are.
  private func withoutDates() -> [FigureToken] {
    var out: [FigureToken] = []
    for (index, token) in tokens.enumerated() {
      guard case .number(let number) = token, number.value.places == 0, number.scale == 1, !number.isPercent,
        !number.isMoney
      else {
        out.append(token)
        continue
      }
      func word(_ place: Int) -> String? {
        if tokens.indices.contains(place), case .word(let word) = tokens[place] { word } else { nil }
      }
      let isYear =
        (1900...2199).contains(number.value.units)
        && word(index - 1).map { Self.months.contains($0) || ["in", "since", "by", "during"].contains($0) }
          == true
      let isDay = (1...31).contains(number.value.units) && word(index + 1).map(Self.months.contains) == true
      out.append(isYear || isDay ? .word("year") : token)
    }
    return out
  }
}
