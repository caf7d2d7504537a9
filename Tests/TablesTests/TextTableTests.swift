import Findings
import Tables
import TestKit
import Testing

@Suite struct TextTableTests {
  struct Reading: Sendable, CustomTestStringConvertible {
    var why: String
    var text: String
    var header: [String]
    var rows: [[String]]
    var lines: [Int]
    var testDescription: String { why }
  }

  @Test(arguments: [
    Reading(
      why: "plain", text: "a,b\n1,2\n3,4\n", header: ["a", "b"], rows: [["1", "2"], ["3", "4"]],
      lines: [2, 3]),
    Reading(why: "no final newline", text: "a,b\n1,2", header: ["a", "b"], rows: [["1", "2"]], lines: [2]),
    Reading(
      why: "CRLF", text: "a,b\r\n1,2\r\n3,4\r\n", header: ["a", "b"], rows: [["1", "2"], ["3", "4"]],
      lines: [2, 3]),
    Reading(
      why: "lone CR", text: "a,b\r1,2\r3,4", header: ["a", "b"], rows: [["1", "2"], ["3", "4"]],
      lines: [2, 3]),
    Reading(why: "byte order mark", text: "\u{FEFF}a\n1\n", header: ["a"], rows: [["1"]], lines: [2]),
    Reading(
      why: "comma in quotes", text: "a,b\n\"1,5\",2\n", header: ["a", "b"], rows: [["1,5", "2"]], lines: [2]),
    Reading(
      why: "doubled quotes", text: "a\n\"say \"\"hi\"\"\"\n\"\"\"\"\n", header: ["a"],
      rows: [["say \"hi\""], ["\""]],
      lines: [2, 3]),
    Reading(
      why: "line breaks in quotes count as lines", text: "a,b\n\"x\ny\r\nz\",2\n3,4\n", header: ["a", "b"],
      rows: [["x\ny\r\nz", "2"], ["3", "4"]], lines: [2, 5]),
    Reading(
      why: "blank lines", text: "\na\n\n1\n\n\n2\n\n", header: ["a"], rows: [["1"], ["2"]], lines: [4, 7]),
    Reading(
      why: "empty fields", text: "a,b,c\n,,\n\"\",x,\n", header: ["a", "b", "c"],
      rows: [["", "", ""], ["", "x", ""]], lines: [2, 3]),
    Reading(why: "a header and no rows", text: "a,b\n", header: ["a", "b"], rows: [], lines: []),
    Reading(why: "not ASCII", text: "a\n£é✓\n", header: ["a"], rows: [["£é✓"]], lines: [2]),
  ])
  func reads(_ expected: Reading) throws {
    let table = try TextTable.read(Array(expected.text.utf8), path: "t.csv")
    #expect(table.header == expected.header)
    #expect(table.rows.map(\.cells) == expected.rows)
    #expect(table.rows.map(\.line) == expected.lines)
  }

  @Test func refusesTextAfterAClosingQuote() {
    #expect(throws: Finding.self) { try TextTable.read(Array("a,b\n\"x\" y,2\n".utf8), path: "t.csv") }
    #expect((try? TextTable.read(Array("a,b\n\"x y\",2\n".utf8), path: "t.csv"))?.rows.count == 1)
  }

  @Test(arguments: [
    (
      Array("".utf8),
      "t.csv: error[FILE-002]: the file is empty\n = hint: it needs a header line, then records"
    ),
    (
      Array("a,b\n1,2\n1\n".utf8),
      "t.csv:3: error[FILE-010]: the record has 1 fields where the header has 2\n"
        + " = hint: put quotes round a value that holds a comma"
    ),
    (
      Array("a,b\n1,2\n1,\"x\ny\n".utf8),
      "t.csv:3: error[FILE-006]: a quote opened on this line is never closed\n"
        + " = hint: close it, or double a quote that is part of the text"
    ),
    (
      [0x61, 0x0A, 0x31, 0x0A, 0xFF, 0x0A],
      "t.csv:3: error[FILE-007]: the record holds bytes that are not UTF-8\n = hint: save the file as UTF-8"
    ),
    (
      Array("a,b,a\n".utf8),
      "t.csv:1: error[FILE-009]: two columns are called 'a'\n = hint: remove or rename one of them"
    ),
  ])
  func refuses(_ bytes: [UInt8], message: String) {
    #expect { try TextTable.read(bytes, path: "t.csv") } throws: { "\($0)" == message }
  }

  @Test func readsBackWhatTheWriterWrote() {
    forAll { generator in
      let width = Int.random(in: 1...4, using: &generator)
      let pieces = ["a", ",", "\"", "\n", "\r\n", "\r", " ", "é", "=1", "-"]
      return (0..<Int.random(in: 1...6, using: &generator)).map { row in
        (0..<width).map { column in
          let head = row == 0 ? "\(column)" : ""
          return head
            + (0..<Int.random(in: 0...4, using: &generator)).map { _ in
              pieces.randomElement(using: &generator) ?? ""
            }
            .joined()
        }
      }
    } holds: { table in
      var writer = CSVWriter(header: table[0])
      for row in table.dropFirst() { writer.row(row) }
      let read = try TextTable.read(writer.bytes, path: "t.csv")
      return [read.header] + read.rows.map(\.cells) == table
    }
  }
}

@Suite struct CSVWriterTests {
  @Test(arguments: [
    (["a", "b"], "a,b\n", "plain"),
    (["a,b", "c\"d", "e\nf", "g\rh"], "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\n", "what must be quoted is"),
    ([""], "\"\"\n", "a lone empty cell is not a blank line"),
    (["", ""], ",\n", "empty cells"),
    ([" a "], " a \n", "spaces are kept"),
  ])
  func quotesOnlyWhereNeeded(_ cells: [String], expected: String, why: String) {
    var writer = CSVWriter()
    writer.row(cells)
    #expect(writer.text == expected, "\(why)")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+A1", "'+A1"), ("-A1", "'-A1"), ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""), ("-", "'-"), ("=\"a\"", "\"'=\"\"a\"\"\""),
    ("-1.5", "-1.5"), ("+2", "+2"), ("-42%", "-42%"), ("-1,234.5", "\"-1,234.5\""), ("-1.2.3", "'-1.2.3"),
    ("a=1", "a=1"), ("", "\"\""), ("＝1+1", "'＝1+1"), ("＋A1", "'＋A1"), ("＠x", "'＠x"),
  ])
  func neutralisesFormulasButNotNumbers(_ cell: String, expected: String) {
    var writer = CSVWriter(neutralisesFormulas: true)
    writer.row([cell])
    #expect(writer.text == expected + "\n")
  }
}
