import Periods
import Tables
import Testing

/// Reads one column of days, and what is noted of it.
private func days(
  _ texts: [String], _ change: (inout FieldPlan) -> Void = { _ in }
) -> (days: [String], notes: [DayNote: Sighting], faults: [CellFault.Kind]) {
  var csv = CSVWriter(header: ["a", "b"])
  for text in texts { csv.row([text, "x"]) }
  var plan = FieldPlan("a", .day)
  change(&plan)
  let reading = ExtractReader(fields: [plan], columns: [0, nil])
    .read(.memory(csv.bytes), from: 4, line: 2, source: 0)
  var found: [String] = []
  for batch in reading.batches {
    if case .days(let numbers) = batch.columns[0] {
      found += numbers.map { $0 == Column.missingNumber ? "∅" : Day(number: $0).description }
    }
  }
  return (found, reading.dayEvidence[0].notes, reading.batches.flatMap { $0.faults.map(\.kind) })
}

@Suite struct DayFormsTests {
  /// What databases, languages and spreadsheets print by themselves.
  @Test(arguments: [
    ("20240731", [DayNote.compact], "BASIC ISO, and numbers of a database"),
    ("20240731093000", [.compact], "HL7"), ("202407310930", [.compact], "to the minute"),
    ("20240731T093000", [.compact], "ISO without hyphens"),
    ("20240731T093000Z", [.compact, .zoned], "iCalendar"),
    ("20240731 09:30", [.compact], "with a time"),
    ("2024/07/31", [.yearFirst], "slashes"), ("2024.07.31", [.yearFirst], "points"),
    ("2024-7-31", [], "one digit"),
    ("2024/7/31 09:30:00", [.yearFirst], "with a time"), ("2024-Jul-31", [], "year first, named"),
    ("31.07.2024", [.pointed], "as Germany writes it"), ("31.7.2024 9:30", [.pointed], "with a time"),
    ("31-07-2024", [.hyphened], "hyphens"), ("31 07 2024", [], "spaces"),
    ("31/07/2024, 09:30:00", [], "JavaScript's toLocaleString"),
    ("31JUL2024", [], "SAS date9"), ("31JUL2024:09:30:00.000", [], "SAS datetime"),
    ("31-July-2024", [], "whole"),
    ("31/Jul/2024", [], "slashes round a name"), ("31 Jul 2024", [], "spaces round a name"),
    ("31-Jul-24 09.30.00.000000000 AM", [], "Oracle's timestamp"),
    ("2024-07-31-09.30.00.000000", [], "Db2's timestamp"),
    ("Jul 31 2024  9:30AM", [.monthNamed], "SQL Server, style 0"),
    ("Jul 31 2024", [.monthNamed], "without a time"),
    ("July 31, 2024", [.monthNamed], "long"), ("Jul. 31st, 2024", [.monthNamed], "with an ordinal"),
    ("Wednesday, 31 July 2024", [.weekday], "Excel's long date"), ("Wed 31 Jul 2024", [.weekday], "short"),
    ("Wednesday, July 31, 2024", [.weekday], "the American long date"),
    ("31st July 2024", [.weekday], "an ordinal"),
    ("Wed, 31 Jul 2024 09:30:00 GMT", [.weekday, .zoned], "RFC 1123"),
    ("Wed Jul 31 2024 00:00:00 GMT+0100 (British Summer Time)", [.weekday, .zoned], "JavaScript"),
    ("Wed Jul 31 00:00:00 BST 2024", [.weekday, .zoned], "Java"),
    ("'31/07/2024", [.marked], "a spreadsheet's mark"), ("\u{2019}2024-07-31", [.marked], "the same, curled"),
    ("=\"31/07/2024\"", [], "a formula"), ("\u{200B}31/07/2024\u{FEFF}", [], "marks of no width"),
    ("31\u{A0}Jul\u{A0}2024", [], "no-break spaces"),
    ("2024-07-31Z", [.zoned], "XML Schema"), ("2024-07-31T12:00:00Z", [.zoned], "ISO"),
    ("2024-07-31T00:00:00.000Z", [.zoned], "JSON"), ("2024-07-31 00:00:00+01", [.zoned], "PostgreSQL"),
    ("2024-07-31 00:00:00.0000000 +01:00", [.zoned], "SQL Server's datetimeoffset"),
    ("2024-07-31T00:00:00.000+0000", [.zoned], "Salesforce"),
    ("2024-07-31 00:00:00 UTC", [.zoned], "BigQuery"),
    ("2024-07-31T00:00+01:00[Europe/London]", [.zoned], "Java's ZonedDateTime"),
    ("2024-07-31T00:00:00-05:00", [.zoned], "the day on the writer's own clock"),
  ])
  func readsWhatProducersPrint(_ text: String, notes: [DayNote], why: String) {
    let reading = days([text])
    #expect(reading.days == ["2024-07-31"], "\(why)")
    #expect(Set(reading.notes.keys) == Set(notes), "\(why)")
    #expect(reading.notes.values.allSatisfy { $0.count == 1 && $0.lines == [2] })
  }

