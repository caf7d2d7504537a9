import Statistics
import TestKit
import Testing

@Suite struct LargestRemainderTests {
  private func texts(_ counts: [Int], places: Int = 0) -> [String]? {
    LargestRemainder.percentages(of: counts, places: places)?.map(\.description)
  }

  @Test(arguments: goldenRows("shares.csv"))
  func agreesWithExactFractions(row: GoldenRow) throws {
    #expect(try texts(row.wholes("counts"), places: row.whole("places")) == row.list("percentages"))
  }

  @Test func theFirstOfEqualsGetsTheOddOne() {
    #expect(texts([1, 1, 1]) == ["34", "33", "33"])
    #expect(texts([1, 1, 1], places: 1) == ["33.4", "33.3", "33.3"])
  }

  @Test func theLargerCountGoesFirstOnEqualRemainders() {
    // Of eight: 12½, 37½, 25 and 25. One place is wanting, both halves ask for it.
    #expect(texts([1, 3, 2, 2]) == ["12", "38", "25", "25"])
  }

  @Test func nothingHasNoShares() {
    #expect(texts([]) == nil && texts([0, 0]) == nil && texts([3, -1]) == nil)
    #expect(texts([0, 5]) == ["0", "100"])
  }

  @Test func alwaysAddsUpToAHundredAndStaysWithinOnePlace() {
    let make = { (g: inout Seeded) in
      (0..<Int.random(in: 1...30, using: &g)).map { _ in Int.random(in: 0...5000, using: &g) }
    }
    forAll(count: 1000, generate: make) { counts in
      let total = counts.reduce(0, +)
      guard total > 0 else { return LargestRemainder.percentages(of: counts) == nil }
      return try [0, 1, 2].allSatisfy { places in
        let shares = try #require(LargestRemainder.percentages(of: counts, places: places))
        let whole = 100 * FixedPoint.powersOfTen[places]
        return shares.reduce(0) { $0 + $1.units } == whole
          && zip(shares, counts).allSatisfy { abs($0.units * total - $1 * whole) < total }
      }
    }
  }
}
