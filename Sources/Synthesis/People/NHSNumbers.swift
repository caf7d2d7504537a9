/// NHS numbers that belong to nobody: the range 999 000 0000 to 999 999 9999 is kept for tests.
///
/// The tenth digit is 11 less the weighted sum of the first nine modulo 11; ten is no digit, so such numbers are
/// skipped (NHS Data Dictionary, NHS NUMBER).
struct NHSNumbers {
  private var position: Int
  /// How many different numbers there are to give, with room to spare.
  static let most = 900_000

  init(_ chance: inout Chance) { position = chance.below(1_000_000) }

  /// The next number, never one given before.
  mutating func next() -> Int {
    while true {
      // 3^18 shares no factor with a million, so the steps visit every number before any comes again.
      position = (position + 387_420_489) % 1_000_000
      let firstNine = 999_000_000 + position
      if let check = Self.checkDigit(firstNine) { return firstNine * 10 + check }
    }
  }

  static func checkDigit(_ firstNine: Int) -> Int? {
    var sum = 0
    var rest = firstNine
    for weight in 2...10 {
      sum += rest % 10 * weight
      rest /= 10
    }
    let check = (11 - sum % 11) % 11
    return check == 10 ? nil : check
  }
}
