/// How the cases of a dataset in `data/cohorts/` are found: by a named linkage, written in Swift, over other datasets.
///
/// The linkage finds facts; measures count them with conditions on the cohort's fields, as over any dataset.
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
    /// Whether the cohort is found without an extract of it too.
    package var optional: Bool?
    /// Without a column for one of these the cohort is not found.
    package var fields: [Located<String>]
    /// Used where there are columns for them.
    package var optionalFields: [Located<String>]?
    package var looksBack: Int?
  }
  package struct Step: Decodable, Sendable {
    package var step: Located<String>
    /// Why a case goes, in the words of the waterfall.
    package var title: String
  }
}
