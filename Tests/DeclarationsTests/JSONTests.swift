import Declarations
import Findings
import Testing

/// The rows follow RFC 8259 and the cases that https://github.com/nst/JSONTestSuite names.
@Suite struct JSONTests {
  struct Accepted: Sendable, CustomTestStringConvertible {
    var text: String
    var value: JSONNode.Value
    var why: String
    init(_ text: String, _ value: JSONNode.Value, _ why: String) {
      (self.text, self.value, self.why) = (text, value, why)
    }
    var testDescription: String { why }
  }

  static let accepted: [Accepted] = [
    .init("null", .null, "a file may hold any value"),
    .init(" \n\r\t true ", .flag(true), "the four kinds of space"),
    .init("false", .flag(false), "false"),
    .init("0", .number("0"), "zero"),
    .init("-0", .number("-0"), "minus zero is a number and is kept as written"),
    .init("-12.50e+3", .number("-12.50e+3"), "every part of a number"),
    .init("1E9", .number("1E9"), "a capital exponent"),
    .init("\"\"", .text(""), "an empty text"),
    .init(#""\"\\\/\b\f\n\r\t""#, .text("\"\\/\u{8}\u{c}\n\r\t"), "every short escape"),
    .init(#""\u0041\u00e9\u20AC""#, .text("Aé€"), "escapes of one, two and three bytes, in either case"),
    .init(#""\uD83D\uDE00""#, .text("😀"), "a surrogate pair"),
    .init(#""\u0000""#, .text("\0"), "an escaped null"),
    .init("\"\u{7f}\u{2028}é😀\"", .text("\u{7f}\u{2028}é😀"), "what needs no escape"),
    .init("\u{feff}[]", .list([]), "a byte order mark is ignored"),
    .init("{}", .object([]), "an empty object"),
  ]

  @Test(arguments: accepted) func accepts(_ row: Accepted) {
    let (node, findings) = JSONNode.parse(SourceText(path: "a.json", row.text))
    #expect(findings.isEmpty)
    #expect(node?.value == row.value)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var code: FindingCode
    var column: Int
    var why: String
    init(_ text: String, _ code: FindingCode, _ column: Int, _ why: String) {
      self.init(Array(text.utf8), code, column, why)
    }
    init(_ bytes: [UInt8], _ code: FindingCode, _ column: Int, _ why: String) {
      (self.bytes, self.code, self.column, self.why) = (bytes, code, column, why)
    }
    var testDescription: String { why }
  }

  static let refused: [Refused] = [
    .init("", .syntax, 1, "no value"),
    .init("  ", .syntax, 3, "only space"),
    .init("[1,]", .syntax, 4, "a comma after the last item"),
    .init("[,1]", .syntax, 2, "a comma before the first item"),
    .init("[1 2]", .syntax, 4, "no comma"),
    .init("[1", .syntax, 3, "an open list"),
    .init("{\"a\" 1}", .syntax, 6, "no colon"),
    .init("{\"a\":}", .syntax, 6, "no value after the colon"),
    .init("{a:1}", .syntax, 2, "a key without quotes"),
    .init("{1:1}", .syntax, 2, "a key that is a number"),
    .init("{\"a\":1,}", .syntax, 8, "a comma after the last member"),
    .init("[1}", .syntax, 3, "the wrong bracket"),
    .init("1 2", .syntax, 3, "two values"),
    .init("{}}", .syntax, 3, "a bracket too many"),
    .init("tru", .syntax, 1, "a broken word"),
    .init("True", .syntax, 1, "a word in capitals"),
    .init("truefalse", .syntax, 1, "two words in one"),
    .init("nul\u{6c}1", .syntax, 1, "a word with a digit"),
    .init("NaN", .syntax, 1, "not a number"),
    .init("-Infinity", .syntax, 1, "infinity"),
    .init("+1", .syntax, 1, "a plus sign"),
    .init("01", .syntax, 1, "a leading zero"),
    .init("-01", .syntax, 1, "a leading zero after the sign"),
    .init("1.", .syntax, 1, "no digit after the point"),
    .init(".5", .syntax, 1, "no digit before the point"),
    .init("1e", .syntax, 1, "no exponent"),
    .init("1e+", .syntax, 1, "only the exponent's sign"),
    .init("-", .syntax, 1, "only a sign"),
    .init("0x1F", .syntax, 1, "a hexadecimal number"),
    .init("1,000", .syntax, 2, "a thousands separator"),
    .init("1_000", .syntax, 1, "an underscore in a number"),
    .init("'a'", .syntax, 1, "single quotes"),
    .init("// a\n1", .syntax, 1, "a comment"),
    .init("\u{a0}1", .syntax, 1, "a space that JSON does not know"),
    .init("\u{feff}\u{feff}1", .syntax, 2, "two byte order marks"),
    .init("\"a", .string, 1, "no closing quote"),
    .init("\"a\\\"", .string, 1, "the closing quote escaped"),
    .init("\"\\", .string, 2, "an escape at the end"),
    .init("\"a\nb\"", .string, 1, "a line end in a text"),
    .init("\"a\tb\"", .string, 3, "a tab in a text"),
    .init("\"\0\"", .string, 2, "a null in a text"),
    .init(#""\x41""#, .string, 2, "an escape of another language"),
    .init(#""\U0041""#, .string, 2, "a capital U"),
    .init(#""\u12G4""#, .string, 2, "not hexadecimal"),
    .init(#""\u123""#, .string, 2, "three digits"),
    .init(#""\uD83D""#, .string, 2, "half a pair"),
    .init(#""\uD83Dx""#, .string, 2, "half a pair before a letter"),
    .init(#""\uD83D\u0041""#, .string, 2, "half a pair before another escape"),
    .init(#""\uDE00""#, .string, 2, "the second half alone"),
    .init(#""\uDE00\uD83D""#, .string, 2, "a pair the wrong way round"),
    .init([0x22, 0x61, 0xff, 0x22], .notUTF8, 3, "a byte that UTF-8 never has"),
    .init([0x22, 0xc3, 0x22], .notUTF8, 2, "a character cut short"),
    .init([0x22, 0xc0, 0xaf, 0x22], .notUTF8, 2, "an overlong character"),
    .init([0x22, 0xed, 0xa0, 0x80, 0x22], .notUTF8, 2, "a surrogate in UTF-8"),
    .init([0x22, 0x4d, 0xfc, 0x6c, 0x22], .notUTF8, 3, "Windows-1252"),
    .init([0xff, 0xfe, 0x7b, 0x00], .notUTF8, 1, "UTF-16"),
    .init(String(repeating: "[", count: 100_000), .tooDeep, 65, "nested without end"),
  ]

  @Test(arguments: refused) func refuses(_ row: Refused) throws {
    let (node, findings) = JSONNode.parse(SourceText(path: "a.json", bytes: row.bytes))
    #expect(node == nil)
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.code == row.code)
    #expect(finding.location == Location(path: "a.json", line: 1, column: row.column))
  }

  @Test func nestsAsDeepAsItSays() {
    let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(JSONNode.parse(SourceText(path: "a.json", deepest)).findings.isEmpty)
  }

  @Test func findsEveryDuplicateKeyAndKeepsTheFirst() {
    let source = SourceText(path: "a.json", #"{"a": 1, "b": {"c": 1, "c": 2}, "\u0061": 2, "a": 3}"#)
    let (node, findings) = JSONNode.parse(source)
    #expect(findings.map(\.location?.column) == [24, 33, 46])
    #expect(findings.allSatisfy { $0.code == .duplicateKey })
    #expect(node?["a"]?.value == .number("1"))
  }

  @Test func placesEveryKeyAndValue() throws {
    let text = "{ \"é\\n\": [10, \"b\"] }"
    let source = SourceText(path: "a.json", text)
    let node = try #require(JSONNode.parse(source).node)
    func written(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }
    let member = try #require(node.member("é\n"))
    #expect(written(node.range) == text)
    #expect(written(member.keyRange) == "\"é\\n\"")
    #expect(written(member.node.range) == "[10, \"b\"]")
    #expect(member.node.items.map { written($0.range) } == ["10", "\"b\""])
  }

  @Test func tellsWhereEachByteOfATextWasWritten() {
    let source = SourceText(path: "a.json", #"  "aé\n\uD83D\uDE00\u00e9z""#)
    let offsets = source.decodedOffsets(ofStringLiteralAt: 2..<source.bytes.count)
    //                  a  é     \n  the pair        \u00e9  z   closing quote
    #expect(offsets == [3, 4, 5, 6, 8, 8, 8, 8, 20, 20, 26, 27])
  }

  @Test func tellsNothingWhereNoTextIsWritten() {
    let source = SourceText(path: "a.json", "12 \"a")
    for start in [0, 3, 5, -1] {
      #expect(source.decodedOffsets(ofStringLiteralAt: start..<start + 1).isEmpty)
    }
  }
}
