import FoundationEssentials
import Runs
import Testing
import Tools

@Suite struct ExplanationTests {
  /// Every code that the program itself can print, found in its sources.
  @Test func everyCodeOfItsOwnIsExplained() throws {
    let sources = "\(ExampleCouncil.root)/Sources"
    var codes: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources) where path.hasSuffix(".swift") {
      guard !path.hasSuffix("OwnCodes.swift"), !path.hasPrefix("Synthesis/"),
        let data = FileManager.default.contents(atPath: "\(sources)/\(path)")
      else { continue }
      let text = String(decoding: data, as: UTF8.self)
      for match in text.matches(of: /"((?:FILE|RUN|AGG|BMK|DISC|CELL)-[0-9]{3})"/) {
        codes.insert(String(match.1))
      }
    }
    #expect(codes.count > 50)
    let workspace = try ExampleCouncil.workspace.get()
    for code in codes.sorted() {
      #expect(throws: Never.self, "\(code)") { try explanation(of: code, in: workspace) }
    }
  }

  @Test(arguments: [
    (
      "SS-027",
      ["Looks at stretches of time of one key", "Of one person_id, service_type", "From started_on"]
    ),
    ("WL-020", ["Of one nhs_number", "The same person_id"]),
    (
      "SGE-030",
      ["Other dataset safeguarding-concerns", "concern_id → concern_id", "Expects one to be found"]
    ),
    ("WL-024", ["Check open-vanished", "Open completed_on IS NULL AND closed_on IS NULL"]),
    ("WL-022", ["Check volume-fell", "Month of requested_on", "Per cent 50", "Least records 20"]),
  ])
  func aRuleOfSeveralRecordsSaysWhatItHoldsThemTo(_ code: String, says: [String]) throws {
    let text = try explanation(of: code, in: ExampleCouncil.workspace.get())
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in says { #expect(text.contains(words), "\(words)\n\(text)") }
  }
}
