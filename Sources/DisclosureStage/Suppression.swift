import Artefacts
import Statistics

/// The readings whose counts must be hidden: small ones, and in each set that adds up to a shown total
/// one more wherever only one would be hidden, the smallest, since the total gives a single gap away.
func hiddenReadings(_ readings: [Reading], under policy: DisclosurePolicy) -> Set<Reading.Key> {
  guard policy.threshold > 0 else { return [] }
  var hidden: Set<Reading.Key> = []
  var sets: [Reading.Key: [Reading]] = [:]
  for reading in readings {
    if smallestCount(of: reading).map(policy.hides) ?? false { hidden.insert(reading.key) }
    if let category = reading.key.category {
      let set = Reading.Key(
        measure: reading.key.measure, period: reading.key.period,
        category: Reading.Category(breakdown: category.breakdown, label: ""))
      sets[set, default: []].append(reading)
    }
  }
  for set in sets.values {
    let shown = set.filter { !hidden.contains($0.key) }
    guard set.count - shown.count == 1 else { continue }
    let ordered = shown.filter { (smallestCount(of: $0) ?? 0) > 0 }.sorted { a, b in
      let (left, right) = (smallestCount(of: a) ?? 0, smallestCount(of: b) ?? 0)
      return (left, a.key.category?.label ?? "") < (right, b.key.category?.label ?? "")
    }
    if let next = ordered.first ?? shown.first { hidden.insert(next.key) }
  }
  return hidden
}

/// The smallest count that the reading would print: numerator, what is left of the denominator, denominator.
private func smallestCount(of reading: Reading) -> Int? {
  let denominator = reading.population == nil ? reading.denominator : nil
  let counts = [reading.numerator, denominator].compactMap { $0 }
  guard let n = reading.numerator, let d = denominator, d > n else { return counts.min() }
  return min(n == 0 ? d - n : n, d - n)
}
