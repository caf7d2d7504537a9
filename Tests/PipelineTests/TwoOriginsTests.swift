import FoundationEssentials
import Runs
import Testing
import Tools

/// Cases/two-origins: one measure and year counted from cases and published, of a council that is in the publications.
///
/// Counted, 60.0% rose to 80.0%; published, 94.8% fell to 94.2%. Nothing may set one beside the other as a change.
@Suite struct TwoOriginsTests {
  private static let made = Result { try run() }
  private static let measure = "section-42-risk-reduced-or-removed"

  private static let pages = Result { try run(tables: false) }

  /// - Parameter tables: the pipeline's own; without them it has the shared ones, tiles among them.
  private static func run(tables: Bool = true) throws -> (files: [String: [UInt8]], outcome: RunOutcome) {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/two-origins")
    let project = try CopiedProject()
    try project.add(try Data(contentsOf: cases.appending(path: "p2.json")), at: "pipelines/p2.json")
    try project.add(
      Data(
        """
        { "neighbours": "cipfa", "title": "CIPFA family", "area": "E10000025",
          "councils": ["E10000014", "E10000016", "E10000030", "E10000032", "E06000046"],
          "model": "a test's", "source": "a test", "licence": "none" }
        """.utf8), at: "data/neighbours/cipfa.json")
    if !tables {
      let plan = try String(contentsOf: cases.appending(path: "p2.json"), encoding: .utf8)
      let start = try #require(plan.firstRange(of: ", \"tables\": [")?.lowerBound)
      let end = try #require(plan.firstRange(of: "}]}], ")?.upperBound)
      let without = plan[..<start] + ", " + plan[end...]
      try project.add(Data(without.utf8), at: "pipelines/p2.json")
    }
    return try ExampleCouncil.run("p2", input: cases.path, asOf: "2024-06-30", root: project.root)
  }

  private static func rows() throws -> [[String: String]] {
    try ExampleCouncil.table(made.get().files["comparison.csv"], "comparison.csv")
      .filter { $0["measure"] == measure }
  }

  @Test func eachChangeIsOfFiguresOfOneOrigin() throws {
    let rows = try Self.rows()
    let found = rows.map { row in
      ["origin", "period", "value", "previous_value", "previous_difference"].map { row[$0] ?? "" }
    }
    #expect(
      Set(found) == [
        ["counted", "2023-24", "80.0", "60.0", "20.0"], ["counted", "2022-23", "60.0", "z", "z"],
        ["published", "2023-24", "94.2", "94.8", "-0.6"], ["published", "2022-23", "94.8", "z", "z"],
      ])
    #expect(found.count == 4)
  }

  @Test func aTableHasARowForEachAndSaysWhichItIs() throws {
    let rows = try ExampleCouncil.table(Self.made.get().files["tables/key.csv"], "tables/key.csv")
    let risk = rows.filter { $0["Measure"]?.contains("reduced or removed") == true }
    #expect(
      risk.map { $0["Measure"]?.split(separator: ", ").last } == ["counted from cases", "as published"])
    #expect(risk.map { $0["Oxon 2023-24"] } == ["80.0", "94.2"])
    #expect(risk.map { $0["Oxon 2022-23"] } == ["60.0", "94.8"])
    #expect(risk.map { $0["Change"] } == ["20.0", "-0.6"])
    let lines = try Self.made.get().outcome.report.split(separator: "\n")
    let words = ["counted from cases  ", "as published  "]
    #expect(words.allSatisfy { word in lines.contains { $0.contains("reduced or removed, \(word)") } })
  }

  @Test func everyPageAndFileKeepsThemApart() throws {
    let files = try Self.made.get().files
    let figures = try ExampleCouncil.table(files["figures.csv"], "figures.csv")
    let own = figures.filter { $0["measure"] == Self.measure && $0["period_start"] == "2023-04-01" }
    #expect(
      Set(own.map { [$0["origin"] ?? "", $0["value"] ?? ""] }) == [
        ["counted", "80.0"], ["published", "94.2"],
      ])
    for (path, bytes) in files where path.hasSuffix(".html") || path.hasSuffix(".csv") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("34.2"), "\(path) mixes the two")
    }
    let card = String(decoding: try #require(files["pages/measure-\(Self.measure).html"]), as: UTF8.self)
    #expect(card.contains("counted from cases") && card.contains("as published"))
  }

  /// Where one figure stands for a measure, it says which of the two it is, and what the other says.
  @Test func aHeadlineSaysWhichFigureItIsAndWhatTheOtherSays() throws {
    let files = try Self.pages.get().files
    func shown(_ path: String) throws -> String {
      String(decoding: try #require(files[path]), as: UTF8.self)
        .replacing(/<span class="hide">[^<]*<\/span>/, with: "").replacing(/<[^>]+>/, with: " ")
        .replacing(/[ \n]+/, with: " ")
    }
    let other = "as published: 94.2 % (2023/24)"
    #expect(try shown("pages/table-kpi-tiles.html").contains("80.0 % 2023/24 counted from cases \(other)"))
    #expect(
      try shown("pages/table-key-safeguarding-measures.html").contains(
        "80.0 % 2023/24 counted from cases \(other)"))
    #expect(
      try shown("pages/statement-safeguarding.html").contains(
        "This is the figure counted from cases; \(other)."))
  }

  /// A year that was published too is no less provisional for it.
  @Test func aCountedYearIsManagementInformationWhateverWasPublishedOfIt() throws {
    for row in try Self.rows() where row["origin"] == "counted" {
      #expect(row["notes"]?.contains("provisional: ours is management information") == true, "\(row)")
      #expect(row["shorthand"]?.contains("p") == true)
    }
    for row in try Self.rows() where row["origin"] == "published" {
      #expect(row["notes"]?.contains("management information") == false, "\(row)")
    }
  }
}

/// A folder with the checkout's declarations, to which a test adds its own; it goes when the test does.
final class CopiedProject: Sendable {
  let root: String

  init() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["data", "pipelines"] {
      try manager.copyItem(
        atPath: "\(ExampleCouncil.root)/\(name)", toPath: folder.appending(path: name).path)
    }
    root = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func add(_ data: Data, at path: String) throws { try data.write(to: URL(filePath: "\(root)/\(path)")) }

  /// Writes a file of the project again with some text of it replaced.
  func edit(_ path: String, _ changes: [(String, String)]) throws {
    let file = URL(filePath: "\(root)/\(path)")
    var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for (old, new) in changes {
      try #require(text.contains(old), "\(path) has no \(old)")
      text = text.replacing(old, with: new)
    }
    try Data(text.utf8).write(to: file)
  }
}
