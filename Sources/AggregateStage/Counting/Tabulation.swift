import Artefacts
import Declarations
import Tables

/// Several counts over the accepted cases of one table, split in several ways, in one pass on all cores.
///
/// Each worker takes a stretch of batches and has tallies of its own, which are then added up exactly.
struct Tabulation: Sendable {
  let cases: ValidatedTable
  let specifications: [CountSpecification]
  let partitions: [Partition]
  /// For counts of people: each row's person, by batch.
  let persons: [[Int32]]?
  /// More than any of those.
  let personCount: Int

  /// By specification and partition.
  func tallies() -> [[GroupTallies]] {
    let workers = max(1, min(processorCount, cases.table.batches.count))
    let parts = parallelMap(workers) { count(batches(of: $0, workers)) }
    return specifications.enumerated().map { item, specification in
      partitions.enumerated().map { partition, axes in
        let counts = parts.map { $0.counts[item][partition] }
        var tallies = GroupTallies(counts, groups: axes.groupCount)
        if specification.countsPeople {
          tallies.set(people: DistinctCounter.union(parts.map { $0.people[item][partition] }).counts)
        }
        if specification.isOrdered {
          let numbers = parts.map { part in
            Numbers(counts: part.counts[item][partition].values.map(\.count), taken: part.taken[item])
          }
          addPercentiles(of: item, partition, numbers, to: &tallies)
        }
        return tallies
      }
    }
  }

  func batches(of worker: Int, _ workers: Int) -> Range<Int> {
    let count = cases.table.batches.count
    return count * worker / workers..<count * (worker + 1) / workers
  }

  private struct Part: Sendable {
    var counts: [[GroupCounts]]
    var people: [[DistinctCounter]]
    /// By specification; nil where its numbers are not wanted in order, or are too many to be kept.
    var taken: [TakenNumbers?]
  }

  /// The most records whose numbers are kept with their groups until they are put in order.
  private static let mostTaken = 1 << 16

  private func count(_ batches: Range<Int>) -> Part {
    var part = Part(
      counts: specifications.map { specification in
        partitions.map {
          GroupCounts(groups: $0.groupCount, takesValues: specification.value != nil)
        }
      },
      people: specifications.map { specification in
        partitions.map { partition in
          DistinctCounter(
            groups: specification.countsPeople ? partition.groupCount : 0, persons: personCount)
        }
      },
      taken: specifications.map { specification in
        specification.isOrdered && cases.table.rowCount <= Self.mostTaken
          ? TakenNumbers(partitions: partitions.count) : nil
      })
    var scratch = CountingScratch()
    let isWhole = partitions.count == 1 && partitions[0].axes.isEmpty
    for batch in batches {
      forEachChunk(ofBatch: batch, &scratch) { rows, scratch in
        for (item, specification) in specifications.enumerated() {
          if isWhole, specification.value == nil {
            countWhole(
              specification, batch, rows, &scratch, &part.counts[item][0], &part.people[item][0])
            continue
          }
          let count = select(specification, batch, rows, &scratch)
          guard count > 0 else { continue }
          part.taken[item]?.add(count, scratch)
          for partition in partitions.indices {
            add(
              count, of: specification, groups: scratch.groups[partition], scratch,
              to: &part.counts[item][partition])
            guard specification.countsPeople, let persons else { continue }
            part.people[item][partition].add(
              persons[batch], from: rows.lowerBound, counted: scratch.counted, count: count,
              groups: scratch.groups[partition],
              numerator: specification.numerator == nil ? [] : scratch.numerator)
          }
        }
      }
    }
    return part
  }

  /// Goes through a batch a chunk at a time, with the group of every row of the chunk in each partition.
  func forEachChunk(
    ofBatch index: Int, _ scratch: inout CountingScratch,
    _ body: (Range<Int>, inout CountingScratch) -> Void
  ) {
    let batch = cases.table.batches[index]
    var start = 0
    while start < batch.rowCount {
      let rows = start..<min(start + EvaluationScratch.chunk, batch.rowCount)
      while scratch.groups.count < partitions.count { scratch.groups.append([]) }
      for (position, partition) in partitions.enumerated() {
        // A whole has one group: its zeros stay from chunk to chunk.
        if partition.axes.isEmpty, scratch.groups[position].count >= rows.count { continue }
        var groups: [Int32] = []
        swap(&groups, &scratch.groups[position])
        groups.removeAll(keepingCapacity: true)
        groups.append(contentsOf: repeatElement(0, count: rows.count))
        for axis in partition.axes { axis.refine(&groups, in: batch, rows: rows, &scratch) }
        swap(&groups, &scratch.groups[position])
      }
      body(rows, &scratch)
      start = rows.upperBound
    }
  }

  /// Finds the accepted cases of a chunk that are looked at, and what is taken of them; returns how many.
  func select(
    _ specification: CountSpecification, _ index: Int, _ rows: Range<Int>, _ scratch: inout CountingScratch
  ) -> Int {
    let batch = cases.table.batches[index]
    specification.selected.truth(
      in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.selected)
    var count = 0
    var counted: [Int32] = []
    swap(&counted, &scratch.counted)
    do {
      let truths = scratch.selected.span
      let yes = Truth.yes
      let acceptedRows = cases.accepted[index]
      let accepted = acceptedRows.span
      let first = rows.lowerBound
      var out = counted.mutableSpan
      // Written in any case and kept if it counts: a branch on the data would cost more.
      for row in 0..<truths.count {
        out[count] = Int32(truncatingIfNeeded: row)
        count &+= truths[row] == yes && accepted[first &+ row] == 1 ? 1 : 0
      }
    }
    swap(&counted, &scratch.counted)
    guard count > 0 else { return 0 }
    specification.numerator?.truth(
      in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.numerator)
    specification.value?.values(in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.values)
    return count
  }

  private func add(
    _ count: Int, of specification: CountSpecification, groups: [Int32], _ scratch: CountingScratch,
    to counts: inout GroupCounts
  ) {
    if counts.cases.count == 1 {
      return addWhole(count, takesNumerator: specification.numerator != nil, scratch, to: &counts)
    }
    let counted = scratch.counted.span
    let groups = groups.span
    var cases = counts.cases.mutableSpan
    // Sums of 32 bits do not overflow: a table has fewer records than that.
    for index in 0..<count { cases[Int(groups[Int(counted[index])])] &+= 1 }
    if specification.numerator != nil {
      let truths = scratch.numerator.span
      let yes = Truth.yes
      var numerators = counts.numerators.mutableSpan
      for index in 0..<count {
        let row = Int(counted[index])
        numerators[Int(groups[row])] &+= truths[row] == yes ? 1 : 0
      }
    }
    guard specification.value != nil else { return }
    let values = scratch.values.span
    var out = counts.values.mutableSpan
    for index in 0..<count {
      let row = Int(counted[index])
      let value = values[row]
      guard value != .min else { continue }
      let group = Int(groups[row])
      out[group].count &+= 1
      out[group].sum += Int128(value)
      out[group].least = min(out[group].least, value)
      out[group].greatest = max(out[group].greatest, value)
    }
  }
}
