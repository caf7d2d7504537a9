import Periods
import Tables
import TestKit
import Testing

/// What is read where it stands must be what its column's builder would have read.
@Suite struct QuickReadingTests {
  /// Ten bytes or so that are nearly days.
  private static func nearlyDay(_ generator: inout Seeded) -> String {
    let whole = [
      "2024-07-31", "31/07/2024", "01/02/2024", "2024-02-30", "07/31/2024", "1899-12-31", "2101-01-01",
    ]
    var bytes = Array((whole.randomElement(using: &generator) ?? "").utf8)
    let odd = Array("0123456789-/ :T\u{7F}".utf8)
    for _ in 0..<([0, 0, 1, 2, 5].randomElement(using: &generator) ?? 0) {
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = odd.randomElement(using: &generator) ?? 48
    }
    if Int.random(in: 0..<6, using: &generator) == 0 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aDayIsTheSameWhereverInTheFileItStands() {
    forAll(count: 1_000) {
      Self.nearlyDay(&$0)
    } holds: { text in
      let day = FieldPlan("day", .day, isRequired: true)
      let other = FieldPlan("other", .text)
      // Many bytes follow the first, and nothing the last: only there may its ten bytes be read at once.
      let first = reading("day,other\n\(text),\(String(repeating: "x", count: 80))\n", [day, other])
      let last = reading("other,day\nx,\(text)", [other, day])
      let quoted = reading("day,other\n\"\(text)\",\(String(repeating: "x", count: 80))\n", [day, other])
      func days(_ found: Found) -> [String] {
        found.flat.records.flatMap(\.values).filter { !$0.contains("x") }
      }
      return [last, quoted].allSatisfy { one in
        days(one) == days(first) && one.flat.faults == first.flat.faults
          && Set(one.evidence) == Set(first.evidence)
      }
    }
  }

  /// A first number up to 12 could be a month, and from 13 on it can be none, in whatever way and wherever it is read.
  @Test(arguments: 1...31, ["/", ".", "-"])
  func aFirstNumberUpToTwelveCouldBeAMonth(number: Int, between: String) {
    let first = number < 10 ? "0\(number)" : "\(number)"
    let day = "\(first)\(between)01\(between)2024"
    let (days, other) = (FieldPlan("day", .day), FieldPlan("other", .text))
    let long = String(repeating: "x", count: 80)
    let ways = [
      ("in the middle of a file", "day,other\n\(day),\(long)\n", [days, other]),
      ("at the end of one", "other,day\nx,\(day)", [other, days]),
      ("at the end of a line", "other,day\nx,\(day)\ny,\n\(long),\n", [other, days]),
      ("in quotes", "day,other\n\"\(day)\",\(long)\n", [days, other]),
      ("with a time", "day,other\n\(day) 09:30,\(long)\n", [days, other]),
      ("with spaces", "day,other\n \(day) ,\(long)\n", [days, other]),
    ]
    for (why, text, fields) in ways {
      let seen = reading(text, fields).evidence.filter { $0.sawDayFirst || $0.sawEither }
      #expect(seen.map(\.sawEither) == [number <= 12], "\(day) \(why)")
      #expect(seen.map(\.sawDayFirst) == [number > 12], "\(day) \(why)")
      #expect(seen.allSatisfy { $0.monthFirst == 0 && $0.other == 0 })
    }
  }

  @Test(arguments: [1900, 1904, 1970, 1999, 2000, 2024, 2100])
  func everyDayOfAYearIsReadInBothForms(year: Int) throws {
    var text = "iso,slashed,other\n"
    var expected: [[String]] = []
    var day = try #require(Day(iso: "\(year)-01-01"))
    while day.description.hasPrefix("\(year)") {
      let parts = day.description.split(separator: "-")
      text += "\(day),\(parts[2])/\(parts[1])/\(parts[0]),a text to follow\n"
      expected.append(["\(day.number)", "\(day.number)", "a text to follow"])
      day = Day(number: day.number + 1)
    }
    #expect(expected.count >= 365)
    let fields = [FieldPlan("iso", .day), FieldPlan("slashed", .day), FieldPlan("other", .text)]
    #expect(read(text, fields).records.map(\.values) == expected)
  }

  @Test func aCodeIsTheSameHoweverOftenItCame() {
    let texts = [
      "x", "", "\"\"", "NULL", "ex", " X ", "a code of more than sixteen bytes",
      "a code of more than sixteen byteS",
      "a code of more than SIXTEEN bytes", "\"quoted, with a comma\"", "\"quoted \"\"twice\"\"\"", "eightchr",
      "é", "z",
      "0123456789abcdef", "0123456789abcdeF", "0123456789abcdefg",
    ]
    let declared = FieldPlan.Kind.code([
      .init("x", synonyms: ["ex"]), .init("a code of more than sixteen bytes"), .init("quoted, with a comma"),
      .init("quoted \"twice\""), .init("eightchr"), .init("0123456789abcdef"), .init("0123456789abcdefg"),
    ])
    forAll(count: 4) { generator -> [String] in
      (0..<1500).map { _ in texts.randomElement(using: &generator) ?? "" }
    } holds: { cells in
      let text = "a,b\n" + cells.map { "\($0),\($0)" }.joined(separator: "\n") + "\n"
      let fields = [FieldPlan("a", declared, isRequired: true), FieldPlan("b", .openCode)]
      let whole = reading(text, fields)
      // One record alone is always worked out anew.
      var alone: [String: (values: [String], faults: [CellFault.Kind])] = [:]
      for cell in Set(cells) {
        let one = reading("a,b\n\(cell),\(cell)\n", fields)
        alone[cell] = (one.flat.records[0].values, one.flat.faults.map(\.kind))
      }
      let counted = whole.uses.map { uses in uses.texts.reduce(0) { $0 + $1.count } }
      let blanks = cells.count { $0.isEmpty || $0 == "\"\"" }
      // Of an open list the commonest spelling stands.
      func folded(_ values: [String]?) -> [String]? {
        values.map { [$0[0], Spelling.folded(Array($0[1].utf8), keepsSpaces: true)] }
      }
      return zip(cells, whole.flat.records).allSatisfy { folded(alone[$0]?.values) == folded($1.values) }
        && cells.flatMap { alone[$0]?.faults ?? [] } == whole.flat.faults.map(\.kind)
        && counted == [cells.count - blanks, cells.count - blanks]
    }
  }

  /// The last column's texts end with a line end, and a text of 64 bytes or so may need more looking for its end.
  @Test(arguments: ["\n", "\r\n"])
  func aCodeOfAnyLengthIsFoundInAnyColumn(lineEnd: String) {
    let texts =
      (0...70).flatMap { length -> [String] in
        let text = String(
          "A text, of some length, that is a code and not a word for nothing at all".prefix(length))
        return ["\"\(text)\"", text.replacing(",", with: ";")]
      } + ["\"a\nb\"", "\"\"", ""]
    let cells = (0..<4).flatMap { _ in texts }
    let records = cells.map { "\($0),\($0)" }
    let fields = [FieldPlan("a", .openCode), FieldPlan("b", .openCode)]
    let whole = reading((["a,b"] + records).joined(separator: lineEnd) + lineEnd, fields)
    let alone = texts.map { cell in
      reading("a,b\n\(cell),\(cell)\n", fields).flat.records[0].values
    }
    #expect(whole.flat.records.map(\.values) == (0..<4).flatMap { _ in alone })
    #expect(whole.flat.faults.isEmpty)
    // Each record with a line break in both of its fields takes two lines more.
    var line = 2
    for (cell, record) in zip(cells, whole.flat.records) {
      #expect(record.line == line)
      line += cell.contains("\n") ? 3 : 1
    }
  }

  @Test(arguments: [
    "0999-12-31", "1899-12-31", "2024-13-01", "2024-19-01", "2024-00-10", "2024-01-00", "2024-02-32",
    "2101-01-01", "2999-19-39", "3000-01-01",
  ])
  func whatIsNoDayOfTheUsualYearsIsReadSlowly(text: String) {
    let fields = [FieldPlan("day", .day), FieldPlan("other", .text)]
    let quick = reading("day,other\n\(text),\(String(repeating: "x", count: 80))\n", fields)
    let slow = reading("day,other\n\"\(text)\",x\n", fields)
    #expect(quick.flat.records[0].values[0] == slow.flat.records[0].values[0])
    #expect(quick.flat.faults == slow.flat.faults)
  }

  @Test func aTextThatNobodyAskedForIsHeldToItsEncodingWhateverItsLength() {
    for length in [1, 15, 31, 32, 33, 40, 70] {
      for quote in ["", "\""] {
        let text = quote + String(repeating: "x", count: length - 1) + "é" + quote
        var bytes = Array("a,b\n\(text),1\n".utf8)
        let fields = [FieldPlan("a", .text, isKept: false), FieldPlan("b", .integer)]
        bytes += Array(String(repeating: "plain,2\n", count: 40).utf8)
        #expect(read(bytes, fields).faults.isEmpty)
        // Without its second byte the letter is none.
        bytes.remove(at: bytes.firstIndex { $0 == 0xA9 } ?? 0)
        #expect(read(bytes, fields).faults.count == 1)
      }
    }
  }

  @Test func aRecordOfTheWrongWidthSaysNothingOfItsDaysAndCodes() {
    let fields = [FieldPlan("day", .day), FieldPlan("code", .openCode), FieldPlan("end", .text)]
    let found = reading(
      "day,code,end\n31/07/2024,x,y,too many\n2024-07-31,y,\(String(repeating: "z", count: 80))\n", fields)
    #expect(found.flat.faults.map(\.kind) == [.ragged])
    #expect(
      found.flat.records.map(\.values) == [
        ["∅", "∅", "∅"], ["19935", "y", String(repeating: "z", count: 80)],
      ])
    #expect(found.evidence.map(\.sawISO) == [true, false, false])
    #expect(found.evidence.allSatisfy { !$0.sawDayFirst && !$0.sawEither })
    #expect(found.uses[1].texts.map(\.text) == ["y"])
  }

