import FoundationEssentials
import Testing

/// The compiler lets no module but `Statistics` make a `Figure` from a number, and none but `EvidenceStage` a file for
/// anybody; this keeps the ways round both shut.
@Suite struct BoundaryTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources").standardized

  /// What holds raw counts or cases, and what could turn a raw count into a figure.
  private static let undisclosed = [
    "Ingested", "FileReading", "Validated", "ValidatedTable", "Breach", "Aggregated", "Benchmarked",
    "BenchmarkedReading", "DisclosedCounts", "LedgerRow",
    "CaseTable", "CrossTable", "CountedWaitingList", "Waterfall", "RunMemory", "Tally", "DisclosurePolicy",
  ]

  /// The lines of code of a module, by file.
  private static func code(of module: String) throws -> [(file: String, lines: [Substring])] {
    let folder = sources.appending(path: module)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { file in
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return (file, text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") })
      }
  }

  private static func words(_ line: Substring) -> [String] {
    line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  @Test func onlyDisclosedReachesEvidence() throws {
    let files = try Self.code(of: "EvidenceStage")
    #expect(files.count > 20)
    for (file, lines) in files {
      for line in lines {
        let words = Self.words(line)
        for name in Self.undisclosed { #expect(!words.contains(name), "\(file): \(line)") }
        // Its counts are exact, and its page is written where exact figures are.
        #expect(file == "Pages/MovementPage.swift" || !words.contains("Movement"), "\(file): \(line)")
      }
    }
  }

  /// What is said beside the figures has no number that has not been through the policy.
  @Test(arguments: ["EvidenceContext.swift", "QualityDetail.swift"])
  func whatIsSaidBesideFiguresHoldsNoCount(_ file: String) throws {
    let lines = try #require(try Self.code(of: "EvidenceStage").first { $0.file == file }).lines
    let stored = lines.filter { $0.contains("package var") && !$0.contains("{") }
    #expect(stored.count > 5)
    for line in stored { #expect(!Self.words(line).contains("Int"), "\(file): \(line)") }
  }

  /// A file for anybody is made with `open:`, which no other module can call; what is exact is never made so.
  @Test func onlyEvidenceMakesFilesForAnybody() throws {
    let pack = try #require(try Self.code(of: "EvidenceStage").first { $0.file == "EvidencePack.swift" })
    #expect(
      pack.lines.contains { $0 == "    init(open path: String, bytes: [UInt8]) {" }, "internal to the stage")
    let makers = pack.lines.filter { $0.contains("init(") && $0.contains("package") }
    #expect(makers.count == 4)
    for line in makers {
      #expect(["exact name", "restricted name"].contains { line.contains($0) }, "\(line)")
    }
    for (file, lines) in try Self.code(of: "EvidenceStage") where file != "EvidencePack.swift" {
      let exact = lines.contains { $0.contains("(exact:") || $0.contains("(restricted:") }
      #expect(!exact || ["Feeds/ImpactCSV.swift", "Pages/MovementPage.swift"].contains(file), "\(file)")
      #expect(!exact || !lines.contains { $0.contains("(open:") }, "\(file) makes both kinds")
    }
  }

  /// The one function that another module calls takes what was disclosed.
  @Test func theStageIsAFunctionOfDisclosed() throws {
    let file = Self.sources.appending(path: "EvidenceStage/Evidence.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("package func evidence(_ results: Disclosed, "))
    for (file, maker) in [
      ("Figure", "\n  init(_ state: State)"), ("ShareBand", "\n  init(_ text: String)"),
      ("Trees", "\n  init(areTwo: Bool)"),
    ] {
      let text = try String(
        contentsOf: Self.sources.appending(path: "Statistics/\(file).swift"), encoding: .utf8)
      #expect(text.contains(maker), "no other module may make one")
    }
  }
}
