import Tables
import Testing

/// The cases that readers of CSV go wrong on: RFC 4180 section 2, and those of the csv-spectrum collection by name.
@Suite struct CSVCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var text: String
    var records: [FlatRecord]
    var testDescription: String { why }
    init(_ why: String, _ text: String, _ records: [(Int, [String])]) {
      self.why = why
      self.text = text
      self.records = records.map { FlatRecord(line: $0.0, values: $0.1) }
    }
  }

  @Test(arguments: [
    Case(
      "RFC 4180 2.1: records end in CRLF", "a,b\r\naaa,bbb\r\nzzz,yyy\r\n",
      [(2, ["aaa", "bbb"]), (3, ["zzz", "yyy"])]),
    Case(
      "RFC 4180 2.2: the last needs no line end", "a,b\r\naaa,bbb\r\nzzz,yyy",
      [(2, ["aaa", "bbb"]), (3, ["zzz", "yyy"])]),
    Case("RFC 4180 2.4: spaces are a part of a field inside it", "a,b\na a,b  b\n", [(2, ["a a", "b  b"])]),
    Case("RFC 4180 2.5: a field may be in quotes or not", "a,b\n\"aaa\",bbb\n", [(2, ["aaa", "bbb"])]),
    Case(
      "RFC 4180 2.6: line breaks, quotes and commas in quotes",
      "a,b\r\n\"aaa\",\"b\r\nbb\"\r\nzzz,\"y,\"\"y\"\r\n",
      [(2, ["aaa", "b\r\nbb"]), (4, ["zzz", "y,\"y"])]),
    Case("RFC 4180 2.7: a doubled quote is one", "a,b\n\"aaa\",\"b\"\"bb\"\n", [(2, ["aaa", "b\"bb"])]),
    Case(
      "comma_in_quotes", "first,address\nJohn,\"120 any st, Anytown\"\n",
      [(2, ["John", "120 any st, Anytown"])]),
    Case("empty", "a,b\n1,\"\"\n3,4\n", [(2, ["1", "∅"]), (3, ["3", "4"])]),
    Case("empty_crlf", "a,b\r\n1,\"\"\r\n3,4\r\n", [(2, ["1", "∅"]), (3, ["3", "4"])]),
    Case(
      "escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", [(2, ["1", "ha \"ha\" ha"]), (3, ["3", "4"])]),
    Case("json", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\"}\"\n", [(2, ["1", "{\"type\": \"Point\"}"])]),
    Case(
      "newlines", "a,b\n\"Once upon\na time\",5\n7,8\n", [(2, ["Once upon\na time", "5"]), (4, ["7", "8"])]),
    Case(
      "newlines_crlf", "a,b\r\n\"Once upon\r\na time\",5\r\n7,8\r\n",
      [(2, ["Once upon\r\na time", "5"]), (4, ["7", "8"])]),
    Case(
      "quotes_and_newlines", "a,b\n1,\"ha\n\"\"ha\"\"\nha\"\n3,4\n",
      [(2, ["1", "ha\n\"ha\"\nha"]), (5, ["3", "4"])]),
    Case("simple", "a,b\n1,2\n", [(2, ["1", "2"])]),
    Case("utf8", "a,b\n1,ʤ\n2,老\n", [(2, ["1", "ʤ"]), (3, ["2", "老"])]),
    Case("a byte order mark is no part of the first name", "\u{FEFF}a,b\n1,2\n", [(2, ["1", "2"])]),
    Case("CR alone", "a,b\r1,2\r3,4\r", [(2, ["1", "2"]), (3, ["3", "4"])]),
    Case(
      "blank lines count and hold nothing", "a,b\n\n1,2\n\n\n3,4\n\n", [(3, ["1", "2"]), (6, ["3", "4"])]),
  ])
  func readsAsTheStandardSays(_ example: Case) {
    let fields = [FieldPlan("a", .text), FieldPlan("b", .text)]
    for segmentBytes in [1, 5, 4 << 20] {
      let reading = read(example.text, fields, segmentBytes: segmentBytes)
      #expect(reading.records == example.records, "\(example.why)")
      #expect(reading.faults.isEmpty, "\(example.why)")
    }
  }

  @Test(arguments: [
    ("a,b\n1\n", FlatFault(2, "", .ragged), "a field too few"),
    ("a,b\n1,2\n\"x\ny\",2,3\n", FlatFault(3, "", .ragged), "a field too many, below a record"),
    ("a,b\n\"x\ny\",2\n3\n", FlatFault(4, "", .ragged), "below a record of two lines"),
    ("a,b\n1,2\n3,\"x\n", FlatFault(3, "", .unclosedQuote), "a quote never closed"),
  ])
  func refusesBadRecordsOnTheirLine(_ text: String, fault: FlatFault, why: String) {
    let reading = read(text, [FieldPlan("a", .text), FieldPlan("b", .text)])
    #expect(reading.faults == [fault], "\(why)")
  }

  @Test(arguments: [
    ("a,b\n1,\"x\n", 3, "after another field"), ("a,b\n\"x\n", 1, "at the start"),
    ("a,b\n1,2\nZoë,\"x\ny\n", 5, "columns count characters"),
    ("a,b\n\"1\n2\",\"x\n", 0, "on a later line of its record"),
  ])
  func pointsAtTheQuoteThatIsNeverClosed(_ text: String, column: Int, why: String) {
    #expect(read(text, [FieldPlan("a", .text), FieldPlan("b", .text)]).unclosed?.column == column, "\(why)")
  }
}
