import Artefacts
import BenchmarkStage
import Declarations
import Findings
import Periods
import Runs
import Statistics
import Testing
import Tools

/// What may not be compared is refused with its reason; what may, is labelled.
@Suite struct GateTests {
  let world: World

  init() throws { world = try World() }

  private func figure(_ measure: String, _ year: String, _ outcome: String, area: String = "E92000001") throws
    -> ComparatorFigure
  {
    ComparatorFigure(
      measure: measure, area: area, areaName: "England", year: try #require(FinancialYear(year)),
      outcome: FixedPoint(outcome), missing: nil, comparators: "ascof-legacy-2020-21")
  }

  private func reading(_ measure: String, _ year: String, _ value: Int) throws -> Reading {
    Reading(
      key: .init(
        measure: measure, period: world.year(try #require(FinancialYear(year))), origin: .published),
      value: Fraction(value, 10))
  }

  @Test func aFigureWithTheOldMeaningOf4BIsRefused() throws {
    let old = ComparatorSeries([try figure("services-made-feel-safe", "2020-21", "86.9")])
    let row = try world.benchmarked(
      [try reading("section-42-risk-reduced-or-removed", "2023-24", 942)],
      plan: try world.plan(published: old))
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    #expect(england.likeness?.decision == .refused)
    #expect(england.likeness?.reasons.map(\.isBreak) == [true])
    #expect(england.value == nil && england.difference == nil && england.verdict == nil)
    #expect(
      england.notes == [
        """
        not compared: the figure of 2023-24 with the code 4B is of another measure. A new measure under an old \
        code: 4B was how services made people feel safe. Its counts are rounded to 5, so its outcome cannot be \
        recomputed from them.
        """
      ])
  }

  @Test func aFigureOfTheOldReturnIsRefused() throws {
    let salt = ComparatorSeries([try figure("admissions-65-and-over-salt", "2020-21", "498.2")])
    let row = try world.benchmarked(
      [try reading("admissions-65-and-over-cld", "2024-25", 5050)], plan: try world.plan(published: salt))
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    #expect(england.likeness?.decision == .refused)
    #expect(england.likeness?.reasons.map(\.isBreak) == [true])
    #expect(england.difference == nil)
    #expect(
      england.notes.first?.hasSuffix(
        """
        From client level data instead of the short and long term return from 2024-25: official statistics in \
        development, not comparable with earlier years.
        """) == true)
  }

