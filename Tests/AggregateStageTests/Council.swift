import AggregateStage
import Artefacts
import Declarations
import FoundationEssentials
import IngestStage
import Periods
import Runs
import Synthesis
import Tables
import Testing
import Tools
import ValidateStage

/// Extracts counted over the project's own declarations, without files.
struct Council {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  static let asOf = Day(number: 20757)
  private static let opened = Result { try Workspace.open(root.path) }
  static var workspace: Workspace { get throws { try opened.get() } }

  static var parameters: Parameters {
    get throws {
      Parameters(asOf: asOf, periodStart: asOf, periodEnd: asOf, calendar: try workspace.calendar)
    }
  }

  /// Every measure over a cohort, in the order of their ids.
  static var cohortMeasures: [Declared<Measure>] {
    get throws {
      let catalogue = try workspace.catalogue
      return catalogue.measures.all.filter { measure in
        guard let cohort = measure.value.dataset.flatMap({ catalogue.dataset($0.value)?.cohort }) else {
          return false
        }
        // The invented council has no extract of requests: ClientLevelDataTests makes one.
        return !cohort.reads.contains { $0.dataset.value == "requests" }
      }
    }
  }

  /// The case-level extracts of an invented council, by dataset.
  static func extracts(seed: UInt64, people: Int) -> [String: [UInt8]] {
    let files = SyntheticCouncil(
      seed: seed, people: people, asOf: asOf, holidays: [], faults: .perMille(40)
    ).files()
    var out: [String: [UInt8]] = [:]
    for (path, bytes) in files where !path.contains("/") && path.hasSuffix(".csv") {
      out[String(path.dropLast(4))] = bytes
    }
    return out
  }

  static func count(
    _ extracts: [String: [UInt8]], _ measures: [Declared<Measure>], over periods: [ReportingPeriod],
    lists: [AggregationPlan.WaitingListItem] = [], asOf: Day = Council.asOf
  ) throws -> Aggregated {
    let (validated, plan) = try validated(extracts, measures, over: periods, lists: lists, asOf: asOf)
    return aggregate(validated, into: plan)
  }

  /// The cases and what is to be counted of them.
  static func validated(
    _ extracts: [String: [UInt8]], _ measures: [Declared<Measure>], over periods: [ReportingPeriod],
    lists: [AggregationPlan.WaitingListItem] = [], asOf: Day = Council.asOf
  ) throws -> (Validated, AggregationPlan) {
    let workspace = try workspace
    let scopes = workspace.catalogue.datasets.all.map { workspace.scope(of: $0.value) }
    let rules = workspace.catalogue.rules.all.filter { extracts[$0.value.dataset.value] != nil }
    let read = extracts.sorted { $0.key < $1.key }.map {
      Extract(dataset: $0.key, path: "\($0.key).csv", $0.value)
    }
    let ingested = ingest(
      read, as: scopes.map(\.dataset), codes: workspace.catalogue.codeLists.all.map(\.value))
    let validated = validate(ingested, against: rules, of: scopes, asOf: asOf, calendar: workspace.calendar)
    let basis = PopulationBasis(population: "adults", referenceDate: "mid-2024", vintage: "invented")
    let population = AggregationPlan.Population(value: 1000, basis: basis)
    var plan = AggregationPlan(
      area: "E99000001", asOf: asOf,
      measures: measures.map { .init(measure: $0, periods: periods, breakdowns: []) }, datasets: scopes,
      calendar: workspace.calendar,
      populations: ["adults-18-to-64": population, "adults-65-and-over": population],
      published: ComparatorSeries([]), publishedYears: [], catalogue: [:])
    plan.waitingLists = lists
    return (validated, plan)
  }

  static let periods = [
    ReportingPeriod(latest: .rollingYear, asOf: asOf),
    ReportingPeriod(latest: .rollingYear, asOf: asOf).previous,
    ReportingPeriod(latest: .month, asOf: asOf),
  ]
}
