package import Findings

/// What must hold of a record, of records together, or of one run and the next: one file in `data/rules/<dataset>/`.
package struct Rule: Decodable, Sendable {
  /// Its code, such as `WL-003`, never reused.
  package var rule: Located<String>
  package var title: String
  package var dataset: Located<String>
  /// What it looks at; one record at a time when not said.
  package var kind: Kind?
  /// The fields a finding is about, the first of them the one to mend.
  package var fields: [Located<String>]
  /// The records it applies to; all when not said.
  package var when: Located<String>?
  /// Kind `record`: what must not be false of them; unknown passes, as SQL's CHECK does.
  package var must: Located<String>?
  /// Kind `overlap`: whose stretches of time must not overlap.
  package var overlap: Overlap?
  /// Kind `consistent`: what must be the same in all records of one key.
  package var consistent: Consistent?
  /// Kind `reference`: what another dataset must, or must not, have.
  package var reference: Reference?
  /// Kind `run`: what must hold between the last run's records and this run's.
  package var run: RunCheck?
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
    package var `case`: [String: Located<String>]?
    /// Several records, for a rule of records together.
    package var cases: [[String: Located<String>]]?
    /// By dataset id, the records of the other extracts.
    package var others: [String: [[String: Located<String>]]]?
    /// The run before, for a rule of one run and the next.
    package var previous: PreviousCases?
    package var asOf: Located<String>?
    package var passes: Bool
    package var why: String?
  }
}
