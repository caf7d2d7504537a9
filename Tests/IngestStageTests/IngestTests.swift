import Artefacts
import Declarations
import Findings
import IngestStage
import Tables
import Testing

private let header = "case_id,received_on,team,source,outcome,visits,cost,urgent,notes\n"

@Suite struct IngestTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    var why: String
    var bytes: [UInt8]
    var told: [Told]
    var records: Int
    var testDescription: String { why }
    init(_ why: String, _ text: String, records: Int, _ told: [Told]) {
      self.init(why, bytes: Array(text.utf8), records: records, told)
    }
    init(_ why: String, bytes: [UInt8], records: Int, _ told: [Told]) {
      self.why = why
      self.bytes = bytes
      self.records = records
      self.told = told
    }
  }

  @Test(arguments: [
    Bad("nothing wrong", header + "1,2024-07-31,North,police,removed,1,1.50,Y,\"a\nb\"\n", records: 1, []),
    Bad("an empty file", "", records: 0, [Told(0, "", "FILE-002")]),
    Bad("blank lines only", "\n\r\n\n", records: 0, [Told(0, "", "FILE-002")]),
    Bad("a byte order mark only", "\u{FEFF}", records: 0, [Told(0, "", "FILE-002")]),
    Bad("a header only", header, records: 0, [Told(1, "", "FILE-003")]),
    Bad("a header without a line end", String(header.dropLast()), records: 0, [Told(1, "", "FILE-003")]),
    Bad(
      "an unknown column", "case_id,received_on,shoe\n1,2024-07-31,9\n", records: 1, [Told(1, "", "FILE-004")]
    ),
    Bad(
      "a required column missing, below a blank line", "\ncase_id,team\n1,North\n", records: 0,
      [Told(2, "received_on", "FILE-005")]),
    Bad(
      "two required columns missing", "team\nNorth\n", records: 0,
      [Told(1, "case_id", "FILE-005"), Told(1, "received_on", "FILE-005")]),
    Bad(
      "the same field twice", "case_id,received_on,CASE ID\n1,2024-07-31,1\n", records: 0,
      [Told(1, "case_id", "FILE-009")]),
    Bad(
      "a quote never closed", header + "1,2024-07-31,,,,,,,\n2,2024-07-31,\"x,,,,,,\n3,2024-07-31,,,,,,,\n",
      records: 2, [Told(3, "", "FILE-006"), Told(3, "", "CELL-011")]),
    Bad(
      "a ragged record", header + "1,2024-07-31\n2,2024-07-31,,,,,,,,x\n3,2024-07-31,,,,,,,\n", records: 3,
      [Told(2, "", "CELL-008"), Told(3, "", "CELL-008")]),
    Bad(
      "one bad cell of every kind, after a record of two lines",
      header + "0,2024-07-31,,,,,,,\"x\ny\"\n,31/02/2024,North,polise,x,1.5,x,maybe,\n", records: 2,
      [
        Told(4, "case_id", "CELL-001"), Told(4, "received_on", "CELL-002"), Told(4, "source", "CELL-006"),
        Told(4, "outcome", "CELL-006"), Told(4, "visits", "CELL-003"), Told(4, "cost", "CELL-004"),
        Told(4, "urgent", "CELL-005"),
      ]),
    Bad(
      "a required date that says NULL", header + "1,NULL,,,,,,,\n", records: 1,
      [Told(2, "received_on", "CELL-001")]),
    Bad(
      "a text too long", header + "1,2024-07-31,,,,,,,\(String(repeating: "n", count: 32_768))\n", records: 1,
      [Told(2, "notes", "CELL-007")]),
    Bad(
      "bytes that neither UTF-8 nor Windows-1252 has",
      bytes: Array((header + "1,2024-07-31,,,,,,,").utf8) + [0x81, 0x35, 0x0A],
      records: 1, [Told(2, "", "FILE-007"), Told(2, "notes", "CELL-010")]),
    Bad(
      "a byte that is not UTF-8 in a file that is",
      bytes: Array((header + "1,2024-07-31,,,,,,,").utf8) + [0xA3] + Array("5\n2,2024-07-31,,,,,,,£\n".utf8),
      records: 2, [Told(2, "", "FILE-007"), Told(2, "notes", "CELL-010")]),
    Bad(
      "UTF-16 that is no table", bytes: [0xFF, 0xFE, 0x61, 0x00], records: 0,
      [Told(1, "case_id", "FILE-005"), Told(1, "received_on", "FILE-005"), Told(1, "", "FILE-004")]),
    Bad(
      "not a table at all", bytes: Array(0...255), records: 0,
      [Told(1, "case_id", "FILE-005"), Told(1, "received_on", "FILE-005"), Told(1, "", "FILE-004")]),
  ])
  func tellsOfBadInputAndKeepsTheRest(_ bad: Bad) {
    let ingested = ingest([("c.csv", bad.bytes)])
    #expect(told(ingested) == bad.told)
    #expect(ingested.sources.map(\.records) == [bad.records])
    #expect(ingested.tables.map(\.rowCount) == [bad.records])
  }

  @Test func sayOfEachFileWhatItNeeds() {
    let quote = ingest(header + "1,2024-07-31,,,,,,,\n2,2024-07-31,\"x,,,,,,\n3,2024-07-31,,,,,,,\n")
    #expect(
      quote.findings.map(\.description) == [
        """
        c.csv:3:14: error[FILE-006]: a quote opened in this record is never closed; 1 line after it was not read
         = hint: close the quote, or double a quote that is part of the text
        """
      ])
    #expect(quote.findings[0].effect == .refusesRecord)
    #expect(
      ingest("").findings.map(\.description) == [
        """
        c.csv: error[FILE-002]: the file is empty
         = hint: check that the extract ran; it needs a header line, then records
        """
      ])
    #expect(
      ingest(header).findings.map(\.description) == [
        """
        c.csv:1: error[FILE-003]: the file has a header and no records
         = hint: check that the extract ran for the right dates: that there was nothing cannot be told from this
        """
      ])
  }

  @Test func filesOfOneDatasetFollowEachOtherWhateverTheirColumns() throws {
    let ingested = ingest([
      ("north.csv", Array("case_id,received_on,team\n1,2024-07-31,North\n2,2024-08-01,East\n".utf8)),
      ("broken.csv", Array("case_id\n9\n".utf8)),
      ("south.csv", Array("Date Received;x\n".utf8)),
      ("west.csv", Array("visits,Date Received,Case ID\n5,02-Aug-2024,3\n".utf8)),
    ])
    let table = try #require(ingested.table("concerns"))
    #expect(table.sources == ["north.csv", "broken.csv", "south.csv", "west.csv"])
    #expect(table.batches.map(\.source) == [0, 3])
    #expect(table.batches.map(\.rowCount) == [2, 1])
    #expect(table.absentFields == ["source", "outcome", "cost", "urgent", "notes"])
    #expect(table.dictionaries[2] == ["East", "North"])
    #expect(table.dictionaries[3] == ["police", "health"])
    #expect(table.dictionaries[4] == ["removed"])
    #expect(ingested.sources.map(\.records) == [2, 0, 0, 1])
    guard case .text(let cases) = table.batches[1].columns[0],
      case .days(let days) = table.batches[1].columns[1],
      case .integers(let visits) = table.batches[1].columns[5], case .absent = table.batches[1].columns[2]
    else {
      Issue.record("columns of the wrong kind")
      return
    }
    #expect(cases[0] == "3")
    #expect(days == [19_937])
    #expect(visits == [5])
  }

  @Test func tablesComeInTheOrderOfTheirIds() {
    let ingested = ingest(
      [
        Extract(dataset: "concerns", path: "c.csv", Array((header + "1,2024-07-31,,,,,,,\n").utf8)),
        Extract(dataset: "adults", path: "a.csv", Array("id\n1\n2\n".utf8)),
      ], as: [concerns, people], codes: [outcomes])
    #expect(ingested.tables.map(\.dataset) == ["adults", "concerns"])
    #expect(ingested.sources.map(\.dataset) == ["concerns", "adults"])
    #expect(ingested.sources.map(\.records) == [1, 2])
    #expect(ingested.sources[1].sha256 == "1d1c91d15ace6e21ea5f551e16e717f326992bdf800f6696628859be29b906bf")
  }

  @Test func keepsWhatIsAskedForAndKeysAndFindsTheSameFaults() throws {
    let text = header + "1,2024-07-31,North,polise,removed,x,1.50,Y,n\n,2024-02-30,,,,,,,\n"
    let kept = ingest([("c.csv", Array(text.utf8))], keeping: ["concerns": ["received_on"]])
    #expect(told(kept) == told(ingest(text)))
    #expect(told(kept).count == 4)
    let columns = try #require(kept.table("concerns")).batches[0].columns
    let isKept = columns.map { column in
      if case .absent = column { false } else { true }
    }
    #expect(isKept == [true, true] + [Bool](repeating: false, count: 7))
    #expect(kept.table("concerns")?.absentFields == [])
  }

  @Test func anExtractThatIsNotThereIsAFindingNamedAsTheUserNamedIt() {
    #expect {
      try Extract(dataset: "concerns", path: "concerns.csv", file: "/no/such/concerns.csv")
    } throws: { error in
      "\(error)" == """
        concerns.csv: error[FILE-001]: there is no such file
         = hint: check the name, and that the extract has been delivered
        """
    }
  }
}
