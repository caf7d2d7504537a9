import Declarations
import Findings
import Testing

@Suite struct LocatedDecoderTests {
  struct Everything: Decodable, Sendable, Equatable {
    enum Word: String, Decodable, Sendable, CaseIterable {
      case plain
      case withHyphen = "with-hyphen"
    }
    struct Part: Decodable, Sendable, Equatable {
      var name: Located<String>
      var size: Int?
    }
    var text: String
    var whole: Int
    var wide: Int64
    var fraction: Double?
    var flag: Bool
    var word: Word
    var located: Located<Word>?
    var parts: [Part]
    var lists: [[Int]]
    var named: [String: Part]
  }

  private func decode(_ text: String) -> (value: Everything?, findings: [Finding]) {
    let (value, _, findings) = LocatedDecoder.decode(Everything.self, from: SourceText(path: "a.json", text))
    return (value, findings)
  }

  private func full(_ more: String = "") -> String {
    """
    {"text": "a", "whole": -3, "wide": 999999999, "flag": true, "word": "with-hyphen",
    "parts": [{"name": "b"}], "lists": [[1, 2], []], "named": {"x y": {"name": "c", "size": 4}}\(more)}
    """
  }

  @Test func readsEveryTypeThatDeclarationsUse() throws {
    let (value, findings) = decode(full(#", "fraction": 2.5, "located": "plain""#))
    #expect(findings.isEmpty)
    let everything = try #require(value)
    #expect(everything.whole == -3)
    #expect(everything.wide == 999_999_999)
    #expect(everything.fraction == 2.5)
    #expect(everything.word == .withHyphen)
    #expect(everything.located?.value == .plain)
    #expect(everything.lists == [[1, 2], []])
    #expect(everything.parts.first?.size == nil)
    #expect(everything.named["x y"]?.size == 4)
  }

  @Test func leavesOutWhatIsNotThere() throws {
    let everything = try #require(decode(full()).value)
    #expect(everything.fraction == nil)
    #expect(everything.located == nil)
  }

  @Test func placesALocatedValueWithItsQuotes() throws {
    let text = full()
    let name = try #require(decode(text).value?.parts.first?.name)
    #expect(String(decoding: Array(text.utf8)[name.range], as: UTF8.self) == "\"b\"")
  }

  @Test func passesOverTheSchemaAtTheTopOnly() {
    #expect(decode(full(#", "$schema": "x""#)).findings.isEmpty)
    let inner = full().replacing("{\"name\": \"b\"}", with: "{\"name\": \"b\", \"$schema\": \"x\"}")
    #expect(decode(inner).findings.map(\.code) == [.unknownKey])
  }

  @Test func findsEverythingInOrder() {
    let (value, findings) = decode(
      """
      {"text": 1, "whole": 1.5, "wide": 1000000000000000000, "fraction": 1e999, "flag": "yes",
      "word": "withhyphen", "located": 3, "parts": [{"nam": "b"}, 7, {"size": null}],
      "lists": [[true]], "named": {"x": [], "x": 1}}
      """)
    #expect(value == nil)
    #expect(
      findings.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)" } == [
        "1:10 DECL-006", "1:22 DECL-006", "1:35 DECL-006", "1:68 DECL-006", "1:83 DECL-006",
        "2:9 DECL-007", "2:34 DECL-006", "2:48 DECL-004", "2:61 DECL-006", "2:64 DECL-005", "2:73 DECL-006",
        "3:12 DECL-006", "3:35 DECL-006", "3:39 DECL-003",
      ])
  }

  @Test func theShapeIsWhatTheTypeAsksFor() throws {
    guard case .object(let shape) = try Shape.of(Everything.self) else {
      Issue.record("not an object")
      return
    }
    #expect(shape.name == "LocatedDecoderTests.Everything")
    #expect(
      shape.members.map(\.key) == [
        "text", "whole", "wide", "fraction", "flag", "word", "located", "parts", "lists", "named",
      ])
    #expect(shape.members.filter { !$0.isRequired }.map(\.key) == ["fraction", "located"])
    #expect(shape.members[6].shape == .word(["plain", "with-hyphen"]))
    #expect(shape.members[8].shape == .list(.list(.integer)))
    #expect(
      shape.members[9].shape
        == .map(
          .object(
            .init(
              name: "LocatedDecoderTests.Everything.Part",
              members: [
                .init(key: "name", shape: .text, isRequired: true),
                .init(key: "size", shape: .integer, isRequired: false),
              ]))))
  }

  @Test func aTypeWhoseWordsCannotBeListedIsRefused() {
    enum Hidden: String, Decodable, Sendable { case one }
    #expect(throws: (any Error).self) { try Shape.of(Hidden.self) }
  }
}
