import Artefacts
import Declarations
import DisclosureStage
import Findings
import Periods
import Statistics
import Testing

/// What is not printed of few, besides their counts: names of categories, steps of waterfalls, ends of intervals.
@Suite struct WithheldTests {
  private let policy = DisclosurePolicy(threshold: 5)

  private func reading(_ count: Int, _ team: String?, _ period: ReportingPeriod = SampleTable.period)
    -> Reading
  {
    SampleTable.count(count, team, period)
  }

  private func disclosed(_ results: Aggregated, under policy: DisclosurePolicy) -> DisclosedCounts {
    disclose(
      results, under: policy, named: SampleTable.declaration, measures: SampleTable.measures,
      definitions: PublicDefinitions(datasets: [Self.scope]))
  }

  /// Cases by team, which is whatever the extract says, and by priority, which is one of two.
  private static let scope: DatasetScope = {
    let dataset: Dataset = SampleTable.declared(
      """
      { "dataset": "assessments", "title": "Assessments", "prefix": "WL", "grain": "g", "key": ["id"], "fields": [
          { "field": "id", "title": "Id", "kind": "identifier" }, { "field": "team", "title": "Team", "kind": "code" } ],
        "breakdowns": [ { "breakdown": "team", "title": "Team", "by": "team" } ] }
      """)
    return DatasetScope(dataset: dataset, scope: Scope(dataset: dataset) { $0.codes }, labels: [nil, nil])
  }()

  /// A team is named where some printed count shows that it has enough cases; one of few cases may be a person's name.
  @Test(arguments: [(4, false), (5, true)]) func aTeamOfFewIsNotNamed(count: Int, isNamed: Bool) {
    let readings = [
      reading(200, nil), reading(100, "North"), reading(100 - count, "South"), reading(count, "Ann"),
    ]
    let counts = disclosed(SampleTable.aggregated(readings), under: policy)
    let labels = Set(counts.rows.keys.compactMap { $0.category?.label })
    #expect(labels.contains("Ann") == isNamed && labels.contains("North"))
    #expect(counts.aggregated.readings.contains { $0.key.category?.label == "Ann" } == isNamed)
  }

  /// A count that is hidden for another's sake shows nobody that there are enough, and a nought shows that there is nobody.
  @Test func aHiddenCountAndANoughtNameNobody() {
    let hidden = [reading(12, nil), reading(4, "North"), reading(8, "Ann")]
    let counts = disclosed(SampleTable.aggregated(hidden), under: policy)
    #expect(!counts.rows.keys.contains { $0.category != nil })
    let next = ReportingPeriod(.month, from: SampleTable.period.end + 1, to: SampleTable.period.end + 30)
    let none = [
      reading(40, nil), reading(40, "North"), reading(0, "Ann"), reading(60, nil, next),
      reading(57, "North", next),
      reading(3, "Ann", next),
    ]
    let months = disclosed(SampleTable.aggregated(none), under: policy)
    let labels = Set(months.rows.keys.compactMap { $0.category?.label })
    #expect(labels == ["North"])
  }

  /// Named by one period, it is named in the others too.
  @Test func aTeamThatIsNamedOnceIsNamedThroughout() {
    let next = ReportingPeriod(.month, from: SampleTable.period.end + 1, to: SampleTable.period.end + 30)
    let readings = [
      reading(100, nil), reading(60, "North"), reading(40, "East"), reading(100, nil, next),
      reading(97, "North", next), reading(3, "East", next),
    ]
    let counts = disclosed(SampleTable.aggregated(readings), under: policy)
    #expect(counts.rows.keys.filter { $0.category?.label == "East" }.count == 2)
  }

