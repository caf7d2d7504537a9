import Artefacts
import Declarations
import Tables

/// Counts of all cases together: most months of a measure are only asked for their total.
extension Tabulation {
  /// Counts a chunk's cases, and their persons, of which no number is taken: without a list of them.
  func countWhole(
    _ specification: CountSpecification, _ index: Int, _ rows: Range<Int>, _ scratch: inout CountingScratch,
    _ counts: inout GroupCounts, _ people: inout DistinctCounter
  ) {
    let batch = cases.table.batches[index]
    specification.selected.truth(
      in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.selected)
    let count = Self.mark(&scratch.selected, among: cases.accepted[index], from: rows.lowerBound)
    guard count > 0 else { return }
    counts.cases[0] &+= count
    let persons = specification.countsPeople ? self.persons?[index] : nil
    if let persons { people.add(persons, from: rows.lowerBound, marked: scratch.selected) }
    guard let numerator = specification.numerator else { return }
    numerator.truth(in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.numerator)
    counts.numerators[0] &+= Self.mark(&scratch.numerator, among: scratch.selected, from: 0)
    if let persons { people.add(persons, from: rows.lowerBound, markedInNumerator: scratch.numerator) }
  }

  /// Turns truths into 1 where they are so and the row is among those wanted, and 0 elsewhere; returns how many are 1.
  private static func mark(_ truths: inout [UInt8], among wanted: [UInt8], from first: Int) -> UInt32 {
    let wanted = wanted.span.extracting(first..<first + truths.count)
    var out = truths.mutableSpan
    precondition(out.count >= wanted.count)
    var count: UInt32 = 0
    // Of the three truths, 0 to 2, only yes has the second bit.
    for row in 0..<wanted.count {
      let mark = out[row] >> 1 & wanted[row]
      out[row] = mark
      count &+= UInt32(mark)
    }
    return count
  }

  /// As `add`, where all cases are in one group: its sums are kept at hand, not written for each case.
  func addWhole(
    _ count: Int, takesNumerator: Bool, _ scratch: CountingScratch, to counts: inout GroupCounts
  ) {
    let counted = scratch.counted.span
    counts.cases[0] &+= UInt32(truncatingIfNeeded: count)
    if takesNumerator {
      let truths = scratch.numerator.span
      let yes = Truth.yes
      var numerator: UInt32 = 0
      for index in 0..<count { numerator &+= truths[Int(counted[index])] == yes ? 1 : 0 }
      counts.numerators[0] &+= numerator
    }
    guard !counts.values.isEmpty else { return }
    let values = scratch.values.span
    var sums = counts.values[0]
    for index in 0..<count {
      let value = values[Int(counted[index])]
      guard value != .min else { continue }
      sums.count &+= 1
      sums.sum += Int128(value)
      sums.least = min(sums.least, value)
      sums.greatest = max(sums.greatest, value)
    }
    counts.values[0] = sums
  }
}
