import Foundation
import Tables
import Testing

/// Offsets beyond 32 bits: a file of more than 4 GiB, most of it a hole that takes no room on the disk.
@Suite struct FarOffsetTests {
  @Test func recordsBeyondFourGibibytesAreReadAsTheyStand() throws {
    let path = NSTemporaryDirectory() + "caretally-far-\(UUID().uuidString).csv"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try #require(FileHandle(forWritingAtPath: path))
    let start = 1 << 32 + 4_321
    try file.truncate(atOffset: UInt64(start))
    try file.seekToEnd()
    // Repeated keys, quotes with line breaks, days and codes, in many stretches.
    let records = (0..<4_000).map { "k\($0 % 3_000),2024-02-\($0 % 28 + 10),\"A, \n\($0 % 7)\"" }
    try file.write(contentsOf: Data((records.joined(separator: "\n") + "\n").utf8))
    try file.close()
    let fields = [FieldPlan("key", .text), FieldPlan("day", .day), FieldPlan("team", .openCode)]
    let mapped = try MappedFile(path: path)
    let reader = ExtractReader(fields: fields, columns: [0, 1, 2], segmentBytes: 4_096)
    let reading = reader.read(.mapped(mapped), from: start, line: 2, source: 0)
    let table = CaseTable.joining(
      [reading], dataset: "far", fields: fields, sources: [path], absentFields: [])
    #expect(reading.batches.count > 10)
    #expect(table.rowCount == 4_000)
    #expect(table.dictionaries[2] == (0..<7).map { "A, \n\($0)" })
    #expect(repeatedKeys(in: table, fields: [0], among: nil).reduce(0) { $0 + $1.count } == 1_000)
    // A day of 10 to 28 is right, and the ninth of each 28 and those after it run past the month's end.
    let faults = reading.batches.flatMap(\.faults)
    #expect(
      faults.count == (0..<4_000).count { $0 % 28 + 10 > 29 } && faults.allSatisfy { $0.kind == .badDate })
    // Each record has two lines.
    #expect(reading.batches.last.map { $0.line(ofRow: $0.rowCount - 1) } == 2 + 2 * 3_999)
  }
}
