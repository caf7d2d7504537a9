import FoundationEssentials
import Periods
import Testing

@testable import Pipelines

@Suite struct HistoryTests {
  /// Three month ends from one extract.
  private func backfilled() throws -> StoreFixture {
    let fixture = try StoreFixture()
    let extractDay = try #require(Day(iso: "2026-10-31"))
    for day in ["2026-08-31", "2026-09-30", "2026-10-31"] {
      var request = RunRequest(
        pipeline: "nightly", inputFolder: fixture.input, asOf: try #require(Day(iso: day)))
      if day != "2026-10-31" { request.extractDay = extractDay }
      let outcome = try keepRun(
        request, in: fixture.store, try StoreFixture.workspace.get(), fixture.surroundings)
      #expect(outcome.state == .published, "\(day)")
    }
    return fixture
  }

  @Test func aBackfillRefusesNothingThatCameAfterItsDay() throws {
    let fixture = try backfilled()
    let history = try History(fixture.store)
    let records = Set(history.quality.filter { $0.dataset == "reviews" }.map(\.records))
    let refused = Set(history.quality.filter { $0.dataset == "reviews" }.map(\.refused))
    #expect(records.count == 1 && refused.count == 1)
  }

  @Test func aBackfilledDayHasTheFigureThatTheLaterRunHasForThatDay() throws {
    let fixture = try backfilled()
    let history = try History(fixture.store)
    let revisions = try history.revisions(of: "assessments-completed")
    // One extract knows one truth, so no month is revised; each row is of one value.
    #expect(revisions.count > 10)
    for row in revisions { #expect(Set(row.values.compactMap(\.self)).count == 1, "\(row.month.label)") }
    let september = try #require(revisions.first { $0.month.label == "2026-09" })
    #expect(september.values[0] != nil && september.values[1] != nil && september.values[2] == nil)
  }

  @Test func historyIsWhatTheRunsPublished() throws {
    let fixture = try backfilled()
    let points = try History(fixture.store).figures(of: "assessments-waiting", over: .day)
    #expect(points.map(\.asOf.description) == ["2026-08-31", "2026-09-30", "2026-10-31"])
    #expect(points.map { $0.extractDay?.description } == ["2026-10-31", "2026-10-31", nil])
    for point in points {
      let path = "\(fixture.store.folder)/\(point.asOf)/comparison.csv"
      let feed = try ExampleCouncil.table(file: path)
      let row = try #require(
        feed.first {
          $0["measure"] == "assessments-waiting" && $0["period_kind"] == "day" && $0["breakdown"] == "Total"
        })
      #expect(row["value"] == point.value)
    }
  }

  @Test func onlyEarlierRunsAreLookedBackOn() throws {
    let fixture = try backfilled()
    #expect(
      try History(fixture.store, before: Day(iso: "2026-09-30")).runs.map(\.asOf.description) == [
        "2026-08-31"
      ])
  }

  @Test func monthsStepByTheirLastDays() {
    let days = Day(iso: "2024-01-15").flatMap { first in
      Day(iso: "2024-04-01").map { Step.month.days(from: first, to: $0) }
    }
    #expect(days?.map(\.description) == ["2024-01-31", "2024-02-29", "2024-03-31"])
  }
}
