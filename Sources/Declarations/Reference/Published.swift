package import Statistics

/// A cell of a published table: a number as printed, or why there is none.
package enum Published: Sendable, Hashable {
  case number(FixedPoint)
  case missing(Missing)

  /// Parses `71.0`, `c`, `x` or `z`; nil for anything else, also for an empty cell.
  package init?(_ text: String) {
    switch text {
    case "c": self = .missing(.confidential)
    case "x": self = .missing(.unavailable)
    case "z": self = .missing(.notApplicable)
    default:
      guard let value = FixedPoint(text) else { return nil }
      self = .number(value)
    }
  }

  package var number: FixedPoint? {
    if case .number(let value) = self { value } else { nil }
  }

  package var missing: Missing? {
    if case .missing(let why) = self { why } else { nil }
  }

  /// As the tidy file writes it.
  package var symbol: String {
    switch self {
    case .number(let value): value.description
    case .missing(let why): why.symbol
    }
  }
}
