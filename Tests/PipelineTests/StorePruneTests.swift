import Declarations
import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tools

@Suite struct StorePruneTests {
  /// A store of bare manifests: what is kept depends on days alone.
  private func store(_ days: [String]) throws -> StoreFixture {
    let fixture = try StoreFixture()
    let store = fixture.store
    for day in days {
      try FileManager.default.createDirectory(
        atPath: "\(store.folder)/\(day)", withIntermediateDirectories: true)
      try Data(#"{ "tool": "caretally test", "asOf": "\#(day)" }"#.utf8).write(
        to: URL(filePath: "\(store.folder)/\(day)/manifest.json"))
    }
    try FileManager.default.createDirectory(
      atPath: "\(store.folder)/.staged", withIntermediateDirectories: true)
    return fixture
  }

  @Test func keepsTheFirstRunOfEachMonthForEver() throws {
    let days = ["2024-01-01", "2024-01-02", "2025-06-15", "2025-06-16", "2026-10-30", "2026-10-31"]
    let fixture = try store(days)
    let pruned = fixture.store.prune(.init(days: 2), isDryRun: false)
    #expect(pruned.map { $0.path.suffix(10) } == ["2024-01-02", "2025-06-16"])
    #expect(
      fixture.store.days.map(\.description) == ["2024-01-01", "2025-06-15", "2026-10-30", "2026-10-31"])
  }

  /// Two days are the latest and the one before it; a run of the day before those goes.
  @Test(arguments: [(1, ["2026-10-01", "2026-10-31"]), (2, ["2026-10-01", "2026-10-30", "2026-10-31"])])
  func keepsAsManyDaysAsDeclared(days: Int, kept: [String]) throws {
    let fixture = try store(["2026-10-01", "2026-10-29", "2026-10-30", "2026-10-31"])
    _ = fixture.store.prune(.init(days: days), isDryRun: false)
    #expect(fixture.store.days.map(\.description) == kept)
  }

  @Test func keepsMonthsOnlyAsLongAsDeclared() throws {
    let fixture = try store(["2024-01-01", "2026-08-01", "2026-10-31"])
    #expect(fixture.store.prune(.init(days: 1, months: 3), isDryRun: false).count == 1)
    #expect(fixture.store.days.map(\.description) == ["2026-08-01", "2026-10-31"])
  }

  @Test func aDryRunSaysTheSameAndRemovesNothing() throws {
    let fixture = try store(["2026-10-01", "2026-10-02", "2026-10-31"])
    let said = fixture.store.prune(.init(days: 1), isDryRun: true)
    #expect(fixture.store.days.count == 3)
    #expect(fixture.store.prune(.init(days: 1), isDryRun: false) == said)
    #expect(fixture.store.days.map(\.description) == ["2026-10-01", "2026-10-31"])
  }

  /// What somebody wrote into a run's folder, or beside the store's own files, is never removed with them.
  @Test func leavesWhatSomebodyWroteIntoTheStore() throws {
    let fixture = try store(["2026-09-01", "2026-09-02", "2026-09-03", "2026-10-31"])
    let folder = fixture.store.folder
    let files = [
      "2026-09-02/notes.txt", "logs/2026-09-02.log.notes", "held/2026-09-02/notes.txt",
      "superseded/2026-09-02 mine/notes.txt", ".keys/2026-09-02-mine",
    ]
    for file in files + ["logs/2026-09-02.log", ".keys/2026-09-02"] {
      let url = URL(filePath: "\(folder)/\(file)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("mine\n".utf8).write(to: url)
    }
    let said = fixture.store.prune(.init(days: 1), isDryRun: true)
    let pruned = fixture.store.prune(.init(days: 1), isDryRun: false)
    #expect(said == pruned)
    #expect(
      pruned.map { $0.path.dropFirst(folder.count + 1) } == [
        "2026-09-03", "logs/2026-09-02.log", ".keys/2026-09-02",
      ])
    for file in files { #expect(try fixture.text("\(folder)/\(file)") == "mine\n") }
  }

  @Test func neverRemovesTheLatest() throws {
    let fixture = try store(["2026-10-01", "2026-10-31"])
    _ = fixture.store.prune(.init(days: 1, months: 1), isDryRun: false)
    #expect(fixture.store.days.last == Day(iso: "2026-10-31"))
  }
}
