import Artefacts
import Declarations
import Findings
import FoundationEssentials
import IngestStage
import Periods
import Runs
import Synthesis
import Tables
import TestKit
import Testing
import Tools
import ValidateStage

/// Two runs of one council, the second changed by chance: every change that a rule of one run and the next is about is
/// found, and nothing else. What is there to be found is worked out here from the lines of both extracts.
@Suite struct RunRuleTests {
  struct Shape: Sendable {
    var dataset: String
    var prefix: String
    /// The code of the first of its five rules.
    var first: Int
    var id: String
    var by: String
    var ends: [String]
    var team: String
    func code(_ offset: Int) -> String {
      let number = String(first + offset)
      return "\(prefix)-\(String(repeating: "0", count: 3 - number.count))\(number)"
    }
  }

  static let shapes = [
    Shape(
      dataset: "assessments", prefix: "WL", first: 22, id: "Assessment Reference", by: "Date Requested",
      ends: ["Date Completed", "Date Closed"], team: "Team Name"),
    Shape(
      dataset: "dols-applications", prefix: "DL", first: 21, id: "DoLS Reference", by: "Date Received",
      ends: ["Date Signed Off"], team: "Team"),
    Shape(
      dataset: "reviews", prefix: "RV", first: 21, id: "Review Reference", by: "Review Due Date",
      ends: ["Review End Date", "LTS End Date"], team: "Responsible Team"),
    Shape(
      dataset: "safeguarding-concerns", prefix: "SGC", first: 16, id: "Concern Reference",
      by: "Date of Concern",
      ends: ["Triage Date"], team: "Team"),
    Shape(
      dataset: "safeguarding-enquiries", prefix: "SGE", first: 24, id: "Enquiry Reference", by: "Date Opened",
      ends: ["Date Concluded"], team: "Team"),
    Shape(
      dataset: "support-services", prefix: "SS", first: 22, id: "Event Reference", by: "Event Start Date",
      ends: ["Event End Date"], team: "Team"),
  ]

  @Test(arguments: [0, 20, 200], [UInt64(31), 32])
  func everyChangeIsFoundAndNothingElse(perMille: Int, seed: UInt64) throws {
    let lastDay = try #require(Day(iso: "2026-10-30"))
    var generator = Seeded(seed: seed)
    var found: [String: Int] = [:]
    let extracts = Self.council(seed)
    for shape in Self.shapes {
      let before = try Rows(extracts[shape.dataset] ?? [], shape)
      let after = perMille == 0 ? before : before.changed(share: perMille, before: lastDay, &generator)
      let first = try Self.validated(before, shape, asOf: lastDay, after: nil)
      let second = try Self.validated(after, shape, asOf: lastDay + 1, after: first.memory)
      let table = try #require(second.table(of: shape.dataset))
      let rules = Set((0..<5).map(shape.code))
      var told = second.findings.filter { rules.contains($0.code.rawValue) }.map { finding in
        "\(finding.code.rawValue) \(finding.message.split(separator: ":").last?.split(separator: " ").first ?? "")"
      }
      told += table.breaches.map { table.finding($0) }.filter { rules.contains($0.code.rawValue) }
        .map { "\($0.code.rawValue) line \($0.location?.line ?? 0)" }
      let expected = before.differences(to: after, lastDay: lastDay)
      #expect(Set(told).subtracting(expected).isEmpty, "false, in \(shape.dataset)")
      #expect(expected.subtracting(told).isEmpty, "missed, in \(shape.dataset)")
      #expect(told.count == Set(told).count)
      for text in expected { found[String(text.prefix { $0 != " " }), default: 0] += 1 }
    }
    // Nothing changed, nothing found; enough changed, and every rule had something to find.
    if perMille == 0 { #expect(found.isEmpty) }
    let all = Self.shapes.flatMap { shape in (0..<5).map(shape.code) }
    // In one dataset or another a month may be too small for its volume to fall by the rule.
    if perMille == 200 { #expect(Set(all).subtracting(found.keys).count <= 1, "\(found.keys.sorted())") }
  }

  static func council(_ seed: UInt64) -> [String: [UInt8]] {
    let files = SyntheticCouncil(
      seed: seed, people: 2000, asOf: Day(number: 20_756), holidays: [], faults: .none
    ).files()
    var out: [String: [UInt8]] = [:]
    for (path, bytes) in files where !path.contains("/") { out[String(path.dropLast(4))] = bytes }
    return out
  }

  private static let workspace = Result {
    try Workspace.open(
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized.path)
  }

  private static func validated(_ rows: Rows, _ shape: Shape, asOf day: Day, after: RunMemory?) throws
    -> Validated
  {
    let workspace = try workspace.get()
    let rules = workspace.catalogue.rules.all.filter {
      $0.value.dataset.value == shape.dataset && $0.value.lookingAt == .run
    }
    #expect(rules.map(\.value.rule.value) == (0..<5).map(shape.code))
    let scopes = workspace.catalogue.datasets.all.map { workspace.scope(of: $0.value) }
    let ingested = ingest(
      [Extract(dataset: shape.dataset, path: "e.csv", rows.bytes)], as: scopes.map(\.dataset),
      codes: workspace.catalogue.codeLists.all.map(\.value))
    return validate(
      ingested, against: rules, of: scopes, asOf: day, calendar: workspace.calendar, previous: after)
  }
}
