import Artefacts
import Declarations
import Periods
import Statistics

/// Words that are the same in every format.
enum Wording {
  /// `%`, ` days`, ` per 100,000`: the text after a number; empty where it needs none.
  static func suffix(_ unit: Measure.Unit) -> String {
    switch unit {
    case .percent: "%"
    case .days: " days"
    case .weeks: " weeks"
    case .months: " months"
    case .hours: " hours"
    case .minutes: " minutes"
    case .perDay: " a day"
    case .per1000: " per 1,000"
    case .per100000: " per 100,000"
    case .thousandPounds: "k"
    case .millionPounds: "m"
    case .count, .score, .pounds: ""
    }
  }

  /// A unit in headings.
  static func unit(_ unit: Measure.Unit) -> String {
    switch unit {
    case .count: "number"
    case .percent: "%"
    case .days: "days"
    case .weeks: "weeks"
    case .months: "months"
    case .hours: "hours"
    case .minutes: "minutes"
    case .score: "score"
    case .perDay: "a day"
    case .per1000: "per 1,000"
    case .per100000: "per 100,000"
    case .pounds: "£"
    case .thousandPounds: "£ thousand"
    case .millionPounds: "£ million"
    }
  }

  /// A figure with its unit: `71.3%`, `82 days`, `£1,234`, `-£2.300m`; its shorthand where it is missing.
  static func value(_ figure: Figure, _ unit: Measure.Unit?) -> String {
    guard let unit, figure.number != nil else { return figure.text }
    return value(figure.text, unit)
  }

  /// A number's text with its unit.
  static func value(_ text: String, _ unit: Measure.Unit) -> String {
    guard unit.isMoney else { return text + suffix(unit) }
    let isNegative = text.hasPrefix("-")
    return "\(isNegative ? "-" : "")£\(isNegative ? String(text.dropFirst()) : text)\(suffix(unit))"
  }

  /// A difference with its sign and its own unit: `+3.8 points`, `-42%`, `-4`.
  static func difference(_ comparison: DisclosedComparison, unit: Measure.Unit) -> String {
    guard let number = comparison.difference.number else {
      return comparison.difference.text
    }
    let sign = number.units > 0 ? "+" : ""
    let after = comparison.isRelative ? "%" : unit == .percent ? " points" : ""
    let isAmount = !comparison.isRelative && unit.isMoney
    return sign + (isAmount ? value(number.grouped, unit) : number.grouped + after)
  }

  static func origin(_ origin: Reading.Origin) -> String {
    switch origin {
    case .counted: "counted from cases"
    case .returned: "as returned"
    case .published: "as published"
    }
  }

