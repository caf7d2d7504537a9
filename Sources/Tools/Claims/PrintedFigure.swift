import Statistics

/// A figure in text, with everything its words say: `a rise of 36.9%`, `£1.2m`, `1 in 4`, `more than 400`, `top 10%`.
struct PrintedFigure: Hashable, Sendable {
  /// The numbers that it can mean.
  enum Bound: Hashable, Sendable {
    case exactly, about, moreThan, atLeast, lessThan, atMost
    /// `nearly` and `just under`; `just over`.
    case nearly, justOver
    /// Both ends included.
    case upTo(FixedPoint)
  }

  enum Form: Hashable, Sendable {
    case number
    /// `1 in 4`
    case oneIn(Int, of: Int)
    /// `top 10%`, `top 3`, `bottom quarter`
    case end(isTop: Bool, isPercent: Bool)
  }

  var text: String
  /// Negative where a sign or a word says that it fell.
  var value: FixedPoint
  var scale = 1
  var isPercent = false
  var isMoney = false
  /// Whether a sign, an arrow or a word gives the direction.
  var isSigned = false
  var bound = Bound.exactly
  var form = Form.number

  private static let up: Set<String> = [
    "up", "plus", "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased", "higher",
    "more", "growth",
    "grew", "grown", "gain", "above", "longer",
  ]
  private static let down: Set<String> = [
    "down", "minus", "fall", "falls", "fell", "fallen", "falling", "decrease", "decreases", "decreased",
    "lower", "fewer", "less",
    "drop", "drops", "dropped", "reduction", "reduced", "decline", "declined", "below", "shorter", "cut",
  ]
  private static let bounds: [([String], Bound)] = [
    (["no", "more", "than"], .atMost), (["no", "fewer", "than"], .atLeast),
    (["no", "less", "than"], .atLeast),
    (["just", "under"], .nearly), (["just", "over"], .justOver), (["at", "least"], .atLeast),
    (["at", "most"], .atMost), (["up", "to"], .atMost), (["more", "than"], .moreThan),
    (["greater", "than"], .moreThan), (["higher", "than"], .moreThan), (["less", "than"], .lessThan),
    (["fewer", "than"], .lessThan), (["lower", "than"], .lessThan), (["over"], .moreThan),
    (["above"], .moreThan), (["under"], .lessThan), (["below"], .lessThan), (["minimum"], .atLeast),
    (["maximum"], .atMost), (["about"], .about), (["around"], .about), (["approximately"], .about),
    (["roughly"], .about), (["nearly"], .nearly), (["almost"], .nearly),
  ]
  private static let small = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
  ]
  private static let parts = [
    "half": 50, "quarter": 25, "quartile": 25, "fifth": 20, "quintile": 20, "tenth": 10, "decile": 10,
  ]

  /// - Throws: why the text is not a single figure.
  init(_ text: String, percentIsWanted: Bool = false) throws(FigureFault) {
    self.text = text
    var tokens = try FigureLexer.tokens(text)
    if let found = Self.ratio(tokens) {
      (value, form) = (FixedPoint(units: found.1, places: 0), .oneIn(found.0, of: found.1))
      return
    }
    if let found = Self.end(tokens) {
      (value, form) = (found.0, found.1)
      return
    }
    let place = try Self.choice(tokens, percentIsWanted: percentIsWanted)
    guard case .number(let number) = tokens[place] else { throw FigureFault(text: "holds no number") }
    (value, scale, isPercent, isMoney) = (number.value, number.scale, number.isPercent, number.isMoney)
    if let (words, bound) = Self.bound(before: place, tokens) {
      self.bound = bound
      for index in place - words..<place { tokens[index] = .stop }
    }
    takeRange(from: place, tokens)
    try takeDirection(tokens)
  }

  /// `1 in 4`, `one in every four`
  private static func ratio(_ tokens: [FigureToken]) -> (Int, Int)? {
    func whole(_ token: FigureToken?) -> Int? {
      switch token {
      case .number(let number) where number.value.places == 0 && number.scale == 1 && !number.isPercent:
        number.value.units
      case .word(let word): small[word]
      default: nil
      }
    }
    let plain = tokens.filter { $0 != .word("every") }
    for index in plain.indices where plain[index] == .word("in") && index > 0 && index + 1 < plain.count {
      if let n = whole(plain[index - 1]), let m = whole(plain[index + 1]), n > 0, m >= n { return (n, m) }
    }
    return nil
  }

  /// `top 10%`, `bottom quarter`, `best 3`
  private static func end(_ tokens: [FigureToken]) -> (FixedPoint, Form)? {
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token, ["top", "best", "bottom", "worst"].contains(word) else { continue }
      let isTop = word == "top" || word == "best"
      switch index + 1 < tokens.count ? tokens[index + 1] : .stop {
      case .number(let number): return (number.value, .end(isTop: isTop, isPercent: number.isPercent))
      case .word(let part):
        guard let percent = parts[part] else { continue }
        return (FixedPoint(units: percent, places: 0), .end(isTop: isTop, isPercent: true))
      default: continue
      }
    }
    return nil
  }

  /// The number that is the figure: the only one, or the only one of the wanted kind.
  private static func choice(_ tokens: [FigureToken], percentIsWanted: Bool) throws(FigureFault) -> Int {
    var places: [(place: Int, isPercent: Bool)] = []
    for (index, token) in tokens.enumerated() {
      guard case .number(let number) = token else { continue }
      // The end of a range is not a separate figure.
      if index >= 2, isRangeSign(tokens[index - 1]), case .number = tokens[index - 2] {
        places[places.count - 1].isPercent = places[places.count - 1].isPercent || number.isPercent
        continue
      }
      places.append((index, number.isPercent))
    }
    guard let first = places.first else { throw FigureFault(text: "holds no number") }
    guard places.count > 1 else { return first.place }
    let wanted = places.filter { $0.isPercent == percentIsWanted }
    guard wanted.count == 1 else {
      throw FigureFault(text: "holds several figures; give each a row")
    }
    return wanted[0].place
  }

  private static func isRangeSign(_ token: FigureToken) -> Bool {
    token == .dash || token == .word("to") || token == .word("and")
  }

  private static func bound(before place: Int, _ tokens: [FigureToken]) -> (Int, Bound)? {
    for (words, bound) in bounds where words.count <= place {
      if tokens[place - words.count..<place].elementsEqual(words.map(FigureToken.word)) {
        return (words.count, bound)
      }
    }
    return nil
  }

  private mutating func takeRange(from place: Int, _ tokens: [FigureToken]) {
    guard place + 2 < tokens.count, Self.isRangeSign(tokens[place + 1]),
      case .number(let end) = tokens[place + 2]
    else { return }
    if scale == 1 { scale = end.scale }
    isPercent = isPercent || end.isPercent
    bound = .upTo(end.value)
  }

  private mutating func takeDirection(_ tokens: [FigureToken]) throws(FigureFault) {
    var isUp = false
    var isDown = false
    for case .word(let word) in tokens {
      isUp = isUp || Self.up.contains(word)
      isDown = isDown || Self.down.contains(word)
    }
    guard !(isUp && isDown) else { throw FigureFault(text: "says both up and down") }
    isSigned = isUp || isDown
    if isDown { value.units = -value.units }
  }

  /// The full number, with thousands and millions multiplied out, so that equal amounts are equal.
  var amount: WideRatio {
    WideRatio(Int128(value.units) * Int128(scale), Int128(FixedPoint.powersOfTen[value.places]))
  }
}
