package import Artefacts
package import Declarations
package import Statistics

/// Lets through how far readings could move, where the readings themselves were let through.
///
/// - Parameter measures: by id, for units and decimals.
package func disclose(
  _ bounds: [Bounds], of results: Benchmarked, under policy: DisclosurePolicy, measures: [String: Measure]
) -> [DisclosedBounds] {
  let hidden = hiddenReadings(results.readings.map(\.reading), under: policy)
  let readings = Dictionary(
    results.readings.map { ($0.reading.key, $0.reading) }, uniquingKeysWith: { first, _ in first })
  return bounds.compactMap { bounds in
    guard let reading = readings[bounds.key], let measure = measures[bounds.key.measure] else { return nil }
    func shown(_ reading: Reading?) -> Figure {
      guard let reading else { return policy.outcome(nil, missing: .unavailable) }
      return figure(
        of: reading, isCount: measure.unit == .count, decimals: measure.decimals, under: policy,
        hidden: hidden)
    }
    return DisclosedBounds(
      key: bounds.key, code: bounds.code,
      records: policy.count(bounds.records, isHidden: hidden.contains(bounds.key)), value: shown(reading),
      lowest: shown(bounds.lowest), highest: shown(bounds.highest))
  }
}
