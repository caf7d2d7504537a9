import Findings
import FoundationEssentials
import Periods
import Testing

@testable import Declarations
@testable import Runs
@testable import Tools

@Suite struct StoreLimitsTests {
  @Test func aMissingExtractHoldsTheRunBackAndTheLastGoodOneStays() throws {
    let fixture = try StoreFixture(after: "2026-10-30")
    try FileManager.default.removeItem(atPath: "\(fixture.input)/reviews.csv")
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.state == .heldBack)
    #expect(outcome.isUnreadable)
    #expect(outcome.heldBack.map(\.message) == ["there is no extract of reviews"])
    #expect(outcome.evidence == "\(fixture.store.folder)/held/2026-10-31/index.html")
    #expect(fixture.store.latest == Day(iso: "2026-10-30"))
    #expect(fixture.store.days == [Day(iso: "2026-10-30")].compactMap(\.self))
    let banner = try fixture.text("\(fixture.store.folder)/HELD-BACK.txt")
    #expect(
      banner.hasPrefix(
        "The run of nightly as of 2026-10-31 was held back.\nThe figures in latest/ are those of 2026-10-30.")
    )
    #expect(banner.contains("error[RUN-021]: there is no extract of reviews"))
    #expect(try fixture.text(fixture.store.status).contains(#""state": "held-back""#))
  }

  @Test func aGoodRunTakesTheBannerDown() throws {
    let fixture = try StoreFixture()
    let reviews = try fixture.text("\(fixture.input)/reviews.csv")
    try FileManager.default.removeItem(atPath: "\(fixture.input)/reviews.csv")
    #expect(try fixture.run("2026-10-31").state == .heldBack)
    try Data(reviews.utf8).write(to: URL(filePath: "\(fixture.input)/reviews.csv"))
    #expect(try fixture.run("2026-10-31").state == .published)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.store.folder)/HELD-BACK.txt"))
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.store.folder)/held/2026-10-31"))
  }

  @Test func aFolderThatIsNotThereHoldsTheRunBack() throws {
    let fixture = try StoreFixture(after: "2026-10-30")
    try FileManager.default.removeItem(atPath: fixture.input)
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.isUnreadable && outcome.state == .heldBack)
    #expect(fixture.store.latest == Day(iso: "2026-10-30"))
  }

  @Test func halfTheRecordsHoldTheRunBack() throws {
    let fixture = try StoreFixture(after: "2026-10-30")
    try fixture.thin("assessments.csv", keepingOneIn: 2)
    let outcome = try fixture.run("2026-10-31")
    #expect(
      outcome.heldBack.map(\.message) == [
        "assessments has 381 records where the run of 2026-10-30 had 781; the limit is 20% fewer"
      ])
    #expect(try fixture.run("2026-10-31", keeping: .init(publishesAnyway: true)).state == .published)
    #expect(fixture.store.latest == Day(iso: "2026-10-31"))
  }

  /// A clock set years ahead would publish every wait as years longer.
  @Test func aClockThatJumpedHoldsTheRunBack() throws {
    let fixture = try StoreFixture(after: "2026-10-30")
    let outcome = try fixture.run("2031-10-31")
    // The extracts, six of them, are as far behind.
    #expect(outcome.heldBack.map(\.code) == [FindingCode](repeating: "RUN-027", count: 6) + ["RUN-024"])
    #expect(
      outcome.heldBack.last?.message
        == "the as-of day is 1827 days after the last run's, 2026-10-30; the limit is 31")
    #expect(fixture.store.latest == Day(iso: "2026-10-30"))
  }

  /// A clock set years back finds most records dated after the as-of day, which the rules refuse.
  @Test func recordsRefusedByTheHundredHoldTheRunBack() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let outcome = try fixture.run("2020-01-01")
    #expect(outcome.heldBack.contains { $0.code == "RUN-022" })
    #expect(outcome.state == .heldBack)
  }

  /// The boundary is exact: a share equal to the limit is within it.
  @Test(arguments: [
    (refused: 10, records: 100, limit: 10, isBroken: false), (11, 100, 10, true), (1, 9, 11, true),
    (0, 0, 0, false), (1, 1000, 0, true),
  ])
  func aShareIsHeldAgainstItsLimitExactly(_ row: (refused: Int, records: Int, limit: Int, isBroken: Bool))
    throws
  {
    let fixture = try StoreFixture(after: "2026-10-31")
    var run = try fixture.store.record(try #require(fixture.store.latest))
    run.tables = [
      .init(
        dataset: "reviews", records: row.records, accepted: row.records - row.refused, refused: row.refused,
        findings: 0, rules: "")
    ]
    var plan = try #require(try StoreFixture.workspace.get().catalogue.pipeline("nightly"))
    plan.holdBack = .init(refusedPercent: row.limit)
    #expect(limitsBroken(by: run, after: nil, of: plan, today: nil).isEmpty == !row.isBroken)
  }

  @Test(arguments: [
    (unmapped: 10, newest: "2026-10-01", today: "2026-10-31", broken: []),
    (11, "2026-10-01", "2026-10-31", ["RUN-026"]),
    (0, "2026-09-30", "2026-10-31", ["RUN-027"]), (0, "2026-10-31", "2026-10-29", []),
    (0, "2026-10-31", "2026-10-28", ["RUN-028"]),
  ])
  func whatIsUnknownOldOrToComeIsHeldAgainstItsLimit(
    _ row: (unmapped: Int, newest: String, today: String, broken: [FindingCode])
  ) throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    var run = try fixture.store.record(try #require(fixture.store.latest))
    run.tables = [
      .init(
        dataset: "reviews", records: 100, accepted: 100, refused: 0, findings: 0, unmapped: row.unmapped,
        newest: Day(iso: row.newest), rules: "")
    ]
    var plan = try #require(try StoreFixture.workspace.get().catalogue.pipeline("nightly"))
    var limits = PipelinePlan.HoldBack()
    (limits.unmappedPercent, limits.daysAfterNewest, limits.daysAhead) = (10, 30, 2)
    plan.holdBack = limits
    #expect(limitsBroken(by: run, after: nil, of: plan, today: Day(iso: row.today)).map(\.code) == row.broken)
  }

  @Test func anAreaWithoutAFigureHoldsTheRunBackWhereThatIsDeclared() throws {
    let fixture = try StoreFixture()
    var workspace = try StoreFixture.workspace.get()
    workspace = workspace.replacing(comparators: [])
    let outcome = try fixture.run("2026-10-31", in: workspace)
    #expect(outcome.heldBack.map(\.code) == ["RUN-025", "RUN-025"])
  }
}

extension Workspace {
  fileprivate func replacing(comparators figures: [ComparatorFigure]) -> Workspace {
    Workspace(
      folder: folder, catalogue: catalogue, areas: areas, populations: populations, calendar: calendar,
      comparators: ComparatorSeries(figures), digest: digest, findings: findings)
  }
}
