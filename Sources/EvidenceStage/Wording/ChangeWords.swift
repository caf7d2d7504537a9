import Artefacts
import Declarations
import Periods
import Statistics

/// Figures, days and changes as people write them.
extension Wording {
  /// `53.1%`, `184 days`, `1 day`, `£1,234`: a figure with its unit, or the shorthand for why there is none.
  static func value(_ figure: Figure, _ measure: Measure) -> String {
    guard figure.number != nil else { return figure.text }
    return measure.unit.isMoney ? value(figure.text, measure.unit) : figure.text + suffix(measure, of: figure)
  }

  /// The unit after a figure in a sentence that has the measure's title, which may say it already.
  static func suffix(_ measure: Measure, of figure: Figure) -> String {
    let suffix = suffix(measure.unit)
    switch measure.unit {
    case .days, .weeks, .months, .hours, .minutes:
      return figure.number?.description == "1" ? String(suffix.dropLast()) : suffix
    case .per1000, .per100000:
      return measure.title.contains(suffix.dropFirst()) ? "" : suffix
    case .count, .percent, .score, .perDay, .pounds, .thousandPounds, .millionPounds: return suffix
    }
  }

  /// The period of a comparison: ours as its kind is written, a comparator's as its financial year.
  static func period(_ comparison: DisclosedComparison, of period: ReportingPeriod) -> String {
    comparison.isWithArea ? year(comparison.period) : period.words(of: comparison.period)
  }

  /// `2024/25` for `2024-25`; another text as it is.
  static func year(_ label: String) -> String { FinancialYear(label)?.words ?? label }

  /// `a year ago`, `a week before`, `September 2026`: the time of an earlier figure of ours.
  static func before(_ past: DisclosedComparison, _ row: DisclosedReading) -> String {
    if past.against == .yearBefore { return "a year ago" }
    return switch row.key.period.kind {
    case .day, .week: "a week before"
    case .month, .twoMonths, .quarter, .halfYear: row.key.period.words(of: past.period)
    case .financialYear, .yearToDate, .rollingYear: "a year ago"
    }
  }

  /// The same with the word before it: `a year ago`, `in September 2026`.
  static func ago(_ past: DisclosedComparison, _ row: DisclosedReading) -> String {
    let words = before(past, row)
    return words.hasPrefix("a ") ? words : "in \(words)"
  }

  /// `up from 184 days a year ago`, `the same as a year ago`; nil without an earlier figure.
  static func change(_ past: DisclosedComparison?, _ row: DisclosedReading, _ measure: Measure) -> String? {
    guard let past, let now = row.value.number, let then = past.value.number else { return nil }
    let before = "\(value(past.value, measure)) \(ago(past, row))"
    guard past.difference.number != nil else { return "\(before), which cannot be compared" }
    if then.isLess(than: now) { return "up from \(before)" }
    return now.isLess(than: then) ? "down from \(before)" : "the same as \(ago(past, row))"
  }

  /// A short name of the period of a figure that is not of the day itself: ` over 12 months`, ` in October 2026`.
  static func short(_ period: ReportingPeriod, asOf day: Day) -> String {
    switch period.kind {
    case .day: period.end == day ? "" : " on \(period.words)"
    case .rollingYear: period.end == day ? " over 12 months" : " over the \(period.words)"
    default: " \(period.phrase)"
    }
  }

  /// A declared target with its unit, if it is a number alone.
  static func target(_ text: String?, _ measure: Measure) -> String {
    guard let text else { return Missing.unavailable.shorthand }
    let isNumber = !text.isEmpty && text.allSatisfy { $0.isNumber || $0 == "." || $0 == "," }
    return isNumber ? text + suffix(measure.unit) : target(text)
  }

  /// A target as people say it: `under 20%`, `over 60%`, `top quartile (at least 95.275 of 150 councils, 2024/25)`.
  static func target(_ text: String) -> String {
    var words = text
    for (mark, word) in [
      (">=", "at least "), ("<=", "at most "), ("≥", "at least "), ("≤", "at most "), (">", "over "),
      ("<", "under "),
    ] { words = words.replacing(mark, with: word) }
    let years = words.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let plain = word.filter { $0 != "(" && $0 != ")" && $0 != "," }
      return FinancialYear(plain).map { String(word).replacing(plain, with: $0.words) } ?? String(word)
    }
    let said = years.joined(separator: " ")
    return said.hasPrefix("Top") ? said.prefix(1).lowercased() + String(said.dropFirst()) : said
  }

  /// A month that signals, as a clause: `above its usual range`; nil for ordinary variation.
  static func unusual(_ point: ProcessSeries.Point) -> String? {
    guard let signal = point.signal else { return nil }
    let isHigh = signal.side == .high
    return switch signal.rule {
    case .outsideLimits: isHigh ? "above its usual range" : "below its usual range"
    case .trend: isHigh ? "rising for seven months" : "falling for seven months"
    case .twoOfThree: isHigh ? "near the top of its usual range" : "near the bottom of its usual range"
    case .shift: isHigh ? "higher for months than before" : "lower for months than before"
    case .step: isHigh ? "a larger rise than is usual in a month" : "a larger fall than is usual in a month"
    }
  }

  /// `the most in 24 months`, where the last value is beyond every other one; nil otherwise, and for under a year.
  ///
  /// - Parameter isHighest: whether the highest is looked for.
  static func extreme(_ series: ProcessSeries, _ measure: Measure, isHighest: Bool) -> String? {
    let values = series.points.compactMap(\.value.number)
    guard values.count >= 12, values.count == series.points.count, let last = values.last else { return nil }
    let isBeyond = values.dropLast().allSatisfy { isHighest ? $0.isLess(than: last) : last.isLess(than: $0) }
    guard isBeyond else { return nil }
    let word =
      switch measure.unit {
      case .count, .perDay: isHighest ? "most" : "fewest"
      case .days, .weeks, .months, .hours, .minutes: isHighest ? "longest" : "shortest"
      case .percent, .score, .per1000, .per100000, .pounds, .thousandPounds, .millionPounds:
        isHighest ? "highest" : "lowest"
      }
    return "the \(word) in \(values.count) months"
  }

  /// `A`, `A and B`, `A, B and C`
  static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
  }
}
