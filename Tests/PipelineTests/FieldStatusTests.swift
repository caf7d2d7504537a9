import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Tables
import Testing

@testable import Runs
@testable import Tools

/// Applicability before validity: every status of a field against every kind of value.
@Suite struct FieldStatusTests {
  private static let dataset = """
    { "dataset": "events", "title": "Events", "prefix": "EV", "grain": "an event", "key": ["id"], "fields": [
        { "field": "id", "title": "Id", "kind": "identifier", "required": true },
        { "field": "flow", "title": "Flow", "kind": "code", "codes": [{ "code": "in", "label": "In" }, { "code": "out", "label": "Out" }] },
        { "field": "outcome", "title": "Outcome", "kind": "code", "codes": [
            { "code": "met", "label": "Met" }, { "code": "unmet", "label": "Unmet" }, { "code": "old-1", "label": "Old" }] } ] }
    """
  private static let part = """
    { "dataset": "events", "module": "M", "fields": [
        { "field": "Outcome", "of": "outcome", "applies": "flow = 'in'", "mandatory": "id <> 'X'",
          "valid": "outcome <> 'unmet'" },
        { "field": "Of no extract", "mandatory": "flow = 'in'" } ] }
    """

  /// The flow decides the status: `in` applies, `out` does not, and without one it cannot be said. Id X is not mandatory.
  @Test(arguments: [
    ("A,in,met", 2, 1, "mandatory and valid"),
    ("A,in,", 2, -1, "mandatory and missing"),
    ("A,in,unmet", 2, -2, "mandatory and invalid"),
    ("A,in,nonsense", 2, -2, "mandatory and unreadable"),
    ("A,in,Old", 2, -7, "mandatory and of an earlier release"),
    ("X,in,met", 1, 1, "applicable and valid"),
    ("X,in,", 1, 0, "applicable and blank, which is allowed"),
    ("X,in,unmet", 1, -2, "applicable and invalid"),
    ("X,in,Old", 1, -7, "applicable and of an earlier release"),
    ("A,out,met", 0, 1, "filled in where it does not apply"),
    ("A,out,", 0, 0, "blank where it does not apply"),
    ("A,out,unmet", 0, -2, "invalid where it does not apply"),
    ("A,out,Old", 0, -7, "of an earlier release where it does not apply"),
    ("A,,met", -1, 1, "undetermined and valid"),
    ("A,,", -1, 0, "undetermined and blank"),
    ("A,,unmet", -1, -2, "undetermined and invalid"),
    ("A,,Old", -1, -7, "undetermined and of an earlier release"),
  ])
  func statusAndValidity(_ record: String, status: Int, validity: Int, why: String) throws {
    let part = try rehearsed(record)
    let expected = RehearsedPart.Cell(
      status: try #require(FieldStatus(rawValue: status)),
      validity: try #require(FieldValidity(rawValue: validity)))
    #expect(part.counts[0] == [expected: 1], "\(why)")
    // Whatever is wrong with a field that does not apply fails nothing; neither does a field that no extract holds count
    // against those that it does.
    let fails = validity < 0 && status != 0
    #expect(part.failures.map(\.field) == (fails ? ["Outcome"] : []), "\(why)")
    #expect(part.failingInHeld == (fails ? 1 : 0), "\(why)")
  }

  @Test func aFieldOfNoExtractIsMissingWhereItIsMandatory() throws {
    let part = try rehearsed("A,in,met")
    #expect(part.counts[1] == [.init(status: .mandatory, validity: .missing): 1])
    #expect(part.isHeld == [true, false] && part.failing == 1 && part.failingInHeld == 0)
  }

  @Test func aRecordThatCannotBeReadFailsWhole() throws {
    let part = try rehearsed("A,in,met,more")
    #expect(part.records == 1 && part.failing == 1 && part.counts[0].isEmpty)
  }

  private func rehearsed(_ record: String) throws -> RehearsedPart {
    func decoded<Value: Decodable & Sendable>(_ text: String) throws -> (Value, SourceText) {
      let source = SourceText(path: "small.json", text)
      return (try #require(LocatedDecoder.decode(Value.self, from: source).value), source)
    }
    let (dataset, _): (Dataset, SourceText) = try decoded(Self.dataset)
    let (part, source): (Submission.Part, SourceText) = try decoded(Self.part)
    let bytes = Array("id,flow,outcome\n\(record)\n".utf8)
    let ingested = ingest([Extract(dataset: "events", path: "e.csv", bytes)], as: [dataset], codes: [])
    let day = Day(number: 20_000)
    return try PartRehearsal(
      part: part, table: try #require(ingested.table("events")), dataset: dataset, retiredFrom: [2: 2],
      parameters: Parameters(
        asOf: day, periodStart: day, periodEnd: day,
        calendar: WorkingCalendar(from: day, to: day, holidays: [])),
      source: source, scope: Scope(dataset: dataset) { $0.codes }
    ).rehearsed()
  }
}
