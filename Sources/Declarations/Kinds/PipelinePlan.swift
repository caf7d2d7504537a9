package import Periods

/// What a scheduled run reads, counts, compares and publishes: one file in `pipelines/`.
package struct PipelinePlan: Decodable, Sendable {
  package var pipeline: Located<String>
  package var title: String
  package var why: String
  package var area: Located<String>?
  package var inputs: [Input]
  package var measures: [Located<String>]
  package var watch: [Located<String>]?
  package var framework: Located<String>?
  package var periods: Periods?
  package var comparators: [ComparatorArea]
  package var neighbours: Located<String>?
  package var policy: Located<String>
  package var table: TableShape
  package var years: [Located<String>]?
  package var latestComparatorYear: Located<String>?
  package var trendMonths: Int?
  package var decimals: Int?
  package var breakdowns: [Located<String>]?
  package var tables: [TablePlan]?
  package var oneFile: Bool?
  package var documents: Bool?
  package var contributes: Bool?
  package var completeness: Completeness?
  package var holdBack: HoldBack?
  package var waitingLists: [Located<String>]?
  package var retention: Retention?
  package var movement: Bool?
  package var crossTables: [CrossTable]?

  package struct CrossTable: Decodable, Sendable {
    package var crossTable: Located<String>
    package var title: String
    package var dataset: Located<String>
    package var by: [Located<String>]
    package var measures: [Located<String>]
    package var period: ReportingPeriod.Kind?
  }
  package struct Input: Decodable, Sendable {
    package var dataset: Located<String>
    package var files: [String]
    package var optional: Bool?
    package var `where`: Located<String>?
    package var sheet: String?
    package var sheets: [String]?
    package var mapping: Located<String>?
    package var dateOrder: DateOrder?
    package var noDates: [String]?
    package var begins: Located<String>?
    package var foot: Bool?
  }
  package struct Completeness: Decodable, Sendable {
    package var refusedPercent: Int?
    package var couldChangePercent: Int?
    package var daysAfterNewest: Int?
  }
  package enum DateOrder: String, Decodable, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
  }
  package struct Periods: Decodable, Sendable {
    package var stock: [ReportingPeriod.Kind]
    package var flow: [ReportingPeriod.Kind]
  }
  package struct HoldBack: Decodable, Sendable {
    package var refusedPercent: Int?
    package var unmappedPercent: Int?
    package var volumeDropPercent: Int?
    package var daysApart: Int?
    package var daysAfterNewest: Int?
    package var daysAhead: Int?
    package var missingExtract: Bool?
    package var missingComparator: Bool?

    package init(refusedPercent: Int? = nil, volumeDropPercent: Int? = nil, daysApart: Int? = nil) {
      self.refusedPercent = refusedPercent
      self.volumeDropPercent = volumeDropPercent
      self.daysApart = daysApart
    }
  }
  package struct Retention: Decodable, Sendable {
    package var days: Int
    package var months: Int?

    package init(days: Int, months: Int? = nil) {
      self.days = days
      self.months = months
    }
  }
  package enum ComparatorArea: String, Decodable, Sendable, CaseIterable {
    case england, region
    /// The publisher's own figure for councils of our type.
    case councilType = "council-type"
    /// The other councils of our region: their total and their median.
    case regionMembers = "region-members"
    case statisticalNeighbours = "statistical-neighbours"
  }
  package enum TableShape: String, Decodable, Sendable, CaseIterable {
    /// One row for each measure and period.
    case comparison
    /// The ASCOF annex: two years side by side.
    case ascofAnnex = "ascof-annex"
  }
}

/// How small numbers are hidden: one file in `data/policies/`.
package struct PolicyDeclaration: Decodable, Sendable {
  package var policy: Located<String>
  package var title: String
  package var audience: Audience
  package var threshold: Int
  package var hidesZero: Bool?
  package var roundingBase: Int
  package var keepsOutcome: Bool
  package var protects: Int?
  package var dayBands: [Int]?
  package var wholePeriods: Bool?
  package var datasets: [Terms]?
  package var why: String
  package var source: String

  /// The terms for one dataset's cases, in place of the policy's own.
  package struct Terms: Decodable, Sendable {
    package var dataset: Located<String>
    package var threshold: Int
    package var hidesZero: Bool?
    package var roundingBase: Int
    package var keepsOutcome: Bool
    package var protects: Int?
    package var why: String
  }

  package enum Audience: String, Decodable, Sendable, CaseIterable { case `internal`, published }
}
