/// How the cases of a dataset in `data/cohorts/` are found: by a named linkage, written in Swift, over other datasets.
///
/// The linkage finds facts; measures count them with conditions on the cohort's fields, as over any dataset.
package struct Cohort: Decodable, Sendable {
  /// The linkage's name; the cohort's own id when not said.
  package var linkage: Located<String>?
  /// The records it links. Examples of its measures are records of the first, where they do not say otherwise.
  package var reads: [Read]
  /// Whole numbers that the linkage is told, such as how many days apart two services may be.
  package var settings: [String: Int]?
  /// What it leaves out, in the order of the waterfall.
  package var steps: [Step]
  /// Whether one month's cases are the next month's too, as people supported are; no when not said.
  package var sharesCases: Bool?
  /// How what is not known is treated.
  package var unknowns: String
  /// What the national definition has and this has not, or the other way round.
  package var leavesOut: String

  package struct Read: Decodable, Sendable {
    package var dataset: Located<String>
    /// Whether the cohort is found without an extract of it too.
    package var optional: Bool?
    /// Without a column for one of these the cohort is not found.
    package var fields: [Located<String>]
    /// Used where there are columns for them.
    package var optionalFields: [Located<String>]?
  }
  package struct Step: Decodable, Sendable {
    package var step: Located<String>
    /// Why a case goes, in the words of the waterfall.
    package var title: String
  }
}
