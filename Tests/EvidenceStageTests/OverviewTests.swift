import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Testing

@testable import EvidenceStage

/// What the overview lists, and in which order.
@Suite struct OverviewTests {
  /// A number of cases with its year before; lower is better.
  private static func measure(_ id: String) -> Measure {
    PackFixture.measure(
      """
      {"measure": "\(id)", "title": "\(id)", "dataset": "visits", "calculation": "count", "where": "open", "unit": "count",
       "decimals": 0, "polarity": "lower-is-better", "change": "absolute", "basis": "stock", "why": "w", "source": "s"}
      """)
  }

  private static func reading(
    _ id: String, _ now: String, _ before: String, _ verdict: Verdict?, others: [DisclosedComparison] = []
  ) -> DisclosedReading {
    let past = PackFixture.comparison(.yearBefore, "2025-10-31", before, "1", verdict)
    return DisclosedReading(
      key: .init(measure: id, period: PackFixture.period(.day)), value: PackFixture.figure(now),
      numerator: PackFixture.figure(now), denominator: PackFixture.figure("x"), population: nil,
      comparisons: [past] + others)
  }

  private static func pack(_ readings: [DisclosedReading]) -> PackContents {
    var results = PackFixture.results()
    results.readings = readings
    var context = PackFixture.context()
    context.measures = readings.map { measure($0.key.measure) }
    return PackContents(results, context)
  }

  private static func ids(_ movers: [Mover]) -> [String] { movers.map(\.measure.measure.value) }

  @Test func theLargestChangeComesFirstAndWhatIsNotClearIsInNoList() {
    let lists = OverviewLists(
      Self.pack([
        Self.reading("few", "8", "1", nil), Self.reading("small", "110", "100", .worse),
        Self.reading("chance", "300", "100", .unclear), Self.reading("large", "150", "100", .worse),
        Self.reading("up", "50", "100", .better),
      ]))
    #expect(Self.ids(lists.worse) == ["large", "small"])
    #expect(Self.ids(lists.better) == ["up"])
  }

  @Test func twoThatItIsWorseThanAskForAttention() throws {
    let england = PackFixture.comparison(
      .area(code: "E92000001", name: "England"), "2024-25", "90", "10", .worse)
    let lists = OverviewLists(
      Self.pack([
        Self.reading("one", "100", "90", .worse), Self.reading("two", "100", "90", .worse, others: [england]),
      ]))
    let only = try #require(lists.attention.first)
    #expect(Self.ids(lists.attention) == ["two"])
    #expect(only.reasons == ["worse than the year before (90, 2025-10-31) and England (90, 2024-25)"])
  }

  @Test func missingTheTargetAsksForAttention() {
    let reading = Self.reading("one", "100", "110", .better)
    var pack = Self.pack([reading])
    var results = pack.results
    results.statuses = [
      DisclosedStatus(
        status: MeasureStatus(
          measure: "one", target: "t", frequency: .monthly, director: nil, portfolioHolder: nil,
          series: [
            .init(reading: Reading(key: reading.key), target: "<90", status: .red, rule: "r")
          ], yearToDate: nil, yearToDateBefore: nil, asOf: results.asOf, override: nil, outlook: nil,
          comment: nil
        ).words,
        series: [
          .init(
            key: reading.key, value: reading.value, target: "<90", status: .red, rule: "r",
            usesDefaultRule: false)
        ], yearToDate: nil, yearToDateBefore: nil)
    ]
    pack = PackContents(results, pack.context)
    let lists = OverviewLists(pack)
    #expect(lists.attention.first?.reasons == ["red in 2026-10-31: 100 against a target of <90"])
  }

  /// A sheet and a page alike: nothing is found where nothing was looked at, and that is said.
  @Test func aSheetSaysThatNothingWasLookedFor() throws {
    let pack = Self.pack([Self.reading("one", "100", "110", .better)])
    for (shape, words) in [
      ("exceptions", "Exceptions were not examined: this table has no measure."),
      (
        "status-changes",
        "Changes were not examined: no measure of this table has an earlier reading."
      ),
    ] {
      let plan: TablePlan? = LocatedDecoder.decode(
        TablePlan.self,
        from: SourceText(path: "t.json", "{\"table\": \"t\", \"title\": \"T\", \"shape\": \"\(shape)\"}")
      ).value
      let declared = DeclaredTable(plan: try #require(plan), measures: [], breakdownTitle: "")
      var context = pack.context
      context.tables = [declared]
      let table = try #require(laidTables(pack.results, context).first)
      #expect(table.emptyWords == words)
      let first = try #require(declaredSheet(table, pack).table?.rows.first?.first)
      #expect("\(first)".contains(words))
      #expect(terminalTables([table]).contains(words))
    }
  }

  @Test func aChangeIsMeasuredAlikeUpAndDownAndFromNothing() {
    let movers = [("50", "100"), ("100", "50"), ("30", "0"), ("0", "0")].compactMap { now, before in
      Mover(Self.measure("m"), Self.pack([Self.reading("m", now, before, .worse)]))
    }
    #expect(movers.map(\.size) == [0.5, 0.5, 1, 0])
  }

  @Test func theFirstEightAreInSightAndTheRestBehindASummary() {
    let pack = Self.pack((0..<11).map { Self.reading("m\($0)", "\(200 + $0)", "100", .worse) })
    let text = overviewPage(pack).body(PagePlace(site: Site(form: .folder), slug: "index")).markup
    #expect(text.contains("What got worse (11)"))
    #expect(text.contains("<summary>The other 3<span"))
    #expect(text.contains("<a href=\"#worse\"><strong>11</strong> got worse</a>"))
  }

  @Test func whatIsMissingIsSaidBeforeTheTables() throws {
    var context = PackFixture.context()
    context.notComputed = [.init(measure: "met-in-time", reason: "no extract")]
    let files = evidence(PackFixture.results(), in: context).files
    let text = String(decoding: files.first?.bytes ?? [], as: UTF8.self)
    let missing = try #require(text.ranges(of: "no extract").first)
    let tables = try #require(text.ranges(of: "id=\"tables\"").first)
    #expect(missing.lowerBound < tables.lowerBound)
    #expect(text.contains("<strong>1</strong> measures not computed"))
  }
}
