import Artefacts
import Declarations
import Statistics

/// Turns a tally into what the measure's calculation says it is.
func reading(
  _ key: Reading.Key, of measure: Measure, from tally: Tally, population: AggregationPlan.Population?
) -> Reading {
  let found = value(of: measure, from: tally, population: population?.value)
  var reading = Reading(
    key: key, numerator: found.numerator, denominator: found.denominator, value: found.value,
    multiplier: found.multiplier, missing: found.missing)
  switch measure.calculation {
  case .rate: reading.population = population?.basis
  case .mean:
    reading.intervals = Confidence.allCases.compactMap { Interval.mean(of: Array(tally.numbers), at: $0) }
  case .median:
    reading.intervals = Confidence.allCases.compactMap { Interval.median(of: Array(tally.numbers), at: $0) }
  default: break
  }
  return reading
}

/// A reading without its key and its intervals, which a crossed table has no use for in its thousands of groups.
func value(of measure: Measure, from tally: Tally, population: Int? = nil) -> CrossTable.Value {
  let countsPeople = measure.counts == .people
  let cases = countsPeople ? tally.people : tally.cases
  switch measure.calculation {
  case .count: return CrossTable.Value(numerator: cases, value: Fraction(cases))
  case .proportion:
    let numerator = countsPeople ? tally.numeratorPeople : tally.numerator
    return quotient(numerator, over: cases, times: measure.per ?? 100)
  case .rate:
    guard let population else { return CrossTable.Value(missing: .unavailable) }
    return quotient(cases, over: population, times: measure.per ?? 100_000)
  case .sum:
    // Nobody took a reading: no nought.
    let sum = tally.numbers.isEmpty ? nil : Int(exactly: tally.sum).map { Fraction($0) }
    return CrossTable.Value(
      denominator: tally.numbers.count, value: sum, missing: sum == nil ? .unavailable : nil)
  case .mean: return average(tally, Int(exactly: tally.sum).map { Fraction($0, tally.numbers.count) })
  case .median: return average(tally, tally.percentile(50))
  case .percentile: return average(tally, tally.percentile(measure.percentile ?? 50))
  case .maximum: return average(tally, tally.numbers.last.map { Fraction($0) })
  case .ratio, .published: preconditionFailure("a measure that is not counted from cases")
  }
}

/// One count over another; over nothing it is a state of its own, not zero and not missing.
func quotient(_ key: Reading.Key, _ numerator: Int, over denominator: Int, times multiplier: Int) -> Reading {
  let found = quotient(numerator, over: denominator, times: multiplier)
  return Reading(
    key: key, numerator: found.numerator, denominator: found.denominator, value: found.value,
    multiplier: found.multiplier, missing: found.missing)
}

private func quotient(_ numerator: Int, over denominator: Int, times multiplier: Int) -> CrossTable.Value {
  CrossTable.Value(
    numerator: numerator, denominator: denominator,
    value: denominator > 0 ? Fraction(numerator, denominator) : nil, multiplier: multiplier,
    missing: denominator > 0 ? nil : .nothingToMeasure)
}

private func average(_ tally: Tally, _ value: Fraction?) -> CrossTable.Value {
  guard !tally.numbers.isEmpty else {
    return CrossTable.Value(denominator: tally.numbers.count, missing: .nothingToMeasure)
  }
  // A value that does not fit a word is unknown, and not nought.
  return CrossTable.Value(
    denominator: tally.numbers.count, value: value, missing: value == nil ? .unavailable : nil)
}
