import Artefacts
import Declarations
import Findings
import IngestStage
import Tables
import Testing

/// A file of cases with these dates received, and how the column was decided.
private func decided(
  _ dates: [String], closed: [String]? = nil, order: PipelinePlan.DateOrder? = nil
) -> (days: [Int32], decision: DayDecision?, findings: [String]) {
  var csv = CSVWriter(header: ["case_id", "received_on"])
  for (index, date) in dates.enumerated() { csv.row(["\(index)", date]) }
  var extract = Extract(dataset: "concerns", path: "c.csv", csv.bytes)
  extract.dateOrder = order
  let ingested = ingest([extract], as: [concerns, people], codes: [outcomes])
  var days: [Int32] = []
  for batch in ingested.table("concerns")?.batches ?? [] {
    if case .days(let values) = batch.columns[1] { days += values }
  }
  return (days, ingested.readings[0].columns[1].days, ingested.findings.map(\.description))
}

private let july: Int32 = 19_935

@Suite struct DayDecisionTests {
  @Test(arguments: [
    (["2024-07-31", "2024-08-01"], DayForm.dayFirst, ["2024-07-31"], "ISO"),
    (["31/07/2024", "01/08/2024"], .dayFirst, ["31/07/2024"], "a first number that is no month"),
    (["31-Jul-24", "1 August 2024"], .dayFirst, ["31-Jul-24"], "named months"),
    (["31/07/2024 9:30", "01/08/2024 17:00:00"], .dayFirst, ["31/07/2024", "01/02/2024"], "with times"),
    (
      ["07/31/2024", "08/01/2024"], .monthFirst, ["07/31/2024", "01/02/2024"],
      "a second number that is no month"
    ),
    (
      ["7/31/2024 9:30:00 AM", "8/1/2024"], .monthFirst, ["07/31/2024", "01/02/2024"],
      "as American Excel writes"
    ),
    (["45504", "45505.5"], .serial, ["45504"], "day numbers"),
    (["2024-07-31", "01-Aug-2024"], .dayFirst, ["2024-07-31", "31-Jul-24"], "two ways that agree"),
  ])
  func decidesByTheWholeColumn(_ dates: [String], form: DayForm, seen: [String], why: String) {
    let result = decided(dates)
    #expect(result.decision == DayDecision(form: form, basis: .values, seen: seen), "\(why)")
    #expect(result.days == [july, july + 1], "\(why)")
  }

  @Test(arguments: [
    (" 9:30", true), (" 09:30", true), ("T23:59", true), (" 9:30:00", true), (" 0:00:59.123456789", true),
    (" 9:30 am", true), (" 9:30:00 PM", true), (" 24:00", false), (" 9:60", false), (" 9:3", false),
    (" :30", false), (" 930", false), (" 123:30", false), (" 9:30:60", false), (" 9:30:0", false),
    (" 9:30:00:00", false), (" 9:30:00.", false), (" 9:30:00.1234567890", false), (" 9:30.5", false),
    (" 9:30 xm", false), (" 9:", false), (" ", true),
  ])
  func aTimeBesideADayIsOneOfADay(_ time: String, isTime: Bool) {
    let days = decided(["07/31/2024", "07/31/2024\(time)"]).days
    #expect(days == [july, isTime ? july : Column.missingNumber])
  }

