import Declarations
import Findings
import Testing

/// A published policy that gives counts away is warned of, with what would mend it.
@Suite struct PolicyLintTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var policy: String
    var message: String?
    var why: String
    var testDescription: String { why }
  }

  static let rows = [
    Row(
      policy: #""threshold": 5, "roundingBase": 5, "keepsOutcome": false"#,
      message: "5 is printed only for 5, 6 and 7, so the policy gives a count away",
      why: "3 and 4 are hidden"),
    Row(
      policy: #""threshold": 7, "roundingBase": 5, "keepsOutcome": false"#,
      message: "5 is printed only for 7, so the policy gives a count away", why: "a five can only be a seven"
    ),
    Row(
      policy: #""threshold": 8, "roundingBase": 5, "keepsOutcome": false"#, message: nil,
      why: "the least printed is 10, for any of 8 to 12"),
    Row(
      policy: #""threshold": 3, "roundingBase": 5, "keepsOutcome": false"#, message: nil,
      why: "1 and 2 are what rounds to nought anyway"),
    Row(
      policy: #""threshold": 5, "roundingBase": 1, "keepsOutcome": true"#,
      message: "an outcome beside hidden counts gives them away where they are small",
      why: "33.3% of few is 1 of 3"
    ),
    Row(
      policy: #""threshold": 5, "roundingBase": 5, "keepsOutcome": true, "protects": 1"#, message: nil,
      why: "the policy says itself that it promises nothing"),
    Row(
      policy: #"""
        "threshold": 8, "roundingBase": 5, "keepsOutcome": false, "datasets": [
          { "dataset": "cases", "threshold": 7, "roundingBase": 5, "keepsOutcome": false, "why": "test" } ]
        """#, message: "5 is printed only for 7, so the policy gives a count away",
      why: "the terms of one dataset are looked at too"),
  ]

  @Test func termsOfADatasetThatIsNotThereAreRefused() throws {
    let text = """
      { "policy": "test", "title": "Test", "audience": "internal", "threshold": 0, "roundingBase": 1,
        "keepsOutcome": true, "why": "test", "source": "test", "datasets": [
          { "dataset": "cases", "threshold": -1, "roundingBase": 0, "keepsOutcome": true, "why": "test" } ] }
      """
    let (_, findings) = Catalogue.read([
      SourceText(path: "data/policies/test.json", bytes: Array(text.utf8))
    ])
    #expect(
      Set(findings.map(\.message)) == [
        "there is no dataset \"cases\"", "a threshold is 0 or more", "a rounding base is 1 or more",
      ])
    // All three are in the dataset's own terms.
    #expect(findings.allSatisfy { $0.location?.line == 3 })
  }

  @Test(arguments: rows) func aPolicyIsRead(_ row: Row) {
    let text = """
      { "policy": "test", "title": "Test", "audience": "published", \(row.policy), "why": "test",
        "source": "test" }
      """
    let (_, findings) = Catalogue.read([
      SourceText(path: "data/policies/test.json", bytes: Array(text.utf8))
    ])
    let warnings = findings.filter { $0.code == "DECL-130" }
    #expect(warnings.map(\.message) == (row.message.map { [$0] } ?? []))
    #expect(warnings.allSatisfy { $0.severity == .warning })
    // These rows know no dataset.
    #expect(
      findings.allSatisfy {
        ["DECL-130", "DECL-131"].contains($0.code) || $0.message == "there is no dataset \"cases\""
      })
  }

  /// Said of a policy for publication alone, and only where no terms of it protect anything.
  @Test(arguments: [
    (#""audience": "published", "threshold": 5, "protects": 1"#, true),
    (#""audience": "published", "threshold": 0"#, true),
    (#""audience": "published", "threshold": 2"#, true),
    (#""audience": "published", "threshold": 2, "hidesZero": true"#, false),
    (#""audience": "published", "threshold": 8"#, false),
    (#""audience": "internal", "threshold": 0"#, false),
  ])
  func aPolicyThatProtectsNothingIsTold(_ terms: String, _ isTold: Bool) {
    let text = """
      { "policy": "test", "title": "Test", \(terms), "roundingBase": 1, "keepsOutcome": false, "why": "test",
        "source": "test" }
      """
    let (_, findings) = Catalogue.read([
      SourceText(path: "data/policies/test.json", bytes: Array(text.utf8))
    ])
    #expect(findings.contains { $0.code == "DECL-131" && $0.severity == .note } == isTold)
  }
}
