import Findings
import FoundationEssentials
import Packing
import Tables
import TestKit
import Testing

private let fields = [FieldPlan("a", .text), FieldPlan("b", .text)]

private func records(
  _ bytes: [UInt8], delimiter: Delimiter = .comma, sheet: String? = nil
) throws(Finding) -> [FlatRecord] {
  try read(bytes, delimiter: delimiter, sheet: sheet).records
}

private func read(
  _ bytes: [UInt8], delimiter: Delimiter = .comma, sheet: String? = nil
) throws(Finding) -> (records: [FlatRecord], faults: [FlatFault]) {
  let source = try TextSource(.memory(bytes), sheet: sheet)
  guard let header = source.withHead({ HeaderLine.candidates($0, delimiter: delimiter) }).first else {
    return ([], [])
  }
  let reader = ExtractReader(fields: fields, columns: [0, 1])
  let found = flat(try reader.read(source, after: header, delimiter: delimiter, source: 0), fields)
  return (found.records, found.faults)
}

private func refusal(_ bytes: [UInt8], sheet: String? = nil) -> String {
  do throws(Finding) {
    return "\(try records(bytes, sheet: sheet))"
  } catch { return error.description }
}

private func workbook(_ changes: [String: String]) -> [UInt8] {
  Packing.zip(
    Packing.workbook.map { part in
      changes[part.name].map { Packing.Part(name: part.name, text: $0) } ?? part
    })
}

private func sheet(_ rows: String, date1904: Bool = false) -> [UInt8] {
  workbook([
    "xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(rows)</sheetData></worksheet>",
    "xl/workbook.xml":
      "<workbook><workbookPr date1904=\"\(date1904)\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>",
  ])
}

private let head = "<row r=\"1\"><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>"

