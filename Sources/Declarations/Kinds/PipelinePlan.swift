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
  /// A file in `data/neighbours/`, for the comparator `statistical-neighbours`.
  package var neighbours: Located<String>?
  package var policy: Located<String>
  package var table: TableShape
  /// The financial years of a table of published measures, oldest first.
  package var years: [Located<String>]?
  /// Published figures of later years are left out: the table as it stood when they were the latest.
  package var latestComparatorYear: Located<String>?
  /// How many months back process charts go, this one among them; none when not said.
  package var trendMonths: Int?
  /// Breakdown ids to show, of those that each measure declares; none when not said.
  package var breakdowns: [Located<String>]?
  /// Tables besides the comparison, in the order they are shown.
  package var tables: [TablePlan]?
  /// Whether the pages are also written as one file, `evidence-pack.html`, that can be sent alone; no when not said.
  package var oneFile: Bool?
  /// How much a figure's data may lack before there is no figure.
  package var completeness: Completeness?
  /// What keeps a run from being published, so that the last good one stays; a missing extract always does if not said.
  package var holdBack: HoldBack?
  /// Lists of people who wait, from `data/waiting-lists/`, over the periods of flows.
  package var waitingLists: [Located<String>]?
  /// Which runs are kept; all of them when not said.
  package var retention: Retention?
  /// Whether a run says why its figures moved, for which it keeps digests of case keys and their dates in `restricted/`.
  package var movement: Bool?
  /// Tables of measures by several breakdowns crossed; small numbers, so written to `restricted/` alone.
  package var crossTables: [CrossTable]?

  package struct CrossTable: Decodable, Sendable {
    package var crossTable: Located<String>
    package var title: String
    package var dataset: Located<String>
    /// Breakdown ids of the dataset; the first varies slowest.
    package var by: [Located<String>]
    /// Measures of the dataset that are counted from cases; not rates.
    package var measures: [Located<String>]
    /// What `:period_start` and `:period_end` are; the as-of day by itself when not said.
    package var period: ReportingPeriod.Kind?
  }
  package struct Input: Decodable, Sendable {
    package var dataset: Located<String>
    package var files: [String]
    /// Absence is a finding rather than an error.
    package var optional: Bool?
    /// The sheet to read of a workbook that has several.
    package var sheet: String?
    /// What 01/02/2026 means where no value of the file says; such a column is not read when not said.
    package var dateOrder: DateOrder?
    /// Days and words that mean no date in these files, besides what the dataset declares.
    package var noDates: [String]?
    /// The first day that the extract holds, as 2026-01-01; found from its records when not said.
    package var begins: Located<String>?
  }
  package struct Completeness: Decodable, Sendable {
    /// An extract of which more than this many per cent of the records are refused is refused whole; 50 when not said.
    package var refusedPercent: Int?
    /// A figure that values which no code list knows could change by more than this many per cent is none; 5 when not said.
    package var couldChangePercent: Int?
    /// An extract whose newest record is more than this many days before the as-of day is said to be old; 31 when not said.
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
    /// More than this many per cent of a dataset's records refused.
    package var refusedPercent: Int?
    /// More than this many per cent of a dataset's records with a value that no code list knows.
    package var unmappedPercent: Int?
    /// More than this many per cent fewer records of a dataset than in the run before.
    package var volumeDropPercent: Int?
    /// The as-of day more than this many days after the run before's.
    package var daysApart: Int?
    /// The as-of day more than this many days after the newest record of an extract.
    package var daysAfterNewest: Int?
    /// The as-of day more than this many days after today.
    package var daysAhead: Int?
    /// An extract that is not optional is missing or cannot be read; yes when not said.
    package var missingExtract: Bool?
    /// No figure could be held against one of the areas to compare with.
    package var missingComparator: Bool?

    package init(refusedPercent: Int? = nil, volumeDropPercent: Int? = nil, daysApart: Int? = nil) {
      self.refusedPercent = refusedPercent
      self.volumeDropPercent = volumeDropPercent
      self.daysApart = daysApart
    }
  }
  package struct Retention: Decodable, Sendable {
    /// Every run of this many days up to the latest one's as-of day.
    package var days: Int
    /// Of those before, the first of each month, for this many months; for ever when not said.
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
    /// The other councils of our region, together and in the middle.
    case regionMembers = "region-members"
    case statisticalNeighbours = "statistical-neighbours"
  }
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
  /// How many values a hidden count must still be able to have; as many as are hidden when not said.
  package var protects: Int?
  /// Days at which the bands begin that stand for a longest wait or another single person's value, rising; without
  /// them such a value is withheld.
  package var dayBands: [Int]?
  /// Whether periods end with the last whole month, and weeks with Sunday, so that no two runs print periods a few
  /// days apart, whose difference is a few cases; no when not said.
  package var wholePeriods: Bool?
  /// Other terms for the cases of single datasets.
  package var datasets: [Terms]?
  package var why: String
  package var source: String

  /// How counts of one dataset's cases are printed, in place of the policy's own terms.
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
