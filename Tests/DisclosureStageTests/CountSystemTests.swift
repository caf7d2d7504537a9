import DisclosureStage
import TestKit
import Testing

/// A few counts, what links them, and what is known of each.
private struct Puzzle: Sendable, CustomStringConvertible {
  var truth: [Int]
  var system: CountSystem
  var description: String { "truth \(truth), \(system.lower) to \(system.upper), \(system.relations)" }

  /// Rows, columns and a total of a small table, each known, hidden or rounded by chance.
  init(_ generator: inout Seeded) {
    let rows = 2
    let columns = Int.random(in: 2...3, using: &generator)
    var cells = (0..<(rows * columns)).map { _ in Int.random(in: 0...4, using: &generator) }
    var relations: [CountSystem.Relation] = []
    func total(_ parts: [Int]) -> Int {
      cells.append(parts.reduce(0) { $0 + cells[$1] })
      relations.append(.init(total: cells.count - 1, of: parts))
      return cells.count - 1
    }
    let rowTotals = (0..<rows).map { row in total((0..<columns).map { row * columns + $0 }) }
    _ = (0..<columns).map { column in total((0..<rows).map { $0 * columns + column }) }
    _ = total(rowTotals)
    truth = cells
    system = CountSystem(count: cells.count)
    system.relations = relations
    for (cell, count) in cells.enumerated() {
      switch Int.random(in: 0...4, using: &generator) {
      case 0, 1: system.limit(cell, to: count...count)
      case 2: system.limit(cell, to: max(0, count - 2)...(count + 2))
      case 3: system.limit(cell, to: 0...max(6, count))
      default: if count > 0 { system.limit(cell, to: 1...40) } else { system.limit(cell, to: 0...40) }
      }
    }
  }

  /// The least and greatest of each cell over every table that fits, found by trying them all.
  func possible() -> [ClosedRange<Int>] {
    var out: [ClosedRange<Int>?] = truth.map { _ in nil }
    let inner = truth.indices.filter { cell in !system.relations.contains { $0.terms[0].cell == cell } }
    var counts = truth
    func search(_ position: Int) {
      guard position < inner.count else {
        for relation in system.relations {
          counts[relation.terms[0].cell] = relation.terms.dropFirst().reduce(0) { $0 + counts[$1.cell] }
        }
        guard counts.indices.allSatisfy({ system.lower[$0] <= counts[$0] && counts[$0] <= system.upper[$0] })
        else { return }
        for (cell, count) in counts.enumerated() {
          out[cell] = out[cell].map { min($0.lowerBound, count)...max($0.upperBound, count) } ?? count...count
        }
        return
      }
      let cell = inner[position]
      for count in system.lower[cell]...min(system.upper[cell], 6) {
        counts[cell] = count
        search(position + 1)
      }
    }
    search(0)
    return zip(out, truth).map { $0 ?? $1...$1 }
  }
}

@Suite struct CountSystemTests {
  @Test func aSingleGapIsGivenAwayByItsTotal() throws {
    var system = CountSystem(count: 4)
    system.relations = [.init(total: 0, of: [1, 2, 3])]
    for (cell, count) in [(0, 30), (1, 12), (2, 15)] { system.limit(cell, to: count...count) }
    #expect(try #require(system.propagated())[3] == 3...3)
  }

  @Test func twoGapsShareWhatIsLeft() throws {
    var system = CountSystem(count: 4)
    system.relations = [.init(total: 0, of: [1, 2, 3])]
    system.limit(0, to: 30...30)
    system.limit(1, to: 12...12)
    system.limit(2, to: 1...CountSystem.most)
    system.limit(3, to: 1...CountSystem.most)
    #expect(try #require(system.propagated())[3] == 1...17)
  }

  /// Rows 1 and 2 less columns A and B leave the hidden cell of column X, though every line hides two or more.
  @Test func linesTogetherLeaveASingleValueToWhatNoneGivesAwayAlone() {
    // a b x | c d, with row totals 4 and 5, column totals A 6 and B 7; x is of a column that nobody prints.
    var system = CountSystem(count: 9)
    system.relations = [
      .init(total: 5, of: [0, 1, 2]), .init(total: 6, of: [3, 4]), .init(total: 7, of: [0, 3]),
      .init(total: 8, of: [1, 4]),
    ]
    for (cell, count) in [(5, 53), (6, 90), (7, 60), (8, 80)] { system.limit(cell, to: count...count) }
    var assignment = Assignment(system, at: [20, 30, 3, 40, 50, 53, 90, 60, 80])
    #expect(assignment.fits)
    for value in 0...6 where value != 3 {
      #expect(assignment.moves(to: [.init(cell: 2, value: value)]) == nil)
    }
    for value in [0, 19, 21, 50] {
      #expect(assignment.moves(to: [.init(cell: 0, value: value)]) != nil, "a can be \(value)")
    }
  }

