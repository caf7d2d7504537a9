import Statistics
import TestKit
import Testing

@Suite struct FixedPointTests {
  struct Rounding: Sendable, CustomTestStringConvertible {
    var numerator: Int
    var denominator: Int
    var places: Int
    var times = 100
    var expected: String?
    var why: String
    var testDescription: String { "\(numerator)/\(denominator): \(why)" }
  }
  static let roundings = [
    Rounding(numerator: 0, denominator: 10, places: 1, expected: "0.0", why: "nothing"),
    Rounding(numerator: 10, denominator: 10, places: 1, expected: "100.0", why: "everything"),
    Rounding(numerator: 1, denominator: 3, places: 1, expected: "33.3", why: "down"),
    Rounding(numerator: 9, denominator: 400, places: 1, expected: "2.3", why: "2.25 goes away from zero"),
    Rounding(numerator: -9, denominator: 400, places: 1, expected: "-2.3", why: "also below zero"),
    Rounding(numerator: 1, denominator: 0, places: 1, expected: nil, why: "no denominator, no value"),
    Rounding(
      numerator: 707, denominator: 139_999, places: 1, times: 100_000, expected: "505.0", why: "a rate"),
    Rounding(
      numerator: Int.max / 2, denominator: Int.max, places: 1, expected: "50.0", why: "128-bit products"),
  ]

  @Test(arguments: roundings) func roundsHalfAwayFromZeroOnce(_ row: Rounding) {
    let value = Fraction(row.numerator, row.denominator).rounded(to: row.places, times: row.times)
    #expect(value?.description == row.expected)
  }

  /// Numbers that fit a word are rounded by it, and larger ones by two: the figure is the same.
  @Test func manyDigitsAreRoundedAsFewAre() {
    forAll(count: 500) { generator in
      (
        Int.random(in: -500...500, using: &generator), Int.random(in: 1...40, using: &generator),
        Int.random(in: 0...2, using: &generator)
      )
    } holds: { numerator, denominator, places in
      let few = Fraction(numerator, denominator).rounded(to: places, times: 100)
      let many = Fraction(numerator << 44, denominator << 44).rounded(to: places, times: 100)
      let scaled = numerator.magnitude * 100 * UInt([1, 10, 100][places])
      let halves = (2 * scaled + UInt(denominator)) / (2 * UInt(denominator))
      let right = FixedPoint(units: numerator < 0 ? -Int(halves) : Int(halves), places: places)
      return few == right && many == right
    }
  }

  @Test(arguments: [
    ("1234567.5", "1,234,567.5"), ("-1234", "-1,234"), ("0.050", "0.050"), ("-0.5", "-0.5"), ("999", "999"),
  ]) func groupsThousands(_ plain: String, _ grouped: String) throws {
    let value = try #require(FixedPoint(plain))
    #expect(value.description == plain)
    #expect(value.grouped == grouped)
    #expect(FixedPoint(grouped) == value)
  }

  @Test(arguments: ["", "-", "1.2.3", "1e5", "12a", ".", "99999999999999999999", "0.0000000001"])
  func refusesWhatIsNotAPlainDecimal(_ text: String) {
    #expect(FixedPoint(text) == nil)
  }

  @Test func everyValueComesBackFromItsText() {
    forAll { generator in
      FixedPoint(
        units: Int.random(in: -1_000_000...1_000_000, using: &generator),
        places: Int.random(in: 0...9, using: &generator))
    } holds: {
      FixedPoint($0.description) == $0 && FixedPoint($0.grouped) == $0
    }
  }
}
