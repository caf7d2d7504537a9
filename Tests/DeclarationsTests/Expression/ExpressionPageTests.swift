import Declarations
import FoundationEssentials
import Testing

/// The page for analysts says what the code does.
@Suite struct ExpressionPageTests {
  static let page = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/expressions.md"), encoding: .utf8)
  }

  @Test func namesEveryFunction() throws {
    let page = try Self.page.get()
    let said = try ExpressionMessageTests.flattened("no_such_function_at_all() > 3")[0]
    let names = try #require(said.split(separator: " = there are ").last).split(separator: ", ")
    #expect(names.count > 10)
    for name in names { #expect(page.contains("| `\(name)("), "\(name)") }
  }

  @Test func namesEveryFinding() throws {
    let page = try Self.page.get()
    let said = ExpressionMessageTests.messages.flatMap(\.1)
    let codes = Set(said.map { String($0.split(separator: " ")[1]) })
    #expect(codes.count == 13, "all but the depth, which has a test of its own")
    for code in codes.union(["EXPR-010"]) { #expect(page.contains("| `\(code)` |"), "\(code)") }
  }

  @Test func showsExamplesThatCanBeTyped() throws {
    let block = try #require(
      try Self.page.get().split(separator: "```sql\n").last?.split(separator: "```").first)
    let examples = block.split(separator: "\n")
    #expect(examples.count >= 4)
    for example in examples { _ = try ExpressionFixture.typed(String(example)) }
  }

  @Test func showsAFindingAsItIsPrinted() throws {
    let page = try Self.page.get()
    let text = "closed_on IS NULL OR recieved_on <= closed_on"
    let printed = try ExpressionFixture.messages(text)
    #expect(page.contains(#"  "must": "\#(text)","#))
    // In the page the text starts eleven characters into its line.
    #expect(printed.contains("rule:1:22:") && page.contains("EN-001.json:9:33:"))
    #expect(
      page.contains(
        "|" + String(repeating: " ", count: 33) + "^^^^^^^^^^^\n = hint: did you mean 'received_on'?"))
  }
}