  @Test func aPercentageAndRoundedCountsGiveTheCountsAway() {
    var system = CountSystem(count: 3)
    system.relations = [
      .init(total: 1, of: [0, 2]),
      // 95.8% to one place: 1915 d ≤ 2000 n < 1917 d
      .init([.init(0, 2000), .init(1, -1915)], from: 0, to: Int.max / 4),
      .init([.init(0, 2000), .init(1, -1917)], from: -Int.max / 4, to: -1),
    ]
    system.limit(0, to: 43...47)
    system.limit(1, to: 48...52)
    var assignment = Assignment(system, at: [46, 48, 2])
    #expect(assignment.fits)
    for value in [0, 1, 3, 4, 5] { #expect(assignment.moves(to: [.init(cell: 2, value: value)]) == nil) }
  }

  @Test func whatContradictsItselfGivesNothing() {
    var system = CountSystem(count: 3)
    system.relations = [.init(total: 0, of: [1, 2])]
    for (cell, count) in [(0, 3), (1, 2), (2, 2)] { system.limit(cell, to: count...count) }
    #expect(system.propagated() == nil)
  }

  /// Of every value that trying every table finds, nearly all are found; and nothing else is.
  @Test func findsWhatTryingEveryTableFinds() {
    var found = 0
    var all = 0
    forAll(count: 60) {
      Puzzle(&$0)
    } holds: { puzzle in
      let possible = puzzle.possible()
      var assignment = Assignment(puzzle.system, at: puzzle.truth)
      guard assignment.fits else { return false }
      for cell in puzzle.truth.indices {
        for value in 0...6 where value != puzzle.truth[cell] {
          let moves = assignment.moves(to: [.init(cell: cell, value: value)])
          // Beyond 6 a cell is not tried, so a value may be possible that was not seen.
          if possible[cell].contains(value) { (found, all) = (found + (moves == nil ? 0 : 1), all + 1) }
          guard let moves else { continue }
          var counts = puzzle.truth
          for move in moves { counts[move.cell] = move.value }
          guard counts[cell] == value, Assignment(puzzle.system, at: counts).fits else { return false }
          // A place to search from need not fit; what is found from it does.
          let away = Assignment.Move(cell: (cell + 1) % puzzle.truth.count, value: 6)
          guard let others = assignment.moves(to: [.init(cell: cell, value: value)], near: [away]) else {
            continue
          }
          counts = puzzle.truth
          for move in others { counts[move.cell] = move.value }
          guard counts[cell] == value, Assignment(puzzle.system, at: counts).fits else { return false }
        }
      }
      return true
    }
    #expect(found * 100 >= all * 97, "\(found) of \(all) possible values were found")
  }

  @Test func aTableIsSettledFromNothing() {
    forAll(count: 300) {
      Puzzle(&$0)
    } holds: { puzzle in
      var assignment = Assignment(puzzle.system, at: puzzle.system.lower)
      return assignment.settle()
    }
  }

  /// Two counts that cannot be what they are said to be keep nobody from finding the others: what is given up for lost is
  /// left out of what an attacker is thought to know.
  @Test func whatCannotBeTrueIsLeftAndTheRestIsSettled() {
    var system = CountSystem(count: 5)
    (system.lower, system.upper) = ([3, 4, 0, 0, 5], [3, 4, 100, 100, 5])
    system.relations = [
      .init(total: 0, of: [1]), .init(total: 4, of: [2, 3]),
      .init([.init(2, 1)], from: 2, to: 2),
    ]
    var assignment = Assignment(system, at: [3, 4, 0, 0, 5])
    let isSettled = assignment.settle()
    #expect(!isSettled)
    #expect(assignment.values == [3, 4, 2, 3, 5])
  }

  /// 10 less a part is none, or at least 4.
  @Test func aSumCanBeNoneOrEnough() {
    var system = CountSystem(count: 2)
    system.limit(0, to: 10...10)
    system.relations = [.init([.init(0, 1), .init(1, -1)], from: 0, to: Int.max / 4)]
    system.relations[0].leastPositive = 4
    var assignment = Assignment(system, at: [10, 6])
    #expect(assignment.fits && !Assignment(system, at: [10, 7]).fits)
    let found = (0...12).filter { $0 == 6 || assignment.moves(to: [.init(cell: 1, value: $0)]) != nil }
    #expect(found == [0, 1, 2, 3, 4, 5, 6, 10])
  }

  /// What is too small can become none or enough, whichever fits.
  @Test(arguments: [(8, 8), (4, 4)])
  func aSumThatIsTooSmallIsRepairedUpOrDown(least: Int, settled: Int) {
    var system = CountSystem(count: 3)
    system.limit(0, to: 10...10)
    system.limit(1, to: 0...9)
    system.limit(2, to: 1...9)
    system.relations = [.init(total: 0, of: [1, 2])]
    var gap = CountSystem.Relation([.init(2, 1)], from: 0, to: Int.max / 4)
    gap.leastPositive = least
    system.relations.append(gap)
    var assignment = Assignment(system, at: [10, 9, 1])
    let isSettled = assignment.settle()
    #expect(isSettled && assignment.values[2] == settled)
  }

  @Test func theTruthIsAlwaysPossible() {
    forAll(count: 1_000) {
      Puzzle(&$0)
    } holds: { puzzle in
      guard let ranges = puzzle.system.propagated() else { return false }
      return zip(ranges, puzzle.truth).allSatisfy { $0.contains($1) }
    }
  }
}
