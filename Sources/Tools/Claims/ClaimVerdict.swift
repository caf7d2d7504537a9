import Findings
import Runs
import Statistics

/// The result of checking a claim.
enum ClaimVerdict: Sendable, Hashable, CustomStringConvertible {
  case agrees
  case agreesAsPoints
  case agreesAfterRounding
  /// Some numbers that round to the operands give it.
  case agreesWithinOperands
  /// A sum of rounded parts may differ by one from the rounded sum.
  case agreesWithinOne
  case disagrees(expected: String)
  case unchecked(why: String)

  var description: String {
    switch self {
    case .agrees: "agrees"
    case .agreesAsPoints: "agrees as percentage points, printed as per cent"
    case .agreesAfterRounding: "agrees after rounding first"
    case .agreesWithinOperands: "agrees within rounding of its operands"
    case .agreesWithinOne: "agrees within 1 (rounded parts)"
    case .disagrees(let expected): "does not agree: expected \(expected)"
    case .unchecked(let why): "cannot be checked: \(why)"
    }
  }

  var isDisagreement: Bool {
    if case .disagrees = self { true } else { false }
  }
}

extension Claim {
  /// Computes the figure from its operands, exactly, and compares it with the printed one.
  ///
  /// - Parameter figures: a run's figures, for operands that name a measure.
  func verdict(_ figures: RunFigures?) -> ClaimVerdict {
    if kind == .count { return countVerdict(figures) }
    if printed.isMoney, !kind.canBeMoney {
      return .unchecked(why: "a \(kind.rawValue) is not an amount of money")
    }
    switch Operands.read(operands, figures) {
    case .failure(let why): return .unchecked(why: why.text)
    case .success(let operands):
      switch kind {
      case .rank, .rankLowest: return rankVerdict(operands)
      case .mean: return meanVerdict(operands)
      case .parts: return partsVerdict(operands)
      case .whole: return wholeVerdict(operands)
      default: break
      }
      switch printed.form {
      case .number: return numberVerdict(operands)
      case .oneIn(let n, let m): return ratioVerdict(operands, n, of: m)
      case .end: return .unchecked(why: "the top or bottom of something is a rank")
      }
    }
  }

  private func numberVerdict(_ operands: Operands) -> ClaimVerdict {
    let arithmetic = ClaimArithmetic(kind, operands.all)
    guard let exact = arithmetic.exact else { return .unchecked(why: "\(kind.rawValue) needs \(needs)") }
    func tells(_ range: ClosedRange<WideRatio>?) -> Bool {
      range.map { printed.tells($0, isChange: kind.isChange) } ?? false
    }
    guard let units = exact.units(places: printed.value.places, scale: 1), Int(exactly: units) != nil else {
      return .unchecked(why: FigureFault.tooLarge.text)
    }
    if tells(exact...exact) { return .agrees }
    if kind == .change, operands.arePercent, let points = ClaimArithmetic(.points, operands.all).exact,
      tells(points...points)
    {
      return .agreesAsPoints
    }
    if let again = ClaimArithmetic(kind, roundedFirst(operands.all)).exact, tells(again...again) {
      return .agreesAfterRounding
    }
    if tells(arithmetic.range) { return .agreesWithinOperands }
    if kind == .sum, printed.bound == .exactly,
      let whole = exact.units(places: printed.value.places, scale: printed.scale),
      (whole - Int128(printed.value.units)).magnitude == 1
    {
      return .agreesWithinOne
    }
    return .disagrees(expected: expected(exact))
  }

  private func roundedFirst(_ operands: [Operands.Operand]) -> [Operands.Operand] {
    let places = kind == .points || kind == .absolute ? printed.value.places : 0
    return operands.map { operand in
      var out = operand
      if operand.value.places > places { out.value = operand.value.rounded(to: places) ?? operand.value }
      return out
    }
  }

  private var needs: String {
    switch kind {
    case .value: "one number"
    case .change, .points, .absolute:
      "two numbers, such as '592 from 1448' or '1448 to 592', the earlier not zero"
    case .share, .rate, .each, .perThousand: "two numbers, such as '11 of 21', the second not zero"
    case .sum: "two numbers or more, such as '436 + 917'"
    case .rank, .rankLowest: "ours and the others, such as '74.6 among 77.1 71.0'"
    case .count: "a comparator, such as 'better than england'"
    case .mean: "a median and a maximum, such as 'median 12 maximum 90', of numbers not below zero"
    case .parts: "the parts, such as '12 + 30'"
    case .whole: "the number to take the per cent of, such as '7'"
    }
  }

  private func expected(_ exact: WideRatio) -> String {
    var (shown, scale) = (exact, printed.scale)
    if kind.isChange, !printed.isSigned, shown.numerator < 0 { shown = shown.negated }
    let places = decimals ?? printed.value.places
    // A number far below a million is written in ones.
    if scale > 1, shown.units(places: places, scale: scale) == 0 { scale = 1 }
    guard let units = shown.units(places: places, scale: scale).flatMap({ Int(exactly: $0) }) else {
      return "no figure"
    }
    let sizes = [1000: " thousand", 1_000_000: "m", 1_000_000_000: "bn"]
    return (printed.isMoney ? "£" : "") + FixedPoint(units: units, places: places).grouped
      + (sizes[scale] ?? "") + (kind == .change || kind == .share ? "%" : "")
  }

  private func countVerdict(_ figures: RunFigures?) -> ClaimVerdict {
    guard let figures else { return .unchecked(why: "it needs a run: name one with --run") }
    let words = operands.split(separator: " ").map(String.init)
    guard let verdict = words.first, let other = words.last, words.count > 1,
      let count = figures.count(of: verdict == "improved" ? "better" : verdict, against: other)
    else { return .unchecked(why: "count needs \(needs)") }
    let found = WideRatio(Int128(count), 1)
    return printed.form == .number && printed.tells(found...found, isChange: false)
      ? .agrees : .disagrees(expected: String(count))
  }
}

