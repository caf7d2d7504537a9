import FoundationEssentials
import Runs
import Testing
import Tools

/// Cases/public-06: the text of a refused record is where a team should be. It may be a person's name.
@Suite struct RefusedTextTests {
  private static let name = "Jane Example-Person"

  /// The files of a run of the case's own pipeline, by path.
  private func run(policy: String, replacing team: String = "North", by other: String = "North") throws
    -> [String: [UInt8]]
  {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/public-06")
    for folder in ["pipelines", "input"] {
      try manager.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    try manager.copyItem(atPath: "\(ExampleCouncil.root)/data", toPath: root.appending(path: "data").path)
    let plan = try String(contentsOf: cases.appending(path: "pubwl.json"), encoding: .utf8)
    try Data(plan.replacing("\"policy\": \"internal\"", with: "\"policy\": \"\(policy)\"").utf8)
      .write(to: root.appending(path: "pipelines/pubwl.json"))
    let extract = try String(contentsOf: cases.appending(path: "assessments.csv"), encoding: .utf8)
    try Data(extract.replacing(",\(team),", with: ",\(other),").utf8)
      .write(to: root.appending(path: "input/assessments.csv"))
    return try ExampleCouncil.run(
      "pubwl", input: root.appending(path: "input").path, asOf: "2026-10-31", root: root.path
    ).files
  }

  private func paths(of files: [String: [UInt8]], with text: String) throws -> [String] {
    try files.filter { try PublicTree.texts(of: $0.value, $0.key).contains { $0.contains(text) } }.keys
      .sorted()
  }

  @Test(arguments: ["internal", "published"])
  func theTextOfARefusedRecordIsInRestrictedOnly(_ policy: String) throws {
    let files = try run(policy: policy)
    let found = try paths(of: files, with: Self.name)
    #expect(found.allSatisfy { $0.hasPrefix("restricted/") }, "\(found)")
    let feed = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let teams = Set(feed.filter { $0["breakdown"] == "team" }.compactMap { $0["category"] })
    // A team of four may not even be named where small counts are hidden.
    #expect(!feed.isEmpty && teams == (policy == "internal" ? ["North"] : []), "\(teams)")
  }

  /// The same text is a category where an accepted record has it: that nothing shows it is no accident.
  @Test func theTextOfAnAcceptedRecordIsACategory() throws {
    let files = try run(policy: "internal", by: "Jane Accepted")
    let found = try paths(of: files, with: "Jane Accepted")
    #expect(
      found.contains("comparison.csv") && found.contains("evidence.xlsx") && found.count > 20, "\(found)")
  }
}
