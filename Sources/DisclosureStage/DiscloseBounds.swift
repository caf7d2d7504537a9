package import Artefacts
package import Declarations
package import Statistics

/// Lets through how far readings could move, under a policy that hides nothing.
///
/// A lowest and a highest value say how many records stand between them, which a published figure must not.
/// - Parameter measures: by id, for units and decimals.
package func disclose(
  _ bounds: [Bounds], of results: Benchmarked, under policy: DisclosurePolicy, measures: [String: Measure]
) -> [DisclosedBounds] {
  guard policy.threshold == 0 else { return [] }
  let printing = Printing(policy: policy)
  let readings = Dictionary(
    results.readings.map { ($0.reading.key, $0.reading) }, uniquingKeysWith: { first, _ in first })
  return bounds.compactMap { bounds in
    guard let reading = readings[bounds.key], let measure = measures[bounds.key.measure] else { return nil }
    func shown(_ reading: Reading?) -> Figure {
      reading.map { printing.value(of: $0, measure, isHidden: false) }
        ?? policy.outcome(nil, missing: .unavailable)
    }
    return DisclosedBounds(
      key: bounds.key, code: bounds.code, records: policy.count(bounds.records), value: shown(reading),
      lowest: shown(bounds.lowest), highest: shown(bounds.highest))
  }
}
