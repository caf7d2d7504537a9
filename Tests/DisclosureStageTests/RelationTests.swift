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
    Reading(
      key: Reading.Key(
        measure: measure, period: SampleTable.period,
        category: team.map { Reading.Category(breakdown: "team", label: $0) }),
      numerator: count, value: Fraction(count))
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

  @Test func whatIsOutAlreadyIsAnErrorAndNotSilence() throws {
    let tonight = [reading(37, "North"), reading(3, "South")]
    let out = PublicRecord(rows: [try printed(40, nil), try printed(37, "North")])
    let finding = try #require(disclosed(tonight, after: out).findings.first { $0.code == "DISC-001" })
    #expect(finding.severity == .error && finding.effect == .stops)
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
    #expect(disclosed([reading(3, nil)], after: record(97...97)).findings.contains { $0.code == "DISC-001" })
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
