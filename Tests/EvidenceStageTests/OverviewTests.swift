import Artefacts
import Declarations
import Findings
import Periods
import Testing

@testable import EvidenceStage
@testable import Statistics

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

  private static func ids(_ list: [Judged]) -> [String] { list.map(\.measure.measure.value) }

  private static func page(_ pack: PackContents) -> String {
    overviewPage(pack).body(PagePlace(site: Site(form: .folder), slug: "index")).markup
      .replacing(/<span class="hide">[^<]*<\/span>/, with: "")
  }

  private static let england = PackFixture.comparison(
    .area(code: "E92000001", name: "England"), "2024-25", "90", "10", .worse)

  @Test func thoseWithMostReasonsComeFirstThenTheLargestChange() {
    let lists = FirstPageLists(
      Self.pack([
        Self.reading("few", "8", "1", nil), Self.reading("small", "110", "100", .worse),
        Self.reading("chance", "300", "100", .unclear), Self.reading("large", "150", "100", .worse),
        Self.reading("two", "101", "100", .worse, others: [Self.england]),
        Self.reading("up", "50", "100", .better),
      ]))
    #expect(Self.ids(lists.attention) == ["two", "large", "small"])
    #expect(lists.attention.map(\.reasons) == [2, 1, 1])
    #expect(Self.ids(lists.improved) == ["up"])
    #expect(Self.ids(lists.steady) == ["chance"])
    #expect(lists.notJudged.map(\.why) == ["No test of a difference is declared"])
  }

  @Test func oneSentenceSaysTheFigureAndWhyItIsHere() {
    let pack = Self.pack([
      Self.reading("one", "100", "90", .worse, others: [Self.england]),
      Self.reading("two", "80", "90", .better),
      Self.reading("same", "90", "90", .unclear, others: [Self.england]),
    ])
    let text = Self.page(pack)
    #expect(
      text.contains("<strong>100</strong></a>, up from 90 a year ago; worse than England (90, 2024/25).</li>")
    )
    #expect(text.contains("<strong>80</strong></a>, down from 90 a year ago.</li>"))
    // A change that chance could explain is not said as one.
    #expect(text.contains("<strong>90</strong></a>, worse than England (90, 2024/25).</li>"))
    #expect(
      text.contains(
        "Of 3 measures, <a href=\"#attention\">2 need attention</a>, <a href=\"#improved\">1 improved</a>, 0 show no clear change and <a href=\"#not-judged\">0 could not be judged</a>."
      ))
  }

  /// Of a figure that was counted and published, the sentence says which it is and gives the other.
  @Test func aSentenceSaysWhichOfTwoFiguresItIs() {
    let counted = Self.reading("one", "100", "90", .worse)
    var published = counted
    published.key.origin = .published
    published.value = PackFixture.figure("97")
    published.comparisons = []
    var results = PackFixture.results()
    results.readings = [counted, published]
    var context = PackFixture.context()
    context.measures = [Self.measure("one")]
    let text = Self.page(PackContents(results, context)).replacing(/<[^>]+>/, with: "")
    #expect(
      text.contains(
        "one: 100, up from 90 a year ago. (counted from cases; as published: 97 (31 October 2026))"))
  }

  /// A share and a number of the same cases, or two averages of the same waits: one is in sight.
  @Test func noThingIsInSightTwice() throws {
    func wait(_ id: String, _ calculation: String) -> Measure {
      PackFixture.measure(
        """
        {"measure": "\(id)", "title": "\(id)", "dataset": "visits", "calculation": "\(calculation)", "where": "open",
         "of": "days", "unit": "days", "decimals": 0, "polarity": "lower-is-better", "change": "absolute",
         "basis": "current-waits", "why": "w", "source": "s"}
        """)
    }
    let readings = [
      Self.reading("mean", "150", "100", .worse), Self.reading("longest", "190", "100", .worse),
      Self.reading("number", "120", "100", .worse),
    ]
    var results = PackFixture.results()
    results.readings = readings
    var context = PackFixture.context()
    context.measures = [wait("mean", "mean"), wait("longest", "maximum"), Self.measure("number")]
    let text = Self.page(PackContents(results, context))
    let parts = text.split(separator: "<details><summary>1 more")
    try #require(parts.count == 2)
    #expect(parts[0].contains("longest: ") && parts[0].contains("number: ") && !parts[0].contains("mean: "))
    #expect(parts[1].contains("mean: ") && parts[1].contains("start=\"3\""))
  }

  /// The last of 24 months, higher than every other.
  @Test func aRecordIsSaidAsOne() throws {
    let pack = Self.pack([Self.reading("one", "11", "2", .worse)])
    var results = pack.results
    var end = results.asOf
    var points: [ProcessSeries.Point] = []
    for index in 0..<24 {
      points.insert(
        .init(
          period: .init(.day, from: end, to: end), value: PackFixture.figure(index == 0 ? "11" : "6"),
          signal: nil, variation: .common), at: 0)
      end = end.startOfMonth - 1
    }
    results.series = [ProcessSeries(measure: "one", points: points, phases: [], screening: .allRanges)]
    let judged = try #require(FirstPageLists(PackContents(results, pack.context)).attention.first)
    #expect(judged.clauses == ["up from 2 a year ago", "the most in 24 months"])
    // As high as one before is no record.
    results.series[0].points[3].value = PackFixture.figure("11")
    let level = try #require(FirstPageLists(PackContents(results, pack.context)).attention.first)
    #expect(level.clauses == ["up from 2 a year ago"])
  }

  /// By itself, and also where it is of another period than the figure.
  @Test func aMonthOutOfTheOrdinaryAsksForAttention() {
    let pack = Self.pack([Self.reading("one", "100", "100", .unclear)])
    var results = pack.results
    var point = ProcessSeries.Point(
      period: PackFixture.period(.day), value: PackFixture.figure("100"),
      signal: ProcessSignal(rule: .outsideLimits, side: .high), variation: .concern)
    func judged() -> [Judged] {
      results.series = [ProcessSeries(measure: "one", points: [point], phases: [], screening: .allRanges)]
      return FirstPageLists(PackContents(results, pack.context)).attention
    }
    #expect(judged().map(\.reasons) == [1])
    #expect(judged().map(\.clauses) == [["above its usual range"]])
    point.period = PackFixture.period(.month)
    point.value = PackFixture.figure("12")
    #expect(judged().map(\.clauses) == [["12 in October 2026, above its usual range"]])
    point.variation = .improvement
    #expect(judged().isEmpty)
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
    #expect(
      FirstPageLists(pack).attention.first?.clauses == [
        "down from 110 a year ago", "missed its target of under 90 on 31 October 2026 (100)",
      ])
  }

  @Test(arguments: [
    ("<20%", "under 20%"), (">60%", "over 60%"), ("≥93", "at least 93"), ("<=5", "at most 5"),
    ("93-95%", "93-95%"), ("8920", "8920"),
    (
      "Top quartile (≥95.275 of 150 councils, 2024-25)",
      "top quartile (at least 95.275 of 150 councils, 2024/25)"
    ),
  ])
  func aTargetIsSaidInWords(_ text: String, _ words: String) {
    #expect(Wording.target(text) == words)
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
    let sizes = [("50", "100"), ("100", "50"), ("30", "0"), ("0", "0")].compactMap { now, before in
      Judged(Self.measure("m"), Self.pack([Self.reading("m", now, before, .worse)]))?.size
    }
    #expect(sizes == [0.5, 0.5, 1, 0])
  }

  @Test func theFirstTenAreInSightAndTheRestBehindASummary() {
    func measure(_ index: Int) -> Measure {
      PackFixture.measure(
        """
        {"measure": "m\(index)", "title": "m\(index)", "dataset": "visits", "calculation": "count", "where": "a = \(index)",
         "unit": "count", "decimals": 0, "polarity": "lower-is-better", "change": "absolute", "basis": "stock",
         "why": "w", "source": "s"}
        """)
    }
    var pack = Self.pack((0..<13).map { Self.reading("m\($0)", "\(200 + $0)", "100", .worse) })
    var context = pack.context
    context.measures = (0..<13).map(measure)
    pack = PackContents(pack.results, context)
    let text = Self.page(pack)
    #expect(text.contains("<summary>3 more"))
    #expect(text.contains("13 need attention"))
    #expect(text.contains("start=\"11\""))
  }

  @Test func aTileHasTheFigureItsDayItsChangeAndWhatItIsComparedWith() {
    let pack = Self.pack([Self.reading("one", "11", "2", .worse, others: [Self.england])])
    var context = pack.context
    context.layout.watch = ["one"]
    let text = Self.page(PackContents(pack.results, context))
    #expect(text.contains("<p class=\"unit\">31 October 2026</p>"))
    #expect(text.contains("<p>Up from 2 a year ago<br><span class=\"worse\">✗ worse</span></p>"))
    #expect(text.contains("<p>England, 2024/25: 90<br><span class=\"worse\">✗ worse</span></p>"))
    #expect(!Self.page(pack).contains("class=\"tiles\""))
  }

  @Test func whatIsMissingIsSaidBeforeTheTables() throws {
    var context = PackFixture.context()
    context.notComputed = [.init(measure: "met-in-time", reason: "no extract")]
    let files = evidence(PackFixture.results(), in: context).files
    let text = String(decoding: files.first?.bytes ?? [], as: UTF8.self)
    let missing = try #require(text.ranges(of: "no extract").first)
    let tables = try #require(text.ranges(of: "id=\"tables\"").first)
    #expect(missing.lowerBound < tables.lowerBound)
  }
}
