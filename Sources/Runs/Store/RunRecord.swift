import Declarations
import EvidenceStage
package import Findings
import Folders
import FoundationEssentials
package import Periods
import Statistics
import Tables

/// A complete run, as its manifest describes it.
package struct RunRecord: Sendable, Hashable {
  package struct Input: Sendable, Hashable {
    package var dataset: String
    package var path: String
    package var sha256: String
  }
  package struct Table: Sendable, Hashable {
    package var dataset: String
    package var records: Int
    package var accepted: Int
    package var refused: Int
    package var findings: Int
    /// Records with a value that no code list knows.
    package var unmapped = 0
    /// The newest day on which a case came in.
    package var newest: Day?
    /// A digest of all declarations that decide which records are accepted.
    package var rules: String
  }

  /// The run's folder.
  package var folder: String
  package var tool: String
  package var pipeline: String
  package var area: String
  package var asOf: Day
  /// When the extract was taken, for a run over the past.
  package var extractDay: Day?
  package var declarations: String
  package var inputs: [Input]
  /// Datasets without an extract, and files that could not be read.
  package var missing: [String]
  package var unread: [String]
  package var tables: [Table]
  /// How many figures could be compared with each area, by its code, in the pipeline's order.
  package var comparators: [(area: String, figures: Int)] { zip(areas, figures).map { ($0, $1) } }
  private var areas: [String]
  private var figures: [Int]
  /// Digests of the measures' declarations, by measure id.
  package var measures: [String: String]
  /// Digests of the run's files, by path.
  package var files: [String: String]
  /// Whether readers of the run may know its inputs.
  package var hasOneTree: Bool
  /// SHA-256 of its full manifest.
  package var digest: String

  package static func path(_ folder: String) -> String { "\(folder)/manifest.json" }

  /// - Throws: `RUN-011` where the folder has no complete run, or only the published part of one.
  package init(_ folder: String) throws(Finding) {
    var (node, bytes, day) = try Self.read(Self.path(folder), of: folder)
    // The inputs of a published run are in the folder of exact files.
    hasOneTree = node.text("rest").isEmpty
    if !hasOneTree { (node, bytes, day) = try Self.read("\(folder)/\(restOfManifestPath)", of: folder) }
    self.folder = folder
    asOf = day
    tool = node.text("tool")
    pipeline = node.text("pipeline")
    area = node.text("area")
    extractDay = node.day("extractDay")
    declarations = node.text("declarationsSHA256")
    inputs = node.list("inputs").map {
      Input(dataset: $0.text("dataset"), path: $0.text("path"), sha256: $0.text("sha256"))
    }
    missing = node.list("missing").map(\.string)
    unread = node.list("unread").map(\.string)
    tables = node.list("tables").map {
      Table(
        dataset: $0.text("dataset"), records: $0.number("records"), accepted: $0.number("accepted"),
        refused: $0.number("refused"), findings: $0.number("findings"),
        unmapped: $0.number("unmapped"), newest: $0.day("newest"), rules: $0.text("rulesSHA256"))
    }
    areas = node.list("comparators").map { $0.text("area") }
    figures = node.list("comparators").map { $0.number("figures") }
    measures = try node.list("measures").pairs("measure", "sha256", of: folder)
    files = try node.list("files").pairs("path", "sha256", of: folder)
    if let twice = tables.map(\.dataset).firstRepeated { throw [JSONNode].twice(twice, in: folder) }
    digest = SHA256.hexDigest(of: bytes)
  }

  private static func read(
    _ path: String, of folder: String
  ) throws(Finding) -> (node: JSONNode, bytes: [UInt8], asOf: Day) {
    guard let data = FileManager.default.contents(atPath: path) else {
      let isOpen = path == Self.path(folder)
      throw Finding(
        "RUN-011",
        isOpen
          ? "no complete run in '\(folder)'" : "cannot read '\(path)', which says what the run was made from",
        hint: isOpen
          ? "name a run's folder, such as runs/nightly/2026-10-31"
          : "name the folder that the run was written to; only the account that made it may read restricted/")
    }
    let bytes = Array(data)
    guard let node = JSONNode.parse(SourceText(path: path, bytes: bytes)).node, let day = node.day("asOf")
    else {
      throw Finding("RUN-011", "'\(path)' is not a run's manifest", hint: "run that day again")
    }
    return (node, bytes, day)
  }
}

extension [JSONNode] {
  /// - Throws: `RUN-012` for a key with two values, which no run writes.
  fileprivate func pairs(_ key: String, _ value: String, of run: String) throws(Finding) -> [String: String] {
    var out: [String: String] = [:]
    for node in self {
      let (name, text) = (node.text(key), node.text(value))
      if let before = out.updateValue(text, forKey: name), before != text { throw Self.twice(name, in: run) }
    }
    return out
  }

  fileprivate static func twice(_ name: String, in run: String) -> Finding {
    Finding(
      "RUN-012", "the manifest of '\(run)' is damaged: '\(name)' is in it twice", hint: "run that day again")
  }
}

extension [String] {
  /// The first text that occurred before.
  fileprivate var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
