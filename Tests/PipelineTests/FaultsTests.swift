import FoundationEssentials
import Periods
import Runs
import Synthesis
import Tables
import Testing
import Tools

/// Councils invented with faults at different shares: every fault is found, and nothing else is.
@Suite struct FaultsTests {
  @Test(arguments: [(0, 11), (0, 12), (20, 11), (20, 12), (200, 11), (200, 12)])
  func everyPlantedFaultIsFoundAndNothingElse(perMille: Int, seed: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try council(seed: UInt64(seed), faults: perMille == 0 ? .none : .perMille(perMille))
    for file in files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let run = try ExampleCouncil.run("nightly", input: folder.path, asOf: "2026-10-31", until: .validate)
    let found = places(try ExampleCouncil.table(run.files["findings.csv"], "findings.csv"))
    let key = files.first { $0.path == "answer-key/faults.csv" }?.bytes
    let planted = places(try ExampleCouncil.table(key, "faults.csv"))
    #expect(planted.subtracting(found).isEmpty, "missed")
    #expect(found.subtracting(planted).isEmpty, "false")
    // Columns that no dataset knows, and services that truly overlap, are said of every council; the rest is planted.
    let codes = Set(planted.map { $0[3] })
    if perMille == 0 {
      #expect(codes == ["FILE-004", "SS-027", "SS-028"])
    } else {
      #expect(codes.count > 110)
    }
    if perMille == 200 { #expect(planted.count > 800) }
  }

  private func places(_ rows: [[String: String]]) -> Set<[String]> {
    Set(rows.map { row in ["file", "line", "field", "code"].map { row[$0] ?? "" } })
  }

  private func council(seed: UInt64, faults: Faults) throws -> [(path: String, bytes: [UInt8])] {
    let holidays = try ExampleCouncil.table(
      file: "\(ExampleCouncil.root)/data/calendars/england-bank-holidays.csv"
    ).compactMap { row in row.values.lazy.compactMap { Day(iso: $0) }.first }
    return SyntheticCouncil(
      seed: seed, people: 1500, asOf: try #require(Day(iso: "2026-10-31")), holidays: holidays, faults: faults
    ).files()
  }
}
