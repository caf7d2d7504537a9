import Declarations
import TestKit
import Testing

@testable import AggregateStage

/// Different persons are counted by bits where those are few, and by pairs where they are many: the counts are the same.
@Suite struct DistinctCounterTests {
  private struct Chunk: Sendable {
    var persons: [Int32]
    var groups: [Int32]
    var numerator: [UInt8]
    var counted: [Int32]
  }

  /// For 3 groups of 200 persons bits are little; for a million groups pairs are less.
  @Test(arguments: [3, 1_100_000]) func personsOfGroupsAreCountedOnce(groups: Int) {
    forAll(count: groups > 3 ? 3 : 100) { chance -> [Chunk] in
      (0..<3).map { _ in
        let rows = 0..<Int.random(in: 0...60, using: &chance)
        return Chunk(
          persons: rows.map { _ in Int32.random(in: -1...30, using: &chance) },
          groups: rows.map { _ in Int32.random(in: 0...2, using: &chance) },
          numerator: rows.map { _ in UInt8.random(in: 0...2, using: &chance) },
          counted: rows.filter { _ in Bool.random(using: &chance) }.map { Int32($0) })
      }
    } holds: { chunks in
      var (all, some): ([Set<Int32>], [Set<Int32>]) = ([[], [], []], [[], [], []])
      var sets: [DistinctCounter] = []
      for chunk in chunks {
        var set = DistinctCounter(groups: groups, persons: 200)
        set.add(
          chunk.persons, from: 0, counted: chunk.counted, count: chunk.counted.count, groups: chunk.groups,
          numerator: chunk.numerator)
        sets.append(set)
        for row in chunk.counted.map({ Int($0) }) where chunk.persons[row] >= 0 {
          all[Int(chunk.groups[row])].insert(chunk.persons[row])
          if chunk.numerator[row] == Truth.yes { some[Int(chunk.groups[row])].insert(chunk.persons[row]) }
        }
      }
      let counts = DistinctCounter.union(sets).counts
      return counts.count == groups && counts.prefix(3).map(\.all) == all.map(\.count)
        && counts.prefix(3).map(\.numerator) == some.map(\.count)
    }
  }
}
