/// Whole-number counts, what is known of each, and what is known of them together.
///
/// This is all that an attacker has: everything printed is a bound on one count or a relation between several.
package struct CountSystem: Sendable {
  /// `lower ≤ Σ weight × count ≤ upper`: a total and its parts, or a percentage and its counts.
  package struct Relation: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
      package var cell: Int
      package var weight: Int

      package init(_ cell: Int, _ weight: Int) {
        self.cell = cell
        self.weight = weight
      }
    }
    package var terms: [Term]
    package var lower: Int
    package var upper: Int

    package init(_ terms: [Term], from lower: Int, to upper: Int) {
      self.terms = terms
      self.lower = lower
      self.upper = upper
    }

    /// A total equals the sum of its parts.
    package init(total: Int, of parts: [Int]) {
      self.init([Term(total, -1)] + parts.map { Term($0, 1) }, from: 0, to: 0)
    }

    /// Whether some counts satisfy it.
    package func holds(for counts: [Int]) -> Bool {
      let sum = terms.reduce(0) { $0 + $1.weight * counts[$1.cell] }
      return lower <= sum && sum <= upper
    }
  }

  /// No council has so many cases; it stands for "no bound".
  package static let most = 1_000_000
  /// Beside any sum of counts, it stands for "no bound" in a relation.
  static let unbounded = Int.max / 4

  package var lower: [Int]
  package var upper: [Int]
  package var relations: [Relation] = []
  /// Where a search begins, by count: values known to be possible together, or nothing.
  var start: [Int?] = []

  package init(count: Int) {
    lower = [Int](repeating: 0, count: count)
    upper = [Int](repeating: Self.most, count: count)
  }

  package var count: Int { lower.count }

  package mutating func limit(_ cell: Int, to range: ClosedRange<Int>) {
    lower[cell] = max(lower[cell], range.lowerBound)
    upper[cell] = min(upper[cell], range.upperBound)
  }

  /// What everything printed leaves possible for each count; nil where it contradicts itself.
  ///
  /// First constraint propagation in whole numbers, then, where relations form a circle, the smallest and largest
  /// value of the linear programme. Both only ever leave out the impossible: the true count is always within.
  ///
  /// - Parameters:
  ///   - wanted: the counts whose ranges are asked for; the others' are left as propagation leaves them.
  ///   - search: how far to look after propagation.
  package func attacked(wanted: [Int]? = nil, search: Search = .everyEnd) -> [ClosedRange<Int>]? {
    var system = self
    guard system.propagate() else { return nil }
    guard search != .none, !system.isForest else { return system.ranges }
    guard system.tightenByProgramme(wanted ?? Array(lower.indices), search) else { return nil }
    return system.ranges
  }

  /// How far to look by linear programming.
  package enum Search: Sendable, Hashable {
    case none
    /// Until a count is known to have so many values; counts that are larger than small ones are left alone.
    case values(Int, small: Int)
    case everyEnd
  }

  private var ranges: [ClosedRange<Int>] { zip(lower, upper).map { $0...$1 } }

  /// Narrows every count by every relation until nothing moves; false where something is impossible.
  ///
  /// A relation is looked at again only when one of its counts has moved.
  mutating func propagate() -> Bool {
    for cell in lower.indices where lower[cell] > upper[cell] { return false }
    var uses = [[Int]](repeating: [], count: count)
    for (index, relation) in relations.enumerated() {
      for term in relation.terms { uses[term.cell].append(index) }
    }
    // A percentage beside its counts can creep towards its limit by one a time, so times are limited; what is
    // left is still true, only wider, and the programme after it does not creep.
    var times = [Int](repeating: 0, count: relations.count)
    var isWaiting = [Bool](repeating: true, count: relations.count)
    var queue = Array(relations.indices)
    var next = 0
    var moved: [Int] = []
    while next < queue.count {
      let index = queue[next]
      next += 1
      isWaiting[index] = false
      times[index] += 1
      moved.removeAll(keepingCapacity: true)
      guard narrow(by: relations[index], &moved) else { return false }
      for cell in moved {
        for user in uses[cell] where !isWaiting[user] && times[user] < 60 {
          isWaiting[user] = true
          queue.append(user)
        }
      }
    }
    return true
  }

  /// Adds the counts that it narrows to `moved`; false where the relation cannot hold.
  private mutating func narrow(by relation: Relation, _ moved: inout [Int]) -> Bool {
    var least = 0
    var greatest = 0
    for term in relation.terms {
      least += term.weight * (term.weight > 0 ? lower[term.cell] : upper[term.cell])
      greatest += term.weight * (term.weight > 0 ? upper[term.cell] : lower[term.cell])
    }
    guard least <= relation.upper, greatest >= relation.lower else { return false }
    for term in relation.terms {
      let (cell, weight) = (term.cell, term.weight)
      let leastOther = least - weight * (weight > 0 ? lower[cell] : upper[cell])
      let greatestOther = greatest - weight * (weight > 0 ? upper[cell] : lower[cell])
      let room = relation.upper - leastOther
      let need = relation.lower - greatestOther
      let (low, high) =
        weight > 0
        ? (ceiling(need, weight), floor(room, weight)) : (ceiling(-room, -weight), floor(-need, -weight))
      guard low > lower[cell] || high < upper[cell] else { continue }
      lower[cell] = max(lower[cell], low)
      upper[cell] = min(upper[cell], high)
      guard lower[cell] <= upper[cell] else { return false }
      // The sums are of the bounds before; they are wider than they might be, which is safe.
      moved.append(cell)
    }
    return true
  }

  /// Whether the relations between counts that are not yet known form no circle.
  ///
  /// Then propagation alone is exact for totals and parts.
  var isForest: Bool {
    var parent = Array(0..<(count + relations.count))
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for (index, relation) in relations.enumerated() {
      for term in relation.terms where lower[term.cell] < upper[term.cell] {
        guard term.weight == 1 || term.weight == -1 else { return false }
        let (one, other) = (root(term.cell), root(count + index))
        guard one != other else { return false }
        parent[one] = other
      }
    }
    return true
  }

  /// Narrows the wanted counts to their smallest and largest values; false where nothing is possible.
  ///
  /// A point that satisfies every relation shows a value of each of its counts to be possible, so that most counts
  /// are seen to have enough of them without a search of their own.
  private mutating func tightenByProgramme(_ wanted: [Int], _ search: Search) -> Bool {
    for part in parts(of: wanted) where part.cells.count * part.relations.count <= Self.largest {
      var programme = LinearProgramme(self, cells: part.cells, relations: part.relations)
      guard programme.isPossible else { return false }
      for cell in part.wanted where lower[cell] < upper[cell] {
        func isEnough() -> Bool {
          guard case .values(let width, let small) = search else { return false }
          return lower[cell] > small || programme.seen(cell).count >= width
        }
        if isEnough() { continue }
        if let least = programme.least(cell) { lower[cell] = max(lower[cell], least) }
        if isEnough() { continue }
        if let greatest = programme.greatest(cell) { upper[cell] = min(upper[cell], greatest) }
        guard lower[cell] <= upper[cell] else { return false }
      }
    }
    return propagate()
  }

  /// Counts times relations of the largest group that is searched; of a larger one only propagation is known.
  private static let largest = 40_000

  private struct Part {
    var cells: [Int] = []
    var relations: [Int] = []
    var wanted: [Int] = []
  }

  /// Counts that are not yet known, with the relations among them, in groups that have none in common.
  ///
  /// Only groups with a wanted count, and only relations that their counts' own ranges do not already satisfy.
  private func parts(of wanted: [Int]) -> [Part] {
    var parent = Array(lower.indices)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    var open: [(relation: Int, first: Int)] = []
    for (index, relation) in relations.enumerated() where !isSatisfied(relation) {
      let cells = relation.terms.map(\.cell).filter { lower[$0] < upper[$0] }
      guard let first = cells.first else { continue }
      for cell in cells.dropFirst() { parent[root(cell)] = root(first) }
      open.append((index, first))
    }
    var parts: [Int: Part] = [:]
    var order: [Int] = []
    for cell in wanted where lower[cell] < upper[cell] {
      if parts[root(cell)] == nil { order.append(root(cell)) }
      parts[root(cell), default: Part()].wanted.append(cell)
    }
    for cell in lower.indices where lower[cell] < upper[cell] { parts[root(cell)]?.cells.append(cell) }
    for (index, first) in open { parts[root(first)]?.relations.append(index) }
    return order.compactMap { parts[$0] }
  }

  /// Whether it holds for every choice within the counts' ranges, so that it says nothing more.
  private func isSatisfied(_ relation: Relation) -> Bool {
    var (least, greatest) = (0, 0)
    for term in relation.terms {
      let ends = (term.weight * lower[term.cell], term.weight * upper[term.cell])
      least += min(ends.0, ends.1)
      greatest += max(ends.0, ends.1)
    }
    return relation.lower <= least && greatest <= relation.upper
  }
}

private func floor(_ value: Int, _ divisor: Int) -> Int {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

private func ceiling(_ value: Int, _ divisor: Int) -> Int { -floor(-value, divisor) }
