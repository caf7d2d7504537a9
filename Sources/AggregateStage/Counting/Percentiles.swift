import Declarations
import Statistics
import Tables

extension Tabulation {
  /// Adds the percentiles of one specification's numbers to the tallies of one partition.
  ///
  /// The numbers are computed again and laid out group by group, as differences from the least: that touches far less
  /// memory than keeping each with its group.
  ///
  /// - Parameter counts: how many numbers each worker's stretch has in each group.
  func addPercentiles(of item: Int, _ partition: Int, counts: [[Int]], to tallies: inout GroupTallies) {
    guard let (least, greatest) = tallies.extremes else { return }
    let (range, isWide) = greatest.subtractingReportingOverflow(least)
    if !isWide, range <= Int64(UInt16.max) {
      addPercentiles(of: item, partition, counts, least: least, as: UInt16.self, to: &tallies)
    } else {
      addPercentiles(of: item, partition, counts, least: least, as: UInt64.self, to: &tallies)
    }
  }

  private func addPercentiles<Offset: FixedWidthInteger & UnsignedInteger & Sendable>(
    of item: Int, _ partition: Int, _ counts: [[Int]], least: Int64, as: Offset.Type,
    to tallies: inout GroupTallies
  ) {
    let workers = counts.count
    let parts = parallelMap(workers) { worker in
      OrderedOffsets<Offset>(
        self, item, partition, segments(of: worker, workers), counts: counts[worker], least: least)
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

/// The numbers of some segments' cases, as differences from the least, group after group.
private struct OrderedOffsets<Offset: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private(set) var offsets: [Offset]
  /// Where each group ends.
  private var ends: [Int]

  init(
    _ tabulation: Tabulation, _ item: Int, _ partition: Int, _ segments: Range<Int>, counts: [Int],
    least: Int64
  ) {
    var counts = counts
    var total = 0
    for group in counts.indices {
      let count = counts[group]
      counts[group] = total
      total += count
    }
    var placed = [Offset](repeating: 0, count: total)
    var next = counts.mutableSpan
    var out = placed.mutableSpan
    Self.forEach(tabulation, item, partition, segments) { group, value in
      out[next[group]] = Offset(truncatingIfNeeded: value &- least)
      next[group] += 1
    }
    offsets = placed
    ends = counts
  }

  func range(of group: Int) -> Range<Int> { (group == 0 ? 0 : ends[group - 1])..<ends[group] }

  @inline(__always)
  private static func forEach(
    _ tabulation: Tabulation, _ item: Int, _ partition: Int, _ segments: Range<Int>,
    _ body: (_ group: Int, _ value: Int64) -> Void
  ) {
    let specification = tabulation.specifications[item]
    var scratch = CountingScratch()
    for segment in segments {
      tabulation.forEachChunk(ofSegment: segment, &scratch) { rows, scratch in
        let count = tabulation.select(specification, segment, rows, &scratch)
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
