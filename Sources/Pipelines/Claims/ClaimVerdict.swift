import Findings
import Statistics

/// What became of a claim when its figure was worked out again.
enum ClaimVerdict: Sendable, Hashable, CustomStringConvertible {
  case agrees
  case agreesAsPoints
  case agreesAfterRounding
  /// A sum of rounded parts may be one off the rounded sum.
  case agreesWithinOne
  case disagrees(expected: String)
  case unchecked(why: String)

  var description: String {
    switch self {
    case .agrees: "agrees"
    case .agreesAsPoints: "agrees as percentage points, printed as per cent"
    case .agreesAfterRounding: "agrees after rounding first"
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
  /// Works the figure out again from its operands, exactly, and holds the printed one to it.
  ///
  /// - Parameter figures: a run's figures, for operands that name a measure.
  func verdict(_ figures: RunFigures?) -> ClaimVerdict {
    if kind == .count { return countVerdict(figures) }
    let operands: Operands
    switch Operands.read(self.operands, figures) {
    case .success(let read): operands = read
    case .failure(let why): return .unchecked(why: why.text)
    }
    guard Self.areWorkable(operands.values + [printed.value]) else {
      return .unchecked(why: "its numbers are too large to work with")
    }
    guard let exact = result(operands.values) else {
      return .unchecked(why: "\(kind.rawValue) needs \(needs)")
    }
    if matches(exact) { return .agrees }
    if kind == .change, operands.arePercent, let points = Self.difference(operands.values), matches(points) {
      return .agreesAsPoints
    }
    let places = kind == .points || kind == .absolute ? printed.value.places : 0
    let rounded = operands.values.map { $0.places > places ? $0.rounded(to: places) ?? $0 : $0 }
    if rounded != operands.values, let again = result(rounded), matches(again) { return .agreesAfterRounding }
    if kind == .sum, let whole = exact.rounded(to: printed.value.places),
      abs(whole.units - printed.value.units) == 1
    {
      return .agreesWithinOne
    }
    return .disagrees(expected: expected(exact))
  }

  private var needs: String {
    switch kind {
    case .value: "one number"
    case .change, .points, .absolute: "two numbers, as '592 from 1448' or '1448 to 592', the earlier not zero"
    case .share, .rate: "two numbers, as '11 of 21', the second not zero"
    case .sum: "two numbers or more, as '436 + 917'"
    case .rank: "ours and the others, as '74.6 among 77.1 71.0'"
    case .count: "a comparator, as 'better than england'"
    }
  }

  /// Whether no sum, difference or multiple of the numbers can be more than a whole number holds.
  private static func areWorkable(_ values: [FixedPoint]) -> Bool {
    let places = values.map(\.places).max() ?? 0
    let most = UInt(Int.max) / UInt(200_000 * values.count)
    return values.allSatisfy { value in
      let scaled = value.units.magnitude.multipliedReportingOverflow(
        by: UInt(FixedPoint.powersOfTen[places - value.places]))
      return !scaled.overflow && scaled.partialValue <= most
    }
  }

  /// The exact figure; nil where the operands are not those that the kind needs.
  private func result(_ values: [FixedPoint]) -> Fraction? {
    guard let first = values.first else { return nil }
    switch kind {
    case .value: return values.count == 1 ? first.fraction : nil
    case .points, .absolute: return Self.difference(values)
    case .change:
      guard values.count == 2 else { return nil }
      guard let (now, before, _) = FixedPoint.aligned(values[0], values[1]) else { return nil }
      return before > 0 ? Fraction((now - before) * 100, before) : nil
    case .share, .rate:
      guard values.count == 2 else { return nil }
      guard let (part, whole, _) = FixedPoint.aligned(values[0], values[1]) else { return nil }
      return whole > 0 ? Fraction(part * (kind == .share ? 100 : 100_000), whole) : nil
    case .sum:
      guard values.count > 1 else { return nil }
      return values.dropFirst().reduce(first) { $0?.adding($1) }?.fraction
    case .rank:
      guard values.count > 1 else { return nil }
      return Fraction(1 + values.dropFirst().count { first.isLess(than: $0) })
    case .count: return nil
    }
  }

  private static func difference(_ values: [FixedPoint]) -> Fraction? {
    values.count == 2 ? values[0].subtracting(values[1])?.fraction : nil
  }

  /// Without a sign, an arrow or a word, only the size was printed.
  private func matches(_ exact: Fraction) -> Bool {
    guard let shown = exact.rounded(to: printed.value.places) else { return false }
    if printed.isSigned || !isChange { return shown.units == printed.value.units }
    return abs(shown.units) == abs(printed.value.units)
  }

  private var isChange: Bool { kind == .change || kind == .points || kind == .absolute }

  private func expected(_ exact: Fraction) -> String {
    guard var shown = exact.rounded(to: decimals ?? printed.value.places) else { return "no figure" }
    if isChange, !printed.isSigned { shown.units = abs(shown.units) }
    return shown.grouped + (kind == .change || kind == .share ? "%" : "")
  }

  private func countVerdict(_ figures: RunFigures?) -> ClaimVerdict {
    guard let figures else { return .unchecked(why: "it needs a run: name one with --run") }
    let words = operands.split(separator: " ").map(String.init)
    guard let verdict = words.first, let other = words.last, words.count > 1,
      let count = figures.count(of: verdict == "improved" ? "better" : verdict, against: other)
    else { return .unchecked(why: "count needs \(needs)") }
    return count == printed.value.units && printed.value.places == 0
      ? .agrees : .disagrees(expected: String(count))
  }
}

/// The numbers that a claim says it is made from, the later or the part first.
struct Operands {
  struct Problem: Error { var text: String }

  var values: [FixedPoint]
  /// Whether all of them were written as per cent.
  var arePercent: Bool

  /// Whether a text is of the form of a number, and has more digits than can be worked with.
  private static func isLongNumber(_ text: String) -> Bool {
    text.allSatisfy { $0.isASCII && ($0.isNumber || "-,.".contains($0)) } && text.count(where: \.isNumber) > 9
  }

  static func read(_ text: String, _ figures: RunFigures?) -> Result<Operands, Problem> {
    var values: [FixedPoint] = []
    var percents = 0
    var isReversed = false
    for word in text.split(whereSeparator: { $0.isWhitespace }).map(String.init) {
      switch word.lowercased() {
      case "from", "of", "+", "and", "per", "in", "among", "is": continue
      case "to": isReversed = true
      default:
        let body = word.hasSuffix("%") ? String(word.dropLast()) : word
        if let number = FixedPoint(body) {
          values.append(number)
          if body != word { percents += 1 }
        } else if Self.isLongNumber(body) {
          return .failure(Problem(text: "its numbers are too large to work with"))
        } else if word.first?.isLetter == true {
          guard let figures else {
            return .failure(Problem(text: "'\(word)' needs a run: name one with --run"))
          }
          switch figures.figure(word) {
          case .success(let found):
            guard let number = found.value else {
              return .failure(Problem(text: "'\(word)' has no value in the run: \(found.text)"))
            }
            values.append(number)
            if found.isPercent { percents += 1 }
          case .failure(let problem): return .failure(Problem(text: problem.message))
          }
        } else {
          return .failure(Problem(text: "'\(word)' is neither a number nor a measure"))
        }
      }
    }
    guard !values.isEmpty else {
      return .failure(Problem(text: "it does not say what the figure is made from"))
    }
    return .success(
      Operands(values: isReversed ? values.reversed() : values, arePercent: percents == values.count))
  }
}
