import AggregateStage
import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Testing

/// Tables without holes, whose rows add up.
@Suite struct CompleteGridTests {
  private static let october = period("2026-10-01", "2026-10-31")
  private static let september = period("2026-09-01", "2026-09-30")

  private static func period(_ start: String, _ end: String) -> ReportingPeriod {
    ReportingPeriod(.month, from: Day(iso: start) ?? Day(number: 0), to: Day(iso: end) ?? Day(number: 0))
  }

  private func reading(
    _ count: Int, of total: Int? = nil, _ label: String? = nil, in period: ReportingPeriod = october
  ) -> Reading {
    Reading(
      key: Reading.Key(
        measure: "m", period: period, category: label.map { Reading.Category(breakdown: "team", label: $0) }),
      numerator: count, denominator: total, value: total.map { Fraction(count, $0) } ?? Fraction(count))
  }

  private func measure(_ more: String, calculation: String = "count") throws -> Declared<Measure> {
    let source = SourceText(
      path: "data/measures/waiting/m.json",
      """
      { "measure": "m", "title": "M", "calculation": "\(calculation)", "unit": "count", "decimals": 0,
        "polarity": "neither", "change": "absolute", "basis": "flow", "why": "w", "source": "s" \(more) }
      """)
    return Declared(try #require(LocatedDecoder.decode(Measure.self, from: source).value), source: source)
  }

  @Test func aCategoryOfOnePeriodIsZeroInTheOthers() throws {
    let readings = [
      reading(3, in: Self.september), reading(3, "North", in: Self.september), reading(5),
      reading(4, "North"),
      reading(1, "Not recorded"),
    ]
    let grid = onCompleteGrid(readings, of: try measure("").value)
    #expect(
      grid.map { $0.key.category?.label } == [nil, "North", "Not recorded", nil, "North", "Not recorded"])
    #expect(grid.map(\.numerator) == [3, 3, 0, 5, 4, 1])
  }

  @Test func aProportionOfNoneIsNothingToMeasureAndNotZero() throws {
    let readings = [
      reading(1, of: 2, in: Self.september), reading(1, of: 2, "North", in: Self.september),
      reading(0, of: 0),
    ]
    let share = try measure(", \"dataset\": \"d\"", calculation: "proportion").value
    let empty = try #require(onCompleteGrid(readings, of: share).last)
    #expect(empty.key.category?.label == "North")
    #expect(empty.denominator == 0)
    #expect(empty.value == nil)
    #expect(empty.missing == .nothingToMeasure)
  }

  @Test func aPeriodThatCouldNotBeCountedGetsNoZeros() throws {
    var absent = reading(0, in: Self.september)
    absent.missing = .unavailable
    let grid = onCompleteGrid([absent, reading(5), reading(5, "North")], of: try measure("").value)
    #expect(grid.count == 3)
  }

  @Test func rowsThatDoNotAddUpAreAFinding() throws {
    let readings = [reading(5), reading(3, "North"), reading(1, "South")]
    let findings = unbalanced(readings, of: try measure(""))
    #expect(findings.map(\.code) == ["AGG-010"])
    #expect(findings.first?.message == "'m' by team does not add up in 2026-10")
    #expect(findings.first?.location?.line == 1)
    #expect(unbalanced([reading(5), reading(4, "North"), reading(1, "South")], of: try measure("")).isEmpty)
  }

  @Test func aDenominatorThatDoesNotAddUpIsAFinding() throws {
    let readings = [reading(1, of: 4), reading(1, of: 2, "North"), reading(0, of: 1, "South")]
    #expect(unbalanced(readings, of: try measure("", calculation: "proportion")).count == 1)
  }

  @Test func peopleMayBeInTwoRows() throws {
    let readings = [reading(5), reading(4, "North"), reading(2, "South")]
    #expect(unbalanced(readings, of: try measure(", \"counts\": \"people\"")).isEmpty)
  }
}
