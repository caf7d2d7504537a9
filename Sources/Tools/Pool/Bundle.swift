import Declarations
import Findings
import Folders
import Runs
import Statistics
import Tables

/// A bundle as it was read and checked.
struct Bundle: Sendable {
  var folder: String
  var area: Area
  var framework: String
  var policy: String
  /// Digests of the definitions, by measure.
  var measures: [String: String]
  var rows: [BundleRow]

  /// - Throws: POOL-003 no bundle, or one that was altered; POOL-006 a number that the policy does not allow.
  init(_ folder: String, in workspace: Workspace) throws {
    self.folder = folder
    let path = "\(folder)/\(Contribution.manifestPath)"
    let bytes = try PlainFile.bytes(path)
    guard let node = JSONNode.parse(SourceText(path: path, bytes: bytes)).node,
      node.text("format") == Contribution.format
    else { throw Self.altered("'\(path)' is not the manifest of a bundle") }
    for name in [Contribution.rowsPath, Contribution.coveragePath] {
      let digest = node.list("files").first { $0.text("path") == name }?.text("sha256")
      guard SHA256.hexDigest(of: try PlainFile.bytes("\(folder)/\(name)")) == digest else {
        throw Self.altered("'\(folder)/\(name)' is not as its manifest says")
      }
    }
    guard let area = workspace.areas[node.text("area")] else {
      throw Self.altered("'\(path)' names no council that is declared: '\(node.text("area"))'")
    }
    self.area = area
    framework = node.text("framework")
    policy = node.text("policy")
    measures = [:]
    for entry in node.list("measures") { measures[entry.text("measure")] = entry.text("sha256") }
    let table = try TextTable.read(
      try PlainFile.bytes("\(folder)/\(Contribution.rowsPath)"), path: "\(folder)/\(Contribution.rowsPath)")
    guard table.header == BundleRow.header else { throw Self.altered("'\(table.path)' has other columns") }
    var seen: Set<BundleRow.Key> = []
    rows = []
    for line in table.rows {
      let row = BundleRow(line.cells)
      guard row.key.period != nil, measures[row.key.measure] != nil, seen.insert(row.key).inserted else {
        throw Self.altered(
          "line \(line.line) of '\(table.path)' is of no period, of no measure or there twice")
      }
      rows.append(row)
    }
    try checkNumbers(in: workspace)
  }

  private static func altered(_ message: String) -> Finding {
    Finding("POOL-003", message, hint: "ask the council to contribute again; do not mend a bundle by hand")
  }

  /// The policy stands in the declarations of the pool, so a bundle cannot bring a laxer one of the same name.
  private func checkNumbers(in workspace: Workspace) throws {
    let (policy, _) = try workspace.policy(self.policy)
    for row in rows {
      let dataset = workspace.catalogue.measure(row.key.measure)?.dataset?.value
      let terms = policy.terms(for: Set([dataset].compactMap(\.self)))
      let counts = [row.numerator, row.denominator].compactMap { Int($0) }
      let isSmall = counts.contains { $0 < 0 || terms.hides($0) || $0 % terms.roundingBase != 0 }
      guard !isSmall, row.numbers.isEmpty || !policy.hidesOrRounds else {
        throw Finding(
          "POOL-006",
          "'\(folder)' has a number of \(row.key.measure) that the policy '\(self.policy)' does not allow",
          hint: "ask \(area.name) to contribute again under '\(self.policy)'")
      }
    }
  }
}

extension BundleRow {
  fileprivate init(_ cells: [String]) {
    self.init(
      key: Key(cells[0], cells[1], cells[2], cells[3]), value: cells[4], numerator: cells[5],
      denominator: cells[6], population: cells[7], numbers: cells[8])
  }
}
