import Artefacts
import BenchmarkStage
import Declarations
import Periods
import Runs
import Statistics
import Testing
import Tools

/// Oxfordshire's figures of 2024-25, judged. Expected values were found with Python from the published table.
@Suite struct JudgementTests {
  let world: World

  init() throws { world = try World() }

  struct Expected: Sendable, CustomTestStringConvertible {
    var measure: String
    var lower: String
    var upper: String
    var method: Interval.Method
    var standing: String
    var z: String
    var adjusted: String
    var areas: Int
    var place: Int
    var of: Int
    var quartile: Int
    var testDescription: String { measure }
  }

  static let rows = [
    Expected(
      measure: "reablement-no-further-support-cld", lower: "72.2", upper: "76.8", method: .wilson,
      standing: "worse (95%)", z: "-2.19", adjusted: "-0.25", areas: 146, place: 71, of: 146, quartile: 2),
    Expected(
      measure: "admissions-65-and-over-cld", lower: "468.5", upper: "543.6", method: .byar,
      standing: "better (99.8%)", z: "-4.42", adjusted: "-0.96", areas: 152, place: 36, of: 152, quartile: 1),
  ]

  @Test(arguments: rows) func aPublishedFigureIsJudged(_ expected: Expected) throws {
    let row = try world.benchmarked(
      [try world.published(expected.measure, "2024-25")], plan: try world.plan())
    let narrow = try #require(row.intervals.first { $0.confidence == .ninetyFive })
    #expect(narrow.lower.description == expected.lower && narrow.upper.description == expected.upper)
    #expect(narrow.method == expected.method)
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    #expect(england.standing?.label == expected.standing)
    let z = try #require(england.z)
    #expect(z.unadjusted.description == expected.z && z.adjusted?.description == expected.adjusted)
    #expect(z.areas == expected.areas)
    #expect(z.phrase == "not statistically different", "by the adjusted score")
    let place = try #require(row.place)
    #expect(place.place == expected.place && place.of == expected.of && place.quartile == expected.quartile)
    #expect(place.sharing == 1 && place.year == "2024-25")
  }

  /// A survey keeps its publisher's margin, at 95% alone, so three classes and not five.
  @Test func aSurveyKeepsItsPublishedMargin() throws {
    let row = try world.benchmarked([try world.published("feel-safe", "2024-25")], plan: try world.plan())
    #expect(row.intervals.map(\.method) == [.publishedMargin])
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    #expect(england.z?.unadjusted.description == "-1.20" && england.z?.adjusted?.description == "-1.09")
    #expect(row.place?.place == 145 && row.place?.of == 151 && row.place?.quartile == 4)
  }

  @Test func neighboursAreTakenTogetherAndInTheMiddle() throws {
    let list = try #require(world.workspace.catalogue.neighbours["example"]?.value)
    let group = ComparisonGroup(
      id: "statistical-neighbours", name: list.title, councils: list.councils.map(\.value), source: list.model
    )
    let row = try world.benchmarked(
      [try world.published("reablement-no-further-support-cld", "2024-25")],
      plan: try world.plan(groups: [group]))
    let neighbours = try #require(row.comparisons.first { $0.against.id == "statistical-neighbours" })
    let summary = try #require(neighbours.group)
    // Oxfordshire is one of the six and not its own neighbour.
    #expect(summary.councils == 5 && summary.withValue == 5 && summary.withCounts == 5)
    #expect(summary.aggregate?.description == "79.4" && neighbours.value?.description == "79.4")
    #expect(summary.median?.description == "79.3")
    #expect(summary.lowerQuartile?.description == "76.5" && summary.upperQuartile?.description == "85.1")
    #expect(neighbours.difference?.description == "-4.8")
    #expect(summary.source == "invented example, not a statistical model")
  }

  @Test func theFunnelMarksOurCouncil() throws {
    let reading = try world.published("admissions-65-and-over-cld", "2024-25")
    let results = Aggregated(
      area: "E10000025", asOf: world.month.end, readings: [reading], findings: [])
    let id = reading.key.measure
    let made = benchmark(shown(results), against: try world.plan(), measures: [id: try world.measure(id)])
    let funnel = try #require(made.funnels.first)
    #expect(made.funnels.count == 1 && funnel.year == "2024-25" && funnel.kind == .rate)
    #expect(funnel.areas.count == 152 && funnel.leftOut == 1)
    #expect(funnel.ours?.value.description == "505.0")
    #expect(funnel.standing?.side == .below && funnel.adjustedStanding?.side == .similar)
    let sizes = funnel.limits.map(\.denominator)
    #expect(sizes == sizes.sorted() && funnel.limits.allSatisfy { $0.limits.count == 4 })
  }

  @Test func aCountHasNoAreaComparison() throws {
    let reading = Reading(
      key: .init(measure: "dols-received", period: world.month), numerator: 30, value: Fraction(30))
    let row = try world.benchmarked([reading], plan: try world.plan())
    #expect(row.comparisons.isEmpty && row.intervals.isEmpty && row.place == nil)
  }
}
