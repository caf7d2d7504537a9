package import Periods
package import Statistics

/// A parsed target, in any of the forms that councils' scorecards use.
package enum TargetForm: Sendable, Hashable {
  case above(FixedPoint)
  case atLeast(FixedPoint)
  case below(FixedPoint)
  case atMost(FixedPoint)
  /// Both ends included.
  case between(FixedPoint, FixedPoint)
  /// Among the best quarter of councils.
  case topQuartile

  /// Why a text is not a target.
  package enum Fault: Error, Sendable, Hashable {
    case unreadable
    /// A bare number, for a measure without a polarity.
    case needsSign
    /// A `%` for a measure that is not a per cent, or a range that ends before it starts.
    case notPercent, emptyRange
  }

  /// Parses a target. A bare number is a minimum or maximum, as the polarity says.
  package static func read(_ text: String, of measure: Measure) -> Result<TargetForm, Fault> {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    if plain == "topquartile" {
      return measure.polarity == .neither ? .failure(.needsSign) : .success(.topQuartile)
    }
    if plain.contains("%"), measure.unit != .percent { return .failure(.notPercent) }
    let body = plainNumber(plain.filter { $0 != "%" }, of: measure.unit)
    let signs: [(String, (FixedPoint) -> TargetForm)] = [
      (">=", TargetForm.atLeast), ("≥", TargetForm.atLeast), ("<=", TargetForm.atMost),
      ("≤", TargetForm.atMost), (">", TargetForm.above), ("<", TargetForm.below),
    ]
    for (sign, form) in signs where body.hasPrefix(sign) {
      return FixedPoint(body.dropFirst(sign.count)).map { .success(form($0)) } ?? .failure(.unreadable)
    }
    if let number = FixedPoint(body) {
      switch measure.polarity {
      case .higherIsBetter: return .success(.atLeast(number))
      case .lowerIsBetter: return .success(.atMost(number))
      case .neither: return .failure(.needsSign)
      }
    }
    let ends = body.split { "-–".contains($0) }
    guard ends.count == 2, let low = FixedPoint(ends[0]), let high = FixedPoint(ends[1]) else {
      return .failure(.unreadable)
    }
    return high.fraction.isLess(than: low.fraction) == true
      ? .failure(.emptyRange) : .success(.between(low, high))
  }

  /// The text without the measure's own unit, as papers print it: `7 days`, `<£2.3m`.
  private static func plainNumber(_ text: String, of unit: Measure.Unit) -> String {
    switch unit {
    case .days, .weeks, .months, .hours, .minutes:
      let name = unit.rawValue
      return text.hasSuffix(name) ? String(text.dropLast(name.count)) : text
    case .pounds: return text.filter { $0 != "£" }
    case .thousandPounds: return text.filter { $0 != "£" && $0 != "k" }
    case .millionPounds: return text.filter { $0 != "£" && $0 != "m" }
    default: return text
    }
  }
}

extension ReportingPeriod {
  /// Parses the label of a month, two months, a quarter, a half-year or a financial year, as `label` writes it: `2026-10`,
  /// `2026-27 Q2`, `2026-27`.
  ///
  /// `2011-12` is the financial year: a label is a month only where it cannot be a year.
  package init?(label: String) {
    guard let found = ReportingPeriod(text: label), found.label == label,
      [.month, .twoMonths, .quarter, .halfYear, .financialYear].contains(found.kind)
    else { return nil }
    self = found
  }
}
