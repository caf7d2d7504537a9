package import Statistics
import Tables

/// The totals of one group.
///
/// Tallies of cases without a person in common merge, in any order, into that of all of them: of shards by person, or of
/// councils. An empty one changes nothing.
package struct Tally: Sendable, Hashable {
  /// Cases selected: the denominator of a proportion, or the count itself.
  package var cases = 0
  /// Those of them in the numerator.
  package var numerator = 0
  /// Different persons among the cases, and in the numerator.
  package var people = 0
  package var numeratorPeople = 0
  /// The numbers of the cases that have one.
  package var numbers = Histogram()

  package init(cases: Int = 0, numerator: Int = 0) {
    self.cases = cases
    self.numerator = numerator
  }

  /// Adds the totals of other people's cases.
  ///
  /// - Returns: whether they fit; where they do not, nothing is added.
  package mutating func merge(_ other: Tally) -> Bool {
    var sum = self
    for part in [\Tally.cases, \.numerator, \.people, \.numeratorPeople] {
      let (total, isTooLarge) = sum[keyPath: part].addingReportingOverflow(other[keyPath: part])
      guard !isTooLarge else { return false }
      sum[keyPath: part] = total
    }
    guard !numbers.count.addingReportingOverflow(other.numbers.count).overflow else { return false }
    sum.numbers.merge(other.numbers)
    self = sum
    return true
  }
}

/// The totals of every group of a partition.
///
/// A crossed table has thousands of groups, most of them empty, so a group's tally is made on request.
struct Tallies: Sendable {
  private let cases: [UInt32]
  private let numerators: [UInt32]
  /// Empty where people are not counted.
  private let people: [Int]
  private let numeratorPeople: [Int]
  /// Empty where there are no numbers.
  private let numbers: [Histogram]

  init(_ parts: [Partial]) {
    var all = parts[0]
    for part in parts.dropFirst() { all.merge(part) }
    cases = all.all.cases
    numerators = all.numerator.cases
    people = all.all.people?.counts ?? []
    numeratorPeople = all.numerator.people?.counts ?? []
    numbers = all.numbers.isEmpty ? [] : Self.histograms(all.numbers, all.groups, cases.count)
  }

  subscript(group: Int) -> Tally {
    var tally = Tally(cases: Int(cases[group]), numerator: Int(numerators[group]))
    if !people.isEmpty { (tally.people, tally.numeratorPeople) = (people[group], numeratorPeople[group]) }
    if !numbers.isEmpty { tally.numbers = numbers[group] }
    return tally
  }

  func hasCases(_ group: Int) -> Bool { cases[group] > 0 }

  private static func histograms(_ numbers: [Int64], _ groups: [Int32], _ count: Int) -> [Histogram] {
    var ends = [Int](repeating: 0, count: count)
    for group in groups { ends[Int(group)] += 1 }
    if count == 1 { ends[0] = numbers.count }
    for group in ends.indices.dropFirst() { ends[group] += ends[group - 1] }
    var next = [0] + ends.dropLast()
    var placed = [Int](repeating: 0, count: numbers.count)
    for index in numbers.indices {
      let group = count == 1 ? 0 : Int(groups[index])
      placed[next[group]] = Int(numbers[index])
      next[group] += 1
    }
    let (all, bounds) = (placed, ends)
    let stretches = min(count, processorCount * 4)
    return parallelMap(stretches) { stretch in
      (count * stretch / stretches..<count * (stretch + 1) / stretches).map { group in
        Histogram(of: all[(group == 0 ? 0 : bounds[group - 1])..<bounds[group]])
      }
    }.flatMap(\.self)
  }
}

/// The value below which a percentage of some numbers lie, interpolated linearly and exactly.
///
/// Equal to SQL's `PERCENTILE_CONT`, which DHSC uses for the median wait. nil of no numbers, and where the result does
/// not fit.
/// - Parameter number: the number at a position, from 0, of all of them in rising order.
package func percentile(_ percent: Int, of count: Int, _ number: (Int) -> Int) -> Fraction? {
  guard count > 0 else { return nil }
  let position = percent * (count - 1)
  let lower = number(position / 100)
  let upper = number(min(position / 100 + 1, count - 1))
  let hundredfold = Int128(lower) * 100 + (Int128(upper) - Int128(lower)) * Int128(position % 100)
  return Int(exactly: hundredfold).map { Fraction($0, 100) }
}
