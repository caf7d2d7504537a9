import Statistics
import Tables
import TestKit
import Testing

@testable import AggregateStage

/// Partials of parts of the cases merge, in any order, into what counting all cases gives.
@Suite struct PartialTests {
  /// Rows of one batch with their groups, persons and numbers.
  private struct Rows: Sendable {
    var groups: [Int32]
    var persons: [Int32]
    var numbers: [Int64]
    var selected: Bitmap
    var numerator: Bitmap

    init(_ chance: inout Seeded, groups count: Int) {
      let rows = 0..<Int.random(in: 0...60, using: &chance)
      groups = rows.map { _ in Int32.random(in: 0..<Int32(count), using: &chance) }
      persons = rows.map { _ in Int32.random(in: -1...30, using: &chance) }
      numbers = rows.map { _ in
        [.min, -3, 0, 1, 2, 1_000_000].randomElement(using: &chance) ?? 0
      }
      selected = Bitmap(count: rows.count)
      numerator = selected
      for row in rows where Bool.random(using: &chance) {
        selected[row] = true
        numerator[row] = Bool.random(using: &chance)
      }
    }

    /// - Parameter most: how many groups the partial has; with many, persons are kept as pairs.
    func partial(_ most: Int) -> Partial {
      var out = Partial(groups: most, persons: 200)
      let groupOf = most == 1 ? nil : groups
      out.all.add(selected, groupOf: groupOf, persons: persons)
      out.numerator.add(numerator, groupOf: groupOf, persons: persons)
      let rows = selected.rows.map { Int($0) }
      out.add(numbers: rows.map { numbers[$0] }, groups: groupOf.map { of in rows.map { of[$0] } })
      return out
    }
  }

  private static let groups = 3

  /// For 3 groups of 200 persons bits are little; for a million groups pairs are less.
  @Test(arguments: [1, 3, 1_100_000]) func mergedPartialsAreWhatTheRowsOneByOneGive(most: Int) {
    let groups = min(most, Self.groups)
    forAll(count: most > 3 ? 3 : 100) { chance in
      (0..<3).map { _ in Rows(&chance, groups: groups) }
    } holds: { parts in
      let tallies = Tallies([Partial(groups: most, persons: 200)] + parts.map { $0.partial(most) })
      let backwards = Tallies(parts.reversed().map { $0.partial(most) })
      return (0..<groups).allSatisfy { group in
        let tally = tallies[group]
        var (cases, numerator, numbers) = (0, 0, [Int]())
        var (people, numeratorPeople): (Set<Int32>, Set<Int32>) = ([], [])
        for part in parts {
          for row in part.groups.indices where part.selected[row] && Int(part.groups[row]) == group {
            cases += 1
            if part.persons[row] >= 0 { people.insert(part.persons[row]) }
            if part.numbers[row] != .min { numbers.append(Int(part.numbers[row])) }
            guard part.numerator[row] else { continue }
            numerator += 1
            if part.persons[row] >= 0 { numeratorPeople.insert(part.persons[row]) }
          }
        }
        return tally.cases == cases && tally.numerator == numerator && tally.people == people.count
          && tally.numeratorPeople == numeratorPeople.count && Array(tally.numbers) == numbers.sorted()
          && tally.numbers.sum == numbers.reduce(0) { $0 + Int128($1) }
          && tallies.hasCases(group) == (cases > 0)
          && Array(backwards[group].numbers) == Array(tally.numbers)
          && backwards[group].people == tally.people
      }
    }
  }
}
