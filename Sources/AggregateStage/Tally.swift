import Statistics

/// What is kept of a group of cases while they are being counted; tallies of two stretches of cases merge exactly.
struct Tally: Sendable {
  /// Cases looked at: the denominator of a proportion, or the count itself.
  var cases = 0
  /// Of them, those of the numerator.
  var numerator = 0
  /// Persons among the cases, by their position in the table's list of persons.
  var people: Set<Int32> = []
  var numeratorPeople: Set<Int32> = []
  /// The whole number taken of each case that has one.
  var values: [Int64] = []

  mutating func merge(_ other: Tally) {
    cases += other.cases
    numerator += other.numerator
    people.formUnion(other.people)
    numeratorPeople.formUnion(other.numeratorPeople)
    values += other.values
  }

  var sum: Int { values.reduce(0) { $0 + Int($1) } }

  /// The value below which a share of the cases lie, interpolated linearly between neighbours, exactly.
  ///
  /// The same as SQL's `PERCENTILE_CONT`, which DHSC uses for the median wait.
  func percentile(_ percent: Int) -> Fraction? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let position = percent * (sorted.count - 1)
    let lower = Int(sorted[position / 100])
    let upper = Int(sorted[min(position / 100 + 1, sorted.count - 1)])
    return Fraction(lower * 100 + (upper - lower) * (position % 100), 100)
  }
}
