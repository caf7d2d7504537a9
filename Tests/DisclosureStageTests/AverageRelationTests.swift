import Artefacts
import Declarations
import DisclosureStage
import Statistics
import Testing

/// What a printed median says of the counts of those who waited longer, or no longer, than a line.
@Suite struct AverageRelationTests {
  private func measure(_ id: String, _ declared: String) -> Measure {
    SampleTable.declared(
      """
      { "measure": "\(id)", "title": "\(id)", "dataset": "assessments", \(declared), "decimals": 0,
        "polarity": "neither", "change": "absolute", "basis": "flow", "why": "test", "source": "test" }
      """)
  }

  /// Of 12 the median waited 40 days: at most 6 waited no longer than 28, and at least 6 longer.
  @Test(arguments: [("<=", 1...6), (">", 6...12)])
  func aMedianBoundsThoseOnEitherSideOfALine(sign: String, range: ClosedRange<Int>) throws {
    let policy = DisclosurePolicy(threshold: 5)
    let days = "days(asked_on, done_on)"
    let measures = [
      "done": measure("done", #""calculation": "count", "where": "done", "unit": "count""#),
      "side": measure(
        "side", #""calculation": "count", "where": "done AND \#(days) \#(sign) 28", "unit": "count""#),
      "wait": measure(
        "wait", #""calculation": "median", "where": "done", "of": "\#(days)", "unit": "days""#),
    ]
    var tables = PrintedTables(under: policy, catalogue: measures)
    for (id, value, numerator, denominator) in [
      ("done", 12, 12, nil), ("side", 1, 1, nil), ("wait", 40, nil, 12),
    ] {
      tables.add(
        PrintedRow(
          key: SampleTable.count(0, nil, measure: id).key, value: policy.count(value),
          numerator: numerator.map { policy.count($0) }, denominator: denominator.map { policy.count($0) },
          population: nil), measure: try #require(measures[id]))
    }
    tables.link()
    #expect(Audit(of: tables).hidden.map(\.range) == [range])
  }
}
