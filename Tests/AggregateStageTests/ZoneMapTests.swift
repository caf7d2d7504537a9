import Tables
import TestKit
import Testing

@testable import AggregateStage
@testable import Declarations

/// A chunk is skipped where its first and last day show that no row of it can be meant, and nowhere else.
@Suite struct ZoneMapTests {
  /// Chunks of days without a gap, so that whatever lies between the first and the last is there.
  private struct Days: Sendable, CustomStringConvertible {
    var chunks: [(first: Int32, count: Int, missing: Int)]
    var span: DayBounds.Span
    var description: String { "\(chunks), \(span)" }

    init(_ chance: inout Seeded) {
      chunks = (0..<3).map { _ in
        let count = Int.random(in: 0...3, using: &chance)
        let missing = Int.random(in: 0...1, using: &chance)
        return (Int32.random(in: 100...106, using: &chance), count, count == 0 ? 1 : missing)
      }
      span = DayBounds.Span(field: 0)
      if Bool.random(using: &chance) { span.least = Int64.random(in: 99...108, using: &chance) }
      if Bool.random(using: &chance) {
        span.greatest = Int64.random(in: max(99, span.least)...109, using: &chance)
      }
      span.takesMissing = Bool.random(using: &chance)
    }

    /// Each chunk filled up with its own days over and over.
    var columns: [[Int32]] {
      chunks.map { chunk in
        let own =
          (0..<chunk.count).map { chunk.first + Int32($0) }
          + Array(repeating: Column.missingNumber, count: chunk.missing)
        return (0..<EvaluationScratch.chunk).map { own[$0 % own.count] }
      }
    }
  }

  @Test func aChunkIsPassedOverExactlyWhereNoRowIsInTheSpan() {
    forAll(count: 60) {
      Days(&$0)
    } holds: { days in
      let columns = days.columns
      let rows = columns.flatMap(\.self)
      let batch = RecordBatch(source: 0, firstLine: 2, rowCount: rows.count, columns: [.days(rows)])
      let table = CaseTable(dataset: "d", fields: ["day"], dictionaries: [[]], batches: [batch])
      var zones = ZoneMap()
      zones.look(at: 0, of: table)
      return zip(ZoneMap.chunks(of: rows.count), columns).allSatisfy { chunk, own in
        let isIn = own.contains { days.span.takes($0 == Column.missingNumber ? nil : Int64($0)) }
        return zones.excludes([days.span], 0, chunk) != isIn
      }
    }
  }
}