  @Test func aNewCodeDoesNotStopTheOthersFromBeingFound() {
    // More different texts than the nearest tables take, each met again and again in later blocks.
    let cells = (0..<9000).map { "value \($0 * 7919 % 3000)" }
    let text = "code,other\n" + cells.map { "\($0),1" }.joined(separator: "\n") + "\n"
    let found = reading(text, [FieldPlan("code", .openCode), FieldPlan("other", .integer)])
    #expect(found.flat.records.map { $0.values[0] } == cells)
    #expect(found.uses[0].texts.allSatisfy { $0.count == 3 } && found.uses[0].texts.count == 3000)
  }

  private struct Found {
    var flat: FlatReading
    var evidence: [DayEvidence]
    var uses: [CodeUses]
  }

  /// What comes of a text, which must be the same where its codes are looked up one by one.
  private func reading(_ text: String, _ fields: [FieldPlan]) -> Found {
    let (quick, brief) = (reading(text, fields, isBrief: false), reading(text, fields, isBrief: true))
    #expect(quick.flat == brief.flat && quick.uses == brief.uses && quick.evidence == brief.evidence)
    return quick
  }

  private func reading(_ text: String, _ fields: [FieldPlan], isBrief: Bool) -> Found {
    let bytes = Array(text.utf8)
    guard let header = HeaderLine(of: .memory(bytes)) else { preconditionFailure("a test without a header") }
    let reader = ExtractReader(fields: fields, columns: Array(fields.indices), isBrief: isBrief)
    let reading = reader.read(.memory(bytes), from: header.end, line: header.nextLine, source: 0)
    return Found(flat: flat(reading, fields), evidence: reading.dayEvidence, uses: reading.codeUses)
  }
}
