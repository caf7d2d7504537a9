import Findings
import Tables
import TestKit
import Testing

private let twoTexts = [FieldPlan("a", .text), FieldPlan("b", .text)]

@Suite struct ExtractReaderTests {
  struct Layout: Sendable, CustomTestStringConvertible {
    var why: String
    var text: String
    var records: [FlatRecord]
    var faults: [FlatFault] = []
    var testDescription: String { why }
    init(_ why: String, _ text: String, _ records: [(Int, [String])], _ faults: [FlatFault] = []) {
      self.why = why
      self.text = text
      self.records = records.map { FlatRecord(line: $0.0, values: $0.1) }
      self.faults = faults
    }
  }

  @Test(arguments: [
    Layout("plain", "a,b\n1,2\n3,4\n", [(2, ["1", "2"]), (3, ["3", "4"])]),
    Layout("no final newline", "a,b\n1,2\n3,4", [(2, ["1", "2"]), (3, ["3", "4"])]),
    Layout("ends with a comma", "a,b\n1,", [(2, ["1", "∅"])]),
    Layout("CRLF", "a,b\r\n1,2\r\n3,4\r\n", [(2, ["1", "2"]), (3, ["3", "4"])]),
    Layout("lone CR", "a,b\r1,2\r3,4\r", [(2, ["1", "2"]), (3, ["3", "4"])]),
    Layout("byte order mark", "\u{FEFF}a,b\n1,2\n", [(2, ["1", "2"])]),
    Layout("blank lines anywhere", "\n\na,b\n\n1,2\n\n\n3,4\n\n", [(5, ["1", "2"]), (8, ["3", "4"])]),
    Layout("quoted comma", "a,b\n\"1,5\",\"2\"\n", [(2, ["1,5", "2"])]),
    Layout("doubled quotes", "a,b\n\"x \"\"y\"\"\",\"\"\"\"\n", [(2, ["x \"y\"", "\""])]),
    Layout("quoted nothing", "a,b\n\"\",\"\"\n", [(2, ["∅", "∅"])]),
    Layout(
      "line breaks in quotes", "a,b\n\"x\ny\r\nz\rw\",1\n2,3\n",
      [(2, ["x\ny\r\nz\rw", "1"]), (6, ["2", "3"])]),
    Layout("quote in the middle is text", "a,b\n5\" step,6\" step\n", [(2, ["5\" step", "6\" step"])]),
    Layout("text after a closing quote", "a,b\n\"x\"y,\"p,q\" r\n", [(2, ["xy", "p,q r"])]),
    Layout("last field quoted, no newline", "a,b\n1,\"2\"", [(2, ["1", "2"])]),
    Layout("spaces and no-break spaces", "a,b\n  x  ,\u{A0}\ty \u{A0}\n", [(2, ["x", "y"])]),
    Layout(
      "words for nothing", "a,b\nNULL,null\nN/A,n/a\n#N/A,-\n (Null) , \u{A0}\nNA,None\n",
      [(2, ["∅", "∅"]), (3, ["∅", "∅"]), (4, ["∅", "∅"]), (5, ["∅", "∅"]), (6, ["NA", "None"])],
      [FlatFault(4, "a", .notKnown)]),
    Layout(
      "ragged", "a,b\n1\n1,2,3\n4,5\n", [(2, ["∅", "∅"]), (3, ["∅", "∅"]), (4, ["4", "5"])],
      [FlatFault(2, "", .ragged), FlatFault(3, "", .ragged)]),
    Layout(
      "unclosed quote", "a,b\n1,2\n3,\"4\n5,6\n7,8\n", [(2, ["1", "2"]), (3, ["∅", "∅"])],
      [FlatFault(3, "", .unclosedQuote)]),
    Layout("not ASCII", "a,b\n£5,Zoë ✓\n", [(2, ["£5", "Zoë ✓"])]),
    Layout("NUL is a character like another", "a,b\nx\0y,2\n", [(2, ["x\0y", "2"])]),
  ])
  func readsEveryLayoutAtEverySegmentSize(_ layout: Layout) {
    for segmentBytes in [1, 2, 3, 5, 8, 13, 1 << 16] {
      let reading = read(layout.text, twoTexts, segmentBytes: segmentBytes)
      #expect(reading.records == layout.records, "batches of \(segmentBytes)")
      #expect(reading.faults == layout.faults, "batches of \(segmentBytes)")
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\n3,\"4\n5,6\n7,8\n", 3, 2, 3, "two lines were swallowed, and the last is ended"),
    ("a,b\n3,\"4\n5,6\n7,8", 2, 2, 3, "the last line is not ended"),
    ("a,b\n1,\"", 2, 0, 3, "nothing but the quote"),
    ("a,b\n\"x\ny\",\"z\n", 2, 1, 0, "the record begins before the line of the quote"),
  ])
  func saysHowMuchAnUnclosedQuoteSwallowed(
    _ text: String, line: Int, lines: Int, column: Int, why: String
  ) {
    for segmentBytes in [1, 4, 1 << 16] {
      let unclosed = read(text, twoTexts, segmentBytes: segmentBytes).unclosed
      let expected = ExtractReading.UnclosedQuote(line: line, swallowedLines: lines, column: column)
      #expect(unclosed == expected, "\(why), batches of \(segmentBytes)")
    }
  }

  @Test func notesBytesThatAreNotUTF8() {
    let bytes = Array("a,b\n".utf8) + [0x63, 0xE9, 0x2C, 0x31, 0x0A] + Array("é,2\n".utf8)
    let reading = read(bytes, twoTexts)
    #expect(reading.records.map(\.values) == [["∅", "1"], ["é", "2"]])
    #expect(reading.faults == [FlatFault(2, "a", .notUTF8)])
  }

  @Test func notesTextsThatAreTooLong() {
    let longest = String(repeating: "x", count: FieldPlan.longestText)
    let reading = read("a,b\n\(longest),1\n\(longest)x,2\n\"\(longest)\"\"\",3\n", twoTexts)
    #expect(reading.records.map(\.values) == [[longest, "1"], ["∅", "2"], ["∅", "3"]])
    #expect(reading.faults == [FlatFault(3, "a", .textTooLong), FlatFault(4, "a", .textTooLong)])
  }

  @Test func aTextBeyondWhatACellCanSayIsTooLong() {
    let huge = String(repeating: "y", count: 1 << 21)
    let reading = read("a,b\n\(huge),1\n\"\(huge)\n\",2\n3,4\n", twoTexts)
    #expect(reading.records.map(\.line) == [2, 3, 5])
    #expect(reading.faults == [FlatFault(2, "a", .textTooLong), FlatFault(3, "a", .textTooLong)])
  }

  @Test func readsRecordsAcrossBlocksOfCells() {
    // More records than a block holds, with line breaks in quotes at known places.
    var text = "a,b\n"
    var lines: [Int] = []
    var line = 2
    for row in 0..<3000 {
      lines.append(line)
      text += row % 7 == 0 ? "\(row),\"x\ny\"\n" : "\(row),z\n"
      line += row % 7 == 0 ? 2 : 1
    }
    for segmentBytes in [1000, 4 << 20] {
      let reading = read(text, twoTexts, segmentBytes: segmentBytes)
      #expect(reading.records.map(\.line) == lines)
      #expect(reading.records.map { $0.values[0] } == (0..<3000).map { String($0) })
    }
  }

  @Test func passesOverColumnsThatNoFieldWants() {
    let bytes = ExtractBytes.memory(Array("x,a,y\n1,2,3\n".utf8))
    let reader = ExtractReader(fields: [FieldPlan("a", .text)], columns: [nil, 0, nil])
    let reading = reader.read(bytes, from: 6, line: 2, source: 0)
    #expect(flat(reading, [FieldPlan("a", .text)]).records == [FlatRecord(line: 2, values: ["2"])])
  }

  @Test func checksWhatItDoesNotKeep() {
    let fields = [
      FieldPlan("a", .day, isKept: false), FieldPlan("b", .text, isRequired: true, isKept: false),
      FieldPlan("c", .openCode, isRequired: true, isKept: false),
      FieldPlan("d", .code([.init("x")]), isKept: false),
    ]
    let reading = read("a,b,c,d\n2024-02-30,,,y\n2024-02-29,1,1,x\n", fields)
    #expect(reading.records.map(\.values) == [["·", "·", "·", "·"], ["·", "·", "·", "·"]])
    #expect(
      reading.faults == [
        FlatFault(2, "a", .badDate), FlatFault(2, "b", .missing), FlatFault(2, "c", .missing),
        FlatFault(2, "d", .unknownCode),
      ])
    #expect(reading.dictionaries == [[], [], [], ["x"]])
  }
}
