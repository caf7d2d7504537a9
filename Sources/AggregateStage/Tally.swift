package import Statistics

/// What the cases of one group came to.
struct Tally: Sendable {
  /// Cases looked at: the denominator of a proportion, or the count itself.
  var cases = 0
  /// Of them, those of the numerator.
  var numerator = 0
  /// Different persons among the cases, and among those of the numerator.
  var people = 0
  var numeratorPeople = 0
  /// Of the whole numbers taken of the cases that have one: how many, their sum, the least and the greatest.
  var values = 0
  var sum = 0
  var least = Int64.max
  var greatest = Int64.min
  /// By per cent: the value below which that share of the cases lie.
  var percentiles: [Int: Fraction] = [:]
  /// The numbers themselves in rising order, for an interval round their average; empty where none is wanted.
  var ordered: [Int] = []
}

/// What a worker counts of the groups of one partition; small, since its places are written to in no order.
struct GroupCounts: Sendable {
  var cases: [UInt32]
  var numerators: [UInt32]
  /// Empty where no number is taken of a case.
  var values: [Values]

  struct Values: Sendable {
    var count = 0
    var sum = 0
    var least = Int64.max
    var greatest = Int64.min
  }

  init(groups: Int, takesValues: Bool) {
    cases = [UInt32](repeating: 0, count: groups)
    numerators = cases
    values = [Values](repeating: Values(), count: takesValues ? groups : 0)
  }

  func add(to tallies: inout [Tally]) {
    for group in tallies.indices {
      tallies[group].cases += Int(cases[group])
      tallies[group].numerator += Int(numerators[group])
      guard !values.isEmpty else { continue }
      tallies[group].values += values[group].count
      tallies[group].sum += values[group].sum
      tallies[group].least = min(tallies[group].least, values[group].least)
      tallies[group].greatest = max(tallies[group].greatest, values[group].greatest)
    }
  }
}

/// The value below which a share of some numbers lie, interpolated linearly between neighbours, exactly.
///
/// The same as SQL's `PERCENTILE_CONT`, which DHSC uses for the median wait.
/// - Parameter number: the number at a position, from 0, of all of them in rising order.
package func percentile(_ percent: Int, of count: Int, _ number: (Int) -> Int) -> Fraction? {
  guard count > 0 else { return nil }
  let position = percent * (count - 1)
  let lower = number(position / 100)
  let upper = number(min(position / 100 + 1, count - 1))
  return Fraction(lower * 100 + (upper - lower) * (position % 100), 100)
}