  /// Steps that leave out few are told together with a neighbour, so that each that is printed leaves out enough or nobody.
  @Test func aWaterfallHasNoStepOfFew() throws {
    let waterfall = Waterfall(
      measure: "waiting", cohort: "c", period: SampleTable.period, recordsIn: 100,
      steps: [
        .init(title: "a", excluded: 30, remaining: 70), .init(title: "b", excluded: 2, remaining: 68),
        .init(title: "c", excluded: 8, remaining: 60), .init(title: "d", excluded: 0, remaining: 60),
        .init(title: "e", excluded: 4, remaining: 56), .init(title: "f", excluded: 5, remaining: 51),
      ], denominator: 48, numerator: nil)
    var results = SampleTable.aggregated([reading(48, nil)])
    results.waterfalls = [waterfall]
    let printed = try #require(disclosed(results, under: policy).waterfalls.first)
    #expect(printed.steps.map(\.excluded.tidy) == ["30", "10", "0", "12"])
    #expect(printed.steps.map(\.remaining.tidy) == ["70", "60", "60", "48"])
    #expect(printed.steps[1].title == "b; c" && printed.steps[3].title.hasPrefix("e; f; "))
    let all = try #require(disclosed(results, under: DisclosurePolicy(threshold: 0)).waterfalls.first)
    #expect(all.steps.map(\.excluded.tidy) == ["30", "2", "8", "0", "4", "5", "3"])
  }

  /// The ends of an interval of waits are two persons' waits.
  @Test func noIntervalIsKeptUnderAPolicyThatHides() throws {
    var wait = Reading(
      key: .init(measure: "wait", period: SampleTable.period), denominator: 40, value: Fraction(20))
    wait.intervals = [
      try #require(Interval.median(of: Histogram(of: [5, 8, 13, 20, 20, 30, 40]), at: .ninetyFive))
    ]
    let measure: Measure = SampleTable.declared(
      """
      { "measure": "wait", "title": "Wait", "dataset": "assessments", "calculation": "median", "where": "waiting",
        "of": "days", "unit": "days", "decimals": 0, "polarity": "lower-is-better", "change": "absolute",
        "basis": "current-waits", "why": "test", "source": "test" }
      """)
    func intervals(_ policy: DisclosurePolicy) -> Int {
      disclose(
        SampleTable.aggregated([wait]), under: policy, named: SampleTable.declaration,
        measures: ["wait": measure]
      ).aggregated.readings[0].intervals.count
    }
    #expect(intervals(policy) == 0 && intervals(DisclosurePolicy(threshold: 0, roundingBase: 5)) == 0)
    #expect(intervals(DisclosurePolicy(threshold: 0)) == 1)
  }

  /// South is hidden for East's sake and North, where nobody waits, is not: hidden would then stand for nought as well.
  @Test func aNoughtIsHiddenForNobodysSake() {
    let readings = [reading(43, nil), reading(40, "South"), reading(3, "East"), reading(0, "North")]
    let counts = disclosed(SampleTable.aggregated(readings), under: policy)
    #expect(counts.printed.map(\.value.tidy) == ["43", "c", "c", "0"])
    let alone = disclosed(
      SampleTable.aggregated([reading(3, nil), reading(3, "East"), reading(0, "North")]), under: policy)
    #expect(alone.printed.last?.value.tidy == "0")
  }

  /// What protected another when it was published stays hidden, though tonight it need not.
  @Test func whatWasHiddenStaysHidden() throws {
    let measure = try #require(SampleTable.measures["waiting"])
    let hidden = policy.count(40, isHidden: true)
    let record = PublicRecord(rows: [
      .init(
        printed: PrintedRow(
          key: reading(40, "South").key, value: hidden, numerator: hidden, denominator: nil, population: nil),
        measure: measure, policy: policy, numerator: 40)
    ])
    func printed(_ count: Int) -> [String] {
      disclose(
        SampleTable.aggregated([reading(count, "South")]), under: policy, named: SampleTable.declaration,
        measures: SampleTable.measures, after: record
      ).printed.map(\.value.tidy)
    }
    #expect(printed(40) == ["c"], "the same count")
    #expect(printed(41) == ["41"], "another count is decided anew")
  }
}
