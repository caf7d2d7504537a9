import Artefacts
import Declarations
import DisclosureStage
import Findings
import Periods
import Statistics
import Testing

/// What is known from elsewhere than tonight's own table: another measure, the last run, a region's total.
@Suite struct RelationTests {
  private let policy = DisclosurePolicy(threshold: 5)

  private func reading(_ count: Int, _ team: String?, measure: String = "waiting") -> Reading {
    SampleTable.count(count, team, measure: measure)
  }

  private func disclosed(
    _ readings: [Reading], measures: [String: Measure] = SampleTable.measures,
    after record: PublicRecord = PublicRecord()
  ) -> DisclosedCounts {
    disclose(
      SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration, measures: measures,
      after: record)
  }

  @Test func aDatasetCanHaveTermsOfItsOwn() {
    let readings = [reading(7, "North"), reading(30, "South")]
    func printed(_ dataset: String, _ terms: DisclosurePolicy) -> [String] {
      var policy = policy
      policy.exceptions = [dataset: terms]
      let disclosed = disclose(
        SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration,
        measures: SampleTable.measures)
      return disclosed.printed.map(\.value.tidy)
    }
    #expect(printed("reviews", DisclosurePolicy(threshold: 10)) == ["7", "30"], "another dataset's terms")
    #expect(printed("assessments", DisclosurePolicy(threshold: 10)) == ["c", "30"])
    #expect(printed("assessments", DisclosurePolicy(threshold: 0, roundingBase: 5)) == ["5", "30"])
  }

  /// A ratio of two datasets takes the stricter of each term.
  @Test func termsOfSeveralDatasetsAreTheStrictest() {
    var policy = DisclosurePolicy(threshold: 5, keepsOutcome: true)
    policy.exceptions = [
      "dols": DisclosurePolicy(threshold: 3, hidesZero: true, roundingBase: 5, protects: 3)
    ]
    let both = policy.terms(for: ["dols", "reviews"])
    #expect(both == DisclosurePolicy(threshold: 5, hidesZero: true, roundingBase: 5, protects: 4))
    #expect(policy.terms(for: ["reviews"]) == DisclosurePolicy(threshold: 5, keepsOutcome: true))
    #expect(policy.hidesAny && DisclosurePolicy(threshold: 0).hidesAny == false)
  }

  private func hidden(_ disclosed: DisclosedCounts) -> [String] {
    disclosed.printed.filter { $0.value.number == nil }.map { $0.key.category?.label ?? "Total" }
  }

  private func printed(_ count: Int, _ team: String?) throws -> PublicRecord.Row {
    let measure = try #require(SampleTable.measures["waiting"])
    let figure = DisclosurePolicy(threshold: 0).count(count)
    return PublicRecord.Row(
      printed: PrintedRow(
        key: reading(count, team).key, value: figure, numerator: figure, denominator: nil, population: nil),
      measure: measure, policy: policy)
  }

  @Test func aTotalOfTheLastRunHidesTonightsLargePart() throws {
    let tonight = [reading(37, "North"), reading(3, "South")]
    #expect(hidden(disclosed(tonight)) == ["South"], "no total is printed, so nothing gives it away")
    let after = disclosed(tonight, after: PublicRecord(rows: [try printed(40, nil)]))
    #expect(hidden(after) == ["North", "South"])
    #expect(!after.findings.contains { $0.code == "DISC-001" })
  }

  /// The total and the other part are out, so the small one cannot be protected: it is left out, and that is said.
  @Test func whatIsOutAlreadyIsLeftOutAndNotInSilence() throws {
    let tonight = [reading(37, "North"), reading(3, "South")]
    let out = PublicRecord(rows: [try printed(40, nil), try printed(37, "North")])
    let after = disclosed(tonight, after: out)
    #expect(after.printed.map(\.value.tidy) == ["37", "x"])
    let finding = try #require(after.findings.first { $0.code == "DISC-002" })
    #expect(finding.severity == .warning && finding.effect == .reports)
    #expect(!finding.message.contains(" 3 "), "the message never holds the value")
  }

