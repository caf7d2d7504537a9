import Artefacts
import Declarations
import Statistics

/// Turns a tally into what the measure's calculation says it is.
func reading(
  _ key: Reading.Key, of measure: Measure, from tally: Tally, population: AggregationPlan.Population?,
  withIntervals: Bool = true
)
  -> Reading
{
  let countsPeople = measure.counts == .people
  let cases = countsPeople ? tally.people : tally.cases
  var reading = Reading(key: key)
  switch measure.calculation {
  case .count:
    reading.numerator = cases
    reading.value = Fraction(cases)
  case .proportion:
    let numerator = countsPeople ? tally.numeratorPeople : tally.numerator
    reading = quotient(key, numerator, over: cases, times: measure.per ?? 100)
  case .rate:
    guard let population else {
      reading.missing = .unavailable
      return reading
    }
    reading = quotient(key, cases, over: population.value, times: measure.per ?? 100_000)
    reading.population = population.basis
  case .sum:
    reading.denominator = tally.values
    reading.value = Fraction(tally.sum)
  case .mean:
    reading = average(key, tally, Fraction(tally.sum, tally.values))
    guard withIntervals else { break }
    reading.intervals = Confidence.allCases.compactMap { Interval.mean(of: tally.ordered, at: $0) }
  case .median:
    reading = average(key, tally, tally.percentiles[50])
    guard withIntervals else { break }
    reading.intervals = Confidence.allCases.compactMap { Interval.median(of: tally.ordered, at: $0) }
  case .percentile:
    reading = average(key, tally, tally.percentiles[measure.percentile ?? 50])
  case .maximum:
    reading = average(key, tally, tally.values > 0 ? Fraction(Int(tally.greatest)) : nil)
  case .ratio, .published:
    preconditionFailure("a measure that is not counted from cases")
  }
  return reading
}

/// One count over another; over nothing it is a state of its own, not zero and not missing.
func quotient(_ key: Reading.Key, _ numerator: Int, over denominator: Int, times multiplier: Int) -> Reading {
  Reading(
    key: key, numerator: numerator, denominator: denominator,
    value: denominator > 0 ? Fraction(numerator, denominator) : nil, multiplier: multiplier,
    missing: denominator > 0 ? nil : .nothingToMeasure)
}

private func average(_ key: Reading.Key, _ tally: Tally, _ value: Fraction?) -> Reading {
  let isEmpty = tally.values == 0
  return Reading(
    key: key, denominator: tally.values, value: isEmpty ? nil : value,
    missing: isEmpty ? .nothingToMeasure : nil)
}
