import Artefacts
import Declarations
import Tables

/// A count of a table's cases, with the number to take from each.
struct CountSpecification: Sendable {
  var selected: Condition
  var numerator: Condition?
  /// The expression for the number of each case.
  var value: Program?
  var countsPeople = false
}

/// A way of splitting cases into groups numbered from 0: by nothing, by one breakdown, or by several crossed.
struct Partition: Sendable {
  var axes: [Grouping]

  /// A group for each combination of categories; the last axis varies fastest.
  var groupCount: Int { axes.reduce(1) { $0 * $1.categoryCount } }

  /// The group of each row of a batch, in chunks where `isWanted` is true; nil where there is one group.
  func groups(in batch: RecordBatch, where isWanted: (Range<Int>) -> Bool) -> [Int32]? {
    guard !axes.isEmpty else { return nil }
    var groups: [Int32] = []
    groups.reserveCapacity(batch.rowCount)
    var scratch = CountingScratch()
    for chunk in EvaluationScratch.chunks(of: batch.rowCount) {
      var own = [Int32](repeating: 0, count: chunk.count)
      if isWanted(chunk) { for axis in axes { axis.refine(&own, in: batch, rows: chunk, &scratch) } }
      groups += own
    }
    return groups
  }
}

/// A worker's buffers, kept from chunk to chunk.
struct CountingScratch {
  var evaluation = EvaluationScratch()
  var categories: [Int64] = []
}

/// Several counts over the accepted cases of one table, each with several partitions, in one pass on all cores.
///
/// Each core counts a range of batches into its own partials, which are then merged.
struct Tabulation: Sendable {
  let selectors: [BatchSelector]
  let specifications: [CountSpecification]
  let partitions: [Partition]
  /// For counts of people: each row's person, by batch.
  let persons: [[Int32]]?
  /// Above the number of any person.
  let personCount: Int

  /// By specification and partition.
  func tallies() -> [[Tallies]] {
    let workers = max(1, min(processorCount, selectors.count))
    let parts = parallelMap(workers) { worker in
      partials(selectors.count * worker / workers..<selectors.count * (worker + 1) / workers)
    }
    return specifications.indices.map { item in
      partitions.indices.map { partition in Tallies(parts.map { $0[item][partition] }) }
    }
  }

  private func partials(_ batches: Range<Int>) -> [[Partial]] {
    var partials = specifications.map { specification in
      partitions.map {
        Partial(groups: $0.groupCount, persons: specification.countsPeople ? personCount : nil)
      }
    }
    for batch in batches { count(batch, &partials) }
    return partials
  }

  private func count(_ index: Int, _ partials: inout [[Partial]]) {
    let selector = selectors[index]
    let selected = specifications.map { specification in
      let rows = selector.rows(specification.selected)
      return (rows: rows, numerator: specification.numerator.map { selector.rows($0, among: rows) })
    }
    let groups = partitions.map { partition in
      partition.groups(in: selector.batch) { chunk in selected.contains { $0.rows.hasRow(in: chunk) } }
    }
    for (item, specification) in specifications.enumerated() {
      let (rows, numerator) = selected[item]
      let own = specification.countsPeople ? persons?[index] : nil
      let taken = specification.value.map { selector.values($0, of: rows) }
      for partition in partitions.indices {
        let groupOf = groups[partition]
        partials[item][partition].all.add(rows, groupOf: groupOf, persons: own)
        if let numerator {
          partials[item][partition].numerator.add(numerator, groupOf: groupOf, persons: own)
        }
        if let taken {
          partials[item][partition].add(
            numbers: taken, groups: groupOf.map { groupOf in rows.rows.map { groupOf[Int($0)] } })
        }
      }
    }
  }
}

extension BatchSelector {
  /// Of some rows, those that have a number, with their numbers.
  func numbered(_ program: Program, among rows: Bitmap) -> CountedRows {
    var out = CountedRows(rows: rows)
    for (row, value) in zip(rows.rows, values(program, of: rows)) {
      if value == .min { out.rows[Int(row)] = false } else { out.numbers.append(value) }
    }
    return out
  }

  /// The number of each of some rows, in order; `Int64.min` where there is none.
  func values(_ program: Program, of rows: Bitmap) -> [Int64] {
    var scratch = EvaluationScratch()
    var (values, out): ([Int64], [Int64]) = ([], [])
    let list = rows.rows
    out.reserveCapacity(list.count)
    var next = 0
    for chunk in EvaluationScratch.chunks(of: batch.rowCount) where rows.hasRow(in: chunk) {
      program.values(in: batch, rows: chunk, scratch: &scratch, into: &values)
      while next < list.count, Int(list[next]) < chunk.upperBound {
        out.append(values[Int(list[next]) - chunk.lowerBound])
        next += 1
      }
    }
    return out
  }
}
