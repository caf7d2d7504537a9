package import Periods

/// What one scheduled run reads, counts, compares and publishes: one file in `pipelines/`.
package struct PipelinePlan: Decodable, Sendable {
  package var pipeline: Located<String>
  package var title: String
  package var why: String
  /// The council: a code in `data/areas/`; `--area` overrides it.
  package var area: Located<String>?
  /// Dataset id → file names in the input folder, where `*` stands for any characters.
  package var inputs: [Input]
  /// Measure ids, or families as `waiting/*`.
  package var measures: [Located<String>]
  /// Which vintage's codes and order the tables show.
  package var framework: Located<String>?
  package var periods: Periods?
  /// Which areas to compare with.
  package var comparators: [ComparatorArea]
  package var policy: Located<String>
  package var table: TableShape
  /// The financial years of a table of published measures, oldest first.
  package var years: [Located<String>]?
  /// Published figures of later years are left out: the table as it stood when they were the latest.
  package var latestComparatorYear: Located<String>?
  /// Breakdown ids to show, of those that each measure declares; none when not said.
  package var breakdowns: [Located<String>]?
  /// Tables besides the comparison, in the order they are shown.
  package var tables: [TablePlan]?

  package struct Input: Decodable, Sendable {
    package var dataset: Located<String>
    package var files: [String]
    /// Absence is a finding rather than an error.
    package var optional: Bool?
  }
  package struct Periods: Decodable, Sendable {
    package var stock: [ReportingPeriod.Kind]
    package var flow: [ReportingPeriod.Kind]
  }
  package enum ComparatorArea: String, Decodable, Sendable, CaseIterable { case england, region }
  package enum TableShape: String, Decodable, Sendable, CaseIterable {
    /// One row a measure and period.
    case comparison
    /// The ASCOF annex: two years side by side.
    case ascofAnnex = "ascof-annex"
  }
}

/// How small numbers are kept in: one file in `data/policies/`.
package struct PolicyDeclaration: Decodable, Sendable {
  package var policy: Located<String>
  package var title: String
  package var audience: Audience
  /// Counts from 1 (or 0 with `hidesZero`) up to one less than this are hidden; 0 hides nothing.
  package var threshold: Int
  package var hidesZero: Bool?
  /// Counts are rounded to a multiple of this; 1 leaves them.
  package var roundingBase: Int
  /// Whether an outcome stays when one of its counts is hidden.
  package var keepsOutcome: Bool
  package var why: String
  package var source: String

  package enum Audience: String, Decodable, Sendable, CaseIterable { case `internal`, published }
}
