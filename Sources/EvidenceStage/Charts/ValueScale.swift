import Statistics

/// The vertical axis of a drawing, with round values written beside it. It starts at 0, or has a mark that it is cut.
struct ValueScale {
  let low: Double
  let high: Double
  /// Evenly spaced round values, from the lowest to the highest.
  let ticks: [Double]
  var top = 12.0
  var base = 190.0
  /// The left edge of the drawing area, after the labels of the axis.
  static let left = 48.0

  /// - Parameter values: all values drawn. A scale of one value has room above and below it.
  init?(_ values: [Double], places: Int) {
    guard let least = values.min(), let most = values.max(), least.isFinite, most.isFinite else { return nil }
    // Values far from 0 would be a flat line below it.
    let start = least >= 0 && least < most * 2 / 3 ? 0 : least
    let room = most > start ? 0 : max(abs(most) / 10, 1)
    let step = Self.roundStep((most - start + 2 * room) / 5, isWhole: places == 0)
    let first = ((start - room) / step).rounded(.down)
    let last = ((most + room) / step).rounded(.up)
    low = first * step
    high = last * step
    ticks = (0...Int(min(20, last - first))).map { (first + Double($0)) * step }
    tickPlaces = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
  }

  private let tickPlaces: Int

  /// 1, 2 or 5 times a power of ten, at least so much.
  private static func roundStep(_ size: Double, isWhole: Bool) -> Double {
    var unit = 1.0
    while unit * 10 <= size { unit *= 10 }
    while unit > size, unit > 0.001 { unit /= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * unit }.first { $0 >= size } ?? unit * 10
    return isWhole ? max(1, step) : step
  }

  /// Whether the axis starts above 0, which a mark on it says.
  var isCut: Bool { low > 0 }

  /// For the description of a drawing: empty where the axis starts at 0.
  var cutWords: String { isCut ? " The axis starts at \(text(low, places: tickPlaces)), not at 0." : "" }

  func y(_ value: Double) -> Double {
    min(base, max(top, base - (value - low) / (high - low) * (base - top)))
  }

  /// Evenly spaced over the width, the first at the left.
  func x(_ index: Int, of count: Int) -> Double {
    count < 2
      ? (Self.left + chartWidth) / 2
      : Self.left + 4 + (chartWidth - Self.left - 12) * Double(index) / Double(count - 1)
  }

  /// The base line of the drawing, and round values with faint lines.
  var axis: HTMLText {
    let lines = ticks.map { "M\(pixels(Self.left)) \(pixels(y($0)))H\(pixels(chartWidth))" }.joined()
    let words = ticks.map { tick -> HTMLText in
      "<text class=\"end\" x=\"\(pixels(Self.left - 6))\" y=\"\(pixels(y(tick) + 4))\">\(text(tick, places: tickPlaces))</text>"
    }
    let left = Self.left
    let cut: HTMLText =
      isCut
      ? "<path class=\"cut\" d=\"M\(pixels(left - 5)) \(pixels(base - 2))l10 -4M\(pixels(left - 5)) \(pixels(base - 7))l10 -4\"/>"
      : ""
    return """
      <path class="grid" d="\(lines)"/>\
      <path class="axis" d="M\(pixels(left)) \(pixels(top - 6))V\(pixels(base + 6))M\(pixels(left)) \(pixels(base))H\(pixels(chartWidth))"/>\(cut)\(words.joined())
      """
  }

  /// The first and last period, below the axis.
  func ends(_ first: String, _ last: String) -> HTMLText {
    """
    <text x="\(pixels(Self.left))" y="\(pixels(base + 22))">\(first)</text>\
    <text class="end" x="\(pixels(chartWidth))" y="\(pixels(base + 22))">\(last)</text>
    """
  }

  /// A break: a vertical line between two places, with a letter that the legend explains.
  func breakLine(before index: Int, of count: Int, _ letter: String) -> HTMLText {
    let x = (x(index - 1, of: count) + x(index, of: count)) / 2
    return """
      <path class="break" d="M\(pixels(x)) \(pixels(top))V\(pixels(base))"/>\
      <text class="mid" x="\(pixels(x))" y="\(pixels(top - 2))">\(letter)</text>
      """
  }
}

/// A drawing's legend, one line each: a sample of the mark, then its meaning.
struct Legend {
  enum Mark {
    case line(String)
    case square
    case signal(ProcessVariation)
    case none
    case outline
    case dot(String)
    case letter(String)
  }

  private var lines: [(Mark, String)] = []

  mutating func add(_ mark: Mark, _ words: String) { lines.append((mark, words)) }

  var height: Double { Double(lines.count) * 18 }

  func drawn(from top: Double) -> HTMLText {
    var out: HTMLText = ""
    for (index, (mark, words)) in lines.enumerated() {
      let y = top + 14 + Double(index) * 18
      out += sample(mark, y - 4)
      out += "<text x=\"42\" y=\"\(pixels(y))\">\(words)</text>"
    }
    return out
  }

  private func sample(_ mark: Mark, _ y: Double) -> HTMLText {
    switch mark {
    case .line(let style): "<path class=\"line \(style)\" d=\"M0 \(pixels(y))H36\"/>"
    case .signal(let variation): signalMark(variation, isUp: nil, 18, y)
    case .none: ""
    case .square: "<rect class=\"ours\" x=\"14\" y=\"\(pixels(y - 4))\" width=\"8\" height=\"8\"/>"
    case .outline: "<rect class=\"own\" x=\"14\" y=\"\(pixels(y - 4))\" width=\"8\" height=\"8\"/>"
    case .dot(let style): "<circle class=\"\(style)\" cx=\"18\" cy=\"\(pixels(y))\" r=\"3\"/>"
    case .letter(let letter): "<text class=\"mid\" x=\"18\" y=\"\(pixels(y + 4))\">\(letter)</text>"
    }
  }
}

/// The mark of a month that signals. Shape and colour give its meaning, and it points the way the values went.
///
/// - Parameter isUp: nil in a legend, which shows the one that points up.
func signalMark(_ variation: ProcessVariation, isUp: Bool?, _ x: Double, _ y: Double) -> HTMLText {
  let way = isUp == false ? 1.0 : -1.0
  func shape(_ style: String, _ corners: [(Double, Double)]) -> HTMLText {
    let points = corners.map { "\(pixels(x + $0.0)) \(pixels(y + $0.1 * way))" }.joined(separator: " ")
    return "<polygon class=\"\(style)\" points=\"\(points)\"/>"
  }
  return switch variation {
  case .improvement: shape("good", [(-5, -4), (5, -4), (0, 6)])
  case .concern: shape("bad", [(-5, -5), (5, -5), (5, 1), (0, 6), (-5, 1)])
  case .neutralHigh, .neutralLow, .common: shape("ours", [(0, -5), (5, 0), (0, 5), (-5, 0)])
  }
}

/// A label that would run off the right of a drawing ends at its place instead of starting there.
func anchor(_ isRight: Bool) -> HTMLText { isRight ? " class=\"end\"" : "" }
