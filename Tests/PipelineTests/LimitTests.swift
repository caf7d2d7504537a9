import Declarations
import Findings
import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tools

/// What holds a run back is beyond its limit, and nothing is that only reaches it.
@Suite struct LimitTests {
  /// A run as its manifest says it was, with one table.
  private func run(
    _ day: String, records: Int = 100, refused: Int = 0, unmapped: Int = 0, newest: String = ""
  )
    throws -> RunRecord
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "limits-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let manifest = """
      { "asOf": "\(day)", "pipeline": "nightly", "area": "E99000001", "tables": [
        { "dataset": "reviews", "records": \(records), "accepted": \(records - refused), "refused": \(refused),
          "unmapped": \(unmapped), "newest": "\(newest.isEmpty ? day : newest)" } ] }
      """
    try Data(manifest.utf8).write(to: URL(filePath: RunRecord.path(folder)))
    return try RunRecord(folder)
  }

  /// A pipeline that holds runs back as told.
  private func plan(_ holdBack: String) throws -> PipelinePlan {
    let text = """
      { "pipeline": "nightly", "title": "t", "why": "w", "inputs": [], "measures": [], "comparators": [],
        "policy": "internal", "table": "comparison",
        "holdBack": { \(holdBack) } }
      """
    return try #require(
      LocatedDecoder.decode(PipelinePlan.self, from: SourceText(path: "p.json", text)).value)
  }

  @Test(arguments: [(10, 0), (11, 1)]) func asManyRefusedAsTheLimitAreNotMore(refused: Int, broken: Int)
    throws
  {
    let found = limitsBroken(
      by: try run("2026-10-31", refused: refused), after: nil, of: try plan("\"refusedPercent\": 10"),
      today: nil)
    #expect(found.map(\.code) == Array(repeating: "RUN-022", count: broken))
  }

  @Test(arguments: [(10, 0), (11, 1)]) func asManyUnmappedAsTheLimitAreNotMore(unmapped: Int, broken: Int)
    throws
  {
    let found = limitsBroken(
      by: try run("2026-10-31", unmapped: unmapped), after: nil, of: try plan("\"unmappedPercent\": 10"),
      today: nil)
    #expect(found.map(\.code) == Array(repeating: "RUN-026", count: broken))
  }

  @Test(arguments: [(80, 0), (79, 1)]) func aVolumeThatFellByTheLimitDidNotFallBeyondIt(
    records: Int, broken: Int
  )
    throws
  {
    let found = limitsBroken(
      by: try run("2026-10-31", records: records), after: try run("2026-10-30"),
      of: try plan("\"volumeDropPercent\": 20"), today: nil)
    #expect(found.map(\.code) == Array(repeating: "RUN-023", count: broken))
  }

  @Test(arguments: [("2026-10-01", 0), ("2026-09-30", 1)])
  func asManyDaysApartAsTheLimitAreNotMore(before: String, broken: Int) throws {
    let found = limitsBroken(
      by: try run("2026-11-01"), after: try run(before), of: try plan("\"daysApart\": 31"), today: nil)
    #expect(found.map(\.code) == Array(repeating: "RUN-024", count: broken))
  }

  @Test(arguments: [("2026-10-01", 0), ("2026-09-30", 1)])
  func asManyDaysAfterTheNewestRecordAsTheLimitAreNotMore(newest: String, broken: Int) throws {
    let found = limitsBroken(
      by: try run("2026-11-01", newest: newest), after: nil, of: try plan("\"daysAfterNewest\": 31"),
      today: nil)
    #expect(found.map(\.code) == Array(repeating: "RUN-027", count: broken))
  }

  @Test(arguments: [("2026-10-31", 0), ("2026-10-30", 1)])
  func asManyDaysAheadAsTheLimitAreNotMore(today: String, broken: Int) throws {
    let found = limitsBroken(
      by: try run("2026-11-01"), after: nil, of: try plan("\"daysAhead\": 1"), today: Day(iso: today))
    #expect(found.map(\.code) == Array(repeating: "RUN-028", count: broken))
  }
}
