import Artefacts
import Declarations
import Tables

/// Several counts over the accepted cases of one table, split in several ways, in one pass on all cores.
///
/// Each worker takes a stretch of segments and has tallies of its own, which are then added up exactly.
struct Tabulation: Sendable {
  let cases: ValidatedTable
  let specifications: [CountSpecification]
  let partitions: [Partition]
  /// For counts of people: each row's person, by segment.
  let persons: [[Int32]]?

  /// By specification, partition and group.
  func tallies() -> [[[Tally]]] {
    let workers = max(1, min(processorCount, cases.table.segments.count))
    let parts = parallelMap(workers) { count(segments(of: $0, workers)) }
    var out = parts[0].tallies
    for part in parts.dropFirst() {
      for item in out.indices {
        for partition in out[item].indices {
          for group in out[item][partition].indices {
            out[item][partition][group].merge(part.tallies[item][partition][group])
          }
        }
      }
    }
    for (item, specification) in specifications.enumerated() {
      for partition in partitions.indices {
        if specification.countsPeople {
          PeopleSet.union(parts.map { $0.people[item][partition] }).count(into: &out[item][partition])
        }
        guard !specification.percentiles.isEmpty, specification.value != nil else { continue }
        addPercentiles(of: item, partition, workers, to: &out[item][partition])
      }
    }
    return out
  }

  func segments(of worker: Int, _ workers: Int) -> Range<Int> {
    let count = cases.table.segments.count
    return count * worker / workers..<count * (worker + 1) / workers
  }

  private struct Part: Sendable {
    var tallies: [[[Tally]]]
    var people: [[PeopleSet]]
  }

  private func count(_ segments: Range<Int>) -> Part {
    var part = Part(
      tallies: specifications.map { _ in
        partitions.map { [Tally](repeating: Tally(), count: $0.groupCount) }
      },
      people: specifications.map { specification in
        partitions.map { partition in
          PeopleSet(
            groups: specification.countsPeople ? partition.groupCount : 0, persons: cases.table.rowCount)
        }
      })
    var scratch = CountingScratch()
    for segment in segments {
      forEachChunk(ofSegment: segment, &scratch) { rows, scratch in
        for (item, specification) in specifications.enumerated() {
          let count = select(specification, segment, rows, &scratch)
          guard count > 0 else { continue }
          for partition in partitions.indices {
            add(
              count, of: specification, groups: scratch.groups[partition], scratch,
              to: &part.tallies[item][partition])
            guard specification.countsPeople, let persons else { continue }
            part.people[item][partition].add(
              persons[segment], from: rows.lowerBound, counted: scratch.counted, count: count,
              groups: scratch.groups[partition],
              numerator: specification.numerator == nil ? [] : scratch.numerator)
          }
        }
      }
    }
    return part
  }

  /// Goes through a segment a chunk at a time, with the group of every row of the chunk in each partition.
  func forEachChunk(
    ofSegment index: Int, _ scratch: inout CountingScratch,
    _ body: (Range<Int>, inout CountingScratch) -> Void
  ) {
    let segment = cases.table.segments[index]
    var start = 0
    while start < segment.rowCount {
      let rows = start..<min(start + EvaluationScratch.chunk, segment.rowCount)
      while scratch.groups.count < partitions.count { scratch.groups.append([]) }
      for (position, partition) in partitions.enumerated() {
        var groups: [Int32] = []
        swap(&groups, &scratch.groups[position])
        groups.removeAll(keepingCapacity: true)
        groups.append(contentsOf: repeatElement(0, count: rows.count))
        for axis in partition.axes { axis.refine(&groups, in: segment, rows: rows, &scratch) }
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
    let segment = cases.table.segments[index]
    specification.selected.truth(
      in: segment, rows: rows, scratch: &scratch.evaluation, into: &scratch.selected)
    var count = 0
    var counted: [Int32] = []
    swap(&counted, &scratch.counted)
    do {
      let truths = scratch.selected.span
      let acceptedRows = cases.accepted[index]
      let accepted = acceptedRows.span
      let first = rows.lowerBound
      var out = counted.mutableSpan
      // Written in any case and kept if it counts: a branch on the data would cost more.
      for row in 0..<truths.count {
        out[count] = Int32(truncatingIfNeeded: row)
        count &+= truths[row] == Truth.yes && accepted[first &+ row] == 1 ? 1 : 0
      }
    }
    swap(&counted, &scratch.counted)
    guard count > 0 else { return 0 }
    specification.numerator?.truth(
      in: segment, rows: rows, scratch: &scratch.evaluation, into: &scratch.numerator)
    specification.value?.values(in: segment, rows: rows, scratch: &scratch.evaluation, into: &scratch.values)
    return count
  }

  private func add(
    _ count: Int, of specification: CountSpecification, groups: [Int32], _ scratch: CountingScratch,
    to tallies: inout [Tally]
  ) {
    let counted = scratch.counted.span
    let groups = groups.span
    var out = tallies.mutableSpan
    let truths = scratch.numerator.span
    let values = scratch.values.span
    switch (specification.numerator != nil, specification.value != nil) {
    case (false, false): for index in 0..<count { out[Int(groups[Int(counted[index])])].cases &+= 1 }
    case (true, false):
      for index in 0..<count {
        let row = Int(counted[index])
        let group = Int(groups[row])
        out[group].cases &+= 1
        out[group].numerator &+= truths[row] == Truth.yes ? 1 : 0
      }
    case (let hasNumerator, true):
      for index in 0..<count {
        let row = Int(counted[index])
        let group = Int(groups[row])
        out[group].cases &+= 1
        if hasNumerator, truths[row] == Truth.yes { out[group].numerator &+= 1 }
        let value = values[row]
        guard value != .min else { continue }
        out[group].values &+= 1
        out[group].sum += Int(value)
        out[group].least = min(out[group].least, value)
        out[group].greatest = max(out[group].greatest, value)
      }
    }
  }
}
