import Artefacts
import Declarations
import Findings
import Testing
import ValidateStage

/// Rules of one run and the next, at their boundaries.
@Suite struct RunChangeTests {
  /// So many stays begun on a day, numbered from a place on.
  private func stays(_ day: String, _ count: Int, from first: Int = 1) -> String {
    (first..<first + count).map { "\($0),P\($0),,,\(day),,H\n" }.joined()
  }

  private func rule(_ check: String, _ more: String = "") throws -> Declared<Rule> {
    try #require(
      Small.rule("ST-001", "run", "\"run\": { \"check\": \"\(check)\", \"by\": \"from_on\" \(more) }"))
  }

  /// What a rule says of a second run, a day after a first.
  private func said(_ rule: Declared<Rule>, _ before: String, _ after: String, lastDay: String = "2026-10-30")
    -> [String]
  {
    let first = Small.validated(before, rules: [rule], asOf: lastDay)
    let second = Small.validated(after, rules: [rule], asOf: "2026-10-31", after: first.memory)
    return second.findings.filter { $0.code == "ST-001" }.map(\.message) + Small.told(second)
  }

  /// A volume fell where less is left than the rule allows: half of 40 is 20.
  @Test(arguments: [(21, nil), (20, nil), (19, "It is wrong: 2026-08 has 19 records and had 40.")])
  func aMonthFellBelowItsShare(left: Int, message: String?) throws {
    let found = said(
      try rule("volume-fell", ", \"percent\": 50, \"least\": 20"), stays("2026-08-03", 40),
      stays("2026-08-03", left))
    #expect(found == [message].compactMap(\.self))
  }

  /// 30% of 50 is 15: with 35 left the month fell by just that.
  @Test(arguments: [(35, false), (34, true)]) func theShareIsTheDeclaredOne(left: Int, isFound: Bool) throws {
    let found = said(
      try rule("volume-fell", ", \"percent\": 30, \"least\": 20"), stays("2026-08-03", 50),
      stays("2026-08-03", left))
    #expect(found.isEmpty != isFound)
  }

  /// Months with fewer records than declared are left out; those with as many are checked.
  @Test(arguments: [(19, false), (20, true)]) func aMonthOfAsManyAsDeclaredIsLookedAt(
    count: Int, isFound: Bool
  )
    throws
  {
    let (before, after) = (stays("2026-08-03", count), stays("2026-09-03", 1, from: 100))
    #expect(said(try rule("months-missing", ", \"least\": 20"), before, after).isEmpty != isFound)
    let few = stays("2026-08-03", 1)
    #expect(said(try rule("volume-fell", ", \"percent\": 50, \"least\": 20"), before, few).isEmpty != isFound)
  }

  /// A day far off makes the days too many to be counted in place: the months come to the same.
  @Test(arguments: ["", "900,X,,,1066-10-14,,H\n901,X,,,9999-12-31,,H\n"])
  func aDayFarOffChangesNoMonth(far: String) throws {
    let (before, after) = (
      stays("2026-08-03", 30) + far, stays("2026-08-03", 14) + stays("2026-09-30", 1, from: 50) + far
    )
    #expect(
      said(try rule("volume-fell", ", \"percent\": 50, \"least\": 20"), before, after)
        == ["It is wrong: 2026-08 has 14 records and had 30."])
  }

  /// The month of the last run was not over, and what is more than two years back leaves extracts by design.
  @Test(arguments: [
    ("2026-10-03", false), ("2026-09-30", true), ("2024-10-01", true), ("2024-09-30", false),
  ])
  func monthsThatWereOverUpToTwoYearsBackAreLookedAt(day: String, isFound: Bool) throws {
    let found = said(
      try rule("months-missing", ", \"least\": 5"), stays(day, 10), stays("2025-01-01", 1, from: 100))
    #expect(found.isEmpty != isFound)
  }

  /// Late by more than the declared days, within a year, and not known to the last run.
  @Test(arguments: [
    ("2026-09-29", false, "31 days late is usual"), ("2026-09-28", true, "32 days are not"),
    ("2025-10-29", true, "366 days back"), ("2025-10-28", false, "what is older is kept of no run"),
  ])
  func entriesAreLateBeyondTheDeclaredDays(day: String, isFound: Bool, why: String) throws {
    let rule = try rule("back-dated", ", \"days\": 31")
    let (before, late) = (stays("2026-10-01", 1), stays(day, 1, from: 2))
    #expect(said(rule, before, before + late) == (isFound ? ["3 ST-001"] : []), "\(why)")
    #expect(said(rule, before + late, before + late).isEmpty, "what the last run had is not late")
  }

  @Test func anOpenRecordMustComeAgain() throws {
    let rule = try #require(
      Small.rule("ST-001", "run", #""run": { "check": "open-vanished", "open": "to_on IS NULL" }"#))
    let before = "1,A,,,2026-01-01,,H\n2,B,,,2026-01-01,2026-02-01,H\n3,C,,,2026-01-01,,H\n"
    #expect(said(rule, before, "1,A,,,2026-01-01,,H\n") == ["It is wrong: 1 of 2."], "the closed one may go")
    #expect(said(rule, before, "1,A,,,2026-01-01,,H\n3,C,,,2026-01-01,2026-03-01,H\n").isEmpty)
  }

  @Test func aCodeOfNoRunBeforeIsNew() throws {
    let rule = try #require(
      Small.rule("ST-001", "run", #""run": { "check": "new-code" }"#, fields: #"["home"]"#))
    let before = stays("2026-01-01", 1)
    #expect(said(rule, before, before + "2,B,,,2026-01-01,,J\n3,C,,,2026-01-01,,H\n") == ["3 ST-001"])
  }
}
