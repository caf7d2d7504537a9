package import Findings

/// What must hold of a record: one file in `data/rules/<dataset>/`.
package struct Rule: Decodable, Sendable {
  /// Its code, such as `WL-003`, never reused.
  package var rule: Located<String>
  package var title: String
  package var dataset: Located<String>
  /// The fields a finding is about, the first of them the one to mend.
  package var fields: [Located<String>]
  /// The records it applies to; all when not said.
  package var when: Located<String>?
  /// What must not be false of them; unknown passes, as SQL's CHECK does.
  package var must: Located<String>
  package var severity: Severity
  package var effect: Effect
  /// What is wrong, in words, without values.
  package var message: String
  package var hint: String
  package var why: String
  package var source: String?
  package var examples: [Example]

  package struct Example: Decodable, Sendable {
    /// Field values as an extract would write them; fields not named are blank.
    package var `case`: [String: Located<String>]
    package var asOf: Located<String>?
    package var passes: Bool
    package var why: String?
  }
}