@Suite struct FormatTests {
  @Test(arguments: [
    ("<c s=\"1\"><v>45504</v></c>", false, "2024-07-31", "a day by a declared format"),
    ("<c s=\"2\"><v>45504</v></c>", false, "2024-07-31", "a day by a built-in format"),
    ("<c s=\"1\"><v>45504.395833333336</v></c>", false, "2024-07-31T09:30:00", "a day and a time"),
    ("<c s=\"1\"><v>44042</v></c>", true, "2024-07-31", "counted from 1904"),
    ("<c s=\"1\"><v>0</v></c>", true, "1904-01-01", "the first day of 1904"),
    ("<c s=\"1\"><v>1</v></c>", false, "1900-01-01", "the first day"),
    ("<c s=\"1\"><v>59</v></c>", false, "1900-02-28", "before the day that only Excel has"),
    ("<c s=\"1\"><v>60</v></c>", false, "60", "29 February 1900 is no day"),
    ("<c s=\"1\"><v>61</v></c>", false, "1900-03-01", "after it"),
    ("<c s=\"0\"><v>45504</v></c>", false, "45504", "a number that is not shown as a day"),
    ("<c><v>9.434765919E9</v></c>", false, "9434765919", "a long number with an exponent"),
    ("<c><v>12345.0</v></c>", false, "12345", "a whole number as Java writes it"),
    ("<c><v>1.2345E4</v></c>", false, "12345", "the same with an exponent"),
    ("<c><v>19.100000000000001</v></c>", false, "19.1", "a binary number in 17 digits"),
    ("<c><v>0.29999999999999999</v></c>", false, "0.3", "another"),
    ("<c><v>99.999999999999999</v></c>", false, "100", "a carry through all digits"),
    ("<c><v>12345678901234567</v></c>", false, "12345678901234567", "a reference keeps its digits"),
    ("<c><v>-0012.500</v></c>", false, "-12.5", "zeros that say nothing"),
    ("<c><v>1.25E-3</v></c>", false, "0.00125", "a small number"),
    ("<c><v>-0.0</v></c>", false, "0", "nought"),
    ("<c><v>1E400</v></c>", false, "1E400", "what no number can be"),
    ("<c s=\"3\"><v>12345.0</v></c>", false, "0012345", "zeros that its format shows"),
    ("<c s=\"3\"><v>12345678</v></c>", false, "12345678", "a longer one"),
    ("<c s=\"3\"><v>1.5</v></c>", false, "1.5", "one that is no reference"),
    ("<c s=\"4\"><v>943476591</v></c>", false, "0943476591", "an NHS number's format"),
    ("<c s=\"5\"><v>7</v></c>", false, "7", "an amount's format"),
    ("<c t=\"str\"><v>P1_x000D_</v></c>", false, "P1", "a carriage return at the end"),
    ("<c t=\"str\"><v>a_x000D_&#10;b_x000A_c_x000d_d</v></c>", false, "a b c d", "line breaks"),
    (
      "<c t=\"inlineStr\"><is><t>a_x005F_x000D_b_x0009_c</t></is></c>", false, "a_x000D_b\tc",
      "a text that looks like one"
    ),
    (
      "<c t=\"str\"><v>_xD83D__xDE00_ _x20AC_ _x0007_ _xZZZZ_</v></c>", false, "😀 €  _xZZZZ_",
      "other characters"
    ),
    ("<c t=\"s\"><v>2</v></c>", false, "a b", "an escape in a shared text"),
    ("<c t=\"s\"><v>1</v></c>", false, "a&b", "a shared text of two runs, without its reading aid"),
    ("<c t=\"s\"><v>99</v></c>", false, "∅", "a shared text that is not there"),
    ("<c t=\"inlineStr\"><is><t>x &lt;&#10;y</t></is></c>", false, "x < y", "an inline text of two lines"),
    ("<c t=\"b\"><v>1</v></c>", false, "TRUE", "true"),
    ("<c t=\"e\"><v>#N/A</v></c>", false, "∅", "an error"),
    ("<c t=\"str\"><v>\"q\", r</v></c>", false, "\"q\", r", "a formula's text with a comma and quotes"),
    ("<x:c t=\"d\"><x:v>2024-07-31</x:v></x:c>", false, "2024-07-31", "a date as text, with prefixed names"),
  ])
  func readsCells(_ cell: String, from1904: Bool, expected: String, why: String) throws {
    let bytes = sheet("\(head)<row r=\"3\">\(cell)<c t=\"str\"><v>z</v></c></row>", date1904: from1904)
    #expect(try records(bytes) == [FlatRecord(line: 3, values: [expected, "z"])], "\(why)")
  }

