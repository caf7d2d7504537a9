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
  if measure.formula == .rate { reading.population = population?.basis }
  if let summary = measure.summary { reading.intervals = summary.intervals(of: tally.numbers) }
  return reading
}

/// A reading without its key and its intervals, which a crossed table has no use for in its thousands of groups.
func value(of measure: Measure, from tally: Tally, population: Int? = nil) -> CrossTable.Value {
  let countsPeople = measure.counts == .people
  let cases = countsPeople ? tally.people : tally.cases
  switch measure.formula {
  case .count: return CrossTable.Value(numerator: cases, value: Fraction(cases))
  case .proportion:
    let numerator = countsPeople ? tally.numeratorPeople : tally.numerator
    return quotient(numerator, over: cases, times: measure.per ?? 100)
  case .rate:
    guard let population else { return CrossTable.Value(missing: .unavailable) }
    return quotient(cases, over: population, times: measure.per ?? 100_000)
  case .summary(let summary):
    let numbers = tally.numbers
    // Of no numbers there is no value, nor of those whose value does not fit a word.
    let value =
      numbers.isEmpty
      ? nil : summary.value(count: numbers.count, sum: tally.sum) { numbers[numbers.startIndex + $0] }
    let isMissing = !numbers.isEmpty || summary.isMissingWithoutNumbers
    return CrossTable.Value(
      denominator: numbers.count, value: value,
      missing: value != nil ? nil : isMissing ? .unavailable : .nothingToMeasure)
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
