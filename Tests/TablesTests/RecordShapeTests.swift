import Tables
import Testing

private let fields = ["a", "b", "c", "d", "e"].map { FieldPlan($0, .text) }

private func reading(_ text: String, segmentBytes: Int = 4 << 20) -> ExtractReading {
  ExtractReader(fields: fields, columns: Array(fields.indices), segmentBytes: segmentBytes)
    .read(.memory(Array(text.utf8)), from: 0, line: 1, source: 0)
}

private func lines(_ text: String, segmentBytes: Int = 4 << 20) -> [String] {
  let read = flat(reading(text, segmentBytes: segmentBytes), fields)
  return read.records.map { record in
    read.faults.contains { $0.line == record.line && $0.field.isEmpty } ? "refused" : record.values.joined()
  }
}

@Suite struct RecordShapeTests {
  @Test func fieldsMissingAtTheEndAreBlank() {
    #expect(lines("1,2,3,4,5\n1,2,3,4\n1,2,3,4,\n") == ["12345", "1234∅", "1234∅"])
    #expect(reading("1,2,3,4,5\n1,2,3,4\n1,2,3,4\n").shapes.short.lines == [2, 3])
  }

  /// Half of a record or less is there, or the file may have been cut.
  @Test(arguments: ["1,2,3\n", "1,2,3,4", "1\n"]) func otherShortRecordsAreRefused(_ text: String) {
    #expect(lines(text) == ["refused"])
  }

  /// A line break in a text without quotes makes two short records of one.
  @Test(arguments: ["1,2,3,fo\nur,5\n", "1,t\nwo,3,4,5\n", "1,2,3,fo\n\nur,5\n", "1,2,3,f\nou\nr,5\n"])
  func partsOfOneRecordAreRefused(_ text: String) {
    let all = lines("1,2,3,4,5\n\(text)1,2,3,4,5\n1,2,3,4\n")
    #expect(all.first == "12345" && all.suffix(2) == ["12345", "1234∅"])
    #expect(all.dropFirst().dropLast(2).allSatisfy { $0 == "refused" })
  }

  @Test func blankFieldsTooManyArePassedOver() {
    #expect(
      lines("1,2,3,4,5,,\n1,2,3,4,5, ,\n1,2,3,4,5,6\n1,2,3,4,5,\"\"\n") == [
        "12345", "12345", "refused", "12345",
      ])
    #expect(reading("1,2,3,4,5,,\n").shapes.long.count == 1)
  }

  @Test func textAfterAClosingQuoteIsSaid() {
    let found = reading("\"1\"x,2,3,4,5\n\"1\" ,2,3,4,5\n\"1\\\"x,2,3,4,5\n").shapes
    #expect(found.tailed.lines == [1, 3])
    #expect(found.hasBackslashes)
    #expect(!reading("\"1\"x,2,3,4,5\n\"1\\\",2,3,4,5\n").shapes.hasBackslashes)
  }

  /// However the file is cut into stretches, the same records are read.
  @Test func stretchesMakeNoDifference() {
    let rows = (0..<400).map { number in
      ["1,2,3,4,5", "1,2,3,4", "1,2,3,fo\nur,5", "1,2,3,4,5,,", "\"1\n\",2,3,4", "1,2"][number * 7 % 6]
    }
    let text = rows.joined(separator: "\n") + "\n"
    let whole = lines(text)
    for size in [10, 33, 100, 1000] { #expect(lines(text, segmentBytes: size) == whole) }
    #expect(whole.contains("1234∅") && whole.contains("refused"))
  }

  @Test func backslashesBeforeQuotesAreReadWhereTheyAreTold() throws {
    let text = "a,b,c,d,e\n1,\"\\\"2\\\", \\\\\",3,4,\"\\n\"\n"
    let source = try TextSource(.memory(Array(text.utf8)))
    let header = try #require(source.withHead { HeaderLine.candidates($0, delimiter: .comma) }.first)
    let reader = ExtractReader(fields: fields, columns: Array(fields.indices))
    let read = try reader.read(source, after: header, delimiter: .comma, source: 0, hasBackslashes: true)
    #expect(flat(read, fields).records.map(\.values) == [["1", "\"2\", \\", "3", "4", "\\n"]])
  }
}
