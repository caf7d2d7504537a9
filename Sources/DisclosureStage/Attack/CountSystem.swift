/// Whole-number counts, with everything known of each and of them together.
///
/// An attacker has nothing else: everything printed is a bound on one count or a relation between several.
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
    /// Sums between 0 and this are impossible; 1 where none is.
    package var leastPositive = 1

    package init(_ terms: [Term], from lower: Int, to upper: Int) {
      self.terms = terms
      self.lower = lower
      self.upper = upper
    }

    /// A total that equals the sum of its parts.
    package init(total: Int, of parts: [Int]) {
      self.init([Term(total, -1)] + parts.map { Term($0, 1) }, from: 0, to: 0)
    }

    /// With one term for each count, in order; nil where no terms are left.
    var normal: Relation? {
      var weights: [Int: Int] = [:]
      for term in terms { weights[term.cell, default: 0] += term.weight }
      let terms = weights.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }
      return terms.isEmpty ? nil : Relation(terms, from: lower, to: upper)
    }

    /// Whether some counts satisfy it.
    package func holds(for counts: [Int]) -> Bool {
      let sum = sum(of: counts)
      return lower <= sum && sum <= upper && !(1..<leastPositive).contains(sum)
    }

    func sum(of counts: [Int]) -> Int { terms.reduce(0) { $0 + $1.weight * counts[$1.cell] } }
  }

  /// No council has so many cases: it means "no bound".
  package static let most = 1_000_000
  /// Larger than any sum of counts: in a relation it means "no bound".
  package static let unbounded = Int.max / 4

  package var lower: [Int]
  package var upper: [Int]
  package var relations: [Relation] = []

  package init(count: Int) {
    lower = [Int](repeating: 0, count: count)
    upper = [Int](repeating: Self.most, count: count)
  }

  package var count: Int { lower.count }

  package mutating func limit(_ cell: Int, to range: ClosedRange<Int>) {
    lower[cell] = max(lower[cell], range.lowerBound)
    upper[cell] = min(upper[cell], range.upperBound)
  }

  /// A relation of a count, and the count's weight in it.
  struct Use: Sendable {
    var relation: Int
    var weight: Int
  }

  /// By count.
  var uses: [[Use]] {
    var out = [[Use]](repeating: [], count: count)
    for (index, relation) in relations.enumerated() {
      for term in relation.terms { out[term.cell].append(Use(relation: index, weight: term.weight)) }
    }
    return out
  }

  /// The range of each count after constraint propagation; nil where the system contradicts itself.
  ///
  /// Only impossible values are removed: the true count is always in its range. Sums that are impossible between others
  /// (`leastPositive`) are not used, so a range can be wider than it needs to be.
  package func propagated() -> [ClosedRange<Int>]? {
    var system = self
    guard system.propagate() else { return nil }
    return zip(system.lower, system.upper).map { $0...$1 }
  }

  /// Narrows counts until nothing changes. Returns false where something is impossible.
  ///
  /// A relation is examined again only when one of its counts has changed.
  private mutating func propagate() -> Bool {
    for cell in lower.indices where lower[cell] > upper[cell] { return false }
    let uses = uses
    // A count in a percentage can approach its limit by one each time, so the number of rounds is limited. The ranges are
    // then still true, but wider.
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
        for use in uses[cell] where !isWaiting[use.relation] && times[use.relation] < 60 {
          isWaiting[use.relation] = true
          queue.append(use.relation)
        }
      }
    }
    return true
  }

  /// Narrows counts by one relation and adds them to `moved`. Returns false where it cannot be true.
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
      // The sums use the old bounds, which are wider and therefore safe.
      moved.append(cell)
    }
    return true
  }
}

private func floor(_ value: Int, _ divisor: Int) -> Int {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

private func ceiling(_ value: Int, _ divisor: Int) -> Int { -floor(-value, divisor) }
