import FoundationEssentials
import Testing

/// The compiler lets no module but `Statistics` make a `Figure` from a number; this keeps the one way round it shut.
@Suite struct BoundaryTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources").standardized

  /// What holds raw counts or cases, and what could turn a raw count into a figure.
  private static let undisclosed = [
    "Ingested", "Validated", "Aggregated", "Benchmarked", "BenchmarkedReading", "CaseTable",
    "CountedWaitingList",
    "DisclosurePolicy",
  ]

  @Test func onlyDisclosedReachesEvidence() throws {
    let folder = Self.sources.appending(path: "EvidenceStage")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    #expect(files.count > 20)
    for file in files {
      let lines = try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
      for line in lines where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        for name in Self.undisclosed { #expect(!words.contains(name), "\(file): \(line)") }
      }
    }
  }

  /// The one function that another module calls takes what was disclosed.
  @Test func theStageIsAFunctionOfDisclosed() throws {
    let file = Self.sources.appending(path: "EvidenceStage/Evidence.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("package func evidence(_ results: Disclosed, "))
    let figure = try String(
      contentsOf: Self.sources.appending(path: "Statistics/Figure.swift"), encoding: .utf8)
    #expect(figure.contains("\n  init(_ state: State)"), "no other module may make one")
  }
}
