package import Artefacts
package import Declarations
package import Statistics

/// How far readings could move, as far as a policy allows it to be printed.
///
/// The ends of a range reveal exactly how many records lie between them. Beside a rounded count that gives the count
/// away, and a hidden count has no range to print. So under a policy that hides or rounds, no range is printed, and the
/// reason is. `DisclosurePolicy(threshold: 0)` gives them all, for `restricted/`.
/// - Parameter measures: by id, for units and decimals.
package func disclose(
  _ bounds: [Bounds], of results: Aggregated, under policy: DisclosurePolicy, measures: [String: Measure]
) -> DisclosedImpact {
  guard !policy.hidesOrRounds else {
    return DisclosedImpact(isWithheld: !bounds.isEmpty)
  }
  let printing = Printing(policy: policy, catalogue: measures)
  let readings = results.readings.byKey
  return DisclosedImpact(
    ranges: bounds.compactMap { bounds in
      guard let reading = readings[bounds.key], let measure = measures[bounds.key.measure] else { return nil }
      func shown(_ bound: Bound) -> DisclosedBound {
        switch bound {
        case .reading(let reading): DisclosedBound(printing.value(of: reading, measure, isHidden: false))
        case .none(let why): DisclosedBound(policy.outcome(nil, missing: .unavailable), whyNone: why)
        }
      }
      return DisclosedBounds(
        key: bounds.key, code: bounds.code, records: policy.count(bounds.records),
        value: printing.value(of: reading, measure, isHidden: false), lowest: shown(bounds.lowest),
        highest: shown(bounds.highest))
    })
}
