import Artefacts
import Declarations
import IngestStage
import Periods
import Tables
import Testing
import ValidateStage

/// What could not be read, and what was refused, says nothing more.
@Suite struct RefusedRecordTests {
  private static let calendar = WorkingCalendar(
    from: Day(number: 18_000), to: Day(number: 22_000), holidays: [])
  private static let asOf = Day(number: 20_757)

  private func rule(_ code: String, _ must: String) throws -> Declared<Rule> {
    try #require(Small.rule(code, "record", "\"must\": \"\(must)\""))
  }

  /// With rules tested while the extract is read, and with rules tested after.
  private func validated(_ stays: String, _ rules: [Declared<Rule>], isScreened: Bool) -> Validated {
    let text = "stay_id,person_id,nhs_number,born_on,from_on,to_on,home\n" + stays
    let screen = PushedDownRules(rules, of: Small.scopes, codes: [], asOf: Self.asOf, calendar: Self.calendar)
    let ingested = ingest(
      [Extract(dataset: "stays", path: "stays.csv", Array(text.utf8))], as: Small.datasets, codes: [],
      finishing: isScreened ? screen.tests : [:])
    return validate(
      ingested, against: rules, of: Small.scopes, asOf: Self.asOf, calendar: Self.calendar,
      screenedBy: isScreened ? screen : nil)
  }

  /// 99/99/2026 is no day: that is said once, and no rule that reads it says that a day is missing.
  @Test(arguments: [false, true]) func aRuleSaysNothingOfAFieldThatWasNotRead(isScreened: Bool) throws {
    let rules = [
      try rule("ST-001", "from_on IS NOT NULL"), try rule("ST-002", "to_on IS NOT NULL"),
      try rule("ST-003", "person_id <> 'A'"),
    ]
    let stays = """
      1,A,,,99/99/2026,,
      2,B,,,,2026-01-01,
      3,A,,,2026-01-01,2026-01-01,
      4,A,,,2026-01-01,99/99/2026,

      """
    let told = Small.told(validated(stays, rules, isScreened: isScreened)).filter { $0.contains("ST-") }
    #expect(told == ["2 ST-002", "2 ST-003", "3 ST-001", "4 ST-003", "5 ST-003"])
  }

  /// A text that only refused records have is in no dictionary, and so in no category.
  @Test func aTextOfRefusedRecordsAloneIsForgotten() throws {
    let refusing = try #require(
      Small.rule(
        "ST-004", "record", #""must": "to_on IS NULL OR from_on <= to_on""#, effect: "refuses-record"))
    let stays = """
      1,A,,,2026-05-01,2026-01-01,Ann Smith
      2,B,,,2026-01-01,,North
      3,C,,,2026-05-01,2026-01-01,North

      """
    let found = try #require(validated(stays, [refusing], isScreened: false).table(of: "stays"))
    let homes = try #require(found.table.dictionaries.last)
    #expect(found.acceptedCount == 1)
    #expect(homes.filter { !$0.isEmpty } == ["North"], "its place is kept, and is empty")
  }
}
