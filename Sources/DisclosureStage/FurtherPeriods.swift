package import Artefacts
package import Periods

extension Disclosed {
  /// Adds the printed figures of periods that a table has a column for.
  ///
  /// - Parameter periods: by measure. A figure that is carried forward is not one of the period it is carried to.
  package func showing(_ periods: [String: Set<ReportingPeriod>], of counts: DisclosedCounts) -> Disclosed {
    var out = self
    out.further = counts.aggregated.readings.filter { reading in
      reading.returned?.carriedFrom == nil
        && periods[reading.key.measure]?.contains(reading.key.period) == true
    }.compactMap { counts.rows[$0.key] }
    return out
  }
}
