import Artefacts
import Declarations
import Findings
import IngestStage
import Packing
import Periods
import Tables
import Testing

private let services: Dataset = decoded(
  """
  {
    "dataset": "services", "title": "Services", "prefix": "SV", "grain": "a service", "key": ["id"],
    "supersedes": [{ "prefer": "later-file" }, { "prefer": "blank", "field": "ended_on" }],
    "fields": [
      { "field": "id", "title": "Id", "kind": "identifier", "required": true },
      { "field": "due_on", "title": "Due", "kind": "date", "required": true },
      { "field": "started_on", "title": "Started", "kind": "date", "synonyms": ["Event End Date"] },
      { "field": "ended_on", "title": "Ended", "kind": "date" },
      { "field": "kind", "title": "Kind", "kind": "code", "codes": [{ "code": "home", "label": "Home" }] }
    ]
  }
  """)

private let events: ExtractMapping = decoded(
  """
  {
    "mapping": "events", "title": "Events", "dataset": "services", "source": "a test",
    "columns": [
      { "field": "id", "headers": ["Event Reference"] },
      { "field": "started_on", "headers": ["Event Start Date"] },
      { "field": "ended_on", "headers": ["Event End Date"] },
      { "field": "kind", "headers": ["Service Type"], "codes": [{ "code": "home", "texts": ["At home"] }] }
    ],
    "notHeld": [{ "field": "due_on", "why": "events have none" }], "callsByLine": "id",
    "submission": { "firstDay": "From", "lastDay": "To", "starts": "started_on", "ends": "ended_on", "goesOn": true,
                    "sameEvent": ["started_on", "kind"] }
  }
  """)

private let header = "From,To,Event Type,Event Reference,Event Start Date,Event End Date,Service Type\n"

private func file(_ path: String, _ text: String, where condition: String? = "event_type = 'Service'")
  -> Extract
{
  var extract = Extract(dataset: "services", path: path, Array(text.utf8))
  extract.mapping = events
  extract.condition = condition.flatMap { try? RecordCondition(Located($0)) }
  return extract
}

private func read(_ extracts: [Extract]) -> Ingested { ingest(extracts, as: [services], codes: []) }

/// Each record as its file, its line, its id and the day it ended.
private func records(_ ingested: Ingested) -> [String] {
  guard let table = ingested.tables.first else { return [] }
  return table.batches.flatMap { batch -> [String] in
    guard case .text(let ids) = batch.columns[0], case .days(let ends) = batch.columns[3] else { return [] }
    return (0..<batch.rowCount).map { row in
      let end = ends[row] == Column.missingNumber ? "open" : Day(number: ends[row]).description
      return "\(table.sources[batch.source]):\(batch.line(ofRow: row)) \(ids[row]) \(end)"
    }
  }
}

@Suite struct InputTests {
  @Test func readsTheRecordsThatTheConditionWants() {
    let ingested = read([
      file(
        "e.csv",
        header
          + "01/10/2025,30/09/2026,Request,Q1,13/10/2025,13/10/2025,\n"
          + "01/10/2025,30/09/2026,SERVICE ,S1,13/10/2025,,At home\n"
          + "01/10/2025,30/09/2026,Review,\"R\n1\",14/10/2025,15/10/2025,\n"
          + "01/10/2025,30/09/2026,\"Service\",S2,15/10/2025,31/12/2025,HOME\n")
    ])
    #expect(records(ingested) == ["e.csv:3 S1 open", "e.csv:6 S2 2025-12-31"])
    #expect(ingested.readings[0].leftOut == 2)
    #expect(ingested.readings[0].covers == (Day(iso: "2025-10-01")!...Day(iso: "2026-09-30")!))
    #expect(ingested.begins == ["services": Day(iso: "2025-10-01")!])
    // The mapping's own headers: 'Event End Date' is the dataset's synonym of another field.
    #expect(ingested.readings[0].columns.compactMap(\.field) == ["id", "started_on", "ended_on", "kind"])
    #expect(ingested.tables[0].absentFields == ["due_on"])
    #expect(ingested.findings.isEmpty)
    #expect(ingested.cleaning.first?.uses.count(.synonym) == 1)
  }