  @Test func refusesWhatCouldBeEither() {
    let result = decided(["01/02/2024", "03/04/2024", ""])
    #expect(result.decision == DayDecision(form: nil, basis: .ambiguous, seen: ["01/02/2024"]))
    #expect(result.days.isEmpty)
    #expect(
      result.findings == [
        """
        c.csv:1: error[FILE-013]: every date of Date received could be day first or month first
         = hint: write dates as 2024-07-31, or say "dateOrder": "day-first" or "month-first" in the pipeline's input
        """
      ])
  }

  /// Without its required dates no record of a file can be counted, so that none is.
  @Test func aFileWhoseRequiredDatesCouldBeEitherIsRefused() {
    let ingested = ingest("case_id,received_on,team\n1,01/02/2024,North\n2,03/04/2024,North\n")
    #expect(ingested.findings.map(\.code) == ["FILE-013"] && ingested.findings[0].effect == .refusesFile)
    #expect(ingested.table("concerns")?.rowCount == 0 && ingested.sources.map(\.records) == [0])
  }

  @Test(arguments: [
    (PipelinePlan.DateOrder.dayFirst, Int32(19_754), "1 February"), (.monthFirst, 19_724, "2 January"),
  ])
  func aDeclarationSettlesWhatCouldBeEither(_ order: PipelinePlan.DateOrder, day: Int32, why: String) {
    let result = decided(["01/02/2024"], order: order)
    #expect(result.days == [day], "\(why)")
    #expect(result.decision?.basis == .declared)
    #expect(result.findings.isEmpty)
  }

  @Test func valuesSpeakLouderThanTheDeclaration() {
    let result = decided(["31/07/2024", "01/08/2024"], order: .monthFirst)
    #expect(result.days == [july, july + 1])
    #expect(
      result.findings == [
        """
        c.csv:1: warning[FILE-018]: the dates of Date received are day-first, and the pipeline says otherwise; \
        they are read as they are
         = hint: correct "dateOrder" in the pipeline's input
        """
      ])
  }

  @Test func aFewSlipsAmongManyAreRefusedOneByOne() {
    let many = (13...31).map { "\($0)/07/2024" }
    #expect(decided(many + ["07/31/2024"]).days.last == Column.missingNumber)
    #expect(decided(many + ["07/31/2024"]).decision?.form == .dayFirst)
    #expect(decided(["31/07/2024", "07/31/2024"]).findings.first?.contains("some only month first") == true)
  }

  /// One day that can't be day first is a slip beside ten that can; beside nine it makes the column's order unknown.
  @Test(arguments: [(10, DayForm.dayFirst), (9, nil)])
  func oneBesideTenIsASlip(others: Int, form: DayForm?) {
    #expect(decided((0..<others).map { "\(13 + $0)/07/2024" } + ["07/31/2024"]).decision?.form == form)
  }

  @Test func aColumnThatSaysNothingFollowsTheOthersOfItsFile() throws {
    let text = "id,seen_on,born_on\n1,01/02/2024,31/01/2024\n"
    #expect(dates(text).map(\.?.basis) == [nil, .otherColumns, .values])
    #expect(dates(text)[1]?.form == .dayFirst)
    #expect(dates("id,seen_on,born_on\n1,01/02/2024,01/31/2024\n")[1]?.form == .monthFirst)
    let contrary = dates("id,seen_on,born_on,died_on\n1,01/02/2024,31/01/2024,01/31/2024\n")
    #expect(contrary[1] == DayDecision(form: nil, basis: .ambiguous, seen: ["01/02/2024"]))
  }

  /// One other column is day first and one month first: neither is followed.
  @Test func aColumnThatSaysNothingFollowsNoneOfTwoThatDisagree() {
    let found = dates("id,seen_on,born_on,died_on\n1,01/02/2024,31/01/2024,01/31/2024\n")
    #expect(found.map(\.?.form) == [nil, nil, .dayFirst, .monthFirst])
    #expect(found[1]?.basis == .ambiguous)
    let agreed = dates("id,seen_on,born_on,died_on\n1,01/02/2024,01/31/2024,01/31/2024\n")
    #expect(agreed.map(\.?.form) == [nil, .monthFirst, .monthFirst, .monthFirst])
  }

  @Test func anAmbiguousColumnThatIsNotRequiredIsLeftOut() throws {
    let ingested = ingest(
      [Extract(dataset: "sightings", path: "s.csv", Array("id,seen_on\n1,01/02/2024\n".utf8))],
      as: [sightings],
      codes: [])
    #expect(ingested.tables[0].rowCount == 1)
    #expect(ingested.tables[0].absentFields == ["seen_on", "born_on", "died_on"])
    #expect(ingested.findings.map(\.effect) == [.reports])
    #expect(ingested.findings[0].message.hasSuffix("month first; the column is not read"))
  }

  private func dates(_ text: String) -> [DayDecision?] {
    ingest([Extract(dataset: "sightings", path: "s.csv", Array(text.utf8))], as: [sightings], codes: [])
      .readings[0].columns.map(\.days)
  }
}

private let sightings: Dataset = decoded(
  """
  {
    "dataset": "sightings", "title": "Sightings", "prefix": "SI", "grain": "a sighting", "key": ["id"],
    "fields": [
      { "field": "id", "title": "Id", "kind": "identifier", "required": true },
      { "field": "seen_on", "title": "Seen", "kind": "date" },
      { "field": "born_on", "title": "Born", "kind": "date" },
      { "field": "died_on", "title": "Died", "kind": "date" }
    ]
  }
  """)
