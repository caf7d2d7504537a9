package import Periods

/// Findings that somebody has accepted for a time, with a reason: one file in `data/exceptions/`.
///
/// They are still found, counted and shown. Only `--fail-on` ignores them.
package struct AcceptedException: Decodable, Sendable {
  package var exception: Located<String>
  package var code: Located<String>
  package var dataset: Located<String>?
  package var area: Located<String>?
  package var atMost: Int?
  package var owner: String
  package var reason: String
  package var accepted: Located<String>
  package var expires: Located<String>

  /// Whether it applies on a day.
  package func holds(on day: Day) -> Bool {
    guard let from = Day(iso: accepted.value), let to = Day(iso: expires.value) else { return false }
    return from <= day && day <= to
  }
}

extension AcceptedException: Declaration {
  package static let kind = "exception"
  package static let purpose = "Findings that somebody has accepted for a time, and why."
  package var id: Located<String> { exception }
}
