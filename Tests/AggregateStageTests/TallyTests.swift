import Statistics
import TestKit
import Testing

@testable import AggregateStage

/// Tallies of different people's cases add up as numbers do: in any order, in any grouping, and nothing added is nothing.
@Suite struct TallyTests {
  private static func tally(_ chance: inout Seeded) -> Tally {
    var out = Tally(
      cases: Int.random(in: 0...50, using: &chance), numerator: Int.random(in: 0...50, using: &chance))
    out.people = Int.random(in: 0...50, using: &chance)
    out.numeratorPeople = Int.random(in: 0...50, using: &chance)
    let numbers = (0..<Int.random(in: 0...20, using: &chance)).map { _ in
      [-7, 0, 1, 2, 28, 1_000_000].randomElement(using: &chance) ?? 0
    }
    out.numbers = Histogram(of: numbers)
    return out
  }

  private static func sum(_ parts: Tally...) -> Tally? {
    var out = Tally()
    for part in parts where !out.merge(part) { return nil }
    return out
  }

  @Test func mergingIsAssociativeAndCommutativeWithAnIdentity() {
    forAll(count: 300) { chance in
      (0..<3).map { _ in Self.tally(&chance) }
    } holds: { parts in
      let (a, b, c) = (parts[0], parts[1], parts[2])
      guard let left = Self.sum(a, b), let right = Self.sum(b, c) else { return false }
      return Self.sum(left, c) == Self.sum(a, right) && Self.sum(a, b) == Self.sum(b, a)
        && Self.sum(a, Tally()) == a && Self.sum(Tally(), a) == a
    }
  }

  @Test func aHistogramIsItsNumbersInOrder() {
    forAll(count: 300) { chance in
      (0..<2).map { _ in
        (0..<Int.random(in: 0...40, using: &chance)).map { _ in Int.random(in: -5...5, using: &chance) }
      }
    } holds: { parts in
      var merged = Histogram(of: parts[0])
      merged.merge(Histogram(of: parts[1]))
      let all = (parts[0] + parts[1]).sorted()
      return Array(merged) == all && merged == Histogram(of: all)
        && merged.count == all.count
        && merged.sum == all.reduce(0) { $0 + Int128($1) } && Histogram(merged.description) == merged
        && (0...100).allSatisfy {
          percentile($0, of: merged.count) { merged[$0] } == percentile($0, of: all.count) { all[$0] }
        }
    }
  }

  @Test(arguments: [
    "3", "3:", "3:0", "3:-1", "3:1 2:1", "3:1 3:1", "03:1", "3:1  4:1", " 3:1", "a:1", "3:1:1",
  ])
  func aHistogramIsReadOnlyAsItIsWritten(text: String) { #expect(Histogram(text) == nil) }

  @Test func aHistogramHasOneText() {
    #expect(Histogram(of: [-1, -1, 28]).description == "-1:2 28:1")
    #expect(Histogram("")?.isEmpty == true)
  }

  @Test func whatIsTooLargeIsNotAdded() {
    var tally = Tally(cases: Int.max)
    let isAdded = tally.merge(Tally(cases: 1))
    #expect(!isAdded)
    #expect(tally == Tally(cases: Int.max))
    tally = Tally()
    tally.numbers = Histogram(counts: [(value: 1, count: Int.max)]) ?? Histogram()
    var other = Tally(cases: 1)
    other.numbers = Histogram(of: [2])
    let isJoined = tally.merge(other)
    #expect(!isJoined)
  }
}
