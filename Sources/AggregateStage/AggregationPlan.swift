package import Artefacts
package import Declarations
package import Periods

/// What to count: which measures, over which periods, with which breakdowns.
package struct AggregationPlan: Sendable {
  /// The council's GSS code.
  package var area: String
  package var asOf: Day
  package var measures: [Item]
  package var datasets: [DatasetScope]
  package var calendar: WorkingCalendar
  /// The council's population by population id.
  package var populations: [String: Population]
  /// Figures computed elsewhere, and the years to show of them, oldest first.
  package var published: ComparatorSeries
  package var publishedYears: [FinancialYear]
  /// Figures of ours that were worked out elsewhere, of any period.
  package var returned = ReturnedFigures()
  /// Every measure that a ratio can use, by id.
  package var catalogue: [String: Declared<Measure>]
  /// The first and last day of a council that began or ended. Outside them it has no rates.
  package var firstDay: Day?
  package var lastDay: Day?
  package var crossTables: [CrossTableItem] = []
  package var waitingLists: [WaitingListItem] = []
  /// How much data a figure may lack; nil for any amount.
  package var limits: CompletenessLimits?
  /// Datasets with a refused extract, and the reason in words.
  package var refused: [String: String] = [:]
  /// By dataset and field, why files of its mapping never have it.
  package var notHeld: [String: [String: String]] = [:]
  /// The first day of a dataset's extract, where it is declared.
  package var begins: [String: Day] = [:]

  package struct Item: Sendable {
    package var measure: Declared<Measure>
    package var periods: [ReportingPeriod]
    /// The measure's breakdowns that this pipeline shows.
    package var breakdowns: [Breakdown]
    /// The breakdowns that the pipeline shows of figures that came in.
    package var returnedBreakdowns: Set<String> = []
    /// Earlier months, of which only the total is counted.
    package var trend: [ReportingPeriod] = []

    package init(measure: Declared<Measure>, periods: [ReportingPeriod], breakdowns: [Breakdown]) {
      self.measure = measure
      self.periods = periods
      self.breakdowns = breakdowns
    }
  }

  /// A table of measures by several breakdowns crossed.
  package struct CrossTableItem: Sendable {
    package var declaration: PipelinePlan.CrossTable
    /// In the order of the table's columns.
    package var measures: [Declared<Measure>]
    package var breakdowns: [Breakdown]
    package var period: ReportingPeriod

    package init(
      declaration: PipelinePlan.CrossTable, measures: [Declared<Measure>], breakdowns: [Breakdown],
      period: ReportingPeriod
    ) {
      self.declaration = declaration
      self.measures = measures
      self.breakdowns = breakdowns
      self.period = period
    }
  }

  /// A waiting list over several periods.
  package struct WaitingListItem: Sendable {
    package var declared: Declared<WaitingListDeclaration>
    package var bands: Breakdown?
    package var periods: [ReportingPeriod]

    package init(
      declared: Declared<WaitingListDeclaration>, bands: Breakdown?, periods: [ReportingPeriod]
    ) {
      self.declared = declared
      self.bands = bands
      self.periods = periods
    }
  }

  package struct Population: Sendable {
    package var value: Int
    package var basis: PopulationBasis

    package init(value: Int, basis: PopulationBasis) {
      self.value = value
      self.basis = basis
    }
  }

  package init(
    area: String, asOf: Day, measures: [Item], datasets: [DatasetScope], calendar: WorkingCalendar,
    populations: [String: Population], published: ComparatorSeries, publishedYears: [FinancialYear],
    catalogue: [String: Declared<Measure>]
  ) {
    self.area = area
    self.asOf = asOf
    self.measures = measures
    self.datasets = datasets
    self.calendar = calendar
    self.populations = populations
    self.published = published
    self.publishedYears = publishedYears
    self.catalogue = catalogue
  }
}
