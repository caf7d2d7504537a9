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
  var sum: Int128 = 0
  var least = Int64.max
  var greatest = Int64.min
  /// The value below which a share of the cases lie.
  var percentiles = Percentiles()
  /// The numbers themselves in rising order, for an interval round their average; empty where none is wanted.
  var ordered: [Int] = []
}

/// The values of a group's numbers below which so many per cent of them lie.
struct Percentiles: Sendable {
  fileprivate var percents: [Int] = []
  fileprivate var values: ArraySlice<Fraction?> = []

  subscript(percent: Int) -> Fraction? {
    percents.firstIndex(of: percent).flatMap { values[values.startIndex + $0] }
  }
}

/// What the cases of every group of a partition came to.
///
/// A crossed table has thousands of groups, most of them without a case: each part of their tallies lies by itself, and only
/// the parts that are asked for are there.
struct GroupTallies: Sendable {
  fileprivate var counts: GroupCounts
  private var people: [(all: Int, numerator: Int)] = []
  private var percents: [Int] = []
  private var percentiles: [Fraction?] = []
  private var ordered: [[Int]] = []

  init(_ parts: [GroupCounts], groups: Int) {
    counts = parts.first ?? GroupCounts(groups: groups, takesValues: false)
    for part in parts.dropFirst() { counts.add(part) }
  }

  var indices: Range<Int> { counts.cases.indices }

  subscript(group: Int) -> Tally {
    var tally = Tally(cases: Int(counts.cases[group]), numerator: Int(counts.numerators[group]))
    if !people.isEmpty { (tally.people, tally.numeratorPeople) = people[group] }
    if !counts.values.isEmpty {
      let values = counts.values[group]
      (tally.values, tally.sum) = (values.count, values.sum)
      (tally.least, tally.greatest) = (values.least, values.greatest)
    }
    if !percentiles.isEmpty {
      let own = percentiles[group * percents.count..<(group + 1) * percents.count]
      tally.percentiles = Percentiles(percents: percents, values: own)
    }
    if !ordered.isEmpty { tally.ordered = ordered[group] }
    return tally
  }

  func hasCases(_ group: Int) -> Bool { counts.cases[group] > 0 }

  /// Of all the numbers of all groups, the least and the greatest; nil where there is none.
  var extremes: (least: Int64, greatest: Int64)? {
    var (least, greatest) = (Int64.max, Int64.min)
    for values in counts.values {
      (least, greatest) = (min(least, values.least), max(greatest, values.greatest))
    }
    return least <= greatest ? (least, greatest) : nil
  }

  /// - Parameter people: of each group, how many different persons, and how many of them in the numerator.
  mutating func set(people: [(all: Int, numerator: Int)]) { self.people = people }

  /// - Parameter values: of each group, one after another, as many values as there are percents.
  mutating func set(percentiles values: [Fraction?], of percents: [Int], ordered: [[Int]]) {
    (percentiles, self.percents, self.ordered) = (percents.isEmpty ? [] : values, percents, ordered)
  }
}

/// What a worker counts of the groups of one partition; small, since its places are written to in no order.
struct GroupCounts: Sendable {
  var cases: [UInt32]
  var numerators: [UInt32]
  /// Empty where no number is taken of a case.
  var values: [Values]

  struct Values: Sendable {
    var count = 0
    /// Wider than any number of values can fill.
    var sum: Int128 = 0
    var least = Int64.max
    var greatest = Int64.min
  }

  init(groups: Int, takesValues: Bool) {
    cases = [UInt32](repeating: 0, count: groups)
    numerators = cases
    values = [Values](repeating: Values(), count: takesValues ? groups : 0)
  }

  /// Adds what another worker counted.
  mutating func add(_ other: GroupCounts) {
    for group in cases.indices {
      cases[group] += other.cases[group]
      numerators[group] += other.numerators[group]
    }
    for group in values.indices where other.values[group].count > 0 {
      values[group].count += other.values[group].count
      values[group].sum += other.values[group].sum
      values[group].least = min(values[group].least, other.values[group].least)
      values[group].greatest = max(values[group].greatest, other.values[group].greatest)
    }
  }
}

/// The value below which a share of some numbers lie, interpolated linearly between neighbours, exactly.
///
/// The same as SQL's `PERCENTILE_CONT`, which DHSC uses for the median wait. nil of no numbers, and where it does not fit.
/// - Parameter number: the number at a position, from 0, of all of them in rising order.
package func percentile(_ percent: Int, of count: Int, _ number: (Int) -> Int) -> Fraction? {
  guard count > 0 else { return nil }
  let position = percent * (count - 1)
  let lower = number(position / 100)
  let upper = number(min(position / 100 + 1, count - 1))
  let hundredfold = Int128(lower) * 100 + (Int128(upper) - Int128(lower)) * Int128(position % 100)
  return Int(exactly: hundredfold).map { Fraction($0, 100) }
}