  @Test func callsARecordWithoutAReferenceByItsLine() {
    let some = read([
      file(
        "e.csv",
        header + ",,Service,S1,13/10/2025,,Home\n,,Review,,13/10/2025,,\n,,Service,\" \",13/10/2025,,Home\n"
          + ",,Service,,13/10/2025,14/10/2025,Home")
    ])
    #expect(records(some) == ["e.csv:2 S1 open", "e.csv:4 line 4 open", "e.csv:5 line 5 2025-10-14"])
    #expect(
      some.findings.map(\.description) == [
        "e.csv: note[FILE-042]: 2 records have no Id, and are called by their lines\n"
          + " = hint: what becomes of a case from one file to the next cannot be followed without it"
      ])
    let none = read([
      file(
        "e.csv",
        "Event Type,Event Start Date,Event End Date\r\nService,13/10/2025,\r\nService,14/10/2025,15/10/2025"
      )
    ])
    #expect(records(none) == ["e.csv:2 line 2 open", "e.csv:3 line 3 2025-10-15"])
  }

  @Test(arguments: [
    ("event_type IN ('Request', 'review')", ["Q1", "R1"]), ("NOT event_type = 'Service'", ["Q1", "R1"]),
    ("event_type <> 'Service' AND service_type IS NOT NULL", ["R1"]),
    ("service_type IS NULL OR event_reference = 's1'", ["Q1", "S1"]),
  ])
  func takesConditionsOfSeveralColumns(_ condition: String, ids: [String]) {
    let text =
      header + "01/10/2025,30/09/2026,Request,Q1,13/10/2025,13/10/2025,\n"
      + "01/10/2025,30/09/2026,Service,S1,13/10/2025,,At home\n"
      + "01/10/2025,30/09/2026,Review,R1,14/10/2025,15/10/2025,At home\n"
    #expect(
      records(read([file("e.csv", text, where: condition)])).map { String($0.split(separator: " ")[1]) }
        == ids)
  }

  @Test func refusesAConditionThatTextsCannotBeHeldTo() {
    for text in ["days(a, b) > 3", "a = b", "a < 'x'", "a ="] {
      #expect(throws: Finding.self) { try RecordCondition(Located(text)) }
    }
  }

  @Test func tellsOfAColumnThatIsNotThereAndOfRecordsOfNoKind() {
    let missing = read([file("e.csv", "Event Reference,Event Start Date\nS1,13/10/2025\n")])
    #expect(
      missing.findings.map(\.message) == [
        "the file has no column 'event_type', by which its records are told"
      ])
    var extract = file(
      "e.csv",
      header + "01/10/2025,30/09/2026,Service,S1,13/10/2025,,Home\n,,Referral,S2,13/10/2025,,\n,,,S3,,,\n")
    extract.otherConditions = [extract.condition, try? RecordCondition(Located("event_type = 'Review'"))]
      .compactMap(\.self)
    #expect(
      read([extract]).findings.map(\.description) == [
        "e.csv:3: warning[FILE-039]: 2 records are of no kind that the pipeline reads, and are in no figure: lines 3, 4\n"
          + " = hint: the inputs of the file say with \"where\" which records they read"
      ])
    let none = read([file("e.csv", header + "01/10/2025,30/09/2026,Review,S1,13/10/2025,,Home\n")])
    #expect(none.findings.map(\.code) == ["FILE-003"])
  }

  /// DHSC: a day is told by the latest submission that covers it; what goes on and is not in it ends with the earlier one.
  @Test func joinsSubmissionsOfOverlappingPeriods() {
    let earlier = "01/07/2025,30/06/2026,Service,"
    let later = "01/10/2025,30/09/2026,Service,"
    let ingested = read([
      file(
        "c-2026-06.csv",
        header
          // Ended before the later one begins: the earlier one stands.
          + earlier + "A,01/01/2025,31/08/2025,Home\n"
          // In both, and closed since.
          + earlier + "B,02/01/2025,,Home\n"
          // Open, and no more there.
          + earlier + "C,03/01/2025,,Home\n"
          // Began in days that the later one covers, and is not in it.
          + earlier + "D,05/10/2025,,Home\n"),
      file(
        "c-2026-09.csv",
        header + later + "B2,02/01/2025,31/05/2026,Home\n" + later + "E,06/10/2025,,Home\n"),
    ])
    #expect(
      records(ingested) == [
        "c-2026-06.csv:2 A 2025-08-31", "c-2026-06.csv:4 C 2025-09-30", "c-2026-09.csv:2 B2 2026-05-31",
        "c-2026-09.csv:3 E open",
      ])
    #expect(ingested.readings.map(\.superseded) == [2, 0])
    #expect(ingested.begins == ["services": Day(iso: "2025-07-01")!])
  }

  @Test func readsAFileInAnArchive() {
    let text = "id,due_on,ended_on\n1,2026-10-01,2026-10-02\n"
    let archive = Packing.zip([.init(name: "a/services.csv", text: text), .init(name: "b.txt", text: "x")])
    var extract = Extract(dataset: "services", path: "all.zip/a/services.csv", archive)
    extract.member = "a/services.csv"
    let ingested = read([extract])
    #expect(records(ingested) == ["all.zip/a/services.csv:2 1 2026-10-02"])
    #expect(ingested.readings[0].container == .zip)
    extract.member = "c.csv"
    #expect(read([extract]).findings.map(\.code) == ["FILE-001"])
  }

  @Test(arguments: [
    ("Total,,,2", [4]), ("Grand Total: 2 records,,,", [4]), ("\n(2 rows affected)", [5]),
    ("2 rows selected.", [4]),
    ("\nReport run on 31/10/2026 by A. Person\nEnd of report", [5, 6]), ("\"Total\",,,", [4]),
    // A record of its own, a record that lacks a field, and a total with all that a record has.
    ("3,2026-10-03,,", []), ("Total,,,\n3,,,", []), ("Total,2026-10-03,,", []), ("Totally,,,", []),
    ("Total,2026-10-03,,\nEnd of report", [5]),
  ])
  func passesOverTheFootOfAReport(_ foot: String, lines: [Int]) {
    let text = "id,due_on,started_on,ended_on\n1,2026-10-01,,\n2,2026-10-02,,\n\(foot)\n"
    var extract = Extract(dataset: "services", path: "s.csv", Array(text.utf8))
    let ingested = read([extract])
    #expect(ingested.readings[0].footLines == lines.count)
    let said = ingested.findings.filter { $0.code == "FILE-041" }
    #expect(said.map { $0.location?.line } == (lines.first.map { [$0] } ?? []))
    #expect(!said.contains { $0.message.contains("Person") })
    let left = records(ingested).map { String($0.split(separator: " ")[1]) }
    if let first = lines.first {
      #expect(left == ["1", "2"] + (first == 5 && !foot.hasPrefix("\n") ? ["Total"] : []))
    }
    extract.leavesOutFoot = false
    #expect(read([extract]).findings.filter { $0.code == "FILE-041" }.isEmpty)
  }

  @Test func passesOverSheetsThatAreNoTableOfTheDataset() {
    var extract = Extract(dataset: "services", path: "b.csv/Notes", Array("what,who\n1,2\n".utf8))
    (extract.file, extract.sheet, extract.isOneOfSheets) = ("b.csv", "Notes", true)
    #expect(read([extract]).findings.map(\.code) == ["FILE-031", "FILE-015"])
    let table = Extract(dataset: "services", path: "t.csv", Array("id,due_on\n1,2026-10-01\n".utf8))
    #expect(read([extract, table]).findings.map(\.code) == ["FILE-031", "FILE-015"])
  }
}
