package import Periods

/// Findings that somebody has accepted for a time, with a reason: one file in `data/exceptions/`.
///
/// They are still found, counted and shown; only `--fail-on` passes over them.
package struct AcceptedException: Decodable, Sendable {
  package var exception: Located<String>
  /// The code of the findings, such as `WL-016` or `CELL-006`.
  package var code: Located<String>
  /// The dataset they are in; needed for a code that is not one dataset's own.
  package var dataset: Located<String>?
  /// The council's GSS code; every council when not said.
  package var area: Located<String>?
  /// With more findings than this none is accepted; any number when not said.
  package var atMost: Int?
  /// Who answers for it.
  package var owner: String
  package var reason: String
  /// The day it was accepted, and the last day it holds.
  package var accepted: Located<String>
  package var expires: Located<String>

  /// Whether it holds on a day.
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
