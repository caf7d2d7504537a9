/// Why there is no figure.
package enum Missing: String, Sendable, Hashable, CaseIterable, Codable {
  /// A small number, hidden: `[c]`.
  case confidential
  /// Not available: not in the source, or not yet: `[x]`.
  case unavailable
  /// Does not apply here: `[z]`.
  case notApplicable = "not-applicable"
  /// There was nothing to measure: a zero denominator, `[z]` in a table.
  case nothingToMeasure = "nothing-to-measure"

  /// The Analysis Function's shorthand for spreadsheets and pages.
  package var shorthand: String {
    switch self {
    case .confidential: "[c]"
    case .unavailable: "[x]"
    case .notApplicable, .nothingToMeasure: "[z]"
    }
  }

  /// The symbol in the tidy feed.
  package var symbol: String { String(shorthand.dropFirst().dropLast()) }
}

/// A printable value: a number that a disclosure policy allows, or why there is none.
///
/// Only `DisclosurePolicy` makes one, so a raw count cannot reach a renderer.
package struct Figure: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case number(FixedPoint)
    /// Rounded to zero by the policy, but not zero: `[low]`.
    case low
    /// One person's value as a band of days: `over 2 years`.
    case band(DayBand)
    case missing(Missing)
  }

  package let state: State

  init(_ state: State) { self.state = state }

  package var number: FixedPoint? {
    if case .number(let value) = state { value } else { nil }
  }

  /// For people: `1,234.5` or a shorthand.
  package var text: String {
    switch state {
    case .number(let value): value.grouped
    case .low: "[low]"
    case .band(let band): band.text
    case .missing(let why): why.shorthand
    }
  }

  /// For programs: `1234.5` or a symbol.
  package var tidy: String {
    switch state {
    case .number(let value): value.description
    case .low: "low"
    // Programs have no bands: a value that is not a number is hidden.
    case .band: Missing.confidential.symbol
    case .missing(let why): why.symbol
    }
  }

  /// The word in the status column of the tidy feed; empty for a number.
  package var status: String {
    switch state {
    case .number: ""
    case .low: "low"
    case .band: "banded"
    case .missing(let why): why.rawValue
    }
  }
}

/// A range of days that includes a value.
package struct DayBand: Sendable, Hashable {
  /// The value is above so many days; 0 for the first band.
  package let over: Int
  /// The value is at most so many days; nil for the last band.
  package let upTo: Int?

  /// `over 2 years`, and `up to 6 months` for the first band.
  package var text: String {
    over > 0
      ? "over \(Self.words(over))" : upTo.map { "up to \(Self.words($0))" } ?? Missing.confidential.shorthand
  }

  private static func words(_ days: Int) -> String {
    switch days {
    case 91: return "3 months"
    case 182: return "6 months"
    case _ where days % 365 == 0: return days == 365 ? "1 year" : "\(days / 365) years"
    default: return "\(days) days"
    }
  }
}
