import Findings
import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tools

@Suite struct HistoryTests {
  /// Three month ends from one extract; not to be changed.
  private func backfilled() throws -> StoreFixture {
    try StoreFixture.made(called: ["backfilled"]) { fixture in
      let extractDay = try #require(Day(iso: "2026-10-31"))
      for day in ["2026-08-31", "2026-09-30", "2026-10-31"] {
        var request = RunRequest(
          pipeline: "nightly", inputFolder: fixture.input, asOf: try #require(Day(iso: day)))
        if day != "2026-10-31" { request.extractDay = extractDay }
        let outcome = try keepRun(
          request, in: fixture.store, try StoreFixture.workspace.get(), fixture.surroundings)
        #expect(outcome.state == .published, "\(day)")
      }
    }
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

  @Test func aRerunOfAPastDayGivesTheSameBytesOrSaysWhatDiffered() throws {
    let fixture = try StoreFixture(copyOf: backfilled())
    func rerun() throws -> RunOutcome {
      var request = RunRequest(
        pipeline: "nightly", inputFolder: fixture.input, asOf: try #require(Day(iso: "2026-09-30")))
      request.extractDay = Day(iso: "2026-10-31")
      return try keepRun(
        request, of: .init(runsAgain: true), in: fixture.store, try StoreFixture.workspace.get(),
        fixture.surroundings)
    }
    let before = try fixture.files()
    #expect(
      try rerun().notes.first == "a run of 2026-09-30 was there already; this one has the same bytes")
    #expect(try fixture.files() == before)
    let reviews = URL(filePath: "\(fixture.input)/reviews.csv")
    let lines = try Data(contentsOf: reviews).split(separator: UInt8(ascii: "\n"))
    try Data(lines.dropLast().joined(separator: [UInt8(ascii: "\n")])).write(to: reviews)
    let notes = try rerun().notes
    #expect(
      notes.first == """
        a run of 2026-09-30 was there already and is now under superseded/; what changed: \
        the extract reviews.csv
        """)
    #expect(notes.contains { $0.hasPrefix("files that differ: comparison.csv") })
    #expect(notes.contains("latest stays at the run of 2026-10-31, which is of a later day"))
    #expect(fixture.store.latest == Day(iso: "2026-10-31"))
    #expect(try fixture.files().keys.contains("superseded/2026-09-30/manifest.json"))
  }

  /// April as May, July and October knew it: of six assessments completed in April, three were entered by the end of
  /// April, one in May, one by the end of July and the last by the end of October.
  @Test func aMonthsRevisionsAreTheEntriesThatCameLate() throws {
    let fixture = try StoreFixture()
    let path = URL(filePath: "\(fixture.input)/assessments.csv")
    let whole = try Data(contentsOf: path)
    let lines = whole.split(separator: UInt8(ascii: "\n"))
    let late = lines.filter { line in
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      return cells.count == 20 && cells[0].hasPrefix("A") && cells[14].hasSuffix("/04/2026")
        && cells[15].isEmpty
    }
    try #require(late.count >= 3)
    for (day, without) in [("2026-04-30", 3), ("2026-05-31", 2), ("2026-07-31", 1), ("2026-10-31", 0)] {
      let missing = Set(late.suffix(without))
      let kept = lines.filter { !missing.contains($0) }
      try Data(kept.joined(separator: [UInt8(ascii: "\n")])).write(to: path)
      var request = RunRequest(
        pipeline: "nightly", inputFolder: fixture.input, asOf: try #require(Day(iso: day)))
      request.extractDay = Day(iso: "2026-10-31")
      let outcome = try keepRun(
        request, in: fixture.store, try StoreFixture.workspace.get(), fixture.surroundings)
      #expect(outcome.state == .published, "\(day)")
    }
    let rows = try History(fixture.store).revisions(of: "assessments-completed")
    let april = try #require(rows.first { $0.month.label == "2026-04" })
    let values = april.values.map { $0.flatMap { Int($0) } }
    let last = try #require(values[3])
    #expect(last >= 3)
    #expect(values == [last - 3, last - 2, last - 1, last, nil])
  }

  @Test func monthsStepByTheirLastDays() {
    let days = Day(iso: "2024-01-15").flatMap { first in
      Day(iso: "2024-04-01").map { Step.month.days(from: first, to: $0) }
    }
    #expect(days?.map(\.description) == ["2024-01-31", "2024-02-29", "2024-03-31"])
  }
}
