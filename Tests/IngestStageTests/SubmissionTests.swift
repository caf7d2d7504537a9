import Artefacts
import Declarations
import Findings
import IngestStage
import Packing
import Tables
import Testing

private let reviews: Dataset = decoded(
  """
  {
    "dataset": "reviews", "title": "Reviews", "prefix": "RV", "grain": "a review", "key": ["id"],
    "supersedes": [{ "prefer": "later-file" }, { "prefer": "blank", "field": "ended_on" },
                   { "prefer": "latest", "field": "ended_on" }, { "prefer": "first-listed", "field": "outcome" }],
    "fields": [
      { "field": "id", "title": "Id", "kind": "identifier", "required": true, "synonyms": ["Review ID"],
        "patterns": ["*review*ref*"] },
      { "field": "ended_on", "title": "Ended", "kind": "date", "patterns": ["*date*end*"] },
      { "field": "outcome", "title": "Outcome", "kind": "code", "codes": [
        { "code": "moved", "label": "Moved home", "synonyms": ["MOV"], "retired": ["Removed"] },
        { "code": "stayed", "label": "Stayed" }] }
    ]
  }
  """)

/// Reads files of reviews; each record that is left as its line, its file and its outcome.
private func read(_ files: [(String, String)]) -> (records: [String], ingested: Ingested) {
  let ingested = ingest(
    files.map { Extract(dataset: "reviews", path: $0.0, Array($0.1.utf8)) }, as: [reviews], codes: [])
  var records: [String] = []
  for batch in ingested.tables[0].batches {
    guard case .text(let ids) = batch.columns[0] else { continue }
    for row in 0..<batch.rowCount {
      records.append("\(ingested.tables[0].sources[batch.source]):\(batch.line(ofRow: row)) \(ids[row])")
    }
  }
  return (records, ingested)
}

private let header = "id,ended_on,outcome\n"