  @Test func ourOwnYearBeforeARedefinitionIsRefused() throws {
    let carers = ComparatorSeries([
      try figure("quality-of-life-carers", "2016-17", "7.7", area: "E10000025"),
      try figure("quality-of-life-carers", "2015-16", "7.9", area: "E10000025"),
    ])
    let row = try world.benchmarked(
      [
        try reading("quality-of-life-carers", "2015-16", 79),
        try reading("quality-of-life-carers", "2016-17", 77),
      ],
      plan: try world.plan(published: carers))
    let before = try #require(row.comparisons.first { $0.against == .previous })
    #expect(before.likeness?.decision == .refused)
    #expect(before.likeness?.reasons.map(\.isBreak) == [true])
    #expect(before.value == FixedPoint(units: 79, places: 1), "our own value stays, the difference goes")
    #expect(before.difference == nil && before.verdict == nil && before.standing == nil)
    #expect(
      before.notes == [
        "not compared: The carers' survey reached more carers from 2016-17 (eligibility widened)."
      ])
  }

  @Test func aRateOverAnotherPopulationIsRefused() throws {
    func rate(_ period: ReportingPeriod, _ people: Int, _ population: Int, _ vintage: String) -> Reading {
      Reading(
        key: .init(measure: "dols-received-per-100000", period: period), numerator: people,
        denominator: population, value: Fraction(people, population), multiplier: 100_000,
        population: PopulationBasis(
          population: "adults-18-and-over", referenceDate: "mid-\(vintage)", vintage: "ONS mid-\(vintage)"))
    }
    let now = ReportingPeriod(latest: .rollingYear, asOf: world.month.end)
    // As printed once: 453 people at 346.2, then 442 at 313.6, "an improvement of 9.4%".
    let row = try world.benchmarked(
      [rate(now.previous, 453, 130_850, "2019"), rate(now, 442, 140_944, "2024")], plan: try world.plan())
    let before = try #require(row.comparisons.first { $0.against == .previous })
    #expect(before.likeness?.decision == .refused)
    #expect(before.likeness?.reasons.map(\.isBreak) == [true])
    #expect(before.difference == nil && before.verdict == nil)
    #expect(
      before.notes == [
        """
        not compared: the rates are over different populations, adults-18-and-over, mid-2024 (ONS mid-2024) and \
        adults-18-and-over, mid-2019 (ONS mid-2019)
        """
      ])
    let same = try world.benchmarked(
      [rate(now.previous, 453, 140_944, "2024"), rate(now, 442, 140_944, "2024")], plan: try world.plan())
    #expect(same.comparisons.first?.difference != nil, "the same population compares")
  }

  @Test func aTrendThatIsRefusedIsAFinding() throws {
    func rate(_ period: ReportingPeriod, _ vintage: String) -> Reading {
      Reading(
        key: .init(measure: "dols-received-per-100000", period: period), numerator: 453, denominator: 130_850,
        value: Fraction(453, 130_850), multiplier: 100_000,
        population: PopulationBasis(
          population: "adults-18-and-over", referenceDate: "mid-\(vintage)", vintage: "ONS mid-\(vintage)"))
    }
    let now = ReportingPeriod(latest: .rollingYear, asOf: world.month.end)
    let acrossPopulations = try world.compared(
      [rate(now.previous, "2019"), rate(now, "2024")], plan: try world.plan()
    ).findings
    #expect(acrossPopulations.map(\.code) == ["BMK-010"])
    #expect(acrossPopulations.first?.message.contains("the rates are over different populations") == true)
    #expect(
      acrossPopulations.first?.hint
        == "read the two as separate series; see caretally framework for what changed")
    let alike = try world.compared([rate(now.previous, "2024"), rate(now, "2024")], plan: try world.plan())
    #expect(alike.findings.isEmpty)

    let carers = ComparatorSeries([
      try figure("quality-of-life-carers", "2016-17", "7.7", area: "E10000025"),
      try figure("quality-of-life-carers", "2015-16", "7.9", area: "E10000025"),
    ])
    let acrossBreak = try world.compared(
      [
        try reading("quality-of-life-carers", "2015-16", 79),
        try reading("quality-of-life-carers", "2016-17", 77),
      ],
      plan: try world.plan(published: carers)
    ).findings
    #expect(acrossBreak.map(\.code) == ["BMK-010"])
    #expect(acrossBreak.first?.message.contains("eligibility widened") == true)
  }

  @Test func aNightlyFigureBesideAnAnnualOneIsLabelled() throws {
    let reading = Reading(
      key: .init(measure: "dols-standard-in-21-days", period: world.month), numerator: 30, denominator: 60,
      value: Fraction(30, 60), multiplier: 100)
    let row = try world.benchmarked([reading], plan: try world.plan(own: "E99000001"))
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    let likeness = try #require(england.likeness)
    #expect(likeness.decision == .footnoted && likeness.match == .close)
    #expect(likeness.ours.standing == .managementInformation && likeness.ours.isProvisional)
    #expect(likeness.theirs.standing == .officialStatistics && !likeness.theirs.isProvisional)
    #expect(likeness.theirs.period == "2023-24" && likeness.ours.period == "2026-10")
    #expect(
      england.notes.contains(
        "provisional: ours is management information for 2026-10, theirs the published figure for 2023-24"))
    #expect(england.notes.contains("ours is of part of a year"))
  }

  @Test func aRateOfOneMonthIsNotHeldAgainstAYear() throws {
    let series = ComparatorSeries([try figure("dols-received-per-100000", "2023-24", "690.0")])
    let reading = Reading(
      key: .init(measure: "dols-received-per-100000", period: world.month), numerator: 30,
      denominator: 81_000, value: Fraction(30, 81_000), multiplier: 100_000)
    let row = try world.benchmarked([reading], plan: try world.plan(own: "E99000001", published: series))
    #expect(row.comparisons.first?.likeness?.decision == .refused)
    #expect(row.comparisons.first?.likeness?.reasons.map(\.isBreak) == [false])
    #expect(
      row.comparisons.first?.notes == [
        "not compared: a rate for 2026-10 beside one for the whole year 2023-24"
      ])
  }

  @Test func theRulesAreTheDataAndNotTheProgram() throws {
    let salt = ComparatorSeries([
      try figure("quality-of-life-carers", "2016-17", "7.7", area: "E10000025"),
      try figure("quality-of-life-carers", "2015-16", "7.9", area: "E10000025"),
    ])
    let row = try world.benchmarked(
      [
        try reading("quality-of-life-carers", "2015-16", 79),
        try reading("quality-of-life-carers", "2016-17", 77),
      ],
      plan: try world.plan(published: salt, rules: false))
    #expect(row.comparisons.first?.likeness?.decision == .compared)
    #expect(row.comparisons.first?.difference != nil)
  }

  /// A log of comparability as its file would declare it.
  private func log(_ entries: String) throws -> [Comparability.LogEntry] {
    let text = """
      { "comparability": "c", "title": "t", "source": "s", "entries": [\(entries)] }
      """
    return try #require(
      LocatedDecoder.decode(Comparability.self, from: SourceText(path: "c.json", text)).value?.entries)
  }

  /// How ours of 2024-25 is said to match England's figure of a year, under some lines of the log.
  private func match(_ entries: String, year: String) throws -> LikeForLike.Match? {
    let published = ComparatorSeries([try figure("dols-standard-in-21-days", year, "40.0")])
    var plan = try world.plan(own: "E99000001", published: published)
    plan.entries = try log(entries)
    let reading = Reading(
      key: .init(measure: "dols-standard-in-21-days", period: world.month), numerator: 30, denominator: 60,
      value: Fraction(30, 60), multiplier: 100)
    let row = try world.benchmarked([reading], plan: plan)
    return row.comparisons.first { $0.against.id == "E92000001" }?.likeness?.match
  }

  /// A line of the log holds from its first year on, that year among them.
  @Test(arguments: [
    ("2019-20", LikeForLike.Match.indicative), ("2020-21", .close), ("2021-22", .close),
  ])
  func aLineOfTheLogHoldsFromItsFirstYear(year: String, match: LikeForLike.Match) throws {
    let line = """
      { "measure": "dols-standard-in-21-days", "from": "2020-21", "match": "close", "reason": "r" }
      """
    #expect(try self.match(line, year: year) == match)
  }

  /// The line that names the publication's own vintage stands, wherever it is in the log.
  @Test(arguments: [false, true]) func theVintagesOwnLineComesFirst(isFirst: Bool) throws {
    let note = try #require(
      world.workspace.catalogue.comparators.all.first { $0.value.comparators.value == "ascof-legacy-2020-21" }
    )
    let own = """
      { "measure": "dols-standard-in-21-days", "framework": "\(note.value.framework.value)", "match": "close", "reason": "r" }
      """
    let any = """
      { "measure": "dols-standard-in-21-days", "match": "exact", "reason": "r" }
      """
    let other = """
      { "measure": "dols-standard-in-21-days", "framework": "another", "match": "none", "reason": "r" }
      """
    #expect(
      try match((isFirst ? [own, any, other] : [other, any, own]).joined(separator: ","), year: "2020-21")
        == .close)
    #expect(try match([other, any].joined(separator: ","), year: "2020-21") == .exact)
  }

  /// A month, a quarter and eleven months are part of a year; twelve months and a stock are not.
  @Test func partOfAYearIsSaidOfFlowsAlone() throws {
    func isPart(_ measure: String, _ period: ReportingPeriod) throws -> Bool {
      let published = ComparatorSeries([try figure(measure, "2023-24", "40.0")])
      let reading = Reading(
        key: .init(measure: measure, period: period), numerator: 30, denominator: 60, value: Fraction(30, 60),
        multiplier: 100)
      var plan = try world.plan(own: "E99000001", published: published)
      plan.shown.insert(period)
      let row = try world.benchmarked([reading], plan: plan)
      return row.comparisons.first?.notes.contains("ours is of part of a year") ?? false
    }
    let day = world.month.end
    let flow = "dols-standard-in-21-days"
    #expect(try isPart(flow, world.month))
    #expect(try isPart(flow, ReportingPeriod(latest: .quarter, asOf: day)))
    #expect(try isPart(flow, ReportingPeriod(latest: .yearToDate, asOf: day)))
    #expect(try !isPart(flow, ReportingPeriod(latest: .rollingYear, asOf: day)))
    #expect(try !isPart("dols-open", ReportingPeriod(.day, from: day, to: day)))
  }

  /// Redefined from 2016-17: any year before it, beside that year or any after, is another series.
  @Test(arguments: [
    ("2014-15", "2015-16", false), ("2015-16", "2016-17", true), ("2016-17", "2018-19", false),
    ("2014-15", "2018-19", true),
  ])
  func aRedefinitionBreaksAtItsFirstYear(before: String, after: String, isBreak: Bool) throws {
    let years = [before, after]
    let carers = ComparatorSeries(
      try years.map { try figure("quality-of-life-carers", $0, "7.7", area: "E10000025") }
        + [try figure("quality-of-life-carers", before, "7.9")])
    let row = try world.benchmarked(
      [try reading("quality-of-life-carers", after, 77)], plan: try world.plan(published: carers))
    let england = try #require(row.comparisons.first { $0.against.id == "E92000001" })
    #expect((england.likeness?.decision == .refused) == isBreak)
  }

  /// A place is told among twenty others, and not among nineteen.
  @Test(arguments: [(19, false), (20, true)]) func aPlaceIsAmongTwentyOthers(others: Int, isTold: Bool) throws
  {
    let year = try #require(FinancialYear("2020-21"))
    let councils = world.workspace.areas.councils(on: year.end).map(\.code).filter { $0 != "E10000025" }
    let published = ComparatorSeries(
      try (councils.prefix(others) + ["E10000025"]).map {
        try figure("quality-of-life-carers", "2020-21", "7.7", area: $0)
      })
    let row = try world.benchmarked(
      [try reading("quality-of-life-carers", "2020-21", 77)], plan: try world.plan(published: published))
    #expect((row.place != nil) == isTold)
  }
}