  @Test func aFigureRevisedSinceTellsNothing() throws {
    let tonight = [reading(37, "North"), reading(3, "South")]
    let after = disclosed(tonight, after: PublicRecord(rows: [try printed(35, "North")]))
    #expect(hidden(after) == ["South"])
  }

  /// A region prints 100; the other council prints 97, so ours is 3 however it is hidden.
  @Test func aRegionGivesItsLastCouncilAway() throws {
    let key = reading(3, nil).key
    let name = CountName(what: "assessments|cases|waiting", period: key.period)
    func record(_ other: ClosedRange<Int>?) -> PublicRecord {
      PublicRecord(totals: [
        .init(
          name: CountName(what: "region", period: key.period), range: 100...100,
          parts: [(name, nil), (CountName(what: "other", period: key.period), other)])
      ])
    }
    let given = disclosed([reading(3, nil)], after: record(97...97))
    #expect(given.printed.map(\.value.tidy) == ["x"] && given.findings.map(\.code) == ["DISC-002"])
    #expect(disclosed([reading(3, nil)], after: record(nil)).findings.isEmpty, "the other is hidden too")
  }

  @Test func conditionsInAnotherOrderAreTheSameCases() throws {
    func measure(_ parts: String, _ calculation: String) -> Measure {
      SampleTable.declared(
        """
        { "measure": "m", "title": "M", "dataset": "assessments", "calculation": "\(calculation)", \(parts),
          "unit": "count", "decimals": 0, "polarity": "neither", "change": "absolute", "basis": "stock",
          "why": "w", "source": "s" }
        """)
    }
    func counted(_ condition: String) -> String? {
      CountedParts(measure("\"where\": \"\(condition)\"", "count"), catalogue: [:]).numerator
    }
    let share = CountedParts(
      measure(
        "\"denominator\": \"a = 1 AND (b IS NULL OR b > 2)\", \"numerator\": \"c  BETWEEN 1 AND 3\"",
        "proportion"),
      catalogue: [:])
    #expect(share.numerator == counted("(c BETWEEN 1 AND 3) AND a = 1 AND (b IS NULL OR b > 2)"))
    #expect(share.denominator == counted("((b IS NULL OR b > 2)) AND a = 1"))
    #expect(counted("a = 1 OR b = 2 AND c = 3") != counted("a = 1 AND c = 3 OR b = 2"))
    #expect(counted("x = 'a AND b'") != counted("x = 'b AND a'"), "a text is one word")
    #expect(
      counted("CASE WHEN a = 1 AND b = 2 THEN 1 ELSE 0 END = 1 AND d = 4")
        == counted("d = 4 AND CASE WHEN a = 1 AND b = 2 THEN 1 ELSE 0 END = 1"))
  }

  /// Waiting 3, of them urgent 3 and so printed of neither; a count that may not exceed a hidden one is bounded by it.
  @Test func aCountWithinAnotherBoundsIt() {
    let measures: [String: Measure] = SampleTable.measures.merging([
      "urgent": SampleTable.declared(
        """
        { "measure": "urgent", "title": "urgent", "dataset": "assessments", "calculation": "count",
          "where": "waiting AND priority = 'urgent'", "unit": "count", "decimals": 0, "polarity": "neither",
          "change": "absolute", "basis": "flow", "why": "test", "source": "test" }
        """)
    ]) { first, _ in first }
    var tables = PrintedTables(under: policy, catalogue: measures)
    for (measure, figure) in [("waiting", policy.count(9)), ("urgent", policy.count(3))] {
      guard let declared = measures[measure] else { continue }
      tables.add(
        PrintedRow(
          key: reading(0, nil, measure: measure).key, value: figure, numerator: figure, denominator: nil,
          population: nil), measure: declared)
    }
    tables.link()
    #expect(Audit(of: tables).hidden.map(\.range) == [1...9], "no more urgent than waiting")
  }

  /// A stock of the year to its day is printed for two months' ends, and the month between the two years is printed as
  /// nought: the month that joined is the difference.
  @Test func aStockThatLooksBackIsTheFlowOfItsYear() throws {
    func measure(_ id: String, _ condition: String, basis: String) -> Measure {
      SampleTable.declared(
        """
        { "measure": "\(id)", "title": "\(id)", "dataset": "dols", "calculation": "count", "where": "\(condition)",
          "unit": "count", "decimals": 0, "polarity": "neither", "change": "absolute", "basis": "\(basis)",
          "why": "test", "source": "test" }
        """)
    }
    let year = measure(
      "year", "done_on >= first_of_months(:as_of, 12) AND done_on <= :as_of", basis: "stock")
    let month = measure("month", "done_on BETWEEN :period_start AND :period_end", basis: "flow")
    let day = try #require(Day(iso: "2026-06-30"))
    let next = try #require(Day(iso: "2026-07-31"))
    func row(_ id: String, _ period: ReportingPeriod, _ count: Int) -> Reading {
      Reading(key: Reading.Key(measure: id, period: period), numerator: count, value: Fraction(count))
    }
    let before = ReportingPeriod(latest: .month, asOf: try #require(Day(iso: "2025-07-31")))
    let readings = [
      row("year", ReportingPeriod(latest: .day, asOf: day), 20),
      row("year", ReportingPeriod(latest: .day, asOf: next), 23),
      row("month", before, 0), row("month", ReportingPeriod(latest: .month, asOf: next), 3),
    ]
    let printed = disclosed(readings, measures: ["year": year, "month": month]).printed.map(\.value.tidy)
    #expect(printed[2...] == ["0", "c"])
    #expect(printed.prefix(2).contains("c"), "one of the years is hidden, or both would give July away")
  }

  /// Urgent cases are printed by a condition for July and as a category for the years to June and to July: their
  /// difference is July.
  @Test func aCountByAConditionIsACategoryOfOtherPeriods() throws {
    let dataset: Dataset = SampleTable.declared(
      """
      { "dataset": "assessments", "title": "Assessments", "prefix": "WL", "grain": "g", "key": ["id"], "fields": [
          { "field": "id", "title": "Id", "kind": "identifier" },
          { "field": "priority", "title": "Priority", "kind": "code",
            "codes": [{ "code": "urgent", "label": "Urgent" }, { "code": "routine", "label": "Routine" }] } ],
        "breakdowns": [ { "breakdown": "priority", "title": "Priority", "by": "priority" } ] }
      """)
    let scope = DatasetScope(
      dataset: dataset, scope: Scope(dataset: dataset) { $0.codes }, labels: [nil, ["Urgent", "Routine"]])
    func measure(_ id: String, _ condition: String) -> Measure {
      SampleTable.declared(
        """
        { "measure": "\(id)", "title": "\(id)", "dataset": "assessments", "calculation": "count",
          "where": "\(condition)", "unit": "count", "decimals": 0, "polarity": "neither", "change": "absolute",
          "basis": "flow", "why": "test", "source": "test" }
        """)
    }
    let asked = "asked_on BETWEEN :period_start AND :period_end"
    let measures = [
      "asked": measure("asked", asked), "urgent": measure("urgent", "\(asked) AND priority = 'urgent'"),
    ]
    func row(_ id: String, _ count: Int, _ kind: ReportingPeriod.Kind, _ end: String, _ label: String?) throws
      -> Reading
    {
      Reading(
        key: Reading.Key(
          measure: id, period: ReportingPeriod(latest: kind, asOf: try #require(Day(iso: end))),
          category: label.map { Reading.Category(breakdown: "priority", label: $0) }),
        numerator: count, value: Fraction(count))
    }
    let readings = [
      try row("asked", 34, .yearToDate, "2026-06-30", "Urgent"),
      try row("asked", 37, .yearToDate, "2026-07-31", "Urgent"),
      try row("urgent", 3, .month, "2026-07-31", nil),
    ]
    let out = disclose(
      SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration, measures: measures,
      definitions: PublicDefinitions(datasets: [scope]))
    let printed = out.printed.map(\.value.tidy)
    #expect(printed[2] == "c" && printed.prefix(2).contains("c"))
    // Beside July's total, of which urgent cases are one part that is printed: readers do not take them for all.
    var tables = PrintedTables(under: policy, catalogue: measures, datasets: [scope])
    for reading in readings + [try row("asked", 20, .month, "2026-07-31", nil)] {
      let isHidden = reading.numerator == 3
      let figure = policy.count(reading.numerator, isHidden: isHidden)
      tables.add(
        PrintedRow(key: reading.key, value: figure, numerator: figure, denominator: nil, population: nil),
        measure: try #require(measures[reading.key.measure]))
    }
    tables.link()
    let july = Audit(of: tables).hidden.map(\.range)
    #expect(july == [3...3], "the years give July away, and its total says no more")
  }

  /// Shares of 525, 305 and 220 would leave at most 2 of the few who are left without, noughts among them.
  @Test func whatIsLeftOfAHiddenDenominatorIsProtectedThoughItBeNought() {
    let sac = DisclosurePolicy(threshold: 5, hidesZero: true, roundingBase: 5, protects: 5)
    let counts: [(team: String?, part: Int, whole: Int)] = [
      (nil, 464, 527), ("North", 262, 303), ("South", 197, 219), ("East", 3, 3), ("West", 2, 2),
    ]
    let readings = counts.map { team, part, whole in
      var reading = Reading(
        key: reading(0, team, measure: "seen-in-time").key, numerator: part, denominator: whole,
        value: Fraction(part, whole), multiplier: 100)
      reading.intervals = []
      return reading
    }
    let out = disclose(
      SampleTable.aggregated(readings), under: sac, named: SampleTable.declaration,
      measures: SampleTable.measures)
    #expect(Set(hidden(out)).isSuperset(of: ["East", "West"]) && hidden(out).count > 2)
    #expect(Audit(of: out.tables(under: sac)).exposures.isEmpty)
  }

  /// 35 of 40 in time is 33 or 34 of 41 or 42: the row would be hidden if fewer than 8 were late. Of the 40 in all teams,
  /// which are 38 to 42, South then has 4 to 9, which are too few values, so a second row is hidden.
  @Test func aPrintedShareRevealsThatWhatIsLeftIsNotSmall() {
    let published = DisclosurePolicy(threshold: 8, roundingBase: 5, protects: 7)
    func out(late: Int) -> DisclosedCounts {
      let readings = [(nil, 39, 141), ("North", 33, 33 + late), ("South", 6, 108 - late)]
        .map { (team: String?, part: Int, whole: Int) in
          Reading(
            key: reading(0, team, measure: "seen-in-time").key, numerator: part, denominator: whole,
            value: Fraction(part, whole), multiplier: 100)
        }
      return disclose(
        SampleTable.aggregated(readings), under: published, named: SampleTable.declaration,
        measures: SampleTable.measures)
    }
    #expect(hidden(out(late: 18)) == ["South"], "what is left of 35 of 50 is 9 to 19: nothing new")
    #expect(hidden(out(late: 8)) == ["North", "South"])
  }

  @Test func aRowOfNothingToMeasureIsNotHiddenForOthers() {
    let nothing = Reading(
      key: Reading.Key(
        measure: "seen-in-time", period: SampleTable.period,
        category: Reading.Category(breakdown: "team", label: "East")),
      numerator: 0, denominator: 0, multiplier: 100, missing: .nothingToMeasure)
    let rows = [reading(40, nil), reading(37, "North"), reading(3, "South"), reading(0, "East"), nothing]
    let out = disclosed(rows)
    #expect(out.printed.last?.denominator?.number?.units == 0)
    #expect(Set(hidden(out)).isSuperset(of: ["North", "South"]))
  }
}
