import Runs
import Statistics

/// Computes a claim's figure from its operands, and the range that their rounding allows.
struct ClaimArithmetic {
  let kind: Claim.Kind
  /// In halves of the finest operand's last place: the written numbers, and the ends of what rounds to them.
  private let written: [Int128]
  private let least: [Int128]
  private let most: [Int128]
  private let one: Int128

  init(_ kind: Claim.Kind, _ operands: [Operands.Operand]) {
    self.kind = kind
    let places = operands.map(\.value.places).max() ?? 0
    func step(_ operand: Operands.Operand) -> Int128 {
      Int128(FixedPoint.powersOfTen[places - operand.value.places]) * Int128(operand.scale)
    }
    written = operands.map { 2 * Int128($0.value.units) * step($0) }
    least = zip(operands, written).map { $1 - ($0.isRounded ? step($0) : 0) }
    most = zip(operands, written).map { $1 + ($0.isRounded ? step($0) : 0) }
    one = 2 * Int128(FixedPoint.powersOfTen[places])
  }

  /// The figure of the operands as written; nil where the kind needs others.
  var exact: WideRatio? { result(written) }

  /// The lowest and the highest possible figure; nil where it can be anything.
  var range: ClosedRange<WideRatio>? {
    // Every kind rises or falls with each operand, so its extremes are at the operands' extremes.
    let corners =
      written.count == 2
      ? [[least[0], least[1]], [least[0], most[1]], [most[0], least[1]], [most[0], most[1]]] : [least, most]
    let found = corners.compactMap(result)
    guard found.count == corners.count, let low = found.min(), let high = found.max() else { return nil }
    return low...high
  }

  private func result(_ values: [Int128]) -> WideRatio? {
    switch kind {
    case .value: return values.count == 1 ? WideRatio(values[0], one) : nil
    case .points, .absolute: return values.count == 2 ? WideRatio(values[0] - values[1], one) : nil
    case .change:
      guard values.count == 2, values[1] > 0 else { return nil }
      return WideRatio((values[0] - values[1]) * 100, values[1])
    case .share: return quotient(values, times: 100)
    case .rate: return quotient(values, times: 100_000)
    case .perThousand: return quotient(values, times: 1000)
    case .each: return quotient(values, times: 1)
    case .sum: return values.count > 1 ? WideRatio(values.reduce(0, +), one) : nil
    case .rank, .rankLowest, .count, .mean, .parts, .whole: return nil
    }
  }

  private func quotient(_ values: [Int128], times multiplier: Int128) -> WideRatio? {
    values.count == 2 && values[1] > 0 ? WideRatio(values[0] * multiplier, values[1]) : nil
  }
}

extension PrintedFigure {
  /// The unit of the last digit that is not 0: "about 400" is in hundreds.
  private var coarseness: Int128 {
    var (units, step) = (abs(value.units), 1)
    while units > 0, units % 10 == 0 { (units, step) = (units / 10, step * 10) }
    return Int128(step)
  }

  private func amount(_ units: Int128, halves: Int128 = 0) -> WideRatio {
    WideRatio((2 * units + halves) * Int128(scale), Int128(2 * FixedPoint.powersOfTen[value.places]))
  }

  /// Whether the text can mean some number of a range.
  ///
  /// - Parameter isChange: whether the figure is a change, which has only its size if there is no sign.
  func tells(_ range: ClosedRange<WideRatio>, isChange: Bool) -> Bool {
    let turned = range.upperBound.negated...range.lowerBound.negated
    guard isChange else {
      return isSigned && value.units < 0 ? tellsSize(turned) : tellsSize(range)
    }
    guard isSigned else { return tellsSize(range) || tellsSize(turned) }
    return tellsSize(value.units < 0 || isDown ? turned : range)
  }

  /// "Down by 0" has no negative value.
  private var isDown: Bool { isSigned && value.units == 0 }

  private func tellsSize(_ range: ClosedRange<WideRatio>) -> Bool {
    let size = Int128(value.units.magnitude)
    let (low, high) = (range.lowerBound, range.upperBound)
    guard let shownLow = low.units(places: value.places, scale: scale),
      let shownHigh = high.units(places: value.places, scale: scale)
    else { return false }
    // "More than" or "less than" needs a movement in that direction.
    guard shownHigh >= 0 || bound == .exactly else { return false }
    let step = coarseness
    switch bound {
    case .exactly: return shownLow <= size && size <= shownHigh
    case .upTo(let end):
      guard let top = end.rounded(to: value.places)?.units else { return false }
      return shownLow <= Int128(top.magnitude) && size <= shownHigh
    case .moreThan: return high > amount(size)
    case .atLeast: return high >= amount(size)
    case .lessThan: return low < amount(size)
    case .atMost: return low <= amount(size)
    case .about: return low <= amount(size, halves: step) && high >= amount(size, halves: -step)
    case .nearly: return low < amount(size) && high >= amount(size, halves: -step)
    case .justOver: return high > amount(size) && low <= amount(size, halves: step)
    }
  }
}
