import Artefacts
import Declarations
import Periods
import Statistics
import Testing

@testable import EvidenceStage

/// Drawings: what is drawn, what is said of it, and the numbers behind it.
@Suite struct ChartTests {
  private let pack = PackContents(PackFixture.results(), PackFixture.context())
  private let place = PagePlace(site: Site(form: .folder), slug: "page")

  private func months(
    _ values: [String], restart: ProcessChart.Restart? = nil, target: String? = nil,
    method: ProcessChart.Method = .processLimits
  ) -> ProcessSeries {
    var options = ProcessChart.Options()
    options.method = method
    let figures = values.map { PackFixture.figure($0) }
    let chart = ProcessChart(
      figures.map { $0.number.map { .value($0.double) } ?? .missing }, restarts: restart.map { [$0] } ?? [],
      polarity: .higherIsBetter, options: options)
    let end = Day(iso: "2026-10-31") ?? Day(number: 0)
    let points = figures.enumerated().map { index, figure in
      ProcessSeries.Point(
        period: ReportingPeriod(
          latest: .month, asOf: end.adding(months: index + 1 - values.count)), value: figure,
        signal: chart.points[index].signal, variation: chart.variation(at: index))
    }
    return ProcessSeries(
      measure: "met-in-time", points: points, phases: chart.phases, screening: .allRanges,
      method: method, target: target.flatMap { FixedPoint($0) },
      assurance: target.flatMap { FixedPoint($0) }.flatMap {
        chart.assurance(of: $0.double)
      })
  }

  private func drawn(_ series: ProcessSeries) -> String {
    processChart(series, PackFixture.share, pack, place).markup
  }

