/// How many cases have each whole number: days waited, or units of a measure's last decimal place.
///
/// It is a collection of the cases' numbers in rising order, so what is computed from it is exact: a median, a percentile,
/// a sum. Histograms of different cases merge, in any order, into that of all of them; an empty one changes nothing.
package struct Histogram: Sendable, Hashable {
  /// The different numbers, rising.
  package private(set) var values: [Int] = []
  /// How many cases have this number or a lower one.
  private var ends: [Int] = []

  package init() {}

  /// - Parameter numbers: in any order.
  package init(of numbers: [Int]) { self.init(of: numbers[...]) }

  // Not generic: it is called for every group, and another module would get it unspecialised.
  package init(of numbers: ArraySlice<Int>) {
    guard let least = numbers.min(), let greatest = numbers.max() else { return }
    let (range, isWide) = greatest.subtractingReportingOverflow(least)
    // Counted where they are dense, as days waited are; compared otherwise.
    guard !isWide, range / 8 < numbers.count else {
      for number in numbers.sorted() { append(number, 1) }
      return
    }
    var counts = [Int](repeating: 0, count: range + 1)
    for number in numbers { counts[number - least] += 1 }
    let different = counts.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
    values.reserveCapacity(different)
    ends.reserveCapacity(different)
    for (offset, count) in counts.enumerated() where count > 0 { append(least + offset, count) }
  }

  /// - Parameter counts: different numbers in rising order, each with how many cases have it.
  /// - Returns: nil where they do not rise, where a count is not above 0, or where the cases are too many.
  package init?(counts: some Sequence<(value: Int, count: Int)>) {
    for (value, count) in counts {
      guard count > 0, values.last.map({ $0 < value }) ?? true,
        !self.count.addingReportingOverflow(count).overflow
      else { return nil }
      append(value, count)
    }
  }

  private mutating func append(_ value: Int, _ count: Int) {
    if values.last == value {
      ends[ends.count - 1] += count
    } else {
      values.append(value)
      ends.append((ends.last ?? 0) + count)
    }
  }

  /// The different numbers, rising, each with how many cases have it.
  package var counts: [(value: Int, count: Int)] {
    values.indices.map { (values[$0], ends[$0] - ($0 == 0 ? 0 : ends[$0 - 1])) }
  }

  /// Their sum, in 128 bits so that it cannot overflow.
  package var sum: Int128 {
    var (sum, before) = (Int128(0), 0)
    for (value, end) in zip(values, ends) {
      sum += Int128(value) * Int128(end - before)
      before = end
    }
    return sum
  }

  /// Adds the numbers of other cases.
  package mutating func merge(_ other: Histogram) {
    if other.isEmpty { return }
    let (left, right) = (counts, other.counts)
    var (own, next) = (0, 0)
    (values, ends) = ([], [])
    while own < left.count || next < right.count {
      if next == right.count || own < left.count && left[own].value <= right[next].value {
        append(left[own].value, left[own].count)
        own += 1
      } else {
        append(right[next].value, right[next].count)
        next += 1
      }
    }
  }
}

extension Histogram: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.last ?? 0 }

  /// The number at a position, from 0, of all of them in rising order.
  package subscript(position: Int) -> Int {
    precondition(indices.contains(position), "a position outside the histogram")
    var (low, high) = (0, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > position { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}

/// The stable text of a histogram in files: `3:2 10:1` for two cases of 3 and one of 10; empty without cases.
extension Histogram: LosslessStringConvertible {
  package var description: String {
    counts.map { "\($0.value):\($0.count)" }.joined(separator: " ")
  }

  /// nil where a text is not what `description` writes.
  package init?(_ description: String) {
    var counts: [(value: Int, count: Int)] = []
    for pair in description.split(separator: " ", omittingEmptySubsequences: true) {
      let parts = pair.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Int(parts[0]), let count = Int(parts[1]) else { return nil }
      counts.append((value, count))
    }
    self.init(counts: counts)
    guard self.description == description else { return nil }
  }
}
