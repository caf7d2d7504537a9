import Declarations

/// What is counted of the cases of a table, and what is taken of each.
struct CountSpecification: Sendable {
  var selected: Program
  var numerator: Program?
  /// The whole number taken of each case.
  var value: Program?
  /// The percentiles wanted of those numbers.
  var percentiles: Set<Int> = []
  /// Whether all the numbers are wanted, in order.
  var keepsValues = false
  var countsPeople = false

  /// Whether the numbers have to be laid out in order.
  var isOrdered: Bool { value != nil && (keepsValues || !percentiles.isEmpty) }
}

/// A way of splitting cases into groups numbered from 0: by nothing, by one breakdown, or by several crossed.
struct Partition: Sendable {
  var axes: [Grouping]

  /// A group for each combination of categories; the last axis varies fastest.
  var groupCount: Int { axes.reduce(1) { $0 * $1.categoryCount } }
}

/// What a worker counts with; kept from chunk to chunk.
struct CountingScratch {
  var evaluation = EvaluationScratch()
  var categories: [Int64] = []
  var selected: [UInt8] = []
  var numerator: [UInt8] = []
  var values: [Int64] = []
  /// For each partition, the group of each row of the chunk.
  var groups: [[Int32]] = []
  /// The rows of the chunk that are counted.
  var counted = [Int32](repeating: 0, count: EvaluationScratch.chunk)
}
