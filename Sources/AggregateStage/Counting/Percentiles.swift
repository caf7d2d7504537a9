import Declarations
import Statistics
import Tables

extension Tabulation {
  /// Adds the percentiles of one specification's numbers to the tallies of one partition.
  ///
  /// They are laid out group by group, as differences from the least. Those of a large table are computed again: that
  /// touches far less memory than keeping each with its group.
  ///
  /// - Parameter numbers: of each worker's stretch.
  func addPercentiles(of item: Int, _ partition: Int, _ numbers: [Numbers], to tallies: inout GroupTallies) {
    guard let (least, greatest) = tallies.extremes else { return }
    let (range, isWide) = greatest.subtractingReportingOverflow(least)
    if !isWide, range <= Int64(UInt16.max) {
      addPercentiles(of: item, partition, numbers, least: least, as: UInt16.self, to: &tallies)
    } else {
      addPercentiles(of: item, partition, numbers, least: least, as: UInt64.self, to: &tallies)
    }
  }

  private func addPercentiles<Offset: FixedWidthInteger & UnsignedInteger & Sendable>(
    of item: Int, _ partition: Int, _ numbers: [Numbers], least: Int64, as: Offset.Type,
    to tallies: inout GroupTallies
  ) {
    let workers = numbers.count
    let parts = parallelMap(workers) { worker in
      OrderedOffsets<Offset>(
        self, item, partition, batches(of: worker, workers), numbers[worker], least: least)
    }
    let wanted = specifications[item].percentiles.sorted()
    let keepsValues = specifications[item].keepsValues
    let groupCount = tallies.indices.count
    let stretches = min(groupCount, workers * 4)
    let found = parallelMap(stretches) { stretch -> Ordered in
      var offsets: [Offset] = []
      var histogram: [UInt32] = []
      var found = Ordered()
      for group in groupCount * stretch / stretches..<groupCount * (stretch + 1) / stretches {
        offsets.removeAll(keepingCapacity: true)
        for part in parts { offsets.append(contentsOf: part.offsets[part.range(of: group)]) }
        order(&offsets, &histogram)
        let number = { (place: Int) in Int(Int64(truncatingIfNeeded: offsets[place]) &+ least) }
        for percent in wanted { found.percentiles.append(percentile(percent, of: offsets.count, number)) }
        if keepsValues { found.values.append(offsets.indices.map(number)) }
      }
      return found
    }
    tallies.set(percentiles: found.flatMap(\.percentiles), of: wanted, ordered: found.flatMap(\.values))
  }
}

/// The numbers of one specification that a worker's stretch has.
struct Numbers: Sendable {
  /// How many each group of a partition has.
  var counts: [Int]
  /// The numbers themselves, unless they are to be computed again.
  var taken: TakenNumbers?
}

/// The numbers taken of the cases of a small table, with their groups.
struct TakenNumbers: Sendable {
  /// `Int64.min` where a case has none.
  private(set) var values: [Int64] = []
  /// For each partition, each number's group.
  private(set) var groups: [[Int32]]

  init(partitions: Int) { groups = Array(repeating: [], count: partitions) }

  /// Takes those of a chunk's cases.
  mutating func add(_ count: Int, _ scratch: CountingScratch) {
    values.append(scratch.values, at: scratch.counted, 0..<count)
    for partition in groups.indices {
      groups[partition].append(scratch.groups[partition], at: scratch.counted, 0..<count)
    }
  }
}

/// What some groups' numbers in order are wanted for.
private struct Ordered: Sendable {
  /// Group after group.
  var percentiles: [Fraction?] = []
  /// One list for each group, where all the numbers are wanted.
  var values: [[Int]] = []
}

/// Sorts numbers by counting each where they are dense, and otherwise by comparing.
private func order<Offset: FixedWidthInteger & UnsignedInteger>(
  _ offsets: inout [Offset], _ histogram: inout [UInt32]
) {
  guard let greatest = offsets.max(), greatest < UInt16.max, Int(greatest) < offsets.count * 8 else {
    offsets.sort()
    return
  }
  histogram.removeAll(keepingCapacity: true)
  histogram.append(contentsOf: repeatElement(0, count: Int(greatest) + 1))
  for offset in offsets { histogram[Int(offset)] &+= 1 }
  var at = 0
  for number in histogram.indices {
    for _ in 0..<histogram[number] {
      offsets[at] = Offset(truncatingIfNeeded: number)
      at += 1
    }
  }
}

/// The numbers of some batches' cases, as differences from the least, group after group.
private struct OrderedOffsets<Offset: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private(set) var offsets: [Offset]
  /// Where each group ends.
  private var ends: [Int]

  init(
    _ tabulation: Tabulation, _ item: Int, _ partition: Int, _ batches: Range<Int>, _ numbers: Numbers,
    least: Int64
  ) {
    var counts = numbers.counts
    var total = 0
    for group in counts.indices {
      let count = counts[group]
      counts[group] = total
      total += count
    }
    var placed = [Offset](repeating: 0, count: total)
    if let taken = numbers.taken {
      Self.place(taken.values, taken.groups[partition], least, &counts, &placed)
    } else {
      var next = counts.mutableSpan
      var out = placed.mutableSpan
      Self.forEach(tabulation, item, partition, batches) { group, value in
        out[next[group]] = Offset(truncatingIfNeeded: value &- least)
        next[group] += 1
      }
    }
    offsets = placed
    ends = counts
  }

  private static func place(
    _ values: [Int64], _ groups: [Int32], _ least: Int64, _ next: inout [Int], _ placed: inout [Offset]
  ) {
    let (values, groups) = (values.span, groups.span)
    var next = next.mutableSpan
    var out = placed.mutableSpan
    for index in 0..<values.count where values[index] != .min {
      let group = Int(groups[index])
      out[next[group]] = Offset(truncatingIfNeeded: values[index] &- least)
      next[group] += 1
    }
  }

  func range(of group: Int) -> Range<Int> { (group == 0 ? 0 : ends[group - 1])..<ends[group] }

  @inline(__always)
  private static func forEach(
    _ tabulation: Tabulation, _ item: Int, _ partition: Int, _ batches: Range<Int>,
    _ body: (_ group: Int, _ value: Int64) -> Void
  ) {
    let specification = tabulation.specifications[item]
    var scratch = CountingScratch()
    for batch in batches {
      tabulation.forEachChunk(ofBatch: batch, &scratch) { rows, scratch in
        let count = tabulation.select(specification, batch, rows, &scratch)
        let values = scratch.values.span
        let counted = scratch.counted.span
        let groups = scratch.groups[partition]
        for index in 0..<count {
          let row = Int(counted[index])
          if values[row] != .min { body(Int(groups[row]), values[row]) }
        }
      }
    }
  }
}