/// A figure worked out from published counts says so, and nothing is said of it that their rounding does not bear out.
@Suite struct DerivedFigureTests {
  let world: World

  init() throws { world = try World() }

  private func england(least: String, most: String) throws -> Comparison {
    let id = "section-42-enquiries-per-concern"
    var figure = ComparatorFigure(
      measure: id, area: "E92000001", areaName: "England", year: FinancialYear(startYear: 2024),
      outcome: FixedPoint("28.9"), missing: nil, numerator: 185_270, denominator: 640_240,
      comparators: "safeguarding-2016-17-to-2024-25")
    figure.derived = DerivedValue(
      least: try #require(FixedPoint(least)), most: try #require(FixedPoint(most)),
      counts: "185,270 of 640,240")
    let period = ReportingPeriod(latest: .rollingYear, asOf: world.month.end)
    let reading = Reading(
      key: .init(measure: id, period: period), numerator: 350, denominator: 1_000,
      value: Fraction(350, 1_000),
      multiplier: 100)
    let row = try world.benchmarked([reading], plan: try world.plan(published: ComparatorSeries([figure])))
    return try #require(row.comparisons.first { $0.against.id == "E92000001" })
  }

  @Test func saysWhatItIsMadeOf() throws {
    let exact = try england(least: "28.9", most: "28.9")
    #expect(exact.likeness?.theirs.standing == .derived && exact.likeness?.decision == .footnoted)
    #expect(exact.notes.contains("derived from published counts: 185,270 of 640,240"))
    let loose = try england(least: "28.5", most: "29.3")
    #expect(loose.notes.contains("derived from published counts: 185,270 of 640,240, so from 28.5 to 29.3"))
  }

  /// 35.0% is clearly above 28.9%, and not above what 28.5% to 40.0% may be.
  @Test func isJudgedByAllThatItsRoundingAllows() throws {
    #expect(try england(least: "28.9", most: "28.9").verdict == .higher)
    #expect(try england(least: "28.5", most: "40.0").verdict == .unclear)
  }
}
