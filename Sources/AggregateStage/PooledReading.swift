package import Artefacts
package import Declarations
import Periods
import Statistics

/// Computes a measure's reading for the cases of several councils together, by the arithmetic of one council's.
///
/// - Parameters:
///   - tally: the merged totals. Of a ratio, its numerator and its denominator as cases.
///   - population: of a rate, the sum of the councils' populations.
/// - Returns: nil for a measure that is not counted, and for a ratio whose parts are not counts.
package func pooledReading(
  _ key: Reading.Key, of measure: Measure, from tally: Tally, population: Int?
) -> Reading? {
  switch measure.formula {
  case .published, .reading: return nil
  case .ratio:
    guard let below = measure.denominator.flatMap({ Measure.Days(rawValue: $0.value) }) else {
      return quotient(key, tally.numerator, over: tally.cases, times: measure.multiplier)
    }
    guard below == .inPeriod else { return nil }
    let above = Reading(key: key, numerator: tally.numerator, value: Fraction(tally.numerator))
    let days = Reading(key: key, value: Fraction(key.period.days))
    return quotient(key, above, over: days, times: measure.multiplier)
  case .count, .proportion, .rate, .summary:
    let basis = PopulationBasis(population: "", referenceDate: "", vintage: "")
    return reading(
      key, of: measure, from: tally,
      population: population.map { AggregationPlan.Population(value: $0, basis: basis) })
  }
}