  /// Mean 50 and a mean moving range of 2, so limits are 50 ± 2.66 × 2.
  @Test func aProcessChartDrawsItsLimitsAndTarget() {
    let chart = drawn(months((0..<14).map { $0 % 2 == 0 ? "49.0" : "51.0" }, target: "60.0"))
    #expect(chart.contains("process limits 44.68 to 55.32"))
    #expect(chart.contains("mean 50.00"))
    #expect(chart.contains("target 60.0: missed month after month as things run now"))
    #expect(count("class=\"line dash0\"", in: chart) == 3, "two limits and their sample")
    #expect(
      chart.contains("Lower process limit, September 2025 to October 2026</th><td class=\"n\">44.68</td>"))
  }

  @Test func aChartSaysWhatItShows() {
    let steady = (0..<13).map { $0 % 2 == 0 ? "48.0" : "52.0" }
    let chart = drawn(months(steady + ["70.0"]))
    #expect(
      chart.contains(
        "<figcaption>Met &lt;in&gt; time &amp; place: 70.0% in October 2026, up from 52.0% a year before; above its usual range</figcaption>"
      ))
    #expect(chart.contains(">Sep 25</text>") && chart.contains(">Oct 26</text>"))
    #expect(chart.contains("<text class=\"end name\""), "the last value stands at its point")
  }

  @Test func nothingIsDrawnOfFewerThanFivePoints() {
    #expect(drawn(months(["1.0", "2.0", "3.0", "4.0"])).isEmpty)
    #expect(!drawn(months(["1.0", "2.0", "3.0", "4.0", "5.0"])).isEmpty)
    #expect(trendLine(months(["1.0", "2.0", "3.0", "4.0"]), PackFixture.share).markup.isEmpty)
    let line = trendLine(months(["1.0", "2.0", "x", "4.0", "5.0", "3.0"]), PackFixture.share).markup
    #expect(line.contains("6 months, from 1.0% in May 2026 to 3.0% in October 2026; lowest 1.0, highest 5.0"))
    #expect(count("M", in: String(line.split(separator: "d=\"")[1].prefix { $0 != "\"" })) == 2, "\(line)")
  }

  /// An axis has round values and starts at 0, or says that it does not.
  @Test(arguments: [
    ([0.0, 48], 0, [0.0, 10, 20, 30, 40, 50], false), ([0, 100], 0, [0, 20, 40, 60, 80, 100], false),
    ([90, 95.5], 1, [90, 92, 94, 96], true), ([1], 0, [0, 1, 2], false),
    ([0.41, 0.42], 2, [0.4, 0.41, 0.42], true),
    ([3, 1], 0, [0, 1, 2, 3], false), ([-5, 5], 0, [-6, -4, -2, 0, 2, 4, 6], false),
  ])
  func anAxisHasRoundValues(_ values: [Double], _ places: Int, _ ticks: [Double], _ isCut: Bool) throws {
    let scale = try #require(ValueScale(values, places: places))
    #expect(scale.isCut == isCut, "\(scale.ticks)")
    #expect(scale.ticks.first.map { $0 <= (values.min() ?? 0) + 1e-9 } == true)
    #expect(scale.ticks.last.map { $0 >= (values.max() ?? 0) - 1e-9 } == true)
    if !isCut || places < 2 { #expect(scale.ticks == ticks, "\(scale.ticks)") }
    #expect(scale.axis.markup.contains("class=\"cut\"") == isCut)
    #expect(scale.cutWords.isEmpty != isCut)
  }

  /// Better and worse differ in shape, in colour and in the way they point; the words in the table say the same.
  @Test func improvementAndConcernAreToldApart() throws {
    let steady = (0..<13).map { $0 % 2 == 0 ? "48.0" : "52.0" }
    let (up, down) = (drawn(months(steady + ["70.0"])), drawn(months(steady + ["30.0"])))
    func shapes(_ chart: String) throws -> [[String]] {
      try chart.matches(of: Regex("<polygon class=\"([a-z]+)\" points=\"([^\"]+)\""))
        .map { [String($0.output[1].substring ?? ""), String($0.output[2].substring ?? "")] }
    }
    let (good, bad) = try (shapes(up), shapes(down))
    #expect(
      good.map(\.[0]) == ["good", "good"] && bad.map(\.[0]) == ["bad", "bad"], "the month and its sample")
    #expect(good[0][1].split(separator: " ").count == 6 && bad[0][1].split(separator: " ").count == 10)
    #expect(down.contains("below its process limits: concern"))
    #expect(down.contains("worse than ordinary variation: 1 of 14 months"))
  }

  /// Months that share cases have a median; only a step beyond the ordinary is marked.
  @Test func aRunChartDrawsItsMedianAndNoLimits() {
    let steady = (0..<13).map { $0 % 2 == 0 ? "48.0" : "50.0" }
    let chart = drawn(months(steady + ["70.0"], method: .runChart))
    #expect(chart.contains("median 49.00; months share cases, so that there are no limits"))
    #expect(count("dash0", in: chart) == 0 && !chart.contains("process limit"))
    // Twelve steps of 2 and one of 22 have the mean 46/13; times 3.267 it is 11.56.
    #expect(chart.contains("a month is marked that moved by more than 11.56"))
    #expect(chart.contains("up by more than months ordinarily change: improvement"))
    #expect(count("<polygon class=\"good\"", in: chart) == 2)
  }

  @Test func aSignalHasAMarkAndSaysItsRule() {
    let chart = drawn(months((0..<13).map { $0 % 2 == 0 ? "48.0" : "52.0" } + ["70.0"]))
    #expect(count("<polygon class=\"good\"", in: chart) == 2, "the month and its sample")
    #expect(chart.contains("above its process limits: improvement"))
    #expect(!chart.contains("ProcessSignal"))
  }

  @Test func noLineRunsAcrossANewDefinitionOrAMonthWithoutAValue() throws {
    let restart = try #require(ProcessChart.Restart(at: 5, .definition, because: "new form"))
    var values = (0..<10).map { $0 < 5 ? "20.0" : "80.0" }
    values[8] = "x"
    let chart = drawn(months(values, restart: restart))
    let line = try #require(
      chart.split(separator: "class=\"line oursline\" d=\"").dropFirst().first?.prefix { $0 != "\"" })
    #expect(chart.contains("class=\"break\""))
    #expect(chart.contains("new definition: new form"))
    #expect(line.count { $0 == "M" } == 3, "\(line)")
  }

  @Test func limitsThatCannotBeAreSaidAndNotDrawn() {
    let chart = drawn(months((0..<14).map { $0 % 2 == 0 ? "1.0" : "99.0" }))
    #expect(chart.contains("process limits wider than 0 to 100"))
    #expect(count("class=\"line dash0\"", in: chart) == 1, "the sample alone")
  }

  @Test func everyDrawingHasANameADescriptionAndItsNumbers() {
    let text = PackFixture.text("pages/measure-met-in-time.html")
    let drawings = count("<svg ", in: text)
    #expect(drawings >= 2)
    #expect(count("role=\"img\" aria-labelledby", in: text) == drawings)
    #expect(count("<desc id=", in: text) == drawings)
    #expect(count("<summary>The numbers", in: text) == drawings)
  }

  /// An attribute written as a plain string is escaped, and the label it should move runs off the drawing.
  @Test func noAttributeIsEscapedAway() {
    for (path, bytes) in PackFixture.pack() where path.hasSuffix(".html") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("class=&quot;"), "\(path)")
    }
    #expect(anchor(true).markup == " class=\"end\"")
  }

  @Test func aWaterfallSaysWhatEachStepLeavesOut() {
    let policy = PackFixture.policy
    let chart = waterfallChart(
      "Left",
      steps: [
        WaterfallStep("Read", policy.count(1_200), kind: .level),
        WaterfallStep("Children", policy.count(900), kind: .level, excluded: policy.count(300)),
        WaterfallStep("Hidden", policy.count(3, isHidden: true), kind: .level),
      ], id: "w", columns: ("Step", "Left"), place
    ).markup
    #expect(chart.contains("Read: 1,200; Children: 900, 300 left out; Hidden: [c]"))
    #expect(count("<rect class=\"ours\"", in: chart) == 2, "no bar for a hidden number")
    #expect(count("<rect class=\"gone\"", in: chart) == 1)
  }

  @Test func whatJoinsALevelHasRoomBeyondIt() {
    let policy = PackFixture.policy
    let steps = [
      WaterfallStep("At the start", policy.count(100), kind: .level),
      WaterfallStep("Joined", policy.count(60), kind: .added),
      WaterfallStep("Left", policy.count(50), kind: .removed),
      WaterfallStep("At the end", policy.count(110), kind: .level),
    ]
    #expect(highest(steps) == 160)
    let chart = waterfallChart("Flow", steps: steps, id: "w", columns: ("Step", "Waiting"), place).markup
    // 350 pixels for 160: the start is 218.75 of them, and those who joined the other 131.25.
    #expect(chart.contains("<rect class=\"other\" x=\"219.3\" y=\"53.5\" width=\"131.3\""), "\(chart)")
  }

  @Test func aWaitingListIsDrawnByFlowAndByAge() {
    let policy = PackFixture.policy
    var results = PackFixture.results()
    func entry(_ measure: String, _ count: Int, _ band: String? = nil) -> WaitingList.Entry {
      let category = band.map { Reading.Category(breakdown: "wait-band", label: $0) }
      return .init(
        key: .init(measure: measure, period: PackFixture.period(.month), category: category),
        figure: policy.count(count))
    }
    results.waitingLists = [
      WaitingList(
        list: "visits", title: "Visits", period: PackFixture.period(.month), opening: entry("open", 100),
        joined: entry("joined", 30), completed: entry("completed", 20), leftOtherwise: nil,
        closing: entry("open", 110), unexplained: policy.count(0), completedWait: entry("completed-wait", 14),
        currentWait: entry("current-wait", 40), median: policy.count(60), medianLower: policy.count(50),
        medianUpper: policy.outcome(nil, missing: .unavailable),
        curve: [(7, 90), (14, 70), (28, 40)].map { .init(days: $0, share: policy.count($1)) },
        bands: [entry("open", 70, "0 to 42 days"), entry("open", 40, "over 42 days")])
    ]
    let page = evidence(results, in: PackFixture.context()).files.first {
      $0.path == "pages/waiting-lists.html"
    }
    let text = String(decoding: page?.bytes ?? [], as: UTF8.self)
    #expect(text.contains("At the start: 100; Joined: +30; Completed: −20; At the end: 110"))
    #expect(text.contains("0 to 42 days: 70; over 42 days: 40"))
    #expect(text.contains("<td class=\"n\">50 to [x]</td>"), "an end that is not known is said")
    // From 48 to 412 pixels for 28 days, from 12 down to 190 for all of 100%.
    #expect(text.contains("d=\"M48 12H139V29.8H230V65.4H412V118.8\""))
    #expect(
      text.contains(
        "From 100% at the start, 90% last over 7 days; 70% last over 14 days; 40% last over 28 days"))
    #expect(text.contains("<th scope=\"row\">Over 14 days</th><td class=\"n\">70</td>"))
    #expect(!text.contains("half end within"), "the median lies beyond what is drawn")
    #expect(count("<svg ", in: text) == 3)
  }
}

private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }
