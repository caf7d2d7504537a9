package import Periods

/// A table that a pipeline makes besides the comparison: its shape and its contents.
package struct TablePlan: Decodable, Sendable {
  package var table: Located<String>
  package var title: String
  package var shape: Layout
  package var note: String?
  package var measures: [Located<String>]?
  package var period: Located<String>?
  package var breakdown: Located<String>?
  package var columns: [Column]?
  package var national: [String: Located<String>]?
  package var order: Order?
  package var change: [String: Measure.Change]?

  package var sample: Sample?

  /// Some of the cases, drawn by chance and by nothing else: the same seed draws the same cases.
  package struct Sample: Decodable, Sendable {
    package var size: Int
    package var by: Located<String>?
    package var seed: Located<String>
  }

  package enum Order: String, Decodable, Sendable, CaseIterable {
    /// As the files of targets have them.
    case targets
  }

  package struct Column: Decodable, Sendable {
    package var title: String
    package var measure: Located<String>?
    package var show: Show?
    package var period: Located<String>?
    package var at: Located<String>?
    package var decimals: Int?
  }

  package enum Layout: String, Decodable, Sendable, CaseIterable {
    /// One row for each measure.
    case measures
    /// One row for each measure: value and date, a year before, change with its unit, arrow.
    case tiles
    /// One row for each category of a breakdown, and one for all.
    case categories
    /// One row for each category: national share, our share and count, in the period and the year to date.
    case composition
    /// One row for each area: our neighbours, ours, our region, England. The columns are measures.
    case areas
    /// One row for each theme, with activity, working well and priority area as columns.
    case keyStatistics = "key-statistics"
    /// One row for each measure and target, in full.
    case scorecard
    case dashboard
    /// How many measures are green, amber and red, by reporting frequency.
    case ragCounts = "rag-counts"
    case ragTrend = "rag-trend"
    /// One row for each outcome or priority: its measures by state, their status, and the one that somebody gives it.
    case outcomes
    case exceptions
    case statusChanges = "status-changes"
    /// The cases that a measure counts. Only in `restricted/`.
    case cases

    /// Whether it shows statuses against targets.
    package var showsStatuses: Bool {
      switch self {
      case .scorecard, .dashboard, .ragCounts, .ragTrend, .outcomes, .exceptions, .statusChanges: true
      case .measures, .tiles, .categories, .composition, .areas, .keyStatistics, .cases: false
      }
    }
    /// Whether its rows are the categories of a breakdown.
    package var hasCategories: Bool { self == .categories || self == .composition }
    /// Whether its columns are declared.
    package var hasColumns: Bool { self == .categories || self == .measures || self == .areas }
    /// Whether columns may be declared in place of its own.
    package var mayHaveColumns: Bool { hasColumns || self == .scorecard || self == .dashboard }
  }

  package enum Show: String, Decodable, Sendable, CaseIterable {
    case value, numerator, denominator, period, previous, change, direction
    case yearBefore = "year-before"
    case changeOnYear = "change-on-year"
    /// Per cent of the table's total, rounded so that the column adds up to 100.
    case share
    case england
    case againstEngland = "against-england"
    case region
    case againstRegion = "against-region"
    /// All statistical neighbours together.
    case neighbours
    case againstNeighbours = "against-neighbours"
    /// Per cent of the row's columns that have it, rounded so that they add up to 100.
    case rowShare = "row-share"
    /// Of a row of a scorecard or dashboard.
    case code, section, frequency, director, target, cumulative, status, override, outlook, rule, origin
    case previousStatus = "previous-status"
    case yearToDate = "year-to-date"
    case yearToDateTarget = "year-to-date-target"
    case yearToDateStatus = "year-to-date-status"

    /// Whether it can be of a declared period, whatever the row's.
    package var canBeOfOnePeriod: Bool {
      switch self {
      case .value, .numerator, .denominator, .change, .share, .rowShare: true
      default: false
      }
    }

    /// Whether it is of a row with a target.
    package var isOfStatus: Bool {
      switch self {
      case .code, .section, .frequency, .director, .target, .cumulative, .status, .override, .outlook, .rule,
        .origin,
        .previousStatus, .yearToDate, .yearToDateTarget, .yearToDateStatus:
        true
      default: false
      }
    }
  }
}

extension TablePlan.Column {
  /// The period of a column that is always of one: a label such as `2013-14` or a day; `Q1` to `Q4` of the year of the
  /// as-of day; or `year-end-before`. nil where none is declared or can be read.
  package func period(asOf day: Day) -> ReportingPeriod? {
    guard let text = at?.value else { return nil }
    let year = FinancialYear(containing: day)
    if text == "year-end-before" {
      return ReportingPeriod(.financialYear, from: year.previous.start, to: year.previous.end)
    }
    return ReportingPeriod(text: text) ?? ReportingPeriod(text: "\(year) \(text)")
  }
}
