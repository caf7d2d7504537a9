package import Declarations
package import Periods
package import Statistics

/// What readings are compared with.
package struct ComparisonPlan: Sendable {
  /// Our area's code. Groups leave it out; ranks place it among the others.
  package var own: String
  /// The areas to compare with, in the order of tables.
  package var areas: [Area]
  package var groups: [ComparisonGroup]
  package var published: ComparatorSeries
  /// The notes of the files of published figures, by id.
  package var publications: [String: ComparatorsNote]
  /// The last year of published figures to use, for a table as of an earlier time; nil for all.
  package var latestYear: FinancialYear?
  /// The periods that tables show. Other periods are only used for comparison.
  package var shown: Set<ReportingPeriod>
  /// The real councils of every year, for ranks, funnel plots and over-dispersion.
  package var councils: Councils
  package var vintages: VintageBook
  /// The gate's rules, in the order reasons are given, and its log.
  package var rules: [Comparability.GateRule]
  package var entries: [Comparability.LogEntry]
  package var bands: VariationBands
  package var phrases: [VariationBand: String]
  /// The council's targets, by measure id.
  package var targets: [String: [Target]]
  /// The months of process charts by measure id, oldest first. A stock has the last day of each month.
  package var trends: [String: [ReportingPeriod]] = [:]
  /// Datasets whose cases stay from month to month, although they are counted over a period.
  package var sharedCases: Set<String> = []
  /// The declared limits for verdicts. Without them only figures with intervals are judged, and none has few cases.
  package var verdicts: Comparability.Verdicts?
  /// Where process limits are computed anew.
  package var restarts: [Comparability.Restart] = []

  /// The figures that decide what needs attention; nil to use only the printed figures.
  package var attention: Attention?

  /// By measure, the period that is judged and the months before it; and the areas to compare with.
  package struct Attention: Sendable {
    package var periods: [String: ReportingPeriod]
    package var areas: [Area]
    package var trends: [String: [ReportingPeriod]]

    package init(
      periods: [String: ReportingPeriod], areas: [Area], trends: [String: [ReportingPeriod]]
    ) {
      self.periods = periods
      self.areas = areas
      self.trends = trends
    }
  }

  /// A target value in the measure's units, with the days on which it applies.
  package struct Target: Sendable, Hashable {
    package var name: String
    package var value: FixedPoint
    package var from: Day?
    package var to: Day?

    package func isInForce(on day: Day) -> Bool {
      (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
  }

  package init(
    own: String, areas: [Area], groups: [ComparisonGroup] = [], published: ComparatorSeries,
    publications: [String: ComparatorsNote] = [:], latestYear: FinancialYear? = nil,
    shown: Set<ReportingPeriod>, councils: Councils = Councils([]), vintages: VintageBook = VintageBook(),
    rules: [Comparability.GateRule] = [], entries: [Comparability.LogEntry] = [],
    bands: VariationBands = .usual, phrases: [VariationBand: String] = [:], targets: [String: [Target]] = [:]
  ) {
    self.own = own
    self.areas = areas
    self.groups = groups
    self.published = published
    self.publications = publications
    self.latestYear = latestYear
    self.shown = shown
    self.councils = councils
    self.vintages = vintages
    self.rules = rules
    self.entries = entries
    self.bands = bands
    self.phrases = phrases
    self.targets = targets
  }
}

extension ComparisonPlan {
  /// Whether cases stay from one month to the next, so that monthly values are not independent.
  ///
  /// True for all stocks, also for those that look back over twelve months. A flow counts each case in the
  /// month of its day, unless its cases are people who stay.
  func sharesCases(_ measure: Measure) -> Bool {
    measure.basis.isStock || measure.dataset.map { sharedCases.contains($0.value) } ?? false
  }
}

/// A group of councils to compare with.
package struct ComparisonGroup: Sendable, Hashable {
  /// `statistical-neighbours`, `region-members`.
  package var id: String
  package var name: String
  package var councils: [String]
  /// The model that chose them, with its edition, or what they have in common.
  package var source: String

  package init(id: String, name: String, councils: [String], source: String) {
    self.id = id
    self.name = name
    self.councils = councils
    self.source = source
  }
}

/// The real councils of every year.
package struct Councils: Sendable {
  private let areas: Areas

  package init(_ areas: [Area]) { self.areas = Areas(areas) }

  /// The councils that there were on the last day of a year.
  func existing(in year: FinancialYear) -> [Area] { areas.councils(on: year.end) }

  /// Whether two codes are one council's.
  func isSame(_ one: String, _ other: String) -> Bool {
    areas.isSame(one, other)
  }

  /// The codes of the councils that make up an area; nil for one that is not made of councils here.
  func members(of area: Area, in year: FinancialYear) -> [String]? {
    areas.members(of: area, on: year.end)?.map(\.code)
  }
}
