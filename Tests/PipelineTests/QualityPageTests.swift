import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

@Suite struct QualityPageTests {
  private func page(_ run: String) throws -> String {
    String(
      decoding: try #require(FileManager.default.contents(atPath: "\(run)/pages/quality.html")), as: UTF8.self
    )
  }

  @Test func theSecondRunShowsTeamsAndTheRunBefore() throws {
    let fixture = try StoreFixture(after: "2026-10-30")
    try fixture.thin("reviews.csv", keepingOneIn: 2)
    try fixture.run("2026-10-31", keeping: KeepingRequest(publishesAnyway: true))
    let first = try page(fixture.store.path(try #require(Day(iso: "2026-10-30"))))
    let second = try page(fixture.store.path(try #require(Day(iso: "2026-10-31"))))
    #expect(first.contains("by team</caption>") && !first.contains("run by run</caption>"))
    #expect(second.contains(", run by run</caption>") && second.contains("30 October 2026"))
    // The rows of a team's column are those of quality.csv.
    let rows = try ExampleCouncil.table(
      file: "\(fixture.store.path(try #require(Day(iso: "2026-10-31"))))/quality.csv")
    #expect(Set(rows.compactMap { $0["team"] }).count > 5)
    #expect(
      rows.contains {
        $0["dataset"] == "reviews" && $0["previous_found"] != "" && $0["previous_found"] != $0["found"]
      })
    #expect(second.contains("How it could change the figures") && second.contains("Records in doubt"))
  }

  @Test func underAPolicyThatHidesTheSharesRefusedAreToldAndTheRestIsRestricted() throws {
    let output = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: output) }
    var request = RunRequest(
      pipeline: "nightly", inputFolder: ExampleCouncil.input("exampleshire"),
      asOf: try #require(Day(iso: "2026-10-31")), output: output)
    request.policy = "published"
    let outcome = try runPipeline(request, in: ExampleCouncil.workspace.get())
    try #require(!outcome.isHeldBack)
    let quality = try page(output)
    #expect(!quality.contains("by team</caption>") && quality.contains("restricted/quality.csv"))
    #expect(quality.contains("is withheld: a range tells exactly how many records"))
    let manager = FileManager.default
    #expect(!manager.fileExists(atPath: "\(output)/impact.csv"))
    #expect(try ExampleCouncil.table(file: "\(output)/restricted/impact.csv").count > 300)
    let shown = try ExampleCouncil.table(file: "\(output)/quality.csv")
    #expect(shown.allSatisfy { Set($0.keys) == ["dataset", "title", "records_refused"] })
    #expect(shown.contains { $0["records_refused"] == "up to 5%" })
    let exact = try ExampleCouncil.table(file: "\(output)/restricted/quality.csv")
    #expect(Set(exact.compactMap { $0["team"] }).count > 5)
    #expect(exact.contains { $0["found"] == "1" })
    let feed = try ExampleCouncil.table(file: "\(output)/comparison.csv")
    #expect(feed.allSatisfy { $0["lowest"] == "" && $0["highest"] == "" })
  }

  @Test func refusedRecordsAreListedWithWhatMendsThem() throws {
    let (files, _) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31", until: .validate)
    let refused = try ExampleCouncil.table(files["restricted/refused.csv"], "refused.csv")
    #expect(refused.count > 50)
    for row in refused {
      #expect(row["codes"] != "" && row["what_to_do"] != "" && Int(row["line"] ?? "") ?? 0 > 1)
    }
    #expect(refused.count { $0["key"] != "" } > 40)
    let keys = Set(refused.compactMap { $0["key"] }.filter { !$0.isEmpty })
    let findings = String(decoding: files["findings.csv"] ?? [], as: UTF8.self)
    #expect(!keys.contains { findings.contains($0) }, "a key outside restricted/")
  }
}
