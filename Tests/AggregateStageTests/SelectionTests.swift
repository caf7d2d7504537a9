import Artefacts
import Periods
import Tables
import TestKit
import Testing

@testable import AggregateStage
@testable import Declarations

/// The rows selected are those that looking at each row finds, over batches shorter and longer than a chunk.
@Suite struct SelectionTests {
  /// Two fields of days in batches of any length, some rows refused, and spans asked for one after another.
  private struct Sample: Sendable, CustomStringConvertible {
    var days: [[[Int32]]]
    var accepted: [[UInt8]]
    var asked: [[Predicate.Span]]
    var description: String { "\(days.map { $0.map(\.count) }) \(asked)" }

    init(_ chance: inout Seeded) {
      let sizes = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
        Int.random(in: 0...5, using: &chance) == 0
          ? Int.random(in: 2_000...4_200, using: &chance) : Int.random(in: 0...70, using: &chance)
      }
      let far: [Int32] = [-300_000, 2_900_000, .max, .min + 1]
      // Rows in the order of their days leave whole chunks without one that is asked for.
      let isOrdered = Bool.random(using: &chance)
      days = (0..<2).map { _ in
        sizes.map { size in
          let own = (0..<size).map { _ -> Int32 in
            if Int.random(in: 0..<5, using: &chance) == 0 { return Column.missingNumber }
            if Int.random(in: 0..<9, using: &chance) == 0 { return far.randomElement(using: &chance) ?? 0 }
            return Int32.random(in: 100...108, using: &chance)
          }
          return isOrdered ? own.sorted() : own
        }
      }
      accepted = sizes.map { size in (0..<size).map { _ in Int.random(in: 0..<4, using: &chance) > 0 ? 1 : 0 }
      }
      let bounds: [Int64] = Array(98...110) + [-300_000, 2_900_000, Int64(Int32.max), 1 << 40, -(1 << 40)]
      asked = (0..<8).map { _ in
        (0..<Int.random(in: 1...3, using: &chance)).map { _ in
          var span = Predicate.Span(field: Int.random(in: 0...1, using: &chance))
          if Bool.random(using: &chance) { span.least = bounds.randomElement(using: &chance) ?? 100 }
          if Bool.random(using: &chance) { span.greatest = bounds.randomElement(using: &chance) ?? 108 }
          span.takesMissing = Bool.random(using: &chance)
          return span
        }
      }
    }

    var cases: ValidatedTable {
      let batches = accepted.indices.map { batch in
        RecordBatch(
          source: 0, firstLine: 2, rowCount: accepted[batch].count, columns: days.map { .days($0[batch]) })
      }
      let table = CaseTable(dataset: "d", fields: ["a", "b"], dictionaries: [[], []], batches: batches)
      return ValidatedTable(table: table, checks: [], breaches: [], notRun: [], accepted: accepted)
    }

    /// The rows of a batch that are in all of some spans, looked at one by one.
    func rows(_ spans: [Predicate.Span], _ batch: Int) -> [Int32] {
      accepted[batch].indices.filter { row in
        accepted[batch][row] == 1
          && spans.allSatisfy { span in
            let day = days[span.field][batch][row]
            return span.takes(day == Column.missingNumber ? nil : Int64(day))
          }
      }.map { Int32($0) }
    }
  }

  @Test func rowsInSpansAreThoseFoundOneByOne() throws {
    let parameters = try Council.parameters
    forAll(count: 200) {
      Sample(&$0)
    } holds: { sample in
      let cases = sample.cases
      let selectors = BatchSelector.all(of: cases)
      return sample.asked.allSatisfy { spans in
        let condition = Condition(
          Predicate(spans: spans, steady: [], residual: []), table: cases.table, parameters: parameters)
        return selectors.indices.allSatisfy { selectors[$0].rows(condition).rows == sample.rows(spans, $0) }
      }
    }
  }
}