@Suite struct SubmissionTests {
  @Test func theLaterSubmissionStands() {
    let (records, ingested) = read([
      ("r-2026-09.csv", header + "1,,stayed\n2,2026-09-30,stayed\n3,,stayed\n"),
      ("r-2026-10.csv", header + "2,,moved\n4,,stayed\n1,2026-10-02,moved\n"),
    ])
    #expect(
      records == ["r-2026-09.csv:4 3", "r-2026-10.csv:2 2", "r-2026-10.csv:3 4", "r-2026-10.csv:4 1"])
    #expect(ingested.readings.map(\.superseded) == [2, 0])
    #expect(ingested.sources.map(\.records) == [1, 3])
    #expect(
      ingested.findings.map(\.description) == [
        "r-2026-09.csv: note[FILE-016]: 2 records are left out: another file has the same case, and stands"
      ])
  }

  @Test(arguments: [
    ("1,2026-09-30,stayed", "1,,stayed", "b.csv:2 1", "no end before an end"),
    ("1,,stayed", "1,2026-09-30,stayed", "a.csv:2 1", "whichever file comes first"),
    ("1,2026-09-30,stayed", "1,2026-09-29,stayed", "a.csv:2 1", "then the later end"),
    ("1,2026-09-30,stayed", "1,2026-09-30,moved", "b.csv:2 1", "then the code listed first"),
    ("1,2026-09-30,moved", "1,2026-09-30,", "a.csv:2 1", "a code before none"),
    ("1,2026-09-30,moved", "1,2026-09-30,moved", "b.csv:2 1", "then the file read last"),
  ])
  func tiesAreBrokenAsDeclared(_ first: String, second: String, expected: String, why: String) {
    #expect(
      read([("a.csv", header + first + "\n"), ("b.csv", header + second + "\n")]).records == [expected],
      "\(why)")
  }

  @Test func numbersInNamesCountAsNumbers() {
    let files = [("reviews 10.csv", header + "1,,moved\n"), ("reviews 9.csv", header + "1,,stayed\n")]
    #expect(read(files).records == ["reviews 10.csv:2 1"])
  }

  @Test func oneFileWithACaseTwiceIsLeftForValidation() {
    #expect(read([("a.csv", header + "1,,\n1,,\n"), ("b.csv", header + "2,,\n")]).records.count == 3)
  }

  @Test func saysHowEachColumnWasMatched() {
    let (_, ingested) = read([
      ("a.csv", "Title of report\n\nReview Ref No;Date of End;outcom;Shoe\n1;2026-09-30;moved;9\n")
    ])
    let reading = ingested.readings[0]
    #expect((reading.titleLines, reading.headerLine, reading.delimiter) == (1, 3, .semicolon))
    #expect(reading.columns.map(\.field) == ["id", "ended_on", nil, nil])
    #expect(reading.columns.map(\.match) == [.pattern, .pattern, nil, nil])
    #expect(reading.columns.map(\.near) == [nil, nil, "outcome", nil])
    #expect(
      ingested.findings.map(\.description) == [
        "a.csv: note[FILE-011]: the file is read with its fields separated by semicolons",
        "a.csv:3: note[FILE-012]: 1 line above the header is not read",
        """
        a.csv:3: warning[FILE-004]: column 'outcom' is not a field of the dataset and is ignored
         = hint: did you mean 'outcome'?
        """,
        "a.csv:3: note[FILE-004]: column 'Shoe' is not a field of the dataset and is ignored",
      ])
  }

  @Test func aNearMissOfARequiredFieldIsNamed() {
    let (_, ingested) = read([("a.csv", "Reveiw ID,ended_on\n1,\n")])
    #expect(
      ingested.findings.first?.hint
        == "is it column 'Reveiw ID'? looked for 'id', 'Review ID'; rename a column, or say in a mapping which it is"
    )
  }

  @Test func countsHowCodesWereCleaned() throws {
    let cells = [
      "moved", "Moved home", "MOV", "Removed", "REMOVED", "moved ", "elsewhere", "NULL", "", "moved",
    ]
    let (_, ingested) = read([("a.csv", header + cells.enumerated().map { "\($0),,\($1)\n" }.joined())])
    let uses = try #require(ingested.cleaning.first { $0.field == "outcome" }).uses
    let counts = CodeMatch.allCases.map { uses.count($0) }
    // exact, label, synonym, retired, folded, blank, unmapped
    #expect(counts == [3, 1, 1, 1, 1, 1, 1])
    #expect(
      uses.texts.first == CodeUse(text: "moved", code: "moved", match: .exact, count: 2))
    #expect(uses.texts.contains(CodeUse(text: "elsewhere", code: nil, match: .unmapped, count: 1)))
  }

  @Test(arguments: [1, 20, 4 << 20])
  func countsTheSameHoweverTheFileIsCut(segmentBytes: Int) {
    let rows = (0..<300).map { "\($0),,\(["moved", "Stayed", "x\($0 % 7)", ""][$0 % 4])\n" }.joined()
    let extract = Extract(dataset: "reviews", path: "a.csv", Array((header + rows).utf8))
    let cut = ingest([extract], as: [reviews], codes: [], segmentBytes: segmentBytes)
    #expect(cut.cleaning == ingest([extract], as: [reviews], codes: []).cleaning)
  }

  @Test func readsWindows1252AndSaysSo() throws {
    let bytes = Array("id,outcome\nZo".utf8) + [0xEB] + Array("-1,Moved".utf8) + [0xA0] + Array("home\n".utf8)
    let ingested = ingest([Extract(dataset: "reviews", path: "a.csv", bytes)], as: [reviews], codes: [])
    guard case .text(let ids) = ingested.tables[0].batches[0].columns[0] else { return }
    #expect(ids[0] == "Zoë-1")
    #expect(
      ingested.findings.map(\.description) == ["a.csv: note[FILE-011]: the file is read as Windows-1252"])
    #expect(ingested.cleaning[0].uses.count(.folded) == 1)
  }

  @Test func aFileCutShortIsRefusedAndTheOthersStand() {
    let gzip = Packing.gzip(Array((header + "1,,moved\n").utf8))
    let ingested = ingest(
      [
        Extract(dataset: "reviews", path: "a.csv.gz", Array(gzip.dropLast(12))),
        Extract(dataset: "reviews", path: "b.csv.gz", gzip),
      ], as: [reviews], codes: [])
    #expect(ingested.sources.map(\.records) == [0, 1])
    #expect(ingested.readings.map(\.container) == [.text, .gzip])
    #expect(
      ingested.findings.map(\.description) == [
        """
        a.csv.gz: error[FILE-014]: the compressed data end in the middle
         = hint: the file was cut short on its way; fetch it again
        """
      ])
  }
}
