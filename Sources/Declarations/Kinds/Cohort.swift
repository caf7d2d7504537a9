/// How the cases of a dataset in `data/cohorts/` are found: by a named linkage of other datasets, written in Swift.
///
/// The linkage finds facts. Measures count them with conditions on the cohort's fields, as over any dataset.
package struct Cohort: Decodable, Sendable {
  package var linkage: Located<String>?
  package var reads: [Read]
  package var settings: [String: Int]?
  package var steps: [Step]
  package var sharesCases: Bool?
  package var unknowns: String
  package var leavesOut: String

  package struct Read: Decodable, Sendable {
    package var dataset: Located<String>
    package var optional: Bool?
    package var fields: [Located<String>]
    package var optionalFields: [Located<String>]?
    package var looksBack: Int?
  }
  package struct Step: Decodable, Sendable {
    package var step: Located<String>
    package var title: String
  }
}
