import Artefacts
import Declarations
import Findings
import Periods
import Statistics

@testable import EvidenceStage

/// A small run: one share with a year before, England and three teams, one of them hidden.
enum PackFixture {
  static let policy = DisclosurePolicy(threshold: 5)

  static func measure(_ text: String) -> Measure {
    let (measure, _, findings) = LocatedDecoder.decode(
      Measure.self, from: SourceText(path: "measure.json", text))
    guard let measure else { preconditionFailure("\(findings)") }
    return measure
  }

  static let share = measure(
    """
    {"measure": "met-in-time", "title": "Met <in> time & place", "dataset": "visits", "calculation": "proportion",
     "denominator": "done", "numerator": "days <= 7", "unit": "percent", "decimals": 1,
     "polarity": "higher-is-better", "change": "percentage-points", "basis": "flow",
     "qualityStatement": "assessing-needs", "keyStatistic": "working-well", "why": "w", "source": "s",
     "cautions": ["Read with care."]}
    """)

  static func figure(_ text: String) -> Figure {
    policy.outcome(FixedPoint(text), missing: text == "x" ? .unavailable : nil)
  }

  static func period(_ kind: ReportingPeriod.Kind) -> ReportingPeriod {
    ReportingPeriod(latest: kind, asOf: Day(iso: "2026-10-31") ?? Day(number: 0))
  }

  static func reading(
    _ value: String, _ numerator: Int?, of denominator: Int?, team: String? = nil,
    comparisons: [DisclosedComparison] = []
  ) -> DisclosedReading {
    let hidden = [numerator, denominator].compactMap(\.self).contains { policy.hides($0) }
    var row = DisclosedReading(
      key: .init(
        measure: "met-in-time", period: period(.rollingYear),
        category: team.map { .init(breakdown: "team", label: $0) }),
      value: policy.outcome(FixedPoint(value), missing: nil, isHidden: hidden),
      numerator: policy.count(numerator, isHidden: hidden),
      denominator: policy.count(denominator, isHidden: hidden),
      population: nil, comparisons: comparisons)
    row.fewerThan = denominator.flatMap { $0 < 30 ? 30 : nil }
    return row
  }

  static func comparison(
    _ against: Comparison.Against, _ period: String, _ value: String, _ difference: String,
    _ verdict: Verdict?,
    notes: [String] = []
  ) -> DisclosedComparison {
    DisclosedComparison(
      against: against, period: period, value: figure(value), difference: figure(difference),
      isRelative: false, notes: notes, standing: verdict.map(standing))
  }

  /// A test's outcome that is said in that word.
  static func standing(_ verdict: Verdict) -> Standing {
    switch verdict {
    case .better: Standing(byLeastChange: .above, polarity: .higherIsBetter)
    case .worse: Standing(byLeastChange: .below, polarity: .higherIsBetter)
    case .higher: Standing(byLeastChange: .above, polarity: .neither)
    case .lower: Standing(byLeastChange: .below, polarity: .neither)
    case .unclear: Standing(byLeastChange: .similar, polarity: .neither)
    }
  }

  static func results() -> Disclosed {
    let total = reading(
      "62.5", 50, of: 80,
      comparisons: [
        comparison(.previous, "12 months to 2025-10-31", "40.0", "22.5", .better),
        comparison(
          .area(code: "E92000001", name: "England"), "2024-25", "70.0", "-7.5", .worse,
          notes: ["close definition"]),
      ])
    return Disclosed(
      area: "E99000001", asOf: Day(iso: "2026-10-31") ?? Day(number: 0), policy: "internal",
      policyTitle: "For colleagues",
      readings: [
        total, reading("50.0", 20, of: 40, team: "North & East"),
        reading("75.0", 3, of: 4, team: "\"South\""),
        reading("80.0", 8, of: 10, team: "West"),
      ], findings: [])
  }

  static func context() -> EvidenceContext {
    var context = EvidenceContext(
      title: "Nightly", areaName: "Exampleshire", measures: [share], families: ["met-in-time": "visits"],
      codes: [:],
      quality: [
        .init(
          dataset: "visits", title: "Visits",
          counts: .init(
            records: policy.count(90), accepted: policy.count(85), refused: policy.count(5), checks: []),
          notRun: [])
      ], sources: [], notComputed: [],
      inputs: [
        .init(path: "visits.csv", dataset: "visits", reading: .init(records: policy.count(90), sha256: "abc"))
      ],
      toolVersion: "0")
    context.layout.pipeline = "nightly"
    context.layout.oneFile = true
    context.layout.countable = ["met-in-time"]
    return context
  }

  static func pack() -> [String: [UInt8]] {
    Dictionary(
      evidence(results(), in: context()).files.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first })
  }

  static func text(_ path: String) -> String { String(decoding: pack()[path] ?? [], as: UTF8.self) }
}
