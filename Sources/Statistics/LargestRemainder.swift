/// Percentages that add up to exactly 100 as printed.
///
/// Each share is rounded down, and the missing units go to the largest remainders: Hamilton's method.
package enum LargestRemainder {
  /// One percentage for each count, in order; nil where there is nothing to share or a count is negative.
  ///
  /// Of equal remainders the larger count wins, then the earlier one, so that the result is always the same.
  package static func percentages(of counts: [Int], places: Int = 0) -> [FixedPoint]? {
    guard counts.allSatisfy({ $0 >= 0 }) else { return nil }
    let total = counts.reduce(Int128(0)) { $0 + Int128($1) }
    guard total > 0 else { return nil }
    let whole = 100 * FixedPoint.powersOfTen[places]
    let parts = counts.map { (Int128($0) * Int128(whole)).quotientAndRemainder(dividingBy: total) }
    var units = parts.map { Int($0.quotient) }
    let wanting = whole - units.reduce(0, +)
    let order = counts.indices.sorted { one, other in
      if parts[one].remainder != parts[other].remainder {
        return parts[one].remainder > parts[other].remainder
      }
      return counts[one] != counts[other] ? counts[one] > counts[other] : one < other
    }
    for index in order.prefix(wanting) { units[index] += 1 }
    return units.map { FixedPoint(units: $0, places: places) }
  }
}
