import Statistics

/// The vertical axis of a drawing, with the lowest value written at the bottom and the highest at the top.
struct ValueScale {
  let low: Double
  let high: Double
  var top = 12.0
  var base = 190.0
  /// The left edge of the drawing area, after the labels of the axis.
  static let left = 48.0

  /// - Parameter values: all values drawn. A scale of one value has room above and below it.
  init?(_ values: [Double], places: Int) {
    guard let low = values.min(), let high = values.max() else { return nil }
    let room = high > low ? 0 : max(abs(high) / 10, 1)
    self.low = low - room
    self.high = high + room
    self.places = places
  }

  private let places: Int

  func y(_ value: Double) -> Double {
    min(base, max(top, base - (value - low) / (high - low) * (base - top)))
  }

  /// Evenly spaced over the width, the first at the left.
  func x(_ index: Int, of count: Int) -> Double {
    count < 2
      ? (Self.left + chartWidth) / 2
      : Self.left + 4 + (chartWidth - Self.left - 12) * Double(index) / Double(count - 1)
  }

  /// The base line of the drawing, and the values at its ends.
  var axis: HTMLText {
    """
    <path class="axis" d="M\(pixels(Self.left)) \(pixels(top - 6))V\(pixels(base + 6))H\(pixels(chartWidth))"/>\
    <text class="end" x="\(pixels(Self.left - 6))" y="\(pixels(top + 4))">\(text(high, places: places))</text>\
    <text class="end" x="\(pixels(Self.left - 6))" y="\(pixels(base + 4))">\(text(low, places: places))</text>
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
