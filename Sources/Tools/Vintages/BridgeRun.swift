import AggregateStage
import Artefacts
import Declarations
import DisclosureStage
import Findings
import IngestStage
import Periods
import Runs
import Statistics
import ValidateStage

/// Printable readings of some measures over an earlier and a later day, from one reading of the extracts.
struct BridgeReadings: Sendable {
  private var rows: [Reading.Key: PrintedRow]
  /// Why measures were not counted, by id.
  private var refusals: [String: Finding]
  private let days: [Day]

  /// - Throws: where the extracts cannot be read.
  init(
    of measures: [Declared<Measure>], since earlier: Day, _ request: RunRequest, in workspace: Workspace
  ) throws {
    let plan = try RunPlan(request, in: workspace)
    let (extracts, missing) = findExtracts(
      of: plan.declaration, in: request.inputFolder, mappings: workspace.catalogue.mapping)
    if let stop = missing.first(where: { $0.effect == .stops }) { throw stop }
    let read = Set(extracts.map(\.dataset))
    let rules = workspace.catalogue.rules.all.filter { read.contains($0.value.dataset.value) }
    let ingested = ingest(
      extracts, as: plan.scopes.map(\.dataset), codes: workspace.catalogue.codeLists.all.map(\.value),
      blanks: workspace.blankValues, asOf: request.asOf)
    let validated = validate(
      ingested, against: rules, of: plan.scopes, asOf: request.asOf, calendar: workspace.calendar)
    // A measure or day that is given twice has one reading.
    var seen: Set<String> = []
    let measures = measures.filter { seen.insert($0.value.measure.value).inserted }
    days = [earlier, request.asOf]
    var counting = plan.aggregation(in: workspace, published: ComparatorSeries([]))
    counting.publishedYears = []
    counting.measures = []
    for measure in measures {
      let periods = Set(days).sorted().map { Self.period(of: measure.value, on: $0) }
      counting.measures.append(.init(measure: measure, periods: periods, breakdowns: []))
    }
    let withheld = RefusedExtracts(
      of: validated, ingested, limits: plan.limits, titles: plan.titles)
    counting.refused = withheld.reasons
    let aggregated = aggregate(validated.counting(without: withheld), into: counting)
    let (policy, declared) = try workspace.policy(plan.declaration.policy.value)
    let counts = disclose(
      aggregated, under: policy, named: declared,
      measures: Dictionary(uniqueKeysWithValues: measures.map { ($0.value.measure.value, $0.value) }))
    rows = counts.rows
    let refused = aggregated.findings.filter { $0.code.rawValue.hasPrefix("AGG-") }
    refusals = Dictionary(
      uniqueKeysWithValues: measures.compactMap { measure in
        let id = measure.value.measure.value
        return refused.first { $0.location?.path == measure.source.path }.map { (id, $0) }
      })
  }

  private static func period(of measure: Measure, on day: Day) -> ReportingPeriod {
    ReportingPeriod(latest: measure.basis.isStock ? .day : .rollingYear, asOf: day)
  }

  /// The earlier and the later period of a measure.
  func periods(of measure: Measure) -> [ReportingPeriod] { days.map { Self.period(of: measure, on: $0) } }

  /// A measure over the earlier (0) or the later (1) period; nil where it was not counted.
  func reading(of measure: Measure, _ turn: Int) -> PrintedRow? {
    rows[Reading.Key(measure: measure.measure.value, period: Self.period(of: measure, on: days[turn]))]
  }

  /// The parts of the change from one definition to another.
  ///
  /// - Throws: `AGG-…` where a measure was not counted, `RUN-033` where one of the four readings has no value.
  func bridge(from old: Measure, to new: Measure) throws(Finding) -> Bridge {
    func value(_ measure: Measure, _ turn: Int) throws(Finding) -> FixedPoint {
      let id = measure.measure.value
      if let why = refusals[id] { throw why }
      guard let number = reading(of: measure, turn)?.value.number else {
        throw Finding(
          "RUN-033", "'\(id)' has no value to show for \(Self.period(of: measure, on: days[turn]).label)",
          hint: "it has no cases then, or too few to print")
      }
      guard number.units.magnitude <= FixedPoint.mostUnits else {
        throw Finding(
          "RUN-033", "'\(id)' is too large for \(Self.period(of: measure, on: days[turn]).label)",
          hint: "look for a wrong number among its cases")
      }
      return number
    }
    return Bridge(
      old: try value(old, 0), recast: try value(new, 0), continued: try value(old, 1), new: try value(new, 1))
  }
}