  @Test(arguments: [
    ("15-Sept-2026", "2026-09-15", [DayNote.cutMonth]), ("15 Janu 2026", "2026-01-15", [.cutMonth]),
    ("01-May-2026", "2026-05-01", []), ("Sep  1 2026 12:00AM", "2026-09-01", [.monthNamed]),
  ])
  func readsNamesCutShort(_ text: String, day: String, notes: [DayNote]) {
    let reading = days([text])
    #expect(reading.days == [day])
    #expect(Set(reading.notes.keys) == Set(notes))
  }

  /// A moment of universal time is the day that it is in the United Kingdom.
  @Test(arguments: [
    ("2026-09-14T23:00:00Z", "2026-09-15", true), ("2026-09-14T22:59:59Z", "2026-09-14", false),
    ("2026-01-14T23:00:00Z", "2026-01-14", false), ("2026-03-28T23:00:00Z", "2026-03-28", false),
    ("2026-03-29T23:00:00Z", "2026-03-30", true), ("2026-10-24T23:00:00Z", "2026-10-25", true),
    ("2026-10-25T23:00:00Z", "2026-10-25", false), ("1950-07-14T23:00:00.000Z", "1950-07-15", true),
    ("1943-07-14T22:00:00Z", "1943-07-15", true), ("1970-01-14T23:00:00Z", "1970-01-15", true),
    ("2026-09-14T23:00:00+01:00", "2026-09-14", false), ("Mon, 14 Sep 2026 23:00:00 GMT", "2026-09-15", true),
    ("2026-09-14 11:00 PM UTC", "2026-09-15", true),
  ])
  func movesAMomentToItsDay(_ text: String, day: String, isMoved: Bool) {
    let reading = days([text])
    #expect(reading.days == [day])
    #expect((reading.notes[.nextDay] != nil) == isMoved)
  }

  @Test func countsNotesAndNamesTheirFirstLines() {
    let reading = days(["2024-07-31"] + (1...9).map { "0\($0).07.2024" } + ["", "31/07/2024"])
    #expect(reading.notes[.pointed]?.count == 9)
    #expect(reading.notes[.pointed]?.places == "lines 3, 4, 5, 6, 7 and 4 more")
    #expect(reading.notes.count == 1)
  }

  @Test func readsYearsOfTwoDigitsAsTheFieldSays() {
    let texts = ["15-MAR-27", "15-MAR-29", "15-MAR-30", "15/03/26", "20-OCT-50", "15-OCT-16", "15-OCT-17"]
    let usual = [
      "2027-03-15", "2029-03-15", "1930-03-15", "2026-03-15", "1950-10-20", "2016-10-15", "2017-10-15",
    ]
    #expect(days(texts).days == usual)
    #expect(days(texts).notes.isEmpty)
    let births = days(texts) { ($0.latestShortYear, $0.notesShortYears) = (2016, true) }
    #expect(
      births.days
        == ["1927-03-15", "1929-03-15", "1930-03-15", "1926-03-15", "1950-10-20", "2016-10-15", "1917-10-15"])
    #expect(births.notes[.shortYear]?.count == 7)
  }

  @Test func readsWhatIsDeclaredToBeNoDayAsBlank() {
    let texts = [
      "31/12/9999", "9999-12-31 00:00:00", "31-Dec-9999", "99991231", "TBC", "tbc ", "00/00/0000",
      "1970-01-01",
    ]
    let reading = days(texts + ["01/02/1970", "x"]) {
      $0.blanks = BlankTexts(["9999-12-31", "TBC", "00/00/0000", "1970-01-01"], isDays: true)
    }
    #expect(reading.days == texts.map { _ in "∅" } + ["1970-02-01", "∅"])
    #expect(reading.notes[.placeholder]?.count == 8)
    #expect(reading.faults == [.badDate])
    // A placeholder says nothing of the order of days and months.
    #expect(
      days(["01/01/0001", "2024-07-31"]) { $0.blanks = BlankTexts(["0001-01-01"], isDays: true) }.faults == []
    )
  }

  @Test func readsDayNumbersFromTheYearOfTheirWorkbook() {
    #expect(
      days(["44042", "44042.5"]) { ($0.dayForm, $0.isFrom1904) = (.serial, true) }.days == [
        "2024-07-31", "2024-07-31",
      ])
    #expect(days(["45504", "2024-07-31"]) { $0.readsSerials = true }.days == ["2024-07-31", "2024-07-31"])
    #expect(days(["45504", "2024-07-31"]).days == ["∅", "2024-07-31"])
  }
}
