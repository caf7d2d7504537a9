package import Artefacts
package import Statistics

/// One reading as everybody can see it.
package struct PrintedRow: Sendable, Hashable {
  package var key: Reading.Key
  package var value: Figure
  /// nil where the row does not print it at all: an earlier reading shows its value alone.
  package var numerator: Figure?
  package var denominator: Figure?
  /// The public number under a rate.
  package var population: Int?

  package init(
    key: Reading.Key, value: Figure, numerator: Figure?, denominator: Figure?, population: Int?
  ) {
    self.key = key
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.population = population
  }
}

/// The range of counts that a printed figure stands for under a policy.
package func counts(behind figure: Figure, under policy: DisclosurePolicy) -> ClosedRange<Int>? {
  let base = policy.roundingBase
  switch figure.state {
  case .number(let number):
    guard number.places == 0 else { return nil }
    let printed = number.units
    if printed == 0 { return 0...0 }
    // Half away from zero: 12.5 and more becomes 15, less becomes 10.
    let least = max(printed - base / 2, 1, policy.threshold)
    let most = printed + (base + 1) / 2 - 1
    return least <= most ? least...most : nil
  case .low: return max(1, policy.threshold)...max(1, policy.threshold, (base - 1) / 2)
  case .missing(.confidential): return (policy.hidesZero ? 0 : 1)...CountSystem.most
  case .missing: return nil
  }
}
