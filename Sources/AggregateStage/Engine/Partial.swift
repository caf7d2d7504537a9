import Tables

/// The totals of some cases in each group of a partition.
///
/// Partials of different cases merge, in any order, into that of all of them. An empty one changes nothing.
struct Partial: Sendable {
  var all: Subtotal
  /// For a proportion: the cases of its numerator.
  var numerator: Subtotal
  /// The numbers of the cases that have one, and the group of each; no groups where there is only one.
  private(set) var numbers: [Int64] = []
  private(set) var groups: [Int32] = []

  /// Cases and different persons by group.
  struct Subtotal: Sendable {
    private(set) var cases: [UInt32]
    private(set) var people: DistinctCounter?

    init(groups: Int, persons: Int?) {
      cases = [UInt32](repeating: 0, count: groups)
      people = persons.map { DistinctCounter(groups: groups, persons: $0) }
    }

    /// - Parameters:
    ///   - groupOf: the group of each row of the batch; nil where there is one group.
    ///   - persons: of each row of the batch, where people are counted.
    mutating func add(_ rows: Bitmap, groupOf: [Int32]?, persons: [Int32]?) {
      // 32 bits do not overflow: a table has fewer records than that.
      if groupOf == nil { cases[0] += UInt32(rows.total) }
      guard groupOf != nil || persons != nil else { return }
      let list = rows.rows
      if let groupOf { Self.add(list, groupOf, &cases) }
      if let persons { people?.add(list, persons, groupOf: groupOf) }
    }

    private static func add(_ rows: [Int32], _ groupOf: [Int32], _ cases: inout [UInt32]) {
      let (rows, groups) = (rows.span, groupOf.span)
      var out = cases.mutableSpan
      for index in rows.indices { out[Int(groups[Int(rows[index])])] &+= 1 }
    }

    mutating func merge(_ other: Subtotal) {
      for group in cases.indices { cases[group] += other.cases[group] }
      if let others = other.people { people?.merge(others) }
    }
  }

  /// - Parameter persons: where people are counted, a number above that of any person.
  init(groups: Int, persons: Int?) {
    all = Subtotal(groups: groups, persons: persons)
    numerator = all
  }

  /// Adds the numbers of cases; `Int64.min` is none.
  ///
  /// - Parameter groups: the group of each, or nil where there is one group.
  mutating func add(numbers more: [Int64], groups own: [Int32]?) {
    for index in more.indices where more[index] != .min {
      numbers.append(more[index])
      if let own { groups.append(own[index]) }
    }
  }

  /// Adds the totals of other cases in the same groups.
  mutating func merge(_ other: Partial) {
    all.merge(other.all)
    numerator.merge(other.numerator)
    numbers += other.numbers
    groups += other.groups
  }
}
