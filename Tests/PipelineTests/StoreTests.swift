import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

@Suite struct StoreTests {
  @Test func publishesTheRunAndPointsLatestToIt() throws {
    let fixture = try StoreFixture()
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.state == .published)
    #expect(outcome.evidence == "\(fixture.store.folder)/2026-10-31/index.html")
    #expect(fixture.store.latest == Day(iso: "2026-10-31"))
    let run = try fixture.store.record(try #require(fixture.store.latest))
    for (path, digest) in run.files {
      let bytes = try #require(FileManager.default.contents(atPath: "\(run.folder)/\(path)"))
      #expect(contentDigest(Array(bytes)) == digest, "\(path)")
    }
    #expect(run.files.count >= 4)
  }

  @Test func restrictedFilesAreTheirOwnersAlone() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let restricted = "\(fixture.store.latestLink)/restricted"
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(restricted) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: restricted)
    #expect(!names.isEmpty)
    for name in names { #expect(try mode("\(restricted)/\(name)") == 0o600, "\(name)") }
  }

  @Test func reusesTheRunWhenNothingChanged() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let before = try fixture.files()
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.state == .unchanged)
    #expect(
      outcome.notes == [
        "the extracts and declarations are those of the existing run of 2026-10-31, which is kept"
      ])
    #expect(try fixture.files() == before)
  }

  /// Reports are asked for night after night, whether or not anything has changed.
  @Test func aReusedRunStillTellsWhatItFound() throws {
    let fixture = try StoreFixture()
    let first = try fixture.run("2026-10-31")
    let before = try fixture.files()
    var keeping = KeepingRequest()
    keeping.wantsFindings = true
    let again = try fixture.run("2026-10-31", keeping: keeping)
    #expect(again.state == .unchanged && again.worst != nil)
    func ledger(_ outcome: RunOutcome) throws -> FindingLedger {
      FindingLedger(outcome.findings, outcome.validated, in: try StoreFixture.workspace.get())
    }
    let records = try ledger(again).entries.filter(\.isOfRecord).map(\.mark)
    #expect(records.count > 200)
    #expect(records == (try ledger(first).entries.filter(\.isOfRecord).map(\.mark)))
    #expect(try fixture.files() == before)
  }

  @Test func aRerunComesToTheSameBytes() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let before = try fixture.files()
    let outcome = try fixture.run("2026-10-31", keeping: .init(runsAgain: true))
    #expect(outcome.state == .published)
    #expect(outcome.notes == ["a run of 2026-10-31 was there already; this one has the same bytes"])
    #expect(try fixture.files() == before)
  }

  /// A run's folder into which somebody wrote is moved out of the way of the next, and not removed.
  @Test func whatSomebodyWroteIntoASupersededRunStays() throws {
    let fixture = try StoreFixture()
    let day = try #require(Day(iso: "2026-10-31"))
    for night in 1...4 {
      try fixture.thin("assessments.csv", keepingOneIn: night == 1 ? 1 : 2)
      try fixture.run("2026-10-31", keeping: .init(publishesAnyway: true))
      if night < 3 {
        try Data("mine \(night)\n".utf8).write(to: URL(filePath: "\(fixture.store.path(day))/notes.txt"))
      }
    }
    let superseded = "\(fixture.store.folder)/superseded"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: superseded).sorted() == [
        "2026-10-31", "2026-10-31-kept", "2026-10-31-kept-2",
      ])
    #expect(try fixture.text("\(superseded)/2026-10-31-kept/notes.txt") == "mine 1\n")
    #expect(try fixture.text("\(superseded)/2026-10-31-kept-2/notes.txt") == "mine 2\n")
    #expect(!FileManager.default.fileExists(atPath: "\(superseded)/2026-10-31/notes.txt"))
  }

  @Test func aRerunOfOtherInputsSaysWhatDiffersAndKeepsTheOldOne() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let old = try fixture.store.record(try #require(fixture.store.latest))
    var lines = try fixture.text("\(fixture.input)/assessments.csv").split(separator: "\n")
    lines.removeLast()
    try Data((lines.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: "\(fixture.input)/assessments.csv"))
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.state == .published)
    #expect(
      outcome.notes.first == """
        a run of 2026-10-31 was there already and is now under superseded/; what changed: \
        the extract assessments.csv
        """)
    #expect(outcome.notes.dropFirst().first?.hasPrefix("files that differ: comparison.csv, ") == true)
    let superseded = try RunRecord("\(fixture.store.folder)/superseded/2026-10-31")
    #expect(superseded.digest == old.digest)
  }

  @Test func latestNeverGoesBackInTime() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let outcome = try fixture.run("2026-10-30", keeping: .init(publishesAnyway: true))
    #expect(outcome.state == .published)
    #expect(fixture.store.latest == Day(iso: "2026-10-31"))
    #expect(outcome.notes.contains("latest stays at the run of 2026-10-31, which is of a later day"))
  }

  @Test func aRunUntilAStageTouchesNoPublishedRun() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let before = try fixture.files()
    let outcome = try fixture.run("2026-10-31", until: .validate)
    #expect(outcome.state == .partial)
    #expect(outcome.evidence == "\(fixture.store.folder)/partial/2026-10-31")
    #expect(try fixture.files().filter { !$0.key.hasPrefix("partial/") } == before)
  }

  /// Each row is what a run that was cut off can leave behind.
  @Test(arguments: [
    ("half a run", ["mkdir .staged/2026-11-01", "write .staged/2026-11-01/index.html"]),
    ("a link half swapped", ["write latest.partial"]),
    ("no link", ["remove latest"]),
    ("a link to an older run", ["link latest 2026-10-30"]),
    ("a status half written", ["write status.json.partial"]),
    ("the swap on a disk that cannot swap", ["move 2026-10-31 .staged/2026-10-31.old"]),
  ])
  func theNextRunPutsRightWhatWasCutOff(_ left: (why: String, steps: [String])) throws {
    let fixture = try StoreFixture(after: "2026-10-30", "2026-10-31")
    let before = try fixture.files()
    let manager = FileManager.default
    for step in left.steps {
      let words = step.split(separator: " ").map(String.init)
      let path = "\(fixture.store.folder)/\(words[1])"
      switch words[0] {
      case "mkdir": try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      case "write": try Data("half".utf8).write(to: URL(filePath: path))
      case "remove": try manager.removeItem(atPath: path)
      case "move": try manager.moveItem(atPath: path, toPath: "\(fixture.store.folder)/\(words[2])")
      default:
        try manager.removeItem(atPath: path)
        try manager.createSymbolicLink(atPath: path, withDestinationPath: words[2])
      }
    }
    #expect(try fixture.run("2026-10-31").state == .unchanged, "\(left.why)")
    #expect(fixture.store.latest == Day(iso: "2026-10-31"), "\(left.why)")
    let after = try fixture.files().filter { !$0.key.hasSuffix(".partial") }
    #expect(after == before, "\(left.why)")
  }
}
