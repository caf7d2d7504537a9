import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// The example council's extracts, changed between two runs: the rules of one run and the next.
@Suite struct RunChangeTests {
  @Test func aCompleteSecondRunFindsNothingNew() throws {
    let found = try codes(after: { $0 })
    #expect(found.isEmpty, "\(found)")
  }

  @Test func changesBetweenRunsAreFound() throws {
    let found = try codes { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      // A month gone, and half of another; one open case deleted.
      lines.removeAll { $0.contains(",2025-03-") && $0.hasPrefix("C") }
      var left = 3
      lines.removeAll { line in
        guard line.hasPrefix("C"),
          line.split(separator: ",", omittingEmptySubsequences: false)[8].hasPrefix("2025-05")
        else { return false }
        left -= 1
        return left < 0
      }
      let record = lines.first { $0.hasPrefix("C000300,") } ?? ""
      var cells = record.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[0] = "C900001"
      (cells[7], cells[8], cells[9], cells[10], cells[11]) = (
        "A new team", "2026-05-04", "2026-05-05", "NFA", ""
      )
      lines.insert(cells.joined(separator: ","), at: lines.count - 1)
      return lines.joined(separator: "\n")
    }
    #expect(found.isSuperset(of: ["SGC-016", "SGC-017", "SGC-019", "SGC-020"]), "\(found)")
  }

  /// The codes of kind `run` found of concerns when they are changed after a first run.
  private func codes(after change: (String) -> String) throws -> Set<String> {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: folder) }
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    let input = folder.appending(path: "input")
    try manager.copyItem(at: URL(filePath: ExampleCouncil.input("exampleshire")), to: input)
    let first = folder.appending(path: "first").path
    _ = try run(input.path, to: first, after: nil)
    let file = input.appending(path: "safeguarding-concerns.csv")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self).replacing("\r\n", with: "\n")
    try Data(change(text).utf8).write(to: file)
    let second = folder.appending(path: "second").path
    _ = try run(input.path, to: second, after: first)
    let rows = try ExampleCouncil.table(file: "\(second)/findings.csv")
    let kept: Set = ["SGC-016", "SGC-017", "SGC-018", "SGC-019", "SGC-020"]
    return Set(rows.compactMap { $0["code"] }).intersection(kept)
  }

  private func run(_ input: String, to output: String, after previous: String?) throws -> RunOutcome {
    var request = RunRequest(
      pipeline: "nightly", inputFolder: input, asOf: try #require(.init(iso: "2026-10-31")), output: output,
      until: .validate)
    request.runBefore = previous
    return try runPipeline(request, in: Workspace.open(ExampleCouncil.root))
  }
}
