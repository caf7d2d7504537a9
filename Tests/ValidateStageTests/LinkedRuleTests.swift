import Artefacts
import Declarations
import Findings
import Testing
import ValidateStage

@Suite struct LinkedRuleTests {
  private static let overlap =
    #""overlap": { "per": ["person_id", "home"], "from": "from_on", "to": "to_on" }"#

  @Test(arguments: [
    (
      "1,A,,,2026-01-01,2026-02-01,H\n2,A,,,2026-02-01,,H\n", [],
      "one may begin on the day that the other ends"
    ),
    ("1,A,,,2026-01-01,2026-02-01,H\n2,A,,,2026-01-31,,H\n", ["3 ST-001"], "the later is the finding"),
    (
      "1,A,,,2026-01-31,,H\n2,A,,,2026-01-01,2026-02-01,H\n", ["2 ST-001"],
      "the later by its day, not by its place"
    ),
    ("1,A,,,2026-01-01,,H\n2,A,,,2030-01-01,,H\n", ["3 ST-001"], "one without an end is not over"),
    ("1,A,,,2026-01-01,,H\n2,B,,,2026-01-01,,H\n3,A,,,2026-01-01,,J\n", [], "another person; another home"),
    ("1,,,,2026-01-01,,H\n2,,,,2026-01-01,,H\n", [], "nobody is no key"),
    ("1,A,,,,,H\n2,A,,,2026-01-01,,H\n", [], "no first day"),
    (
      "1,A,,,2026-01-01,2026-12-31,H\n2,A,,,2026-02-01,2026-03-01,H\n3,A,,,2026-04-01,2026-05-01,H\n",
      ["3 ST-001", "4 ST-001"], "both lie within the first, though not within each other"
    ),
    (
      "1,A,,,2026-01-01,bad,H\n2,A,,,2026-02-01,,H\n", ["2 CELL-002"],
      "a day that cannot be read is not compared with others"
    ),
  ])
  func stretchesOfTime(_ stays: String, expected: [String], why: String) throws {
    let rule = try #require(Small.rule("ST-001", "overlap", Self.overlap))
    #expect(Small.told(Small.validated(stays, rules: [rule])) == expected, "\(why)")
  }

  @Test(arguments: [
    ("1,A,9,,,,\n2,A,9,,,,\n", [], "the same"),
    ("1,A,9,,,,\n2,B,9,,,,\n3,B,9,,,,\n", ["3 ST-002", "4 ST-002"], "the first record sets it"),
    ("1,,9,,,,\n2,A,9,,,,\n3,B,9,,,,\n", ["4 ST-002"], "the first that has one sets it"),
    ("1,A,,,,,\n2,B,,,,,\n", [], "no number is no key"),
  ])
  func recordsOfOneKey(_ stays: String, expected: [String], why: String) throws {
    let rule = try #require(
      Small.rule("ST-002", "consistent", #""consistent": { "per": ["nhs_number"], "same": ["person_id"] }"#))
    #expect(Small.told(Small.validated(stays, rules: [rule])) == expected, "\(why)")
  }

  @Test(arguments: [
    (
      #""dataset": "people", "on": { "person_id": "person_id" }, "expects": "found""#,
      ["3 ST-003", "5 ST-003"]
    ),
    (
      #""dataset": "people", "on": { "person_id": "person_id" }, "expects": "none""#,
      ["2 ST-003", "4 ST-003"]
    ),
    (
      #""dataset": "people", "on": { "person_id": "person_id" }, "where": "died_on IS NULL", "expects": "found""#,
      ["3 ST-003", "4 ST-003", "5 ST-003"]
    ),
    (
      #""dataset": "people", "on": { "person_id": "person_id" }, "agree": { "born_on": "born_on" }"#,
      ["4 ST-003"]
    ),
    (
      #""dataset": "people", "on": { "person_id": "person_id" }, "notAfter": { "from_on": "died_on" }"#,
      ["4 ST-003"]
    ),
  ])
  func recordsOfAnotherDataset(_ says: String, expected: [String]) throws {
    let rule = try #require(Small.rule("ST-003", "reference", "\"reference\": { \(says) }"))
    let stays = """
      1,A,,1950-01-01,2026-01-01,,
      2,X,,1950-01-01,2026-01-01,,
      3,B,,1960-01-01,2026-03-01,,
      4,Y,,,,,
      5,,,,,,

      """
    let found = Small.validated(stays, people: "A,1950-01-01,\nB,1961-01-01,2026-02-01\n", rules: [rule])
    #expect(Small.told(found) == expected)
  }

  /// A day that may not be after another may be the same day.
  @Test(arguments: [("2026-01-31", false), ("2026-02-01", false), ("2026-02-02", true)])
  func aDayMayBeAsLateAsTheOther(day: String, isWrong: Bool) throws {
    let rule = try #require(
      Small.rule(
        "ST-003", "reference",
        #""reference": { "dataset": "people", "on": { "person_id": "person_id" }, "notAfter": { "from_on": "died_on" } }"#
      ))
    let found = Small.validated("1,B,,,\(day),,\n", people: "B,1961-01-01,2026-02-01\n", rules: [rule])
    #expect(Small.told(found) == (isWrong ? ["2 ST-003"] : []))
  }

  @Test func aRuleWithoutItsOtherExtractIsSaidNotToHaveRun() throws {
    let rule = try #require(
      Small.rule(
        "ST-003", "reference",
        #""reference": { "dataset": "people", "on": { "person_id": "person_id" }, "expects": "found" }"#))
    let table = try #require(Small.validated("1,A,,,,,\n", rules: [rule]).table(of: "stays"))
    #expect(table.notRun == [NotRun(rule: "ST-003", reason: "there is no extract of people")])
    #expect(table.breaches.isEmpty)
  }

  /// Whatever is refused takes no part: neither as the record that is wrong nor as the one it is compared with.
  @Test func refusedRecordsAreLeftOut() throws {
    let refusing = try #require(
      Small.rule(
        "ST-004", "record", #""must": "to_on IS NULL OR from_on <= to_on""#, effect: "refuses-record"))
    let overlap = try #require(Small.rule("ST-001", "overlap", Self.overlap))
    let found = Small.validated(
      "1,A,,,2026-05-01,2026-01-01,H\n2,A,,,2026-02-01,,H\n2,A,,,2026-06-01,,H\n", rules: [overlap, refusing])
    #expect(Small.told(found) == ["2 ST-004", "4 CELL-009"])
    #expect(found.table(of: "stays")?.acceptedCount == 1)
  }
}
