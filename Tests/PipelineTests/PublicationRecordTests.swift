import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Pipelines of one store know what each other published.
@Suite struct PublicationRecordTests {
  private func run(_ pipeline: String, _ day: String, in fixture: StoreFixture) throws -> RunOutcome {
    var request = RunRequest(
      pipeline: pipeline, inputFolder: fixture.input, asOf: try #require(Day(iso: day)), policy: "published")
    request.area = "E99000001"
    return try keepRun(
      request, in: RunStore("\(fixture.folder)/runs", pipeline: pipeline), ExampleCouncil.workspace.get(),
      fixture.surroundings)
  }

  @Test func whatAPipelinePublishedIsOnRecordForAllAndForTheOwnerAlone() throws {
    let fixture = try StoreFixture("tiles")
    let record = "\(fixture.folder)/runs/.published/E99000001.csv"
    #expect(try run("tiles", "2026-10-30", in: fixture).state == .published)
    let first = try String(contentsOfFile: record, encoding: .utf8)
    let mode = try FileManager.default.attributesOfItem(atPath: record)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try run("weekly", "2026-10-30", in: fixture).state == .published)
    #expect(
      try run("tiles", "2026-10-31", in: fixture).state == .published, "a second night is published too")
    let last = try String(contentsOfFile: record, encoding: .utf8)
    #expect(last.hasPrefix(first) && last.count > first.count, "nothing that was published is forgotten")
    #expect(
      last.split(separator: "\n").count == Set(last.split(separator: "\n")).count, "and nothing is kept twice"
    )
  }

  @Test func whatColleaguesAloneMaySeeIsNotOnRecord() throws {
    let fixture = try StoreFixture("tiles")
    _ = try keepRun(
      RunRequest(
        pipeline: "tiles", inputFolder: fixture.input, asOf: try #require(Day(iso: "2026-10-31"))),
      in: fixture.store, ExampleCouncil.workspace.get(), fixture.surroundings)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder)/runs/.published"))
  }

  /// The same figures are hidden on every night that nothing changes.
  @Test func unchangedExtractsHideTheSameMonths() throws {
    let fixture = try StoreFixture("weekly")
    var hidden: [Set<String>] = []
    for day in ["2026-10-30", "2026-10-31"] {
      #expect(try run("tiles", day, in: fixture).state == .published)
      let rows = try ExampleCouncil.table(
        file: "\(fixture.folder)/runs/tiles/\(day)/restricted/exact-figures.csv")
      hidden.append(
        Set(
          rows.filter {
            $0["period_end"] == "2026-09-30" && $0["period_kind"] == "month" && $0["value"] == "c"
          }
          .map { "\($0["measure"] ?? "") \($0["category"] ?? "")" }))
    }
    #expect(!hidden[0].isEmpty && hidden[0] == hidden[1])
  }

  /// A store of an earlier version goes on: its record gains the column that says where figures come from.
  @Test func aRecordThatSaysNoOriginsGoesOn() throws {
    let fixture = try StoreFixture("tiles")
    let record = URL(filePath: "\(fixture.folder)/runs/.published/E99000001.csv")
    #expect(try run("tiles", "2026-10-30", in: fixture).state == .published)
    func lines() throws -> [String] {
      String(decoding: try Data(contentsOf: record), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    let old = try lines()
    #expect(
      old.first?.hasSuffix(",origin") == true && old.dropFirst().allSatisfy { $0.hasSuffix(",counted") })
    let without = old.map { String($0[..<($0.lastIndex(of: ",") ?? $0.endIndex)]) }
    try Data((without.joined(separator: "\n") + "\n").utf8).write(to: record)
    #expect(try run("tiles", "2026-10-31", in: fixture).state == .published)
    let new = try lines()
    #expect(Array(new.prefix(old.count)) == old && new.count > old.count)
  }
}
