import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Tables
import Testing

private func findings(_ text: String, _ change: (inout Extract) -> Void = { _ in }) -> [String] {
  var extract = Extract(dataset: "concerns", path: "c.csv", Array(text.utf8))
  change(&extract)
  return ingest([extract], as: [concerns, people], codes: [outcomes], blanks: [blanks]).findings.map(
    \.description)
}

private let blanks: BlankValues = decoded(
  """
  { "blankValues": "usual", "title": "Blanks", "dates": ["9999-12-31", "TBC"], "flags": ["Unknown"] }
  """)

/// What is out of the ordinary is said once for a file, with a count and the lines.
@Suite struct FormNoteTests {
  @Test func aFormOfDaysIsSaidOnce() {
    #expect(
      findings("case_id,received_on\n1,2024-07-31\n2,20240731\n3,31/07/2024\n4,20240801\n") == [
        "c.csv:3: note[FILE-018]: 2 dates of Date received are written as 20240731: lines 3 and 5"
      ])
  }

  @Test func dayNumbersAmongDatesAreReadAndSaid() {
    #expect(
      findings("case_id,received_on\n1,31/07/2024\n2,45504\n") == [
        "c.csv:3: note[FILE-018]: 1 date of Date received is a day number of a spreadsheet, as 45504, among dates that are written out: line 3"
      ])
  }

  @Test func placeholdersAreBlankAndSaid() {
    let required = findings("case_id,received_on\n1,31/07/2024\n2,31/12/9999\n")
    #expect(
      required == [
        "c.csv:3: note[FILE-018]: 1 date of Date received stands for none, as 9999-12-31 does, and is read as blank: line 3"
      ])
    let own = findings("case_id,received_on\n1,31/07/2024\n2,01/02/1970\n") { $0.noDates = ["1970-02-01"] }
    #expect(own.count == 1 && own[0].contains("1 date of Date received stands for none"))
  }

  @Test func shapesOfRecordsAreSaid() {
    let text =
      "case_id,received_on,source,urgent\n1,31/07/2024,police\n2,31/07/2024,police,,\n3,31/07/2024,police,\n"
    #expect(
      findings(text) == [
        """
        c.csv:2: warning[FILE-032]: 1 record has fewer fields than the header; those missing at the end are read as blank: line 2
         = hint: check that nothing is cut off, and export the file with a delimiter for every field
        """,
        """
        c.csv:3: note[FILE-033]: 1 record has more fields than the header; those are blank and are ignored: line 3
         = hint: delete the empty columns to the right of the table
        """,
      ])
    #expect(
      findings("case_id,received_on\n\"1\"x,31/07/2024\n") == [
        """
        c.csv:2: warning[FILE-034]: 1 record has text after a closing quote, which is read as part of the value: line 2
         = hint: double a quote that is part of the text, and put quotes round the whole value
        """
      ])
  }

  @Test func referencesThatAreAllWrappedAreUnwrapped() throws {
    let text = "case_id,received_on\n12345.0,31/07/2024\n7.0,31/07/2024\n"
    let ingested = ingest(
      [Extract(dataset: "concerns", path: "c.csv", Array(text.utf8))], as: [concerns, people],
      codes: [outcomes])
    #expect(
      ingested.findings.map(\.description) == [
        "c.csv: note[FILE-037]: every value of Case is written as 12345.0, and is read as 12345 would be"
      ])
    guard case .text(let ids) = try #require(ingested.table("concerns")).batches[0].columns[0]
    else {
      Issue.record("no texts")
      return
    }
    #expect((0..<ids.count).map { ids[$0] } == ["12345", "7"])
    #expect(findings("case_id,received_on\n12345.0,31/07/2024\nA7,31/07/2024\n").isEmpty)
  }

  @Test func dashesUnderTheHeaderArePassedOver() {
    #expect(
      findings("case_id,received_on\n-------,-----------\n1,31/07/2024\n") == [
        "c.csv:2: note[FILE-012]: the line of dashes under the header is not read"
      ])
  }

  /// A birth is at least ten years before the as-of day; without one, as in Excel.
  @Test(arguments: [("15-MAR-27", "1927-03-15"), ("15-MAR-16", "2016-03-15"), ("15-MAR-17", "1917-03-15")])
  func aYearOfBirthOfTwoDigitsIsNoneToCome(_ text: String, day: String) throws {
    let births: Dataset = decoded(
      """
      { "dataset": "births", "title": "Births", "prefix": "BI", "grain": "a birth", "key": ["id"], "fields": [
        { "field": "id", "title": "Id", "kind": "identifier", "required": true },
        { "field": "born_on", "title": "Born", "kind": "date", "shortYearsBefore": 10 } ] }
      """)
    let file = Extract(dataset: "births", path: "b.csv", Array("id,born_on\n1,\(text)\n".utf8))
    let ingested = ingest([file], as: [births], codes: [], asOf: Day(iso: "2026-10-31"))
    guard case .days(let days) = ingested.tables[0].batches[0].columns[1] else {
      Issue.record("no days")
      return
    }
    #expect(days == [try #require(Day(iso: day)).number])
    #expect(
      ingested.findings.map(\.message) == [
        "1 date of Born is written with years of two digits, as 31-Jul-24; the years are read as 1917 to 2016: line 2"
      ])
  }
}