  @Test func fillsRowsUpAndSkipsColumns() throws {
    let bytes = sheet(
      "\(head)<row r=\"2\"><c r=\"B2\" t=\"str\"><v>y</v></c></row><row r=\"5\"><c r=\"A5\"><v>1</v></c></row>"
    )
    #expect(
      try records(bytes) == [
        FlatRecord(line: 2, values: ["∅", "y"]), FlatRecord(line: 5, values: ["1", "∅"]),
      ])
  }

  /// Every part is where a relationship says, whatever it is called.
  @Test func findsPartsByTheirRelationships() throws {
    func relations(_ lines: (String, String, String)...) -> String {
      "<Relationships>"
        + lines.map {
          "<Relationship Id=\"\($0.0)\" Type=\"http://purl.oclc.org/\($0.1)\" Target=\"\($0.2)\"/>"
        }.joined()
        + "</Relationships>"
    }
    let book = "<workbook><sheets><sheet name=\"S_x005F_x000D_\" r:id=\"a\"/></sheets></workbook>"
    let sheet =
      "<worksheet><sheetData>\(head)<row r=\"2\"><c t=\"s\"><v>0</v></c><c s=\"0\"><v>45504</v></c></row></sheetData></worksheet>"
    let minimal = Packing.zip([
      .init(name: "_rels/.rels", text: relations(("r1", "officeDocument", "/Book.xml"))),
      .init(name: "book.xml", text: book),
      .init(
        name: "_rels\\Book.xml.rels",
        text: relations(
          ("a", "worksheet", "./x/../data%201.xml"), ("b", "sharedStrings", "/texts.xml"),
          ("c", "styles", "s\\styles.xml"))),
      .init(name: "data 1.xml", text: sheet),
      .init(name: "texts.xml", text: "<sst><si><t>one</t></si></sst>"),
      .init(name: "s/styles.xml", text: "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    ])
    #expect(try records(minimal) == [FlatRecord(line: 2, values: ["one", "2024-07-31"])])
    #expect(try records(minimal, sheet: "S_x000D_").count == 1)
  }

  @Test(arguments: [
    (["xl/workbook.bin"], "a binary workbook (.xlsb)"),
    (["word/document.xml", "[Content_Types].xml"], "a Word document"),
    (["ppt/presentation.xml"], "a presentation"),
    (["cases.csv"], "a ZIP archive that holds 1 file"),
    (["a/", "a/b.csv", "a/c.csv"], "a ZIP archive that holds 2 files"),
  ])
  func saysWhatAnArchiveIsThatIsNoWorkbook(_ names: [String], what: String) {
    let archive = Packing.zip(names.map { Packing.Part(name: $0, text: "x") })
    #expect(
      refusal(archive).hasPrefix(
        "error[FILE-015]: the file is \(what), and not a workbook (.xlsx)\n = hint: "))
  }

  /// As LibreOffice and Excel write them: a failed formula, one that nobody worked out, a comment, a cell for several rows.
  @Test func readsCellsOfAnOpenDocument() throws {
    let book = openDocument(
      "<table:table table:name=\"S\"><table:shapes><draw:frame><text:p>drawn</text:p></draw:frame></table:shapes>"
        + row("case", "received_on")
        + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>"
        + "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-07-31\"><office:annotation><dc:date>2020-01-01</dc:date><text:p>a comment</text:p></office:annotation><text:p>31/07/24</text:p></table:table-cell></table:table-row>"
        + "<table:table-row><table:table-cell table:formula=\"of:=A1\"/><table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>"
        + "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
        + "</table:table>")
    let source = try TextSource(.memory(book))
    #expect(
      text(of: source) == "case,received_on\n#N/A,2024-07-31\n#N/A,2024-07-31\n#N/A\n")
  }

  @Test func refusesOpenDocumentsThatAreNoTable() {
    #expect(
      refusal(openDocument("", type: "application/vnd.oasis.opendocument.text")).hasPrefix(
        "error[FILE-015]: the file is a text document (.odt), and not a workbook"))
    #expect(refusal(openDocument("")).hasPrefix("error[FILE-015]: the workbook has no sheets in it"))
    #expect(
      refusal(openDocument(row("a"), locked: true)).hasPrefix(
        "error[FILE-015]: the workbook is protected by a password"))
  }

  private func row(_ texts: String...) -> String {
    "<table:table-row>"
      + texts.map {
        "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
      }
      .joined() + "</table:table-row>"
  }

  private func openDocument(
    _ tables: String, type: String = "application/vnd.oasis.opendocument.spreadsheet", locked: Bool = false
  ) -> [UInt8] {
    Packing.zip([
      .init(name: "mimetype", text: type),
      .init(
        name: "META-INF/manifest.xml",
        text: "<m:manifest><m:file-entry>\(locked ? "<m:encryption-data/>" : "")</m:file-entry></m:manifest>"),
      .init(
        name: "content.xml",
        text:
          "<office:document-content><office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document-content>"
      ),
    ])
  }

  private func text(of source: TextSource) -> String {
    source.withHead { head in
      var bytes: [UInt8] = []
      for index in 0..<head.count { bytes.append(head[index]) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Of several sheets the one that is visible and holds anything; else the one that the reader knows.
  @Test func choosesTheOnlySheetThatCanBeMeant() throws {
    func book(_ sheets: [(name: String, state: String, rows: String)], chart: Bool = false) -> [UInt8] {
      let list = sheets.enumerated().map {
        "<sheet name=\"\($0.element.name)\" state=\"\($0.element.state)\" r:id=\"r\($0.offset)\"/>"
      }
      let relations = sheets.indices.map {
        "<Relationship Id=\"r\($0)\" Type=\"x/worksheet\" Target=\"s\($0).xml\"/>"
      }
      let charts = chart ? "<sheet name=\"Chart\" r:id=\"c\"/>" : ""
      return Packing.zip(
        Packing.workbook.filter { !$0.name.hasPrefix("xl/w") && !$0.name.contains("_rels/workbook") } + [
          .init(
            name: "xl/workbook.xml", text: "<workbook><sheets>\(list.joined())\(charts)</sheets></workbook>"),
          .init(
            name: "xl/_rels/workbook.xml.rels",
            text:
              "<Relationships>\(relations.joined())<Relationship Id=\"c\" Type=\"x/chartsheet\" Target=\"c.xml\"/></Relationships>"
          ),
        ]
          + sheets.enumerated().map {
            .init(
              name: "xl/s\($0.offset).xml",
              text: "<worksheet><sheetData>\($0.element.rows)</sheetData></worksheet>")
          })
    }
    let cases = "\(head)<row r=\"2\"><c t=\"str\"><v>1</v></c><c t=\"str\"><v>2</v></c></row>"
    let empty = "<row r=\"1\"><c s=\"1\"/></row><row r=\"9\"><c t=\"str\"><v></v></c></row>"
    let one = [FlatRecord(line: 2, values: ["1", "2"])]
    #expect(try records(book([("A", "visible", empty), ("B", "visible", cases)])) == one)
    #expect(try records(book([("A", "hidden", cases), ("B", "visible", cases)])) == one)
    #expect(try records(book([("A", "visible", cases), ("B", "veryHidden", cases)], chart: true)) == one)
    #expect(try records(book([("A", "hidden", cases), ("B", "visible", cases)]), sheet: "A") == one)
    let two = book([
      ("A", "visible", "<row r=\"1\"><c t=\"str\"><v>Run today</v></c></row>"), ("B", "visible", cases),
    ])
    #expect(
      refusal(two).hasPrefix("error[FILE-015]: the workbook has 2 sheets, and which to read is not said"))
    let chosen = try TextSource(.memory(two)) { head in
      HeaderLine.candidates(head, delimiter: .comma).first?.columns == ["a", "b"]
    }
    #expect(chosen.container == .workbook(sheet: "B"))
    #expect(chosen.otherSheets == 1)
    let same = book([("A", "visible", cases), ("B", "visible", cases)])
    #expect(throws: Finding.self) { try TextSource(.memory(same)) { _ in true } }
  }

  @Test func asksWhichSheetOfSeveral() throws {
    let two = workbook([
      "xl/workbook.xml":
        "<workbook><sheets><sheet name=\"Cases\" r:id=\"rId1\"/><sheet name=\"Notes\" r:id=\"rId1\"/></sheets></workbook>"
    ])
    #expect(
      refusal(two) == """
        error[FILE-015]: the workbook has 2 sheets, and which to read is not said
         = hint: it has 'Cases', 'Notes'; name one with "sheet" in the pipeline's input, or save it as a file of its own
        """)
    #expect(
      refusal(two, sheet: "Case") == """
        error[FILE-015]: the workbook has no sheet 'Case'
         = hint: did you mean 'Cases'?
        """)
    #expect(try records(two, sheet: "Cases").count == 1)
  }

  @Test func refusesEntitiesPasswordsAndOldWorkbooks() {
    #expect(
      refusal(workbook(["xl/sharedStrings.xml": "<!DOCTYPE x [<!ENTITY a \"aa\">]><sst/>"]))
        .hasPrefix("error[FILE-015]: the workbook defines XML entities"))
    #expect(
      refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == """
        error[FILE-015]: the workbook is in the old .xls format or protected by a password
         = hint: save it as .xlsx without a password, or as CSV
        """)
    var locked = workbook([:])
    if let flag = locked.indices.last(where: { locked[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) {
      locked[flag + 8] = 1
    }
    #expect(refusal(locked).hasPrefix("error[FILE-015]: the workbook is protected by a password"))
  }

  /// A compound file says in UTF-16, on stretches of 128 bytes, which parts it has.
  @Test(arguments: [
    ("EncryptedPackage", "is protected by a password"), ("Workbook", "is in the old .xls format"),
    ("Other", "is in the old .xls format or protected by a password"),
  ])
  func tellsWhichOldWorkbookItIs(_ part: String, what: String) {
    var bytes: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 3000)
    for (place, byte) in part.utf8.enumerated() { bytes[1152 + 2 * place] = byte }
    #expect(refusal(bytes).hasPrefix("error[FILE-015]: the workbook \(what)\n"))
  }

  /// None of its bytes is printed as the name of a column.
  @Test(arguments: [
    ("%PDF-1.7\nA1,P1", "a PDF"), ("7z\u{BC}", nil), ("Rar!\u{1A}\u{7}", "a RAR archive"),
    ("<html><table><tr><td>A. Person", "a web page (HTML), whatever its name ends in"),
    ("\u{FEFF}\r\n <!DOCTYPE HTML PUBLIC", "a web page (HTML), whatever its name ends in"),
    ("<?xml version=\"1.0\"?><Workbook/>", "an XML file"), ("[ {\"id\": 1}]", "a JSON file"),
    ("{\"id\": 1}", "a JSON file"), ("{\\rtf1", "a rich text document (.rtf)"), ("PAR1", "a Parquet file"),
    ("MIME-Version: 1.0", "a web archive (.mht)"), ("[Case ID],[Date]\n1,2\n", nil),
    ("<Id>,Date\n1,2\n", nil),
  ])
  func tellsWhatAFileIsThatIsNoTable(_ text: String, what: String?) {
    let said = refusal(Array(text.utf8))
    if let what {
      #expect(said.hasPrefix("error[FILE-015]: the file is \(what), and not a table\n = hint: "))
      #expect(!said.contains("Person"))
    } else {
      #expect(!said.contains("FILE-015"))
    }
  }

  @Test func refusesWhatIsDamagedOrCutShort() {
    var damaged = workbook([:])
    if let at = damaged.firstIndex(of: UInt8(ascii: "?")) { damaged[at] = UInt8(ascii: "!") }
    #expect(
      refusal(damaged).hasPrefix("error[FILE-014]: a part of the file does not agree with its checksum"))
    #expect(refusal(Array(workbook([:]).dropLast(30))).hasPrefix("error[FILE-015]: the workbook is damaged"))
    #expect(
      refusal(Array(Packing.deflated.dropLast(20))) == """
        error[FILE-014]: the compressed data end in the middle
         = hint: the file was cut short on its way; fetch it again
        """)
    var spoilt = Packing.deflated
    spoilt[20] ^= 0xFF
    #expect(refusal(spoilt).hasPrefix("error[FILE-014]: the compressed data are damaged"))
  }

  @Test func refusesABombBeforeItFillsTheMemory() throws {
    let path = JudgedReadingTests.folder.appending(path: "bomb.csv.gz").path
    let file = ExtractBytes.mapped(try MappedFile(path: path))
    let source = try TextSource(file)
    let line = Array("a,b\n".utf8)
    let header = try #require(HeaderLine.candidates(line.span, delimiter: .comma).first)
    #expect {
      try ExtractReader(fields: fields, columns: [0, 1]).read(
        source, after: header, delimiter: .comma, source: 0)
    } throws: { error in
      "\(error)".hasPrefix("error[FILE-014]: the compressed file holds 400 times its size or more")
        || "\(error)".hasPrefix("error[FILE-006]: a record is longer than 16 MB")
    }
  }

  @Test func refusesARecordThatNeverEnds() throws {
    var bytes = Array("a;b\n1;\"".utf8)
    bytes += [UInt8](repeating: 0x61, count: 17 << 20)
    #expect {
      try records(bytes, delimiter: .semicolon)
    } throws: { error in
      (error as? Finding)?.location?.line == 2 && (error as? Finding)?.field == "b"
        && "\(error)".contains("error[FILE-006]: a record is longer than 16 MB")
    }
  }

  /// However a cell is packed, one that is too long is refused by its line and field, before the memory is full.
  @Test(arguments: ["zipped", "deflated", "a tag", "shared texts"])
  func refusesACellThatIsNone(_ packed: String) throws {
    let long = String(repeating: "x", count: 3 << 20)
    let rows = "\(head)<row r=\"2\"><c t=\"str\"><v>1</v></c></row><row r=\"7\"><c t=\"str\"><v>1</v></c>"
    let bytes =
      switch packed {
      case "zipped": sheet("\(rows)<c t=\"str\"><v>\(long)</v></c></row>")
      case "deflated": sheet("\(rows)<c t=\"inlineStr\"><is><t>\(long)</t><t>y</t></is></c></row>")
      case "a tag": sheet("\(rows)<c t=\"\(long)\"><v>1</v></c></row>")
      default: workbook(["xl/sharedStrings.xml": "<sst><si><t>\(long)</t></si></sst>"])
      }
    #expect {
      try records(bytes)
    } throws: { error in
      guard let finding = error as? Finding, finding.code == "FILE-015" else { return false }
      let isPlaced = finding.location?.line == 7 && finding.message.contains("column B")
      return finding.message.contains("a cell longer than a cell can be")
        && (isPlaced || packed == "shared texts")
    }
  }

  /// A workbook whose sheet, or whose shared texts, undo to a thousand times their size.
  @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
  func refusesAWorkbookThatIsABomb(part: String) throws {
    let path = JudgedReadingTests.folder.appending(path: "bomb.csv.gz").path
    let gzip = [UInt8](try Data(contentsOf: URL(filePath: path)))
    // The same deflated bytes, without gzip's header of 10 and trailer of 8, as a part of a workbook.
    let deflated = Array(gzip.dropFirst(10).dropLast(8))
    let parts = Packing.workbook.map { own in
      own.name == part ? Packing.Part(name: part, bytes: deflated, undone: 1 << 30) : own
    }
    #expect(
      refusal(Packing.zip(parts)).hasPrefix(
        "error[FILE-015]: the workbook has a cell longer than a cell can be"))
  }

  /// A tab would be trimmed where a comma is not, so it is left to the files that Python wrote.
  @Test(arguments: [Delimiter.semicolon, .pipe])
  func otherDelimitersReadAsCommasDo(_ delimiter: Delimiter) {
    func exchanged(_ text: String) -> String {
      String(
        text.map { $0 == "," ? Character(delimiter.rawValue) : String($0) == delimiter.rawValue ? "," : $0 })
    }
    let pieces = ["a", "\"", "\"\"", ",", ";", "|", "\n", "\r\n", "\r", " x", "é", delimiter.rawValue]
    forAll(count: 400) { generator in
      (0..<Int.random(in: 0...30, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
      }
      .joined()
    } holds: { body in
      let own = try read(Array("a\(delimiter.rawValue)b\n\(body)".utf8), delimiter: delimiter)
      let comma = try read(Array("a,b\n\(exchanged(body))".utf8))
      return own.faults == comma.faults
        && own.records == comma.records.map { FlatRecord(line: $0.line, values: $0.values.map(exchanged)) }
    }
  }
}
