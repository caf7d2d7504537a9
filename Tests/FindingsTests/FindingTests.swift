import Findings
import Testing

@Suite struct FindingTests {
  @Test func showsTheLineWithACaretAndAHint() {
    let source = SourceText(
      path: "data/measures/waiting/longest-wait.json", "{\n  \"where\": \"waitng_days > 182\"\n}\n")
    let finding = source.finding(
      "EXPR-003", at: 14..<25, "no field 'waitng_days'", hint: "did you mean 'waiting_days'?")
    #expect(
      finding.description == """
        data/measures/waiting/longest-wait.json:2:13: error[EXPR-003]: no field 'waitng_days'
           |
         2 |   "where": "waitng_days > 182"
           |             ^^^^^^^^^^^
         = hint: did you mean 'waiting_days'?
        """)
  }

  @Test func columnsCountCharactersNotBytes() {
    let source = SourceText(path: "x", "é→b")
    #expect(source.location(at: 5).column == 3)
  }

  @Test(
    arguments: [
      ("denominater", "denominator"), ("measur", "measure"), ("tilte", "title"), ("zebra", nil),
    ] as [(String, String?)]) func suggestsOnlyWhatIsNear(_ typed: String, _ expected: String?)
  {
    #expect(nearest(typed, in: ["measure", "title", "denominator", "numerator"]) == expected)
  }
}
