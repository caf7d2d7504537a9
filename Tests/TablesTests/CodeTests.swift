import Tables
import Testing

private let reasons: FieldPlan.Kind = .code([
  .init("physical-support", synonyms: ["PSR01", "Physical Support: access"]),
  .init("Learning disability support, of a length beyond sixteen bytes (A)"),
  .init("Learning disability support, of a length beyond sixteen bytes (B)"),
  .init("Mental health: A working age"), .init("Mental health: B working age"),
  .init("NA", synonyms: ["N/A"]), .init("x y"), .init("XY"), .init("né"),
])

private func codes(_ cells: [String], kind: FieldPlan.Kind = reasons, segmentBytes: Int = 4 << 20)
  -> FlatReading
{
  var writer = CSVWriter(header: ["a", "b"])
  for cell in cells { writer.row([cell, "1"]) }
  return read(writer.bytes, [FieldPlan("a", kind)], segmentBytes: segmentBytes)
}

@Suite struct CodeTests {
  @Test(arguments: [
    ("physical-support", "physical-support", "as declared"), ("PSR01", "physical-support", "a synonym"),
    ("psr 01", "physical-support", "case and spaces of a synonym do not count"),
    (" Physical-Support ", "physical-support", "nor of a code"),
    ("physicalsupport:ACCESS", "physical-support", "nor inside it"),
    ("PSR\u{A0}01", "physical-support", "nor a no-break space"),
    (
      "Learning disability support, of a length beyond sixteen bytes (A)",
      "Learning disability support, of a length beyond sixteen bytes (A)", "codes alike at both ends"
    ),
    (
      "Learning disability support, of a length beyond sixteen bytes (B)",
      "Learning disability support, of a length beyond sixteen bytes (B)", "codes alike at both ends"
    ),
    (
      "Learning disability support, of a length BEYOND sixteen bytes (B)",
      "Learning disability support, of a length beyond sixteen bytes (B)", "a long code in another case"
    ),
    ("NA", "NA", "a declared code"), ("N/A", "NA", "a declared synonym comes before the words for nothing"),
    ("NULL", "∅", "a word for nothing"), ("x y", "x y", "told apart as written"),
    ("XY", "XY", "told apart as written"),
    ("xy", "?", "two codes it might be: not guessed"), ("né", "né", "not ASCII"),
    ("NÉ", "né", "case of any letter"),
    ("PSR99", "?", "unknown"), ("physical support", "physical-support", "a hyphen does not count"),
    ("Physical: support?", "physical-support", "nor do a colon, a case and a question mark"),
    ("Learning disability support, of a length beyond sixteen bytes (C)", "?", "unknown, and long"),
    (
      "Learning disability support, of one length beyond sixteen bytes (A)", "?",
      "alike at both ends, and no code"
    ),
    ("Mental health: B working age", "Mental health: B working age", "unlike only in the middle"),
    ("Mental health: C working age", "?", "unlike only in the middle"),
    ("\"NA\"", "?", "quotes are part of the text"),
  ])
  func findsTheCode(_ text: String, expected: String, why: String) {
    // Twice, so that it is once worked out and once remembered.
    let reading = codes([text, text])
    #expect(reading.records.map { $0.values[0] } == [expected, expected], "\(why)")
    let faults = expected == "?" ? [FlatFault(2, "a", .unknownCode), FlatFault(3, "a", .unknownCode)] : []
    #expect(reading.faults == faults, "\(why)")
  }

  @Test func declaredCodesKeepTheirOrder() {
    #expect(codes(["XY"]).dictionaries[0].prefix(2).first == "physical-support")
    #expect(codes(["XY"]).dictionaries[0].count == 9)
  }

  @Test func suggestsOnlyACodeThatIsClose() throws {
    let bytes = ExtractBytes.memory(Array("a\nphysical-suport\nsomething else entirely\n".utf8))
    let reading = ExtractReader(fields: [FieldPlan("a", reasons)], columns: [0])
      .read(bytes, from: 2, line: 2, source: 0)
    #expect(reading.batches[0].faults.map(\.suggestion) == [0, Column.missingCode])
  }

  @Test func remembersMoreTextsThanItHasRoomFor() {
    let cells = (0..<9000).map { "code \($0 % 4500)" }
    let declared = FieldPlan.Kind.code((0..<4400).map { .init("code \($0)") })
    let reading = codes(cells, kind: declared)
    #expect(reading.records.map { $0.values[0] } == (0..<9000).map { $0 % 4500 < 4400 ? cells[$0] : "?" })
    #expect(reading.faults.count == 200)
  }

  @Test(arguments: [1, 30, 100, 4 << 20])
  func openListsGetOneSortedDictionary(segmentBytes: Int) {
    let teams = ["North", "South", "North", " north ", "East", "Zoë", "\u{A0}North", "", "Adults, Central"]
    let reading = codes(teams, kind: .openCode, segmentBytes: segmentBytes)
    #expect(reading.dictionaries[0] == ["Adults, Central", "East", "North", "South", "Zoë"])
    #expect(
      reading.records.map { $0.values[0] } == [
        "North", "South", "North", "North", "East", "Zoë", "North", "∅", "Adults, Central",
      ])
    #expect(reading.faults.isEmpty)
  }

  @Test(arguments: [200_000, 4 << 20])
  func anOpenListTooLongForItsNumbersSaysSo(segmentBytes: Int) {
    let cells = (0..<66_000).map { "v\($0)" }
    let reading = codes(cells, kind: .openCode, segmentBytes: segmentBytes)
    #expect(reading.dictionaries[0].count == 65_534)
    #expect(reading.records.count { $0.values[0] == "?" } == 466)
    #expect(reading.faults.count == 466)
    #expect(reading.faults.allSatisfy { $0.kind == .unknownCode })
    for (record, cell) in zip(reading.records, cells) where record.values[0] != "?" {
      #expect(record.values[0] == cell)
    }
  }

  @Test func openListsRefuseBytesThatAreNotUTF8() {
    let bytes = Array("a,b\n".utf8) + [0xE9, 0x2C, 0x31, 0x0A, 0xE9, 0x2C, 0x32, 0x0A]
    let reading = read(bytes, [FieldPlan("a", .openCode)])
    #expect(reading.records.map(\.values) == [["?"], ["?"]])
    #expect(reading.faults == [FlatFault(2, "a", .notUTF8), FlatFault(3, "a", .notUTF8)])
  }

  @Test func joinsFilesWhoseOpenListsDiffer() {
    let fields = [FieldPlan("a", .openCode)]
    let readings = ["a\nSouth\nEast\n", "a\nNorth\nEast\n"].enumerated().map { source, text in
      ExtractReader(fields: fields, columns: [0]).read(
        .memory(Array(text.utf8)), from: 2, line: 2, source: source)
    }
    let table = CaseTable.joining(
      readings, dataset: "d", fields: fields, sources: ["1.csv", "2.csv"], absentFields: [])
    #expect(table.dictionaries == [["East", "North", "South"]])
    let values = table.batches.map { batch -> [UInt16] in
      if case .codes(let codes) = batch.columns[0] { codes } else { [] }
    }
    #expect(values == [[2, 0], [1, 0]])
    #expect(table.batches.map(\.source) == [0, 1])
  }
}
