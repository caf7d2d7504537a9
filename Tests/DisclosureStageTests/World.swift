import Artefacts
import Declarations
import DisclosureStage
import Findings
import Periods
import Statistics
import TestKit
import Testing

/// A table to be published: one measure, its teams and reasons, and each team's reasons, by chance.
struct SampleTable: Sendable, CustomStringConvertible {
  static let measures: [String: Measure] = [
    "waiting": measure("waiting", "count", unit: "count"),
    "seen-in-time": measure("seen-in-time", "proportion", unit: "percent"),
  ]
  static let period = ReportingPeriod(.month, from: Day(number: 20_000), to: Day(number: 20_029))

  var readings: [Reading]
  var policy: DisclosurePolicy
  /// By team, then by reason: how many, and of them how many in time.
  private(set) var cells: [[(n: Int, d: Int)]] = []
  var description: String {
    readings.map { "\($0.key.category?.label ?? "Total") \($0.numerator ?? -1)/\($0.denominator ?? -1)" }
      .joined(separator: ", ") + "; \(policy)"
  }

  /// - Parameters:
  ///   - crossed: also every team's reasons.
  ///   - sizes: the most that a cell holds, one of these.
  init(
    _ generator: inout Seeded, crossed: Bool, proportion: Bool = false, teams: ClosedRange<Int> = 2...4,
    reasons: ClosedRange<Int> = 2...3, sizes: [Int] = [4, 12, 40], thresholds: ClosedRange<Int> = 3...10,
    bases: [Int] = [1, 1, 5, 10]
  ) {
    let teams = (0..<Int.random(in: teams, using: &generator)).map { "T\($0)" }
    let reasons = (0..<Int.random(in: reasons, using: &generator)).map { "R\($0)" }
    let most = sizes.randomElement(using: &generator) ?? 12
    var cells: [[(n: Int, d: Int)]] = []
    for _ in teams {
      cells.append(
        reasons.map { _ in
          let d = Int.random(in: 0...most, using: &generator)
          return (Int.random(in: 0...max(0, d), using: &generator), d)
        })
    }
    var readings: [Reading] = []
    func add(_ breakdown: String?, _ label: String, _ parts: [(n: Int, d: Int)]) {
      let n = parts.reduce(0) { $0 + $1.n }
      let d = parts.reduce(0) { $0 + $1.d }
      let category = breakdown.map { Reading.Category(breakdown: $0, label: label) }
      if proportion {
        readings.append(
          Reading(
            key: .init(measure: "seen-in-time", period: Self.period, category: category), numerator: n,
            denominator: d, value: d > 0 ? Fraction(n, d) : nil, multiplier: 100,
            missing: d > 0 ? nil : .nothingToMeasure))
      }
      readings.append(
        Reading(
          key: .init(measure: "waiting", period: Self.period, category: category), numerator: d,
          value: Fraction(d)))
    }
    add(nil, "Total", cells.flatMap(\.self))
    for (row, team) in teams.enumerated() { add("team", team, cells[row]) }
    for (column, reason) in reasons.enumerated() { add("reason", reason, cells.map { $0[column] }) }
    if crossed {
      for (row, team) in teams.enumerated() {
        for (column, reason) in reasons.enumerated() {
          add("team × reason", "\(team) × \(reason)", [cells[row][column]])
        }
      }
    }
    self.readings = readings
    self.cells = cells
    policy = DisclosurePolicy(
      threshold: Int.random(in: thresholds, using: &generator),
      roundingBase: bases.randomElement(using: &generator) ?? 1)
  }

  /// A count of all cases, or of a team's.
  static func count(
    _ count: Int, _ team: String?, _ period: ReportingPeriod = SampleTable.period, measure: String = "waiting"
  ) -> Reading {
    Reading(
      key: .init(
        measure: measure, period: period,
        category: team.map { Reading.Category(breakdown: "team", label: $0) }),
      numerator: count, value: Fraction(count))
  }

  static func aggregated(_ readings: [Reading]) -> Aggregated {
    Aggregated(area: "E99000001", asOf: period.end, readings: readings, findings: [])
  }

  func disclosed(after record: PublicRecord = PublicRecord()) -> DisclosedCounts {
    disclose(
      Self.aggregated(readings), under: policy, named: Self.declaration, measures: Self.measures,
      after: record)
  }

  static let declaration: PolicyDeclaration = declared(
    """
    { "policy": "test", "title": "Test", "audience": "published", "threshold": 5, "roundingBase": 1,
      "keepsOutcome": false, "why": "test", "source": "test" }
    """)

  /// The numerators are of the same cases as the count, so the two measures' tables are linked.
  static func measure(_ id: String, _ calculation: String, unit: String) -> Measure {
    let condition =
      calculation == "count"
      ? "\"where\": \"waiting\"" : "\"denominator\": \"waiting\", \"numerator\": \"in_time\""
    return declared(
      """
      { "measure": "\(id)", "title": "\(id)", "dataset": "assessments", "calculation": "\(calculation)",
        \(condition), "unit": "\(unit)", "decimals": \(unit == "count" ? 0 : 1),
        "polarity": "higher-is-better", "change": "absolute", "basis": "flow", "why": "test", "source": "test" }
      """)
  }

  static func declared<T: Decodable & Sendable>(_ json: String) -> T {
    let (value, _, findings) = LocatedDecoder.decode(
      T.self, from: SourceText(path: "test.json", bytes: Array(json.utf8)))
    guard let value else { preconditionFailure("\(findings)") }
    return value
  }
}

extension DisclosedCounts {
  /// The rows in the order of the readings that were counted.
  var printed: [PrintedRow] { ledger.map(\.printed) }

  /// Exactly what readers of the output have, and nothing else.
  func tables(under policy: DisclosurePolicy) -> PrintedTables {
    var tables = PrintedTables(under: policy, catalogue: SampleTable.measures)
    for row in printed {
      guard let measure = SampleTable.measures[row.key.measure] else { continue }
      tables.add(row, measure: measure)
    }
    tables.link()
    return tables
  }
}
