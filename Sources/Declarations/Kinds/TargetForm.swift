package import Periods
package import Statistics

/// What a target's text asks for, in every form that councils' scorecards were seen to use.
package enum TargetForm: Sendable, Hashable {
  case above(FixedPoint)
  case atLeast(FixedPoint)
  case below(FixedPoint)
  case atMost(FixedPoint)
  /// Both ends meet it.
  case between(FixedPoint, FixedPoint)
  /// Among the best quarter of councils.
  case topQuartile

  /// Why a text is not a target.
  package enum Fault: Error, Sendable, Hashable {
    case unreadable
    /// A bare number, where neither way is better.
    case needsSign
    /// A `%` after a measure that is none, or a range that ends before it starts.
    case notPercent, emptyRange
  }

  /// Reads a target; a bare number is the least or the most, by which way is better.
  package static func read(_ text: String, of measure: Measure) -> Result<TargetForm, Fault> {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    if plain == "topquartile" {
      return measure.polarity == .neither ? .failure(.needsSign) : .success(.topQuartile)
    }
    if plain.contains("%"), measure.unit != .percent { return .failure(.notPercent) }
    let body = plain.filter { $0 != "%" }
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
}

extension ReportingPeriod {
  /// Reads the label of a month, a quarter or a financial year: `2026-10`, `2026-27 Q2`, `2026-27`.
  ///
  /// `2011-12` is the financial year: labels of months are only read where they cannot be one.
  package init?(label: String) {
    if let year = FinancialYear(label) {
      self.init(.financialYear, from: year.start, to: year.end)
      return
    }
    let words = label.split(separator: " ", omittingEmptySubsequences: false)
    if words.count == 2, words[1].count == 2, words[1].hasPrefix("Q"), let year = FinancialYear(words[0]),
      let quarter = Int(words[1].dropFirst()), (1...4).contains(quarter)
    {
      let start = year.start.adding(months: 3 * (quarter - 1))
      self.init(.quarter, from: start, to: start.adding(months: 3) - 1)
      return
    }
    guard label.count == 7, let first = Day(iso: "\(label)-01") else { return nil }
    self.init(.month, from: first, to: first.adding(months: 1) - 1)
  }
}
