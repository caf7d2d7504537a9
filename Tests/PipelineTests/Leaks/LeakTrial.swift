import FoundationEssentials
import Periods
import Runs
import Tables
import Tools

/// What came of running one small council for anybody, and of running it again with a little changed.
struct LeakTrial: Sendable {
  struct Change: Sendable {
    var name: String
    /// Whether every printed figure is the same; only then must everything be.
    var hasSameFigures: Bool
    /// Files that anybody may read and that are not the same all the same.
    var differing: [String]
  }

  var seed: Int
  var isHeldBack = false
  var files = 0
  /// Numbers in `figures.csv` that are not nought.
  var printed = 0
  /// Public files with a personal value or the text of a refused record.
  var leaks: [String] = []
  var smallCounts: [String] = []
  var changes: [Change] = []

  /// Refused records and texts: nothing that is printed may move by them.
  static let never = "what is never printed"
  /// Cases that are counted: whether a printed figure moves depends on the council.
  static let sometimes = ["ethnicity", "team", "a record fewer"]

  init(seed: Int, in workspace: Workspace) throws {
    self.seed = seed
    let council = try LeakCouncil(seed: seed)
    guard let before = try Self.run(council, in: workspace) else {
      isHeldBack = true
      return
    }
    files = before.files.count
    printed = try Self.printed(before)
    leaks = try before.paths(with: [LeakCouncil.sentinel] + council.personalValues)
    smallCounts = try before.smallCounts()
    // The councils take turns with what is changed.
    for name in [([Self.never] + Self.sometimes)[seed % 4]] {
      guard let after = try Self.run(Self.changed(council, name), in: workspace) else { continue }
      changes.append(
        Change(
          name: name, hasSameFigures: Self.figures(before) == Self.figures(after),
          differing: before.differences(from: after)))
    }
  }

  static func changed(_ council: LeakCouncil, _ name: String) -> LeakCouncil {
    var council = council
    switch name {
    case never:
      council.changeWhatIsNeverPrinted()
      council.addRefused(2)
    case "ethnicity": council.move(["Ethnic Group", "Ethnic Origin", "Ethnicity"])
    case "team": council.move(["Team Name", "Team", "Responsible Team"])
    default: council.removeOne()
    }
    return council
  }

  /// All that the policy printed: the figures, and the shares of records refused.
  private static func figures(_ tree: PublicTree) -> [[UInt8]?] {
    [tree.files["figures.csv"], tree.files["quality.csv"]]
  }

  private static func printed(_ tree: PublicTree) throws -> Int {
    let table = try TextTable.read(tree.files["figures.csv"] ?? [], path: "figures.csv")
    return table.rows.count { row in
      table.column("value").map { Int(row.cells[$0]) ?? 0 > 0 || row.cells[$0].contains(".") } ?? false
    }
  }

  /// nil where nothing is published.
  static func run(_ council: LeakCouncil, in workspace: Workspace) throws -> PublicTree? {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-leaks/\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try council.write(to: "\(folder)/in")
    guard let day = Day(iso: "2026-10-31") else { return nil }
    let outcome = try runPipeline(
      RunRequest(pipeline: "leaks", inputFolder: "\(folder)/in", asOf: day, output: "\(folder)/out"),
      in: workspace)
    return outcome.isHeldBack ? nil : try PublicTree(ofRun: "\(folder)/out")
  }
}
