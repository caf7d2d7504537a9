import Findings
import FoundationEssentials
import Statistics
import Tables
import Testing

@testable import Runs
@testable import Tools

@Suite struct ClaimsTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Requirements §4 in its order, then the kinds and verdicts that it names without an example.
  @Test func shippedExamplesHaveTheirVerdicts() throws {
    let path = "\(Self.root)/data/examples/claims.csv"
    let (claims, findings) = try Claim.read(try TextTable.read(try readFile(path), path: path))
    #expect(findings.isEmpty)
    #expect(
      claims.map { $0.verdict(nil).description } == [
        "agrees", "agrees", "agrees", "agrees", "does not agree: expected -1.1%",
        "does not agree: expected 44.42",
        "agrees within 1 (rounded parts)", "does not agree: expected 52.4%",
        "agrees as percentage points, printed as per cent", "agrees after rounding first", "agrees", "agrees",
        "agrees",
        "agrees", "agrees", "agrees", "cannot be checked: it does not say what the figure is made from",
        "does not agree: expected -36.9%", "agrees", "does not agree: expected 1 in 7",
        "agrees within rounding of its operands", "agrees", "agrees", "agrees", "agrees", "agrees",
        "does not agree: expected 20 to 65", "does not agree: expected 112 or more",
        "does not agree: expected 29% (2 of 7) or 43% (3 of 7)", "agrees", "agrees",
      ])
  }

  @Test func twoValuesOfOneMeasureOnOneDayAreFindings() throws {
    let outcome = try checkClaims(file: "\(Self.root)/data/examples/claims.csv", run: nil)
    #expect(
      outcome.findings.map(\.message) == [
        "'waiting-list-size' on 2024-07-31 is 582 here and 592 in claim 11, line 12",
        "'waiting-list-longest' on 2024-07-31 is 123 here and 82 in claim 13, line 14",
        "'last count' is 2024-06-30 here and 2024-07-31 in claim 30, line 31",
      ])
    #expect(outcome.hasDisagreement)
  }

  /// Arithmetic on what a user printed never traps, whatever the numbers.
  @Test(arguments: [
    ("sum", "9000000000000000000 + 9000000000000000000", "1"),
    ("share", "9223372036854775807 of 1", "1%"), ("change", "9223372036854775807 from 1", "1%"),
    ("points", "9223372036854775807 from -9223372036854775807", "1"),
    ("absolute", "0.000000001 from 9223372036854775807", "1"),
    ("rank", "9223372036854775807 among 0.5 0.25", "1"), ("value", "1", "9223372036854775807"),
  ])
  func numbersTooLargeAreSaidToBe(_ kind: String, _ operands: String, _ printed: String) throws {
    #expect(try verdict(kind, operands, printed).contains("its numbers are too large to work with"))
  }

  private func verdict(_ kind: String, _ operands: String, _ printed: String) throws -> String {
    var csv = CSVWriter(header: ["id", "statement", "kind", "operands", "printed"])
    csv.row(["1", "s", kind, operands, printed])
    let read = try Claim.read(try TextTable.read(csv.bytes, path: "c.csv"))
    return read.claims.first?.verdict(nil).description ?? read.findings.map(\.message).joined()
  }

  @Test(arguments: [
    (
      "change", "10 from 0", "5%",
      "cannot be checked: change needs two numbers, such as '592 from 1448' or '1448 to 592', the earlier not zero",
      "nothing to divide by"
    ),
    ("change", "1448 to 592", "-59.1%", "agrees", "told the other way round"),
    ("change", "592 from 1448", "59.1%", "agrees", "no sign is printed, so the size is checked"),
    ("change", "592 from 1448", "+59.1%", "does not agree: expected -59.1%", "the sign is wrong"),
    ("change", "592 from 1448", "59.1% ↓", "agrees", "an arrow is a sign"),
    ("sum", "1 + 2 + 3", "6", "agrees", ""),
    ("sum", "1 + 2", "5", "does not agree: expected 3", "two off is wrong"),
    ("sum", "1.5 + 2.25", "3.75", "agrees", "places may differ"),
    ("share", "1 of 3", "33%", "agrees", ""),
    ("share", "2 of 3", "66%", "does not agree: expected 67%", "rounds half away from zero"),
    (
      "share", "1 of 0", "0%",
      "cannot be checked: share needs two numbers, such as '11 of 21', the second not zero", ""
    ),
    ("rate", "707 of 139999", "505.0", "agrees", "domain.md F11"),
    ("rate", "100000000000000 of 200000000000000", "50000", "agrees", "the largest that are read"),
    (
      "change", "999999999999999 from 0.000000001", "1%",
      "cannot be checked: its numbers are too large to work with", "as far apart as they can be"
    ),
    ("rank", "10 among 10 10 9", "1", "agrees", "equals share a place"),
    ("value", "12.5", "12.50", "agrees", "a place more is the same number"),
    ("count", "better than england", "3", "cannot be checked: it needs a run: name one with --run", ""),
    ("value", "nonsense!", "3", "cannot be checked: 'nonsense!' needs a run: name one with --run", ""),
    ("guess", "1", "1", "'guess' is not a kind of claim", "an unknown kind is a finding"),
    ("value", "1", "many", "'many': holds no number", ""),
  ])
  func worksOutEveryKind(
    _ kind: String, _ operands: String, _ printed: String, _ expected: String, _ why: String
  ) throws {
    #expect(try verdict(kind, operands, printed) == expected, "\(why)")
  }

  @Test func printedTextsAreRead() throws {
    #expect(ClaimTable.rows.count >= 60)
    for row in ClaimTable.rows {
      #expect(
        try verdict(row.kind, row.operands, row.printed) == row.verdict,
        "\(row.kind) \(row.operands): \(row.printed)")
    }
  }

  /// One name of a day stands for one day.
  @Test func aLabelOfTwoDaysIsAFinding() throws {
    var csv = CSVWriter(header: ["id", "statement", "kind", "operands", "printed", "day", "label"])
    csv.row(["1", "s", "value", "5", "5", "2024-06-30", "latest"])
    csv.row(["2", "s", "value", "6", "6", "2024-06-30", "latest"])
    csv.row(["3", "s", "value", "7", "7", "2024-09-30", "latest"])
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    #expect(FileManager.default.createFile(atPath: path, contents: Data(csv.bytes)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let outcome = try checkClaims(file: path, run: nil)
    #expect(outcome.findings.map(\.code) == ["CLM-002"] && outcome.hasDisagreement)
    #expect(
      outcome.findings.map(\.message) == [
        "'latest' is 2024-09-30 here and 2024-06-30 in claim 1, line 2"
      ])
  }

  @Test func aMissingColumnIsSaid() throws {
    let table = try TextTable.read(Array("id,statement\n1,s\n".utf8), path: "c.csv")
    #expect(throws: Finding.self) { try Claim.read(table) }
  }
}
