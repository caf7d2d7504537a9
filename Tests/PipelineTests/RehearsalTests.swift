import Artefacts
import Findings
import FoundationEssentials
import Periods
import Pipelines
import Testing

@Suite struct RehearsalTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  /// A month's events of so many types, one a day.
  private func events(_ months: [(String, types: Int, each: Int)]) throws -> [(type: String, days: [Day])] {
    try (0..<4).map { type in
      let days = try months.filter { $0.types > type }.flatMap { month -> [Day] in
        let first = try day("\(month.0)-01")
        return (0..<month.each).map { first + $0 % 28 }
      }
      return ("type \(type)", days)
    }
  }

  @Test func aMonthThatIsPartlyThereIsDropped() throws {
    let days = try events([("2026-04", 4, 30), ("2026-05", 4, 30), ("2026-06", 2, 30), ("2026-07", 4, 1)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-08-31"), imported: try day("2026-09-01"))
    let expected = [try day("2026-04-01"), try day("2026-05-31")]
    #expect([derived.start, derived.end] == expected)
    #expect(
      derived.dropped == [
        "2026-06: 2 of 4 types of event", "2026-07: fewer than 2% of the events",
        "2026-08: fewer than 2% of the events",
      ])
  }

  @Test func theMonthOfTheImportIsPassedOver() throws {
    let days = try events([("2026-04", 4, 30), ("2026-05", 4, 30)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-05-20"), imported: try day("2026-05-21"))
    let expected = try day("2026-04-30")
    #expect(derived.end == expected)
  }

  @Test func fewEventsKeepTheStatedDates() throws {
    let days = try events([("2026-04", 4, 24)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-05-31"), imported: try day("2026-06-01"))
    let expected = try day("2026-05-31")
    #expect(derived.isStated && derived.end == expected)
  }

  @Test func labelsOfAnEarlierReleaseFailAsSuch() throws {
    let rehearsal = try rehearse(
      "cld", input: ExampleCouncil.input("exampleshire"), from: nil, to: try day("2026-10-31"),
      pipeline: "nightly", in: Workspace.open(ExampleCouncil.root))
    let table = try ExampleCouncil.table(rehearsal.files.first?.bytes, "field-status.csv")
    func count(_ field: String, _ validity: String) -> Int {
      table.filter { $0["field"] == field && $0["validity"] == validity }
        .reduce(0) { $0 + (Int($1["records"] ?? "") ?? 0) }
    }
    #expect(count("Primary Support Reason", "-7") > 50)
    #expect(count("Event Outcome", "-7") > 20)
    #expect(count("Date of Birth", "-7") == 0)
    // A delivery mechanism is never mandatory, so a blank one passes.
    #expect(count("Delivery Mechanism", "0") > 0 && count("Delivery Mechanism", "-1") == 0)
    // Every record of a part is said once of each of its fields.
    let sums = Dictionary(grouping: table) { "\($0["module"] ?? "")/\($0["field"] ?? "")" }.mapValues {
      rows in
      rows.reduce(0) { $0 + (Int($1["records"] ?? "") ?? 0) }
    }
    for module in Set(table.compactMap { $0["module"] }) {
      #expect(Set(sums.filter { $0.key.hasPrefix("\(module)/") }.values).count == 1)
    }
  }

  @Test(arguments: [("sac", 12), ("dols", 8)]) func foreseesFewRejects(id: String, most: Int) throws {
    let rehearsal = try rehearse(
      id, input: ExampleCouncil.input("exampleshire"), from: nil, to: try day("2026-10-31"),
      pipeline: "nightly", in: Workspace.open(ExampleCouncil.root))
    #expect((1...most).contains(rehearsal.failing), "\(rehearsal.failing)")
  }
}
