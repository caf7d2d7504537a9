import Artefacts
import Declarations
import DisclosureStage
import Findings
import Periods
import Statistics
import Testing

/// What was published before, by this pipeline or another, limits what may be published now.
@Suite struct RecordTests {
  private let policy = DisclosurePolicy(threshold: 5)

  private func reading(_ count: Int, _ team: String?, _ period: ReportingPeriod = SampleTable.period)
    -> Reading
  {
    SampleTable.count(count, team, period)
  }

  private func disclosed(_ readings: [Reading], after record: PublicRecord = PublicRecord())
    -> DisclosedCounts
  {
    disclose(
      SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration,
      measures: SampleTable.measures, after: record)
  }

  private func record(_ counts: DisclosedCounts) throws -> PublicRecord {
    let measure = try #require(SampleTable.measures["waiting"])
    return PublicRecord(
      rows: counts.ledger.map {
        PublicRecord.Row(
          printed: $0.printed, measure: measure, policy: policy, numerator: $0.numerator,
          denominator: $0.denominator)
      })
  }

  private func text(_ counts: DisclosedCounts) -> [String] { counts.printed.map(\.value.tidy) }

  @Test func anUnchangedNightHidesTheSame() throws {
    let night = [reading(43, nil), reading(20, "North"), reading(20, "South"), reading(3, "East")]
    let first = disclosed(night)
    let second = disclosed(night, after: try record(first))
    #expect(text(first) == text(second) && second.findings.isEmpty)
    #expect(second.ledger.contains { $0.reason == .before }, "what protected another is kept hidden")
  }

  /// What came in for the same period is of cases that nobody here counted: neither gives the other away.
  @Test func aPublishedFigureIsNoCountOfOurs() throws {
    var published = reading(40, nil)
    published.key.origin = .published
    let night = disclosed([reading(3, nil), published])
    #expect(text(night) == ["c", "40"] && night.findings.isEmpty)
    let again = disclosed([reading(3, nil), published], after: try record(night))
    #expect(text(again) == ["c", "40"] && again.findings.isEmpty)
  }

  /// One pipeline printed the total and the other the teams: together they would give East away.
  @Test func anotherPipelinesTotalHidesATeam() throws {
    let total = disclosed([reading(43, nil)])
    let teams = disclosed(
      [reading(20, "North"), reading(20, "South"), reading(3, "East")], after: try record(total))
    #expect(text(total) == ["43"])
    #expect(text(teams).filter { $0 == "c" }.count == 2 && teams.findings.isEmpty)
  }

  /// The total and two teams are out already, so the third is not even printed as hidden.
  @Test func whatIsOutAlreadyIsLeftOutWhole() throws {
    let out = disclosed([reading(43, nil), reading(20, "North"), reading(20, "South")])
    #expect(text(out) == ["43", "20", "20"])
    let team = disclosed([reading(3, "East")], after: try record(out))
    #expect(text(team) == ["x"] && team.ledger[0].reason == .withheld)
    #expect(team.aggregated.readings[0].missing == .unavailable)
    #expect(team.findings.map(\.code) == ["DISC-002"], "and that is said")
  }

  /// Of 8 that are out, two parts of tonight that are at least 1 each would leave North 6 values: one is left out. North
  /// itself was tried first, gave nothing away, and is printed as hidden again.
  @Test func onlyWhatGivesACountAwayIsLeftOut() throws {
    let wide = DisclosurePolicy(threshold: 8)
    func night(_ readings: [Reading], after record: PublicRecord = PublicRecord()) -> DisclosedCounts {
      disclose(
        SampleTable.aggregated(readings), under: wide, named: SampleTable.declaration,
        measures: SampleTable.measures, after: record)
    }
    let out = night([reading(8, nil), reading(2, "North")])
    var before = try record(out)
    for row in before.rows.indices { before.rows[row].policy = wide }
    let after = night([reading(2, "North"), reading(3, "South"), reading(3, "East")], after: before)
    #expect(text(out) == ["8", "c"])
    #expect(text(after)[0] == "c" && text(after).dropFirst().sorted() == ["c", "x"])
    #expect(after.findings.map(\.code) == ["DISC-002"])
  }

  /// North was hidden and is not counted tonight: tonight's total and South would give it away.
  @Test func tonightDoesNotGiveAwayWhatWasHiddenBefore() throws {
    let before = disclosed([reading(3, "North")])
    let night = disclosed([reading(43, nil), reading(40, "South")], after: try record(before))
    #expect(text(before) == ["c"])
    #expect(text(night).filter { $0 == "c" }.count == 1 && night.findings.isEmpty)
  }

