/// One value for every count that fits everything known, and a search for others.
///
/// A value of a count is possible if some assignment of all counts has it and fits. So one assignment is enough to show
/// it. The search starts from an assignment that fits, moves the count, and repairs each relation that this breaks by
/// moving another of its counts. A relation that stays broken gains weight until the search gets around it (breakout
/// local search, Morris 1993). Where no assignment is found nothing is claimed.
package struct Assignment {
  package typealias Relation = CountSystem.Relation

  /// A count's value in an assignment that differs from this one in few places.
  package struct Move: Sendable, Hashable {
    package var cell: Int
    package var value: Int

    package init(cell: Int, value: Int) {
      self.cell = cell
      self.value = value
    }
  }

  package private(set) var system: CountSystem
  package private(set) var values: [Int]
  /// The relations of each count, one count after another. Those of a count begin at its place in `firstUse`.
  private let uses: [CountSystem.Use]
  private let firstUse: [Int]
  /// The range of each relation's sum, and its largest weight, the unit of its violations.
  private let limits: [(lower: Int, upper: Int, unit: Int)]
  /// By relation: sums between 0 and this are impossible.
  private var leastPositive: [Int]
  /// The sum of each relation at `values`.
  private var sums: [Int]

  // A search's state, by count and by relation. The lists say what to reset.
  private var before: [Int]
  private var lastMoved: [Int]
  private var isMoved: [Bool]
  private var isPinned: [Bool]
  private var moved: [Int] = []
  private var isQueued: [Bool]
  private var weights: [Int]
  private var weighted: [Int] = []
  /// The relation at which the last failed search was stuck longest.
  package private(set) var blocked: Int?

  package init(_ system: CountSystem, at values: [Int]) {
    self.system = system
    self.values = values
    let usesOfCell = system.uses
    uses = usesOfCell.flatMap(\.self)
    firstUse = usesOfCell.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    limits = system.relations.map { relation in
      (relation.lower, relation.upper, relation.terms.reduce(1) { max($0, abs($1.weight)) })
    }
    leastPositive = system.relations.map(\.leastPositive)
    sums = system.relations.map { $0.sum(of: values) }
    before = values
    lastMoved = [Int](repeating: -1, count: values.count)
    isMoved = [Bool](repeating: false, count: values.count)
    isPinned = isMoved
    isQueued = [Bool](repeating: false, count: system.relations.count)
    weights = [Int](repeating: 1, count: system.relations.count)
  }

  /// Whether every count is within its range and every relation is true.
  package var fits: Bool {
    values.indices.allSatisfy { system.lower[$0] <= values[$0] && values[$0] <= system.upper[$0] }
      && system.relations.indices.allSatisfy { excess(of: $0) == 0 }
  }

  func allows(_ value: Int, at cell: Int) -> Bool {
    system.lower[cell] <= value && value <= system.upper[cell]
  }

  /// The places of a count's relations in `uses`.
  private func places(of cell: Int) -> Range<Int> { firstUse[cell]..<firstUse[cell + 1] }

  func relations(of cell: Int) -> some Sequence<Int> { uses[places(of: cell)].lazy.map(\.relation) }

  mutating func setRange(of cell: Int, to range: (lower: Int, upper: Int)) {
    (system.lower[cell], system.upper[cell]) = range
  }

  /// Says which sums of a relation between 0 and another are impossible; 1 for none.
  mutating func setLeastPositive(of relation: Int, to least: Int) { leastPositive[relation] = least }

  /// Whether a sum of a relation is one of the impossible ones between 0 and another.
  func isInGap(_ sum: Int, of relation: Int) -> Bool { 0 < sum && sum < leastPositive[relation] }

  /// The sum of a relation here, or in an assignment that differs.
  func sum(of relation: Int, after moves: [Move] = []) -> Int {
    guard !moves.isEmpty else { return sums[relation] }
    return system.relations[relation].terms.reduce(0) { sum, term in
      sum + term.weight * (moves.first { $0.cell == term.cell }?.value ?? values[term.cell])
    }
  }

  /// Looks for an assignment in which some counts have given values.
  ///
  /// - Parameter near: where the search begins, as differences from this assignment; it need not fit.
  /// - Returns: the differences from this assignment, which does not change; nil where none was found.
  package mutating func moves(to wanted: [Move], near: [Move] = []) -> [Move]? {
    guard wanted.allSatisfy({ allows($0.value, at: $0.cell) }) else { return nil }
    for move in near {
      set(move.cell, min(max(move.value, system.lower[move.cell]), system.upper[move.cell]))
    }
    for move in wanted { set(move.cell, move.value) }
    for move in wanted { isPinned[move.cell] = true }
    let broken = Set((near + wanted).flatMap { relations(of: $0.cell) }).filter { excess(of: $0) != 0 }
      .sorted()
    let isFound = mend(broken, steps: Self.mostSteps)
    let moves =
      isFound
      ? moved.filter { before[$0] != values[$0] }.sorted().map { Move(cell: $0, value: values[$0]) } : nil
    for cell in moved { change(cell, to: before[cell]) }
    for move in wanted { isPinned[move.cell] = false }
    endSearch()
    return moves
  }

  /// Moves counts until as much fits as possible. Returns false where something does not.
  package mutating func settle() -> Bool {
    for cell in values.indices where values[cell] < system.lower[cell] || values[cell] > system.upper[cell] {
      change(cell, to: min(max(values[cell], system.lower[cell]), system.upper[cell]))
    }
    let broken = system.relations.indices.filter { excess(of: $0) != 0 }
    let isDone = broken.isEmpty || mend(broken, steps: 200 * broken.count + Self.mostSteps, isPatient: true)
    endSearch()
    return isDone && fits
  }

  /// Several times what the longest chain of tables in councils' reports needs.
  private static let mostSteps = 400

  private mutating func endSearch() {
    for cell in moved { (isMoved[cell], lastMoved[cell]) = (false, -1) }
    moved.removeAll(keepingCapacity: true)
    for relation in weighted { weights[relation] = 1 }
    weighted.removeAll(keepingCapacity: true)
  }

  /// Mends one broken relation after another.
  ///
  /// - Parameter isPatient: whether to leave a relation that no move improves, and go on with the others.
  private mutating func mend(_ broken: [Int], steps: Int, isPatient: Bool = false) -> Bool {
    var queue = broken
    var next = 0
    for relation in broken { isQueued[relation] = true }
    defer { for relation in queue { isQueued[relation] = false } }
    for step in 0..<steps {
      while next < queue.count, excess(of: queue[next]) == 0 {
        isQueued[queue[next]] = false
        next += 1
      }
      guard next < queue.count else { return true }
      let relation = queue[next]
      guard let (move, gain) = best(of: relation, at: step) else {
        blocked = relation
        guard isPatient else { return false }
        isQueued[relation] = false
        next += 1
        continue
      }
      if gain >= 0 {
        if weights[relation] == 1 { weighted.append(relation) }
        weights[relation] += 1
      }
      set(move.cell, move.value)
      lastMoved[move.cell] = step
      for place in places(of: move.cell) {
        let touched = uses[place].relation
        guard !isQueued[touched], excess(of: touched) != 0 else { continue }
        isQueued[touched] = true
        queue.append(touched)
      }
      // A relation that is still broken waits behind the others.
      if excess(of: relation) != 0 {
        next += 1
        queue.append(relation)
      }
    }
    blocked = weighted.max { (weights[$0], $1) < (weights[$1], $0) } ?? queue[next]
    return false
  }

  /// How far a relation's sum is above what is possible; negative where below.
  private func excess(of relation: Int) -> Int { excess(of: sums[relation], in: relation) }

  private func excess(of sum: Int, in relation: Int) -> Int {
    let (lower, upper, _) = limits[relation]
    if sum > upper { return sum - upper }
    if sum < lower { return sum - lower }
    guard isInGap(sum, of: relation) else { return 0 }
    let above = sum - leastPositive[relation]
    return sum <= -above ? sum : above
  }

  /// The move of one of its counts that leaves the least weighted violations of all relations.
  private func best(of relation: Int, at step: Int) -> (move: Move, change: Int)? {
    // A sum between 0 and the least possible one can be repaired in both directions.
    let sum = sums[relation]
    let excesses =
      isInGap(sum, of: relation) ? [sum, sum - leastPositive[relation]] : [excess(of: relation)]
    var best: (change: Int, last: Int, move: Move)?
    for excess in excesses {
      improve(&best, of: relation, excess, at: step)
    }
    return best.map { ($0.move, $0.change) }
  }

  /// Replaces a move by a better one that takes an excess away from a relation.
  private func improve(
    _ best: inout (change: Int, last: Int, move: Move)?, of relation: Int, _ excess: Int, at step: Int
  ) {
    for term in system.relations[relation].terms where !isPinned[term.cell] {
      let (cell, weight) = (term.cell, term.weight)
      let whole = -excess / weight
      // Rounded away from zero, so that the relation is fully repaired.
      let wanted = whole * weight == -excess ? whole : whole + ((excess > 0) == (weight > 0) ? -1 : 1)
      let value = min(max(values[cell] + wanted, system.lower[cell]), system.upper[cell])
      guard value != values[cell], (value > values[cell]) == (wanted > 0) else { continue }
      // The count that was moved last would only move back, so it is tried last.
      let last = step > 0 && lastMoved[cell] == step - 1 ? Int.max : lastMoved[cell]
      let change = change(in: cell, by: value - values[cell])
      let isLast = last == .max
      if best.map({
        (isLast ? 1 : 0, change, last, cell) < ($0.last == .max ? 1 : 0, $0.change, $0.last, $0.move.cell)
      })
        ?? true
      {
        best = (change, last, Move(cell: cell, value: value))
      }
    }
  }

  /// How much the weighted violations of a count's relations would grow; negative where they shrink.
  private func change(in cell: Int, by step: Int) -> Int {
    var change = 0
    for place in places(of: cell) {
      let use = uses[place]
      let now = abs(excess(of: use.relation))
      let then = abs(excess(of: sums[use.relation] + use.weight * step, in: use.relation))
      guard now != then else { continue }
      let unit = limits[use.relation].unit
      change += ((then + unit - 1) / unit - (now + unit - 1) / unit) * weights[use.relation]
    }
    return change
  }

  /// Changes a value within a search, and records the old one.
  private mutating func set(_ cell: Int, _ value: Int) {
    if !isMoved[cell] {
      isMoved[cell] = true
      before[cell] = values[cell]
      moved.append(cell)
    }
    change(cell, to: value)
  }

  private mutating func change(_ cell: Int, to value: Int) {
    let step = value - values[cell]
    guard step != 0 else { return }
    values[cell] = value
    for place in places(of: cell) { sums[uses[place].relation] += uses[place].weight * step }
  }
}
