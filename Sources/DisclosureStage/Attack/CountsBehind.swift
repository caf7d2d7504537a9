package import Statistics

/// The range of counts that a printed figure can mean under a policy.
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
  case .missing, .band: return nil
  }
}