  /// What was given away before is not given away by tonight's figures, so that they are not held back for it.
  @Test func whatWasGivenAwayBeforeHoldsNothingBack() throws {
    let careless = DisclosurePolicy(threshold: 0)
    let measure = try #require(SampleTable.measures["waiting"])
    let out: [(String?, Int, Bool)] = [
      (nil, 43, false), ("North", 20, false), ("South", 20, false), ("East", 3, true),
    ]
    let rows = out.map { team, count, isHidden in
      let figure = isHidden ? policy.count(count) : careless.count(count)
      return PublicRecord.Row(
        printed: PrintedRow(
          key: reading(count, team).key, value: figure, numerator: figure, denominator: nil, population: nil),
        measure: measure, policy: policy, numerator: count)
    }
    let night = disclosed([reading(43, nil), reading(20, "North")], after: PublicRecord(rows: rows))
    #expect(night.findings.isEmpty && text(night) == ["43", "20"])
  }

  @Test func aRevisedCountIsDecidedAnew() throws {
    let before = disclosed([reading(3, "East")])
    let after = disclosed([reading(30, "East")], after: try record(before))
    #expect(text(before) == ["c"] && text(after) == ["30"])
  }

  /// 12 months of July to June and the 11 from August on leave a July of 3.
  @Test func overlappingPeriodsGiveTheirDifferenceAway() throws {
    let start = SampleTable.period.start
    let year = ReportingPeriod(.rollingYear, from: start, to: start + 364)
    let rest = ReportingPeriod(.yearToDate, from: start + 30, to: start + 364)
    let july = ReportingPeriod(.month, from: start, to: start + 29)
    let longer = disclosed([reading(103, nil, year)])
    let after = disclosed([reading(100, nil, rest), reading(3, nil, july)], after: try record(longer))
    #expect(text(longer) == ["103"] && text(after) == ["c", "c"])
  }

  /// Last week 12 months were 100; 102 and a week of 5 now leave 3 for the week that fell out, a year ago.
  @Test func whatFellOutOfAYearIsNotGivenAway() throws {
    let start = SampleTable.period.start
    func year(_ from: Day) -> ReportingPeriod { ReportingPeriod(.rollingYear, from: from, to: from + 364) }
    let then = ReportingPeriod(.week, from: start, to: start + 6)
    let now = ReportingPeriod(.week, from: start + 365, to: start + 371)
    let before = disclosed([reading(100, nil, year(start))])
    let night = [reading(102, nil, year(start + 7)), reading(5, nil, now), reading(3, nil, then)]
    let after = disclosed(night, after: try record(before))
    #expect(text(before) == ["100"])
    #expect(text(after).filter { $0 == "c" }.count == 2 && text(after)[2] == "c" && after.findings.isEmpty)
    #expect(
      text(disclosed(night)) == ["102", "5", "c"], "without the year before there is nothing to subtract")
  }

  /// A shorter period is no larger than a longer one around it, whatever else the longer one holds.
  @Test func aMonthWithinAYearThatIsLittleMoreKeepsItsValues() throws {
    let start = SampleTable.period.start
    let month = ReportingPeriod(.month, from: start + 30, to: start + 59)
    let year = ReportingPeriod(.rollingYear, from: start, to: start + 364)
    let wide = DisclosurePolicy(threshold: 8)
    func printed(_ readings: [Reading]) -> [String] {
      text(
        disclose(
          SampleTable.aggregated(readings), under: wide, named: SampleTable.declaration,
          measures: SampleTable.measures, after: PublicRecord()))
    }
    #expect(printed([reading(3, nil, month), reading(8, nil, year)]) == ["c", "8"])
    // Three months of a year of 8 leave each at most 6.
    let others = [60, 90].map { ReportingPeriod(.month, from: start + $0, to: start + $0 + 29) }
    let night = [
      reading(3, nil, month), reading(2, nil, others[0]), reading(2, nil, others[1]), reading(8, nil, year),
    ]
    #expect(printed(night).allSatisfy { $0 == "c" })
  }

  /// Total 31 and North 30 leave East exactly 1: a policy that allows it is told so, and never that nothing is learnt.
  @Test func whatAPolicyAllowsToBeWorkedOutIsNamed() throws {
    let ascof = DisclosurePolicy(threshold: 5, hidesZero: true, keepsOutcome: true, protects: 1)
    var tables = PrintedTables(under: ascof, catalogue: SampleTable.measures)
    let measure = try #require(SampleTable.measures["waiting"])
    for (team, count) in [(nil, 31), ("North", 30), ("East", 1)] {
      let figure = ascof.count(count)
      tables.add(
        PrintedRow(
          key: reading(0, team).key, value: figure, numerator: figure, denominator: nil, population: nil),
        measure: measure)
    }
    tables.link()
    let audit = Audit(of: tables)
    #expect(audit.unprotected.map(\.range) == [1...1] && audit.unprotected[0].key.category?.label == "East")
    #expect(audit.exposures.isEmpty, "the policy promises a single value")
  }
}
