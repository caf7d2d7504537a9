import Declarations
import Testing

@Suite struct JSONTextTests {
  /// RFC 8259 §7; what Python 3.11's `json.dumps(text, ensure_ascii=False)` writes.
  @Test(arguments: [
    ("plain", #""plain""#), ("a \"word\" and \\", #""a \"word\" and \\""#),
    ("tab\tline\nend\r", #""tab\tline\nend\r""#), ("\u{0}\u{1f}\u{10}", #""\u0000\u001f\u0010""#),
    ("✓ naïve 𝒳", #""✓ naïve 𝒳""#), ("", #""""#),
  ])
  func quotes(_ text: String, _ written: String) {
    #expect(JSONText.quoted(text) == written)
    #expect(JSONText.text(text).lines() == written)
  }

  /// 100 characters fit, and one more does not; indentation takes room.
  @Test(arguments: [(92, 0, true), (93, 0, false), (90, 1, true), (91, 1, false)])
  func listsStayOnALineWhileThereIsRoom(_ length: Int, _ depth: Int, _ fits: Bool) {
    for letter in ["x", "é", "e\u{301}"] {
      let list = JSONText.list([.text(String(repeating: letter, count: length)), .list([])])
      let text = (depth == 0 ? list : .object([("k", list)])).lines()
      #expect(text.contains(", []]") == fits, "\(letter) \(length)")
    }
  }

  @Test func objectsAreLaidOutByLevels() {
    let inner = JSONText.object([("a", .number(1)), ("b", .flag(true))])
    let text = JSONText.object([
      ("none", .object([])), ("one", .object([("k", .text("v"))])), ("many", inner),
      ("list", .list([inner, .text("t")])),
    ]).lines()
    #expect(
      text == """
        {
          "none": {},
          "one": { "k": "v" },
          "many": {
            "a": 1,
            "b": true
          },
          "list": [
            {
              "a": 1,
              "b": true
            },
            "t"
          ]
        }
        """)
  }
}
