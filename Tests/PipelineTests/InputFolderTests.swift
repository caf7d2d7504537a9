import Declarations
import Findings
import FoundationEssentials
import IngestStage
import Packing
import Runs
import Testing

/// What of a folder a pipeline's inputs find.
@Suite struct InputFolderTests {
  @Test(arguments: [
    ("assessments.csv", true), ("assessments-2026.csv.gz", true), ("assessments.XLSX", true),
    ("assessments Oct.ods", true), ("assessments.zip", true), ("assessments.pdf", true),
    ("assessments.csv.sha256", false), ("assessments", false), ("reviews.csv", false),
    ("assessments.sql", false),
  ])
  func onePatternFindsEveryForm(_ name: String, isFound: Bool) {
    #expect(matches(name, pattern: "assessments*.*") == isFound)
  }

  private func found(
    _ inputs: String, _ files: [(String, [UInt8])]
  ) throws -> (extracts: [String], findings: [String]) {
    let plan = try JSONDecoder().decode(
      PipelinePlan.self,
      from: Data(
        """
        { "pipeline": "p", "title": "t", "why": "w", "inputs": \(inputs), "measures": [], "comparators": [],
          "policy": "internal", "table": "comparison" }
        """.utf8))
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
    let (extracts, findings) = findExtracts(of: plan, in: folder.path)
    return (
      extracts.map { "\($0.dataset) \($0.path)\($0.sheet.map { " sheet \($0)" } ?? "")" },
      findings.map { "\($0.code) \($0.location?.path ?? "")" }
    )
  }

  private let text = Array("id\n1\n".utf8)

  @Test func findsFilesInArchivesByTheirOwnNamesOrTheArchives() throws {
    let archive = Packing.zip([
      .init(name: "out/reviews.csv", text: "id\n1\n"), .init(name: "out/readme.txt", text: "x"),
      .init(name: "__MACOSX/reviews.csv", text: "x"),
    ])
    let all = try found(
      """
      [{ "dataset": "reviews", "files": ["reviews*.*"] }, { "dataset": "assessments", "files": ["october*.csv", "october.zip"] }]
      """, [("october.zip", archive), ("reviews-2.csv", text)])
    #expect(
      all.extracts == [
        "reviews october.zip/out/reviews.csv", "reviews reviews-2.csv",
        "assessments october.zip/out/readme.txt",
        "assessments october.zip/out/reviews.csv",
      ])
    #expect(all.findings.isEmpty)
  }

  @Test func readsSeveralInputsOfOneDataset() throws {
    let all = try found(
      """
      [{ "dataset": "reviews", "files": ["north.csv"] }, { "dataset": "reviews", "files": ["south.csv"], "optional": true },
       { "dataset": "reviews", "files": ["west.csv"] }]
      """, [("north.csv", text), ("south.csv", text)])
    #expect(all.extracts == ["reviews north.csv", "reviews south.csv"])
    #expect(all.findings == ["FILE-001 "])
  }

  @Test func readsTheSheetsThatAreNamed() throws {
    let rows =
      "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell></table:table-row>"
    let tables = ["Live", "Closed 1", "Closed 2", "Closed hidden", "Notes"].map {
      "<table:table table:name=\"\($0)\" table:style-name=\"\($0.hasSuffix("hidden") ? "off" : "on")\">\(rows)</table:table>"
    }
    let book = Packing.zip([
      .init(name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet"),
      .init(
        name: "content.xml",
        text:
          "<document><style:style style:name=\"off\"><style:table-properties table:display=\"false\"/></style:style>\(tables.joined())</document>"
      ),
    ])
    let all = try found(
      """
      [{ "dataset": "reviews", "files": ["book.ods"], "sheets": ["Live", "Closed*", "Gone"] }]
      """, [("book.ods", book)])
    #expect(
      all.extracts == [
        "reviews book.ods/Live sheet Live", "reviews book.ods/Closed 1 sheet Closed 1",
        "reviews book.ods/Closed 2 sheet Closed 2", "reviews book.ods/Gone sheet Gone",
      ])
  }

  @Test func passesOverLocksWithAWord() throws {
    let all = try found(
      """
      [{ "dataset": "reviews", "files": ["*.xlsx", "*.csv"] }]
      """, [("~$reviews.xlsx", text), (".~lock.reviews.csv#", text), ("reviews.csv", text)])
    #expect(all.extracts == ["reviews reviews.csv"])
    #expect(all.findings == ["FILE-040 .~lock.reviews.csv#", "FILE-040 ~$reviews.xlsx"])
  }
}
