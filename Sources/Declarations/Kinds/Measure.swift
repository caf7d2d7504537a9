package import Periods

/// A defined count, proportion, rate, mean, median…: one file in `data/measures/<family>/`.
///
/// Its id is a slug that never changes. A code such as `4B` belongs to a vintage of a framework.
package struct Measure: Decodable, Sendable {
  package var measure: Located<String>
  package var title: String
  package var dataset: Located<String>?
  package var calculation: Calculation
  package var counts: Counts?
  package var `where`: Located<String>?
  package var denominator: Located<String>?
  package var numerator: Located<String>?
  package var of: Located<String>?
  package var ofPlaces: Int?
  package var percentile: Int?
  package var population: Located<String>?
  package var per: Int?
  package var unit: Unit
  package var decimals: Int
  package var polarity: Polarity
  package var change: Change
  package var basis: Basis
  package var comparedWith: Located<String>?
  package var recasts: Located<String>?
  package var notCountable: String?
  package var periods: [ReportingPeriod.Kind]?
  package var breakdowns: [Located<String>]?
  package var objective: String?
  package var clientGroup: String?
  package var qualityStatement: String?
  package var keyStatistic: String?
  package var why: String
  package var source: String
  package var cautions: [String]?
  package var owner: String?
  package var reviewed: String?
  package var examples: [Example]?

  /// What its quotient is multiplied by.
  package var multiplier: Int { per ?? unit.multiplier }

  /// The outcome or priority that it stands under, in words: a section of a file of targets comes before its own.
  package func outcome(section: String?) -> String {
    section ?? objective ?? Self.words(ofStatement: qualityStatement ?? "")
  }

  /// `assessing-needs` → `Assessing needs`. The statements are CQC's for local authorities.
  package static func words(ofStatement id: String) -> String {
    let words = id.replacing("-", with: " ")
    return words.isEmpty ? "No quality statement" : words.prefix(1).uppercased() + words.dropFirst()
  }

  package enum Counts: String, Decodable, Sendable, CaseIterable {
    case cases, people
    /// Of a reading: money, hours or posts, of which no share is a sample.
    case amounts
  }
  package enum Unit: String, Decodable, Sendable, CaseIterable {
    case count, percent, days, weeks, months, hours, minutes, score
    case perDay = "per-day"
    case per1000 = "per-1000"
    case per100000 = "per-100000"
    case pounds
    case thousandPounds = "thousand-pounds"
    case millionPounds = "million-pounds"

    /// What a quotient is multiplied by to have it.
    package var multiplier: Int {
      switch self {
      case .percent: 100
      case .per1000: 1000
      case .per100000: 100_000
      default: 1
      }
    }

    package var isMoney: Bool { self == .pounds || self == .thousandPounds || self == .millionPounds }

    /// Whether it measures an amount, which can be added up.
    package var isAmount: Bool {
      switch self {
      case .count, .hours, .minutes, .pounds, .thousandPounds, .millionPounds: true
      case .percent, .days, .weeks, .months, .score, .perDay, .per1000, .per100000: false
      }
    }
  }
  package enum Polarity: String, Decodable, Sendable, CaseIterable {
    case higherIsBetter = "higher-is-better"
    case lowerIsBetter = "lower-is-better"
    case neither
  }
  /// How a difference is stated.
  package enum Change: String, Decodable, Sendable, CaseIterable {
    case absolute
    case percentagePoints = "percentage-points"
    case relativePercent = "relative-percent"
  }
  /// The kind of series. Kinds are never mixed in one series.
  package enum Basis: String, Decodable, Sendable, CaseIterable {
    case stock, flow
    case completedWaits = "completed-waits"
    case currentWaits = "current-waits"
    /// As published for a year.
    case published

    /// Whether it is counted on the last day of a period, rather than over the period.
    package var isStock: Bool { self == .stock || self == .currentWaits }
  }

  /// A few cases, counted by hand, and their value.
  package struct Example: Decodable, Sendable {
    package var `case`: [String: Located<String>]?
    package var counts: Role?
    package var cases: [[String: Located<String>]]?
    package var numerator: Int?
    package var denominator: Int?
    package var parts: [String]?
    package var value: String?
    package var asOf: Located<String>
    package var from: Located<String>?
    package var why: String?
  }
  package enum Role: String, Decodable, Sendable, CaseIterable { case numerator, denominator, counted, no }
}
