package import Declarations
package import Periods
package import Statistics

/// What readings are compared with.
package struct ComparisonPlan: Sendable {
  /// Our council's code, which is left out of groups and is placed among the others.
  package var own: String
  /// The areas, in the order tables show them.
  package var areas: [Area]
  package var groups: [ComparisonGroup]
  package var published: ComparatorSeries
  /// The notes of the files of published figures, by id.
  package var publications: [String: ComparatorsNote]
  /// Published figures of later years are left out, for a table as it stood at the time.
  package var latestYear: FinancialYear?
  /// The periods that tables show; readings of others are only compared with.
  package var shown: Set<ReportingPeriod>
  /// Real councils of every year, for places, funnels and over-dispersion.
  package var councils: Councils
  package var vintages: VintageBook
  /// The gate's rules, in the order reasons are given, and its log.
  package var rules: [Comparability.GateRule]
  package var entries: [Comparability.LogEntry]
  package var bands: VariationBands
  package var phrases: [VariationBand: String]
  /// What the council set out to reach, by measure id.
  package var targets: [String: [Target]]
  /// Months of a process chart by measure id, oldest first; a stock is of each month's last day.
  package var trends: [String: [ReportingPeriod]] = [:]
  /// Datasets whose cases of one month are the next month's too, though they are counted over a period.
  package var sharedCases: Set<String> = []
  /// When a difference is said to be one; without them nothing without an interval is judged, and nothing is few.
  package var verdicts: Comparability.Verdicts?
  /// Where limits begin again.
  package var restarts: [Comparability.Restart] = []

  /// The figures that decide what needs attention; nil where only the figures that are shown do.
  package var attention: Attention?

  /// By measure, the period whose figure is judged and the months before it; and the areas to compare it with.
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

  /// A value to reach, in the measure's units, while it is in force.
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
  /// Whether one month's cases are among the next month's too, so that its values are not independent.
  ///
  /// Whatever is counted on a day is so, also where it looks back over twelve months. A flow counts each case in the
  /// month of its day, unless its cases are people who stay.
  func sharesCases(_ measure: Measure) -> Bool {
    measure.basis.isStock || measure.dataset.map { sharedCases.contains($0.value) } ?? false
  }
}

/// Several councils to be compared with together.
package struct ComparisonGroup: Sendable, Hashable {
  /// `statistical-neighbours`, `region-members`.
  package var id: String
  package var name: String
  package var councils: [String]
  /// The model that chose them and its edition, or what they have in common.
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
