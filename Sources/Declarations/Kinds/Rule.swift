package import Findings

/// A condition on a record, on several records, or between two runs: one file in `data/rules/<dataset>/`.
package struct Rule: Decodable, Sendable {
  package var rule: Located<String>
  package var title: String
  package var dataset: Located<String>
  package var kind: Kind?
  package var fields: [Located<String>]
  package var when: Located<String>?
  package var must: Located<String>?
  package var overlap: Overlap?
  package var consistent: Consistent?
  package var reference: Reference?
  package var run: RunCheck?
  package var severity: Severity
  package var effect: Effect
  package var message: String
  package var hint: String
  package var why: String
  package var source: String?
  package var examples: [Example]

  package struct Example: Decodable, Sendable {
    package var `case`: [String: Located<String>]?
    package var cases: [[String: Located<String>]]?
    package var others: [String: [[String: Located<String>]]]?
    package var previous: PreviousCases?
    package var asOf: Located<String>?
    package var passes: Bool
    package var why: String?
  }
}