/// Kinds whose figure is not a sum, difference or quotient.
extension Claim {
  /// `1 in 4` for a share: the nearest whole number, and within a tenth of the share.
  private func ratioVerdict(_ operands: Operands, _ n: Int, of m: Int) -> ClaimVerdict {
    guard kind == .share else { return .unchecked(why: "'\(printed.text)' is a share") }
    guard operands.all.count == 2, let share = ClaimArithmetic(.each, operands.all).exact, share.numerator > 0
    else {
      return .unchecked(why: "share needs \(needs)")
    }
    let each = WideRatio(share.denominator, share.numerator).units(places: 0)
    let part = WideRatio(share.numerator * Int128(m), share.denominator).units(places: 0)
    // Two in five is the fifth nearest to a third, but not near enough.
    func isNear(_ told: WideRatio) -> Bool {
      told <= WideRatio(share.numerator * 11, share.denominator * 10)
        && told >= WideRatio(share.numerator * 9, share.denominator * 10)
    }
    if isNear(WideRatio(Int128(n), Int128(m))), n == 1 ? each == Int128(m) : part == Int128(n) {
      return .agrees
    }
    if let each, each > 0, isNear(WideRatio(1, each)) { return .disagrees(expected: "1 in \(each)") }
    let percent = WideRatio(share.numerator * 100, share.denominator).units(places: 0)
    return .disagrees(expected: percent.map { "\($0)%" } ?? "no figure")
  }

  private func rankVerdict(_ operands: Operands) -> ClaimVerdict {
    let values = operands.all.map(\.value)
    guard values.count > 1, let own = values.first else {
      return .unchecked(why: "\(kind.rawValue) needs \(needs)")
    }
    let highest = 1 + values.dropFirst().count { own.isLess(than: $0) }
    let lowest = 1 + values.dropFirst().count { $0.isLess(than: own) }
    let place = kind == .rank ? highest : lowest
    switch printed.form {
    case .number:
      let found = WideRatio(Int128(place), 1)
      return printed.tells(found...found, isChange: false) ? .agrees : .disagrees(expected: String(place))
    case .end(let isTop, let isPercent):
      let reached = WideRatio(
        Int128((isTop ? place : kind == .rank ? lowest : highest) * (isPercent ? 100 : 1)),
        Int128(isPercent ? values.count : 1))
      let most = WideRatio(
        Int128(printed.value.units), Int128(FixedPoint.powersOfTen[printed.value.places]))
      return reached <= most ? .agrees : .disagrees(expected: "place \(place) of \(values.count)")
    case .oneIn: return .unchecked(why: "'\(printed.text)' is a share")
    }
  }

  /// At least half of all numbers are at or above the median, so the mean is at least half of it. At least half are at or
  /// below, so it is at most halfway from the median to the maximum.
  private func meanVerdict(_ operands: Operands) -> ClaimVerdict {
    let values = operands.all.map(\.value)
    guard values.count == 2, let (median, most, places) = FixedPoint.aligned(values[0], values[1]),
      median >= 0,
      most >= median
    else { return .unchecked(why: "mean needs \(needs)") }
    let one = Int128(2 * FixedPoint.powersOfTen[places])
    let low = WideRatio(Int128(median), one)
    let high = WideRatio(Int128(median) + Int128(most), one)
    if printed.tells(low...high, isChange: false) { return .agrees }
    let ends = [low, high].map { end in
      end.units(places: printed.value.places, scale: printed.scale).flatMap { Int(exactly: $0) }
        .map { FixedPoint(units: $0, places: printed.value.places).grouped } ?? "no figure"
    }
    return .disagrees(expected: "\(ends[0]) to \(ends[1])")
  }

  private func partsVerdict(_ operands: Operands) -> ClaimVerdict {
    guard
      let sum = ClaimArithmetic(
        .sum, operands.all + [Operands.Operand(value: FixedPoint(units: 0, places: 0))]
      ).range
    else { return .unchecked(why: "parts needs \(needs)") }
    // The whole is at least their sum.
    var whole = printed
    whole.bound = .exactly
    guard let shown = sum.lowerBound.units(places: printed.value.places, scale: printed.scale),
      shown > Int128(printed.value.units)
    else { return .agrees }
    return .disagrees(expected: "\(expected(sum.lowerBound)) or more")
  }

  private func wholeVerdict(_ operands: Operands) -> ClaimVerdict {
    guard operands.all.count == 1, let whole = operands.all.first, whole.value.places == 0,
      whole.value.units > 0
    else { return .unchecked(why: "whole needs \(needs)") }
    let count = Int128(whole.value.units) * Int128(whole.scale)
    let scale = Int128(100 * FixedPoint.powersOfTen[printed.value.places])
    let below = Int128(printed.value.units) * count / scale
    func percent(_ part: Int128) -> Int128? {
      WideRatio(part * 100, count).units(places: printed.value.places)
    }
    let near = [below - 1, below, below + 1, below + 2].filter { (0...count).contains($0) }
    if near.contains(where: { percent($0) == Int128(printed.value.units) }) { return .agrees }
    let nearest = near.compactMap { part in
      percent(part).flatMap { Int(exactly: $0) }.map {
        (
          abs($0 - printed.value.units),
          "\(FixedPoint(units: $0, places: printed.value.places))% (\(part) of \(count))"
        )
      }
    }.sorted { $0.0 < $1.0 }
    return .disagrees(expected: nearest.prefix(2).map(\.1).joined(separator: " or "))
  }
}
