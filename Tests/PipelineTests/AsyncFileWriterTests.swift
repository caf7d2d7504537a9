import EvidenceStage
import Findings
import Foundation
import Periods
import Runs
import Statistics
import Testing
import Tools

/// Files are begun before a run has ended; whatever becomes of it, nobody finds half of them.
@Suite struct AsyncFileWriterTests {
  private static let oneTree = DisclosurePolicy(threshold: 0).trees

  private static func folder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "caretally-ahead/\(UUID().uuidString)").path
  }

  private static func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// A policy is looked up after measures have been counted, when refused records are on the disk already.
  @Test func aRunThatFailsLateLeavesNothing() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var request = RunRequest(
      pipeline: "nightly", inputFolder: ExampleCouncil.input("exampleshire"),
      asOf: try #require(Day(iso: "2026-10-31")), output: "\(folder)/new/deep/run", until: .disclose)
    request.policy = "no-such-policy"
    let workspace = try StoreFixture.workspace.get()
    let error = #expect(throws: Finding.self) { try runPipeline(request, in: workspace) }
    #expect(error?.code == "RUN-007")
    #expect(Self.names(folder) == [])
    request.policy = nil
    _ = try runPipeline(request, in: workspace)
    #expect(Self.names("\(folder)/new/deep") == ["run"])
    #expect(
      Self.names("\(folder)/new/deep/run/restricted") == [
        ".caretally.json", "previous.json", "refused.csv", "unmapped.csv",
      ])
  }

  /// Findings are written before anything is counted, and anew where counting finds something: here an extract is not there.
  @Test func whatCountingFindsIsWrittenToo() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let example = ExampleCouncil.input("exampleshire")
    for name in Self.names(example) where name.hasSuffix(".csv") && name != "support-services.csv" {
      try FileManager.default.copyItem(atPath: "\(example)/\(name)", toPath: "\(folder)/\(name)")
    }
    func lines(until stage: Stage) throws -> [Substring] {
      let files = try ExampleCouncil.run("nightly", input: folder, asOf: "2026-10-31", until: stage).files
      return String(decoding: try #require(files["findings.csv"]), as: UTF8.self).split(separator: "\n")
    }
    let before = try lines(until: .validate)
    let after = try lines(until: .aggregate)
    let added = after.filter { $0.contains(",AGG-") }
    #expect(!added.isEmpty)
    #expect(after.filter { !added.contains($0) } == before)
    #expect(try lines(until: .evidence) == after)
    #expect(before.count > 100, "findings about records")
  }

  /// Whichever was written first would be taken for the other.
  @Test func twoFilesOfOnePathAreRefused() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = [97, 98].map { EvidencePack.File(exact: "pages/a.html", bytes: [$0], in: Self.oneTree) }
    let error = #expect(throws: Finding.self) { try RunFolder("\(folder)/run").replace(with: files) }
    #expect(error?.code == "RUN-003")
    #expect(Self.names(folder) == [])
  }

  /// A run of this machine that was killed is not there any more; one that goes on, and one elsewhere, may be.
  @Test func whatAKilledRunLeftIsRemovedByTheNext() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let host = ProcessInfo.processInfo.hostName.filter { $0.isLetter || $0.isNumber || $0 == "-" }
    let killed = [".run.\(host).2147483646.partial", ".run.\(host).2147483645.partial"]
    let others = [
      ".run.\(host).1.partial", ".run.another-\(host).2147483646.partial",
      ".other.\(host).2147483646.partial",
      ".run.\(host).words.partial",
    ]
    for name in killed + others {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)/restricted", withIntermediateDirectories: true)
      try Data("P1\n".utf8).write(to: URL(filePath: "\(folder)/\(name)/restricted/refused.csv"))
    }
    try RunFolder("\(folder)/run").replace(with: [
      EvidencePack.File(exact: "a.txt", bytes: [97], in: Self.oneTree)
    ])
    #expect(Self.names(folder) == (others + ["run"]).sorted())
    #expect(Self.names("\(folder)/run") == ["a.txt", "restricted"])
  }
}
