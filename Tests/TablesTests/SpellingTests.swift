import Tables
import TestKit
import Testing

private func column(_ plan: FieldPlan, _ cells: [String]) -> FlatReading {
  var writer = CSVWriter(header: ["a", "b"])
  for cell in cells { writer.row([cell, "x"]) }
  return read(writer.bytes, [plan, FieldPlan("b", .text)])
}

@Suite struct SpellingTests {
  @Test(arguments: [
    "carer\u{2019}s assessment", "Carer's\u{A0}assessment", "CARER\u{2BC}S ASSESSMENT",
    "carer's assess\u{200B}ment",
    "Carer\u{60}s assessment", "\u{FEFF}carer's\u{202F}assessment", "Carer's_x000D_ assessment",
    "'carer's assessment", "=\"carer's assessment\"",
  ])
  func aCodeIsFoundHoweverItsMarksAreShaped(_ text: String) {
    let codes = FieldPlan("a", .code([.init("carer", label: "Carer's assessment"), .init("other")]))
    #expect(column(codes, [text]).records[0].values[0] == "carer")
  }

  @Test func numbersOfPandasAreTheirCodes() {
    let codes = FieldPlan("a", .code([.init("1"), .init("10")]))
    #expect(
      column(codes, ["1.0", "10.0", "1.5", "0.0"]).records.map { $0.values[0] } == ["1", "10", "?", "?"])
  }

  @Test func spellingsOfAnOpenListAreOne() {
    let teams = [
      "North", "north", "NORTH ", "North  Team", "North Team", "North Team", "North\u{A0}Team",
      "North\u{2013}Team",
      "North-Team", "North-Team", "North Team\u{200B}", "Café", "Cafe\u{301}",
    ]
    let found = column(FieldPlan("a", .openCode), teams)
    #expect(found.dictionaries[0] == ["Café", "North", "North Team", "North-Team"])
    #expect(found.records.filter { $0.values[0] == "North Team" }.count == 5)
    #expect(found.records.filter { $0.values[0] == "North" }.count == 3)
  }

  /// Texts of ASCII are folded a byte at a time: they come to what they come to beside a mark that nobody sees.
  @Test(arguments: [false, true]) func plainTextsAreFoldedAsAllOthersAre(keepsSpaces: Bool) {
    forAll(count: 2_000) { chance in
      let bytes = Array("aBz Z09-_`'\".,\t\u{7F}x".utf8)
      return (0..<Int.random(in: 1...9, using: &chance)).map { _ in bytes.randomElement(using: &chance) ?? 97
      }
    } holds: { (text: [UInt8]) in
      // Texts come without spaces round them.
      guard text.first != 0x20, text.first != 0x09, text.last != 0x20, text.last != 0x09 else { return true }
      let mark = Array("\u{200B}".utf8)
      let plain = Spelling.folded(text, keepsSpaces: keepsSpaces)
      return plain == Spelling.folded(text + mark, keepsSpaces: keepsSpaces)
        && plain == Spelling.folded(mark + text, keepsSpaces: keepsSpaces)
    }
  }

  @Test(arguments: [
    ("9434765919", "9434765919"), ("943 476 5919", "9434765919"), ("943-476-5919", "9434765919"),
    ("943\u{2011}476\u{2011}5919", "9434765919"), ("943\u{A0}476\u{A0}5919", "9434765919"),
    ("'9434765919", "9434765919"), ("9434765919.0", "9434765919"),
    ("943\u{2009}476\u{2009}5919", "9434765919"),
    ("\u{202A}9434765919\u{202C}", "9434765919"), ("943?476?5919", "9434765919"),
    ("=\"9434765919\"", "9434765919"),
    ("0000000000", "0000000000"), ("NULL", "∅"), ("", "∅"),
  ])
  func anNHSNumberIsItsTenDigits(_ text: String, number: String) {
    var plan = FieldPlan("a", .text)
    plan.isNHSNumber = true
    let reading = column(plan, [text])
    #expect(reading.records[0].values[0] == number)
    #expect(reading.faults.isEmpty)
  }

  @Test(arguments: [
    ("9.43E+09", CellFault.Kind.cutNumber), ("9.434765919E+09", .cutNumber), ("9E+9", .cutNumber),
    ("1E+99999999999999999999999", .cutNumber),
    ("434765919", .badNHSNumber), ("94347659190", .badNHSNumber), ("943476591X", .badNHSNumber),
    ("n/k", .badNHSNumber),
  ])
  func whatHasNotTenDigitsIsNone(_ text: String, fault: CellFault.Kind) {
    var plan = FieldPlan("a", .text)
    for isKept in [true, false] {
      (plan.isNHSNumber, plan.isKept) = (true, isKept)
      #expect(column(plan, [text]).faults == [FlatFault(2, "a", fault)])
    }
  }

  @Test func wordsForNothingAreBlankInTheirFieldsOnly() {
    func blank(_ kind: FieldPlan.Kind, _ words: [String], _ cells: [String]) -> FlatReading {
      var plan = FieldPlan("a", kind)
      plan.blanks = BlankTexts(words)
      return column(plan, cells)
    }
    let flags = blank(.flag, ["Unknown", "N/K"], ["unknown", "n/k", "Y (carer)", "yes"])
    #expect(flags.records.map { $0.values[0] } == ["∅", "∅", "∅", "1"])
    #expect(flags.faults == [FlatFault(4, "a", .badFlag)])
    #expect(blank(.integer, ["."], [".", "x"]).faults == [FlatFault(3, "a", .badInteger)])
    let texts = blank(.text, ["NaN", "Unknown"], ["nan", "Unknown", "Nan's"])
    #expect(texts.records.map { $0.values[0] } == ["∅", "Unknown", "Nan's"])
    let codes = blank(.code([.init("nan"), .init("x")]), ["NaN", "."], ["nan", ".", "x"])
    #expect(codes.records.map { $0.values[0] } == ["nan", "∅", "x"])
    #expect(codes.faults.isEmpty)
  }

  /// Wrapping is undone only where every value of the column has it.
  @Test(arguments: [
    (["12345.0", "", "7.0"], Wrapped.all(.pointZero)), (["12345.0", "12345"], .no),
    (["12345.0", "1.5"], .no),
    (["'00123", "'00124"], .all(.apostrophe)), (["'00123", "00124"], .no), (["=\"0012\""], .all(.formula)),
    (["P1", "P2"], .no), ([String(repeating: "9", count: 40) + ".0"], .all(.pointZero)), (["", ""], .blank),
  ])
  func findsWhatIsRoundEveryReference(_ texts: [String], expected: Wrapped) {
    var writer = CSVWriter(header: ["a", "b"])
    for text in texts { writer.row([text, "x"]) }
    let reader = ExtractReader(fields: [FieldPlan("a", .text)], columns: [0, nil])
    let reading = reader.read(.memory(writer.bytes), from: 4, line: 2, source: 0)
    #expect(reading.wrapped == [expected])
  }
}
