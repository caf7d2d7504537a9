import FoundationEssentials
import Runs
import Testing
import Tools

/// Extracts as they should not be: each gets its finding, and the good records beside it still count.
@Suite struct BadInputTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String?
    /// file:line field code, of the findings that matter here.
    var expected: [String]
    /// How many concerns were received, or a symbol where that cannot be said.
    var received: String
    var testDescription: String { name }
  }

  static let header = "concern_id,person_id,received_on,triaged_on,decision,team,primary_support_reason"
  static let good = "C1,P1,2024-05-24,2024-05-29,section-42,North,mental-health"

  static func file(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  static let table = [
    Row(name: "good", text: file(header, good), expected: [], received: "1"),
    Row(name: "missing file", text: nil, expected: ["-:0 - FILE-001"], received: "x"),
    Row(name: "empty file", text: "", expected: ["safeguarding-concerns.csv:0 - FILE-002"], received: "x"),
    Row(
      name: "header only", text: file(header), expected: ["safeguarding-concerns.csv:1 - FILE-003"],
      received: "x"),
    Row(
      name: "unknown column", text: file(header + ",shoe_size", good + ",9"),
      expected: ["safeguarding-concerns.csv:1 - FILE-004"], received: "1"),
    Row(
      name: "missing required column", text: file("person_id,received_on", "P1,2024-05-24"),
      expected: ["safeguarding-concerns.csv:1 concern_id FILE-005"], received: "x"),
    Row(
      name: "unclosed quote", text: file(header, good, "C2,P2,\"2024-05-24,,,North,", "C3,P3,2024-05-24,,,,"),
      expected: ["safeguarding-concerns.csv:3 - CELL-011", "safeguarding-concerns.csv:3 - FILE-006"],
      received: "1"),
    Row(
      name: "ragged row", text: file(header, "C2,P2,2024-05-24", good),
      expected: ["safeguarding-concerns.csv:2 - CELL-008"], received: "1"),
    Row(
      name: "bad date", text: file(header, good, "C2,P2,2024-02-30,,,North,mental-health"),
      expected: ["safeguarding-concerns.csv:3 received_on CELL-002"], received: "1"),
    Row(
      name: "unknown code", text: file(header, good, "C2,P2,2024-05-24,,,North,wibble"),
      expected: ["safeguarding-concerns.csv:3 primary_support_reason CELL-006"], received: "2"),
    Row(
      name: "duplicate key", text: file(header, good, "C1,P2,2024-05-25,,,North,mental-health"),
      expected: ["safeguarding-concerns.csv:3 concern_id CELL-009"], received: "1"),
    Row(
      name: "a refused record does not take the key of a good one",
      text: file(header, "C1,P1,2024-02-30,,,North,mental-health", good),
      expected: ["safeguarding-concerns.csv:2 received_on CELL-002"], received: "1"),
    Row(
      name: "end before start",
      text: file(header, good, "C2,P2,2024-05-24,2024-05-23,section-42,North,mental-health"),
      expected: ["safeguarding-concerns.csv:3 triaged_on SGC-003"], received: "1"),
    Row(
      name: "event after the as-of day", text: file(header, good, "C2,P2,2024-08-01,,,North,mental-health"),
      expected: ["safeguarding-concerns.csv:3 received_on SGC-001"], received: "1"),
    Row(
      name: "not UTF-8", text: file(header, good, "C2\u{1},P2,2024-05-24,,,North,mental-health"),
      expected: [
        "safeguarding-concerns.csv:3 - FILE-007", "safeguarding-concerns.csv:3 concern_id CELL-010",
      ], received: "1"),
  ]

  @Test(arguments: table) func isFoundAndGoodRecordsStillCount(_ row: Row) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "caretally-bad/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let text = row.text {
      // A Swift string cannot hold what is not UTF-8: a control character stands for a byte that has no meaning there,
      // nor in Windows-1252.
      let bytes = text.utf8.map { $0 == 1 ? 0x81 : $0 }
      try Data(bytes).write(to: folder.appending(path: "safeguarding-concerns.csv"))
    }
    let (files, _) = try ExampleCouncil.run("nightly", input: folder.path, asOf: "2024-07-31")
    let findings = try ExampleCouncil.table(files["findings.csv"], "findings.csv")
    let about = findings.filter {
      ($0["file"] ?? "").hasPrefix("safeguarding-concerns")
        || (($0["file"] ?? "").isEmpty && ($0["message"] ?? "").contains("safeguarding-concerns"))
    }
    let places =
      about
      .map { finding in
        func cell(_ name: String) -> String { finding[name].flatMap { $0.isEmpty ? nil : $0 } ?? "-" }
        let line = cell("line") == "-" ? "0" : cell("line")
        return "\(cell("file")):\(line) \(cell("field")) \(cell("code"))"
      }
    #expect(places.sorted() == row.expected.sorted())
    #expect(findings.allSatisfy { !($0["message"] ?? "").isEmpty })
    let readings = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let received = readings.first {
      $0["measure"] == "safeguarding-concerns-received" && $0["period_kind"] == "rolling-12-months"
        && $0["breakdown"] == "Total"
    }
    #expect(received?["value"] == row.received)
  }
}
