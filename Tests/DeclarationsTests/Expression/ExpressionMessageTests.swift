import Declarations
import Findings
import Testing

/// What is said of a wrong expression, word for word: column, width, code, message and, after `=`, the hint.
@Suite struct ExpressionMessageTests {
  @Test(arguments: ExpressionMessageTests.messages)
  func says(expression: String, expected: [String]) throws {
    #expect(try Self.flattened(expression) == expected)
  }

  static func flattened(_ text: String) throws -> [String] {
    let source = SourceText(path: "rule", text)
    let result = typedCondition(Located(text), in: source, scope: try ExpressionFixture.scope())
    guard case .failure(let findings) = result else { return [] }
    return findings.all.map { finding in
      let place = "\(finding.location?.column ?? 0)+\(finding.excerpt?.width ?? 0)"
      return "\(place) \(finding.code) \(finding.message)" + (finding.hint.map { " = \($0)" } ?? "")
    }
  }

  @Test(arguments: [
    (String(repeating: "(", count: 64) + "urgent" + String(repeating: ")", count: 64), true),
    (String(repeating: "(", count: 65) + "urgent" + String(repeating: ")", count: 65), false),
    (String(repeating: "(", count: 100_000), false),
    (String(repeating: "NOT ", count: 64) + "urgent", true),
    (String(repeating: "NOT ", count: 65) + "urgent", false),
    (String(repeating: "- ", count: 65) + "visits = 1", false),
    (String(repeating: "CASE WHEN ", count: 65) + "urgent", false),
    (String(repeating: "coalesce(", count: 65) + "urgent", false),
    ("visits" + String(repeating: " + 1", count: 200) + " > 0", true),
    ("visits" + String(repeating: " + 1", count: 201) + " > 0", false),
    ("urgent" + String(repeating: " AND urgent", count: 5000), true),
    ("visits IN (1" + String(repeating: ", 1", count: 5000) + ")", true),
  ])
  func refusesOnlyWhatIsTooDeep(expression: String, isAllowed: Bool) throws {
    let said = try Self.flattened(expression)
    #expect(said.isEmpty == isAllowed)
    #expect(said.allSatisfy { $0.contains("EXPR-010 this expression is ") })
  }

