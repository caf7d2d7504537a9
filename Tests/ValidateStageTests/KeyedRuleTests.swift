import Artefacts
import Declarations
import TestKit
import Testing
import ValidateStage

/// Rules over records of one key, however many fields make the key, against the same rules in plain words here.
@Suite struct KeyedRuleTests {
  private static let fields = ["person_id", "nhs_number", "born_on", "from_on", "to_on", "home"]

  /// Few values for each field, so that keys meet and some lack a part.
  struct Stays: Sendable, CustomStringConvertible {
    var rows: [[String]]
    var description: String { text }
    /// Lines from 2 on, since the first is the header; each stay has a number of its own.
    var text: String {
      rows.enumerated().map { "\($0 + 1),\($1.joined(separator: ","))\n" }.joined()
    }

    init(_ chance: inout Seeded) {
      let values: [[String]] = [
        ["A", "B", "C", "a person of a long name", ""], ["9", "8", "a number of many places", ""],
        ["1950-01-01", "1960-01-01", ""], ["2026-01-01", "2026-02-01", "2026-03-01", ""],
        ["2026-01-15", "2026-02-01", "2026-12-31", ""], ["H", "J", ""],
      ]
      rows = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
        values.map { $0.randomElement(using: &chance) ?? "" }
      }
    }

    func value(_ field: String, _ row: Int) -> String {
      KeyedRuleTests.fields.firstIndex(of: field).map { rows[row][$0] } ?? ""
    }

    /// For each row of a key, the rows of the same key before it.
    func before(_ key: [String], _ row: Int, where isIn: (Int) -> Bool = { _ in true }) -> [Int] {
      func parts(_ row: Int) -> [String] { key.map { value($0, row) } }
      guard !parts(row).contains(""), isIn(row) else { return [] }
      return (0..<row).filter { parts($0) == parts(row) && isIn($0) }
    }
  }

  /// A name and a code, three fields, days alone, a code alone, and a name that another rule makes numbers of.
  @Test(arguments: [
    (["person_id", "home"], "nhs_number"), (["home", "person_id", "born_on"], "nhs_number"),
    (["born_on", "from_on"], "person_id"), (["home", "from_on"], "to_on"),
    (["person_id", "born_on", "from_on", "home"], "nhs_number"), (["person_id", "from_on"], "home"),
    (["nhs_number"], "person_id"),
  ])
  func theFirstRecordThatHasAValueSetsIt(_ key: [String], same: String) throws {
    let names = key.map { "\"\($0)\"" }.joined(separator: ", ")
    let rule = try #require(
      Small.rule("ST-001", "consistent", "\"consistent\": { \"per\": [\(names)], \"same\": [\"\(same)\"] }"))
    forAll(count: 60, generate: { Stays(&$0) }) { stays in
      let expected = stays.rows.indices.filter { row in
        let value = stays.value(same, row)
        let first = stays.before(key, row).first { !stays.value(same, $0).isEmpty }
        return first.map { !value.isEmpty && value != stays.value(same, $0) } ?? false
      }
      return Small.told(Small.validated(stays.text, rules: [rule])) == expected.map { "\($0 + 2) ST-001" }
    }
  }

  @Test(arguments: [
    ["person_id"], ["person_id", "home"], ["home", "person_id", "born_on"], ["home"],
    ["person_id", "nhs_number", "born_on", "home"],
  ])
  func aStretchBeginsWhenEarlierOnesHaveEnded(_ key: [String]) throws {
    let names = key.map { "\"\($0)\"" }.joined(separator: ", ")
    let rule = try #require(
      Small.rule(
        "ST-001", "overlap",
        "\"overlap\": { \"per\": [\(names)], \"from\": \"from_on\", \"to\": \"to_on\" }"))
    forAll(count: 60, generate: { Stays(&$0) }) { stays in
      func hasDay(_ row: Int) -> Bool { !stays.value("from_on", row).isEmpty }
      func start(_ row: Int) -> (String, Int) { (stays.value("from_on", row), row) }
      func end(_ row: Int) -> String {
        let end = stays.value("to_on", row)
        return end.isEmpty ? "9999" : end
      }
      let wrong = stays.rows.indices.filter { row in
        guard hasDay(row) else { return false }
        let others = stays.rows.indices.filter { other in
          other != row && hasDay(other)
            && stays.before(key, max(row, other), where: hasDay).contains(min(row, other))
        }
        return others.contains { start($0) < start(row) && end($0) > start(row).0 }
      }
      return Small.told(Small.validated(stays.text, rules: [rule])) == wrong.map { "\($0 + 2) ST-001" }
    }
  }
}
