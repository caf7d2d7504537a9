import Artefacts
import Declarations
import Statistics

/// The words that every format uses for the same thing.
enum Wording {
  /// `%`, ` days`, ` per 100,000`: what follows a number; empty where the number speaks for itself.
  static func suffix(_ unit: Measure.Unit) -> String {
    switch unit {
    case .percent: "%"
    case .days: " days"
    case .weeks: " weeks"
    case .months: " months"
    case .per100000: " per 100,000"
    case .count, .score: ""
    }
  }

  /// The heading's words for a unit.
  static func unit(_ unit: Measure.Unit) -> String {
    switch unit {
    case .count: "number"
    case .percent: "%"
    case .days: "days"
    case .weeks: "weeks"
    case .months: "months"
    case .score: "score"
    case .per100000: "per 100,000"
    }
  }

  /// A difference with its sign and its own unit: `+3.8 points`, `-42%`, `-4`.
  static func difference(_ comparison: DisclosedComparison, unit: Measure.Unit) -> String {
    guard let number = comparison.difference.number else {
      return comparison.difference.text
    }
    let sign = number.units > 0 ? "+" : ""
    let after = comparison.isRelative ? "%" : unit == .percent ? " points" : ""
    return sign + number.grouped + after
  }

  /// A verdict with a mark that does not depend on colour.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .better: "✓ better"
    case .same: "= same"
    case .worse: "✗ worse"
    case .higher: "↑ higher"
    case .lower: "↓ lower"
    }
  }

  /// The family's name as a heading: `dols` → `DoLS`.
  static func family(_ family: String) -> String {
    switch family {
    case "dols": "Deprivation of Liberty Safeguards"
    case "waiting": "Waiting for assessment"
    case "outcomes": "Outcomes (ASCOF)"
    default: family.prefix(1).uppercased() + family.dropFirst()
    }
  }

  static let shorthandKey: [(symbol: String, meaning: String)] = [
    ("[c]", "hidden to keep a small number confidential"),
    ("[x]", "not available"),
    ("[z]", "not applicable, or nothing to measure"),
    ("[low]", "rounds to zero but is not zero"),
  ]
}
