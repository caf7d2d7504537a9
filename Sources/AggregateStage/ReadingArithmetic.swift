import Artefacts
import Declarations
import Statistics

/// Computes a measure's reading from a tally.
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

/// Computes a value without key and intervals: a crossed table has thousands of groups and needs neither.
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
    // There is no value of no numbers, or where the value does not fit 64 bits.
    let value =
      numbers.isEmpty
      ? nil : summary.value(count: numbers.count, sum: numbers.sum) { numbers[$0] }
    let isMissing = !numbers.isEmpty || summary.isMissingWithoutNumbers
    return CrossTable.Value(
      denominator: numbers.count, value: value,
      missing: value != nil ? nil : isMissing ? .unavailable : .nothingToMeasure)
  case .ratio, .published, .reading: preconditionFailure("a measure that is not counted from cases")
  }
}

/// One count divided by another. A quotient over nothing has a state of its own: neither zero nor missing.
func quotient(_ key: Reading.Key, _ numerator: Int, over denominator: Int, times multiplier: Int) -> Reading {
  let found = quotient(numerator, over: denominator, times: multiplier)
  return Reading(
    key: key, numerator: found.numerator, denominator: found.denominator, value: found.value,
    multiplier: found.multiplier, missing: found.missing)
}

/// One figure divided by another, of which one came in or is no count.
func quotient(_ key: Reading.Key, _ above: Reading, over below: Reading, times multiplier: Int) -> Reading {
  if below.missing == .nothingToMeasure || below.value?.numerator == 0 {
    return Reading(key: key, missing: .nothingToMeasure)
  }
  guard let a = above.value, let b = below.value, a.denominator > 0, b.denominator > 0, b.numerator > 0,
    let value = Fraction(dividing: a, by: b)
  else { return Reading(key: key, missing: above.missing ?? below.missing ?? .unavailable) }
  var out = Reading(
    key: key, numerator: above.numerator, denominator: below.numerator, value: value, multiplier: multiplier)
  out.returned = above.returned ?? below.returned
  out.returned?.rating = nil
  return out
}

private func quotient(_ numerator: Int, over denominator: Int, times multiplier: Int) -> CrossTable.Value {
  CrossTable.Value(
    numerator: numerator, denominator: denominator,
    value: denominator > 0 ? Fraction(numerator, denominator) : nil, multiplier: multiplier,
    missing: denominator > 0 ? nil : .nothingToMeasure)
}
