import Artefacts
import BenchmarkStage
import Declarations
import FoundationEssentials
import Periods
import Runs
import Statistics
import Testing
import Tools

/// This checkout's declarations and published figures, and readings made by hand.
struct World {
  static let shared: Workspace? = try? Workspace.open(root)
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  let workspace: Workspace

  init() throws { workspace = try #require(Self.shared) }

  func plan(
    own: String = "E10000025", published: ComparatorSeries? = nil, rules: Bool = true,
    groups: [ComparisonGroup] = []
  ) throws -> ComparisonPlan {
    let catalogue = workspace.catalogue
    let england = try #require(workspace.areas["E92000001"])
    let phrases = try #require(catalogue.phrases.all.first?.value)
    var plan = ComparisonPlan(
      own: own, areas: [england], groups: groups, published: published ?? workspace.comparators,
      publications: Dictionary(
        catalogue.comparators.all.map { ($0.value.comparators.value, $0.value) },
        uniquingKeysWith: { first, _ in first }),
      shown: Set(periods), councils: Councils(workspace.areas.all), vintages: VintageBook(catalogue),
      rules: rules ? catalogue.comparability.all.flatMap { $0.value.rules ?? [] } : [],
      entries: catalogue.comparability.all.flatMap { $0.value.entries ?? [] },
      phrases: Dictionary(
        phrases.bands.compactMap { band in
          VariationBand(rawValue: band.band.rawValue).map { ($0, band.phrase) }
        }, uniquingKeysWith: { first, _ in first }))
    plan.verdicts = catalogue.comparability.all.lazy.compactMap(\.value.verdicts).first
    return plan
  }

  /// Every period that these tests show.
  private var periods: [ReportingPeriod] {
    (2014...2026).map { year(FinancialYear(startYear: $0)) }
      + [month, ReportingPeriod(latest: .rollingYear, asOf: month.end)]
  }

  let month = ReportingPeriod(.month, from: Day(number: 20_727), to: Day(number: 20_757))

  func year(_ year: FinancialYear) -> ReportingPeriod {
    ReportingPeriod(.financialYear, from: year.start, to: year.end)
  }

  func measure(_ id: String) throws -> Measure { try #require(workspace.catalogue.measure(id)) }

  /// The comparisons of the last of some readings of one measure.
  func benchmarked(_ readings: [Reading], plan: ComparisonPlan) throws -> BenchmarkedReading {
    try #require(try compared(readings, plan: plan).readings.last)
  }

  /// Some readings of one measure with their comparisons, and what there is to say of them.
  func compared(_ readings: [Reading], plan: ComparisonPlan) throws -> Benchmarked {
    let id = try #require(readings.last?.key.measure)
    let results = Aggregated(area: plan.own, asOf: month.end, readings: readings, findings: [])
    return benchmark(shown(results), against: plan, measures: [id: try measure(id)])
  }

  /// The published reading of a council and year, as the aggregate stage takes it in.
  func published(_ id: String, _ yearText: String, own: String = "E10000025") throws -> Reading {
    let year = try #require(FinancialYear(yearText))
    let figure = workspace.comparators.figure(of: id, area: own, year: year)
    return Reading(
      key: .init(measure: id, period: self.year(year), origin: .published), numerator: figure?.numerator,
      denominator: figure?.denominator, value: figure?.outcome?.fraction,
      missing: figure?.outcome == nil ? figure?.missing ?? .unavailable : nil)
  }
}

/// Readings as they print where nothing is hidden or rounded.
func shown(_ results: Aggregated) -> DisclosedCounts {
  DisclosedCounts(aggregated: results, rows: [:], policy: "internal", policyTitle: "For colleagues")
}
