import Artefacts
import Tables
import TestKit
import Testing

@testable import AggregateStage
@testable import Declarations

/// Cases found by the order of their days are those that looking at each case finds, whatever was asked for before.
@Suite struct DayIndexTests {
  /// Two fields of days in batches of any length, some rows refused, and spans asked for one after another.
  private struct Sample: Sendable, CustomStringConvertible {
    var days: [[[Int32]]]
    var accepted: [[UInt8]]
    var asked: [[DayBounds.Span]]
    var description: String { "\(days) \(accepted) \(asked)" }

    init(_ chance: inout Seeded) {
      let sizes = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
        Int.random(in: 0...70, using: &chance)
      }
      // Days lie close together, where they are counted by day, or so far apart that they are put in order.
      let isFar = Int.random(in: 0..<3, using: &chance) == 0
      let far: [Int32] = [-300_000, 2_900_000, .max]
      days = (0..<2).map { _ in
        sizes.map { size in
          (0..<size).map { _ in
            if Int.random(in: 0..<5, using: &chance) == 0 { return Column.missingNumber }
            if isFar, Int.random(in: 0..<9, using: &chance) == 0 {
              return far.randomElement(using: &chance) ?? 0
            }
            return Int32.random(in: 100...108, using: &chance)
          }
        }
      }
      accepted = sizes.map { size in (0..<size).map { _ in Int.random(in: 0..<4, using: &chance) > 0 ? 1 : 0 }
      }
      let bounds: [Int64] = Array(98...110) + [-300_000, 2_900_000, Int64(Int32.max)]
      asked = (0..<8).map { _ in
        (0..<Int.random(in: 1...3, using: &chance)).map { _ in
          var span = DayBounds.Span(field: Int.random(in: 0...1, using: &chance))
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
          source: 0, firstLine: 2, rowCount: accepted[batch].count,
          columns: days.map { .days($0[batch]) })
      }
      let table = CaseTable(dataset: "d", fields: ["a", "b"], dictionaries: [[], []], batches: batches)
      return ValidatedTable(table: table, checks: [], breaches: [], notRun: [], accepted: accepted)
    }

    /// The rows of each batch that are in all of some spans, looked at one by one.
    func rows(_ spans: [DayBounds.Span]) -> [[Int32]] {
      accepted.indices.map { batch in
        accepted[batch].indices.filter { row in
          accepted[batch][row] == 1
            && spans.allSatisfy { span in
              let day = days[span.field][batch][row]
              return span.takes(day == Column.missingNumber ? nil : Int64(day))
            }
        }.map { Int32($0) }
      }
    }
  }

  @Test func placesAreThoseOfTheRowsOneByOne() {
    forAll(count: 300) {
      Sample(&$0)
    } holds: { sample in
      let cases = sample.cases
      var index = DayIndex(cases)
      return sample.asked.allSatisfy { spans in
        let expected = sample.rows(spans)
        return DayIndex.count(index.places(spans, of: cases)) == expected.reduce(0) { $0 + $1.count }
          && index.rows(spans, of: cases, most: .max) == expected
      }
    }
  }

  /// Few rows are given, and more than were asked for are not.
  @Test func moreRowsThanWantedAreNotGiven() {
    forAll(count: 100) {
      Sample(&$0)
    } holds: { sample in
      let cases = sample.cases
      var index = DayIndex(cases)
      return sample.asked.allSatisfy { spans in
        let count = sample.rows(spans).reduce(0) { $0 + $1.count }
        return index.rows(spans, of: cases, most: count) != nil
          && (count == 0 || index.rows(spans, of: cases, most: count - 1) == nil)
      }
    }
  }

  @Test func peopleAreThoseOfTheRowsOneByOne() {
    forAll(count: 200) { chance -> (Sample, [[Int32]]) in
      let sample = Sample(&chance)
      let persons = sample.accepted.map { $0.map { _ in Int32.random(in: -1...150, using: &chance) } }
      return (sample, persons)
    } holds: { sample, persons in
      let cases = sample.cases
      var index = DayIndex(cases)
      return sample.asked.allSatisfy { spans in
        var people: Set<Int32> = []
        for (batch, rows) in sample.rows(spans).enumerated() {
          people.formUnion(rows.map { persons[batch][Int($0)] }.filter { $0 >= 0 })
        }
        return index.people(index.places(spans, of: cases), persons, count: 151) == people.count
      }
    }
  }
}
