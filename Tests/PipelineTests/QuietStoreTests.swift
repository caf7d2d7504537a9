import Findings
import Folders
import FoundationEssentials
import Periods
import Tables
import Testing

@testable import Declarations
@testable import Runs
@testable import Tools

/// What a store says of its runs, and that it says nothing of anybody.
@Suite struct QuietStoreTests {
  /// Everything in the example's extracts that names somebody: person and NHS numbers, and the keys of records.
  private func identifiers(in folder: String) throws -> Set<String> {
    var out: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".csv") {
      let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
      for cell in bytes.split(whereSeparator: { [10, 13, 34, 44, 59].contains($0) }) {
        let text = String(decoding: cell, as: UTF8.self)
        let digits = text.drop { $0.isLetter }
        guard digits.allSatisfy(\.isNumber), text.count - digits.count <= 1 else { continue }
        let isNHSNumber = text.count == 10 && digits.count == 10
        let isKey = text.count == 7 && digits.count == 6
        if isNHSNumber || isKey { out.insert(text) }
      }
    }
    return out
  }

  @Test func noLogStatusOrBannerNamesAnybody() throws {
    let fixture = try StoreFixture()
    let names = try identifiers(in: fixture.input)
    #expect(names.count > 3000)
    var said: [String: String] = [:]
    func read(_ when: String) throws {
      for path in try FileManager.default.subpathsOfDirectory(atPath: fixture.store.folder)
      where path.hasPrefix("logs/") || !path.contains("/") {
        guard let data = FileManager.default.contents(atPath: "\(fixture.store.folder)/\(path)") else {
          continue
        }
        said["\(path) \(when)"] = String(decoding: data, as: UTF8.self)
      }
    }
    func run(_ when: String, _ keeping: KeepingRequest = KeepingRequest()) throws {
      let outcome = try fixture.run("2026-10-31", keeping: keeping)
      said["outcome \(when)"] =
        ([outcome.report] + outcome.notes + outcome.heldBack.map(\.description)).joined(separator: "\n")
      try read(when)
    }
    try run("published")
    try run("unchanged")
    try fixture.thin("reviews.csv", keepingOneIn: 3)
    try run("changed", .init(publishesAnyway: true))
    try FileManager.default.removeItem(atPath: "\(fixture.input)/reviews.csv")
    try run("held back")
    try Data("Assessment Reference\nA000001\nA000001\n".utf8)
      .write(to: URL(filePath: "\(fixture.input)/assessments.csv"))
    try run("unreadable")
    #expect(said.keys.count { $0.hasPrefix("HELD-BACK.txt") } == 2)
    #expect(said.keys.count { $0.hasPrefix("logs/") } == 5)
    for (place, text) in said {
      let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      #expect(names.isDisjoint(with: words), "\(place)")
    }
  }

  /// Monitoring reads these names; one that changes breaks somebody's alarm.
  @Test func theStatusSaysHowTheRunWent() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let text = try fixture.text(fixture.store.status)
    let node = try #require(JSONNode.parse(SourceText(path: "status.json", bytes: Array(text.utf8))).node)
    #expect(node.text("state") == "published")
    #expect(node.text("pipeline") == "nightly")
    #expect(node.text("asOf") == "2026-10-31" && node.text("latest") == "2026-10-31")
    #expect(node.text("host") == "care-01" && node.number("pid") == 4711)
    // The fixture's clock goes on by a second each time it is looked at.
    #expect(node.text("started").hasPrefix("2027-01-15T08:00:"))
    #expect(node.text("finished").hasPrefix("2027-01-15T08:00:"))
    #expect(node.number("milliseconds") > 5000 && node.number("milliseconds") % 1000 == 0)
    let stages = node.list("stages")
    #expect(
      stages.map { $0.text("stage") } == ["ingest", "validate", "aggregate", "benchmark", "evidence"])
    #expect(
      stages.map { $0.text("unit") } == ["records", "records", "readings", "comparisons", "files"])
    let run = try fixture.store.record(try #require(fixture.store.latest))
    #expect(stages.first?.number("count") == run.tables.reduce(0) { $0 + $1.records })
    let times = stages.map { $0.number("milliseconds") }
    #expect(times.allSatisfy { $0 >= 1000 } && times.reduce(0, +) < node.number("milliseconds"))
    #expect(node.list("findings").isEmpty)
  }

  @Test func theStatusOfAHeldRunSaysWhy() throws {
    let fixture = try StoreFixture()
    try FileManager.default.removeItem(atPath: "\(fixture.input)/reviews.csv")
    try fixture.run("2026-10-31")
    let text = try fixture.text(fixture.store.status)
    let node = try #require(JSONNode.parse(SourceText(path: "status.json", bytes: Array(text.utf8))).node)
    #expect(node.text("state") == "held-back")
    #expect(node["latest"] == nil)
    #expect(node.list("findings").map { $0.text("code") } == ["RUN-021"])
    #expect(node.list("findings").map { $0.text("message") } == ["there is no extract of reviews"])
  }
}