  @Test func pointsInsideTheStringOfTheDeclaration() throws {
    let file = #"""
      {
        "rule": "EN-001",
        "must": "team = '\u00c9\"' AND visit > 3\n OR recieved_on \u0049S NULL AND ur"
      }
      """#
    let source = SourceText(path: "data/rules/enquiries/EN-001.json", file)
    let text = "team = 'É\"' AND visit > 3\n OR recieved_on IS NULL AND ur"
    let start = try #require(file.firstRange(of: #""team"#)?.lowerBound.utf16Offset(in: file))
    let end = try #require(file.firstRange(of: #"ur""#)?.upperBound.utf16Offset(in: file))
    let result = typedCondition(
      Located(text, range: start..<end), in: source, scope: try ExpressionFixture.scope())
    guard case .failure(let findings) = result else {
      Issue.record("nothing was said")
      return
    }
    #expect(findings.description == expectedInString)
  }

  @Test func pointsAtTheClosingQuoteWhereTheTextEndsTooSoon() throws {
    let source = SourceText(path: "rule.json", #"{ "must": "visits >" }"#)
    let result = typedCondition(
      Located("visits >", range: 10..<20), in: source, scope: try ExpressionFixture.scope())
    guard case .failure(let findings) = result else {
      Issue.record("nothing was said")
      return
    }
    #expect(
      findings.description == #"""
        rule.json:1:20: error[EXPR-002]: expected a value, found the end of the expression
           |
         1 | { "must": "visits >" }
           |                    ^
        """#)
  }

  private var expectedInString: String {
    #"""
    data/rules/enquiries/EN-001.json:3:34: error[EXPR-003]: no field 'visit' in dataset 'enquiries'
       |
     3 |   "must": "team = '\u00c9\"' AND visit > 3\n OR recieved_on \u0049S NULL AND ur"
       |                                  ^^^^^
     = hint: did you mean 'visits'?

    data/rules/enquiries/EN-001.json:3:49: error[EXPR-003]: no field 'recieved_on' in dataset 'enquiries'
       |
     3 |   "must": "team = '\u00c9\"' AND visit > 3\n OR recieved_on \u0049S NULL AND ur"
       |                                                 ^^^^^^^^^^^
     = hint: did you mean 'received_on'?

    data/rules/enquiries/EN-001.json:3:78: error[EXPR-003]: no field 'ur' in dataset 'enquiries'
       |
     3 |   "must": "team = '\u00c9\"' AND visit > 3\n OR recieved_on \u0049S NULL AND ur"
       |                                                                              ^^
    """#
  }

  static let messages = grammarMessages + kindMessages

  static let grammarMessages: [(String, [String])] = [
    (
      "team = 'Nor",
      [
        "8+4 EXPR-001 this text has no closing quote = end it with '; a quote inside a text is written twice, as in 'St John''s'"
      ]
    ),
    (
      "visits >",
      [
        "9+0 EXPR-002 expected a value, found the end of the expression"
      ]
    ),
    (
      "visits > > 3",
      [
        "10+1 EXPR-002 expected a value, found '>'"
      ]
    ),
    (
      "(visits > 3",
      [
        "12+0 EXPR-002 expected an operator or ')', found the end of the expression"
      ]
    ),
    (
      "visits > 3)",
      [
        "11+1 EXPR-002 expected an operator, AND, OR or the end, found ')' = there are more ')' than '('"
      ]
    ),
    (
      "1 < visits < 5",
      [
        "12+1 EXPR-002 expected an operator, AND, OR or the end, found '<' = a comparison has two sides: write 'a < b AND b < c'"
      ]
    ),
    (
      "visits > 3 visits < 9",
      [
        "12+6 EXPR-002 expected an operator, AND, OR or the end, found 'visits'"
      ]
    ),
    (
      "",
      [
        "1+0 EXPR-002 expected a value, found the end of the expression"
      ]
    ),
    (
      "visits IN ()",
      [
        "12+1 EXPR-002 expected a value, found ')'"
      ]
    ),
    (
      "visits IN (1, 2",
      [
        "16+0 EXPR-002 expected ',' or ')', found the end of the expression"
      ]
    ),
    (
      "visits BETWEEN 3",
      [
        "17+0 EXPR-002 expected AND, found the end of the expression"
      ]
    ),
    (
      "AND urgent",
      [
        "1+3 EXPR-002 expected a value, found 'AND'"
      ]
    ),
    (
      "end = 3",
      [
        "1+3 EXPR-002 expected a value, found 'end' = END is a word of the language, so no field can be called that"
      ]
    ),
    (
      "NOT",
      [
        "4+0 EXPR-002 expected a value, found the end of the expression"
      ]
    ),
    (
      "urgent IS TRUE",
      [
        "11+4 EXPR-002 expected NULL or NOT NULL, found 'TRUE' = IS is only for NULL; a flag is a condition by itself"
      ]
    ),
    (
      "visits NOT 3",
      [
        "8+3 EXPR-002 expected an operator, AND, OR or the end, found 'NOT'"
      ]
    ),
    (
      "CASE team WHEN 'a' THEN urgent END",
      [
        "6+4 EXPR-002 expected WHEN, found 'team' = write each condition in full: CASE WHEN field = 'a' THEN … END"
      ]
    ),
    (
      "CASE WHEN urgent THEN agreed",
      [
        "29+0 EXPR-002 expected WHEN, ELSE or END, found the end of the expression"
      ]
    ),
    (
      "visits == 3",
      [
        "8+2 EXPR-002 '==' has no meaning in an expression = write '=' for equals"
      ]
    ),
    (
      "urgent && agreed",
      [
        "8+2 EXPR-002 '&&' has no meaning in an expression = write AND"
      ]
    ),
    (
      "visits / 2 > 3",
      [
        "8+1 EXPR-002 '/' has no meaning in an expression = there is no division: a quotient is a measure of calculation 'proportion' or 'ratio'"
      ]
    ),
    (
      "team = \"North\"",
      [
        "8+1 EXPR-002 '\"' has no meaning in an expression = texts take single quotes, as in 'code'; fields take none"
      ]
    ),
    (
      "team = ‘North’",
      [
        "8+1 EXPR-002 '‘' has no meaning in an expression = write straight quotes: '"
      ]
    ),
    (
      "visits --1 = 2",
      [
        "8+2 EXPR-002 '--' has no meaning in an expression = put a space between the two: in SQL '--' starts a comment"
      ]
    ),
    (
      "urgent;",
      [
        "7+1 EXPR-002 ';' has no meaning in an expression = an expression has no ';' at its end"
      ]
    ),
    (
      "§ = 1",
      [
        "1+1 EXPR-002 '§' has no meaning in an expression"
      ]
    ),
    (
      "!urgent",
      [
        "1+1 EXPR-002 '!' has no meaning in an expression = write NOT, or '<>' for differs"
      ]
    ),
    (
      "team IN ['a']",
      [
        "9+1 EXPR-002 '[' has no meaning in an expression = a list is in round brackets: IN ('a', 'b')"
      ]
    ),
  ]
}
