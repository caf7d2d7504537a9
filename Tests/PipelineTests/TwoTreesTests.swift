import Findings
import FoundationEssentials
import Periods
import Tables
import Testing

@testable import Runs
@testable import Tools

/// A run for anybody has in its root what may be published, and in `restricted/` what its owner works with.
@Suite struct TwoTreesTests {
  private static let day = "2026-10-31"

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func words(_ path: String) throws -> String {
    String(decoding: try #require(FileManager.default.contents(atPath: path), "no \(path)"), as: UTF8.self)
  }

  /// Everything of the store that reads manifests goes on as it does for a run with one tree.
  @Test func aPublishedRunIsKeptComparedAndCheckedAsAny() throws {
    let fixture = try StoreFixture("self-assessment")
    #expect(try fixture.run("2026-10-30").state == .published)
    #expect(try fixture.run(Self.day).state == .published)
    #expect(try fixture.run(Self.day).state == .unchanged)
    let day = try #require(Day(iso: Self.day))
    let run = fixture.store.path(day)

    let record = try fixture.store.record(day)
    #expect(record.inputs.count == 6 && record.tables.contains { $0.refused > 0 })
    #expect(record.files["index.html"] != nil && record.files["restricted/findings.csv"] != nil)
    #expect(record.files["manifest.json"] != nil, "the open manifest is a file of the run too")
    #expect(try fixture.store.damaged(day) == [])
    for (path, bytes) in [("index.html", "x"), ("restricted/reading.json", "y"), ("manifest.json", "{}")] {
      let file = "\(run)/\(path)"
      let before = try Data(contentsOf: URL(filePath: file))
      try Data(bytes.utf8).write(to: URL(filePath: file))
      if path != "manifest.json" { #expect(try fixture.store.damaged(day) == [path]) }
      try before.write(to: URL(filePath: file))
    }

    for name in [
      "findings.csv", "reading.json", "impact.csv", "quality.csv", "refused.csv", "manifest.json",
      "previous.json",
    ] {
      #expect(try mode("\(run)/restricted/\(name)") == 0o600, "\(name)")
    }
    #expect(try mode("\(run)/restricted") == 0o700)
    let root = try FileManager.default.contentsOfDirectory(atPath: run).filter { $0 != "restricted" }.sorted()
    #expect(
      root == [
        "comparison.csv", "comparison.meta.csv", "data.json", "documents", "evidence-pack.html",
        "evidence.ods", "evidence.xlsx", "exports",
        "figures.csv", "index.html", "manifest.json", "pages", "quality.csv", "star", "waterfalls.csv",
      ])
  }

  @Test func theOpenManifestSaysNothingOfTheExtracts() throws {
    let output = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: output) }
    let request = RunRequest(
      pipeline: "self-assessment", inputFolder: ExampleCouncil.input("exampleshire"),
      asOf: try #require(Day(iso: Self.day)),
      output: output)
    let outcome = try runPipeline(request, in: ExampleCouncil.workspace.get())
    #expect(outcome.report.contains("all findings are in restricted/findings.csv"))
    let open = try words("\(output)/manifest.json")
    #expect(
      !open.contains("records") && !open.contains("accepted") && !open.contains("\"path\": \"restricted"))
    let record = try RunRecord(output)
    for input in record.inputs { #expect(!open.contains(input.sha256)) }
    for (path, digest) in record.files {
      #expect(open.contains(digest) == (!path.hasPrefix("restricted/") && path != "manifest.json"), "\(path)")
    }

    // Where only the root was taken along, nothing can say what the run was made from.
    try FileManager.default.removeItem(atPath: "\(output)/restricted")
    let error = #expect(throws: Finding.self) { try RunRecord(output) }
    #expect(error?.code == "RUN-011" && error?.message.contains("restricted/manifest.json") == true)
  }

  @Test func aRunForColleaguesHasOneTree() throws {
    let (files, _) = try ExampleCouncil.run(
      "weekly", input: ExampleCouncil.input("exampleshire"), asOf: Self.day)
    let root = Set(files.keys.filter { !$0.contains("/") })
    #expect(
      root.isSuperset(of: [
        "findings.csv", "reading.json", "quality.csv", "impact.csv", "manifest.json", "index.html",
      ]))
    let restricted = Set(
      files.keys.filter { $0.hasPrefix("restricted/") && $0.split(separator: "/").count == 2 })
    #expect(
      restricted.isSubset(of: [
        "restricted/refused.csv", "restricted/unmapped.csv", "restricted/previous.json",
        "restricted/figures.csv",
      ]))
    let manifest = String(decoding: try #require(files["manifest.json"]), as: UTF8.self)
    #expect(manifest.contains("\"accepted\": ") && !manifest.contains("\"rest\": "))
  }

  /// A run that ends early has published nothing, so that its root is empty.
  @Test func aRunThatStopsEarlyLeavesOnlyRestrictedFiles() throws {
    let (files, _) = try ExampleCouncil.run(
      "self-assessment", input: ExampleCouncil.input("exampleshire"), asOf: Self.day, until: .benchmark)
    #expect(
      files.count > 3 && files.keys.allSatisfy { $0.hasPrefix("restricted/") }, "\(files.keys.sorted())")
  }
}