  /// A verdict with a mark that does not depend on colour.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .better: "✓ better"
    case .unclear: "≈ no clear difference"
    case .worse: "✗ worse"
    case .higher: "↑ higher"
    case .lower: "↓ lower"
    }
  }

  /// The text for a comparison in every format: its verdict, or that there are few cases, with their number.
  static func judgement(_ comparison: DisclosedComparison, _ measure: Measure) -> String? {
    comparison.few.map { few($0, otherPeriod(comparison), measure) } ?? comparison.verdict.map(verdict)
  }

  /// A comparison's period as people write it, where the period of ours is not at hand.
  private static func otherPeriod(_ comparison: DisclosedComparison) -> String {
    if comparison.isWithArea { return year(comparison.period) }
    let kinds: [ReportingPeriod.Kind] = [
      .day, .week, .month, .quarter, .yearToDate, .rollingYear, .financialYear,
    ]
    return kinds.lazy.map {
      ReportingPeriod($0, from: Day(number: 0), to: Day(number: 0)).words(of: comparison.period)
    }
    .first { $0 != comparison.period } ?? comparison.period
  }

  /// The number of cases of a status, if it is small.
  static func few(_ judged: DisclosedJudgement, _ measure: Measure?) -> String? {
    guard let few = judged.few, let measure else { return nil }
    return self.few(few, judged.period.words, measure)
  }

  private static func few(_ few: FewCases, _ period: String, _ measure: Measure) -> String {
    guard measure.unit != .count else { return "few cases" }
    guard few.isOurs else { return "few cases in \(period)" }
    switch measure.unit {
    case .percent: return "few cases: \(few.numerator.text) of \(few.denominator.text)"
    case .per1000, .per100000: return "few cases: \(few.numerator.text)"
    default: return "few cases: \(few.denominator.text)"
    }
  }

  /// The page's class for a verdict: only better and worse have colours.
  static func mark(_ comparison: DisclosedComparison) -> String {
    switch comparison.verdict {
    case .better: "better"
    case .worse: "worse"
    case .higher, .lower, .unclear, nil: "plain"
    }
  }

  /// The certainty of a verdict, or its basis; nothing where there is none.
  static func basis(_ standing: Standing) -> String? {
    guard standing.side != .similar else { return nil }
    return standing.confidence.map { "beyond chance at \($0.label)" } ?? "by the declared least change"
  }

  /// What an unchanged process means for its target.
  static func assurance(_ assurance: ProcessAssurance) -> String {
    switch assurance {
    case .consistentlyMet: "met month after month as things run now"
    case .consistentlyMissed: "missed month after month as things run now"
    case .inconsistent: "met in some months and missed in others as things run now"
    }
  }

  /// The meaning of the marks of months that signal.
  static func variation(_ variation: ProcessVariation) -> String {
    switch variation {
    case .common: "ordinary variation"
    case .improvement: "better than ordinary variation"
    case .concern: "worse than ordinary variation"
    case .neutralHigh: "up beyond ordinary variation"
    case .neutralLow: "down beyond ordinary variation"
    }
  }

  /// The rule that a month of a process chart breaks, and its meaning.
  static func signal(_ point: ProcessSeries.Point) -> String {
    guard let rule = rule(point) else {
      return point.value.number == nil ? "no value" : "ordinary variation"
    }
    switch point.variation {
    case .improvement: return "\(rule): improvement"
    case .concern: return "\(rule): concern"
    case .common, .neutralHigh, .neutralLow: return rule
    }
  }

  /// `above the limits`; nil for ordinary variation.
  static func rule(_ point: ProcessSeries.Point) -> String? {
    guard let signal = point.signal else { return nil }
    let isHigh = signal.side == .high
    return switch signal.rule {
    case .outsideLimits: isHigh ? "above its process limits" : "below its process limits"
    case .trend: isHigh ? "one of seven rising in a row" : "one of seven falling in a row"
    case .twoOfThree: "one of two in three near the \(isHigh ? "upper" : "lower") limit"
    case .shift: "at a \(isHigh ? "higher" : "lower") level than before"
    case .step: "\(isHigh ? "up" : "down") by more than months ordinarily change"
    }
  }

  /// The family's name as a heading: `dols` → `DoLS`.
  static func family(_ family: String) -> String {
    switch family {
    case "dols": "Deprivation of Liberty Safeguards"
    case "front-door": "The front door"
    case "waiting": "Waiting for assessment"
    case "outcomes": "Outcomes (ASCOF)"
    default: family.prefix(1).uppercased() + family.dropFirst()
    }
  }

  static let shorthandKey: [(symbol: String, meaning: String)] =
    [
      ("[c]", "hidden to keep a small number confidential"),
      ("[x]", "not available"),
      ("[z]", "not applicable, or nothing to measure"),
      ("[low]", "rounds to zero but is not zero"),
    ] + Shorthand.allCases.map { ("[\($0.rawValue)]", $0.meaning) }
}

extension Wording {
  /// `Figures to compare with, among 12 measures: 5 of England, 3 of South East. …`, the end of every table of comparisons.
  static func coverage(
    of measures: [String], by areas: [Comparison.Against], _ has: (String, Comparison.Against) -> Bool
  ) -> String {
    let counts = areas.map { area in "\(measures.count { has($0, area) }) of \(area.name)" }
    let things = measures.count == 1 ? "1 measure" : "\(measures.count) measures"
    return "Figures to compare with, among \(things): \(counts.joined(separator: ", ")). "
      + "[x] not held: published, but not in this project. [z] not published: nobody publishes it. "
      + "[z] a count: its rate or share is compared."
  }
}
