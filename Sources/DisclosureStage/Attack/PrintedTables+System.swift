import Artefacts
import Declarations
import Statistics

/// All printed figures as one system of counts.
extension PrintedTables {
  /// The smallest and largest value of a count, by the rows that print it. The first is larger where they contradict.
  ///
  /// - Parameters:
  ///   - rows: those that print it.
  ///   - withheld: rows that are not even printed as hidden, and reveal nothing.
  func range(
    of cell: Int, printedBy rows: [Int], hidden: Set<Int>, withheld: Set<Int> = []
  ) -> (lower: Int, upper: Int) {
    let known = knownRange[cell] ?? 0...CountSystem.most
    var (lower, upper) = (known.lowerBound, known.upperBound)
    for index in rows where !withheld.contains(index) {
      let row = self.rows[index]
      let printed = hidden.contains(index) ? row.hidden ?? row.printed : row.printed
      let sides = [(row.numerator, printed.numerator), (row.denominator, printed.denominator)]
      for (side, (counted, figure)) in sides.enumerated() where counted == cell {
        guard let figure, let range = counts(behind: figure, under: row.policy) else { continue }
        // 0 of a small count is hidden with it, so a hidden numerator may be 0.
        let mayBeNought = side == 0 && figure.isHidden && row.denominator != nil
        lower = max(lower, mayBeNought ? 0 : range.lowerBound)
        upper = min(upper, range.upperBound)
      }
    }
    return (lower, upper)
  }

  /// By relation, the rows of which it is the remainder: denominator less numerator.
  func remainders(in relations: [Relation]) -> [Int: [Int]] {
    var places: [Relation: Int] = [:]
    for (index, relation) in relations.enumerated() where relation.terms.count == 2 {
      places[relation] = index
    }
    var out: [Int: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      if let place = row.remainder?.normal.flatMap({ places[$0] }) { out[place, default: []].append(index) }
    }
    return out
  }

  /// The smallest remainder above 0 that rows leave possible; 1 for any.
  ///
  /// A row with a small remainder is hidden. So one that is printed reveals that it has none, or one that is not small.
  ///
  /// - Parameter possible: a remainder that is known to be possible. Rows that contradict it were revised since.
  func leastRemainder(
    of rows: [Int], possible: Int, hidden: Set<Int>, withheld: Set<Int> = []
  ) -> Int {
    rows.reduce(1) { least, index in
      let row = self.rows[index]
      guard !hidden.contains(index), !withheld.contains(index), row.printed.numerator?.number != nil,
        row.printed.denominator?.number != nil, possible == 0 || possible >= row.policy.threshold
      else { return least }
      return max(least, row.policy.threshold)
    }
  }

  /// The current rows, and all rows that relations link to them.
  ///
  /// What was published before and is not linked to anything new is as safe as it was.
  var rowsLinkedToTonight: [Int] {
    var parent = Array(names.indices)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    func join(_ cells: [Int]) {
      for cell in cells.dropFirst() { parent[root(cell)] = root(cells[0]) }
    }
    for relation in relations + assumed { join(relation.terms.map(\.cell)) }
    for row in rows { join(row.printedCells) }
    let tonight = Set(rows.filter { $0.hidden != nil }.flatMap(\.printedCells).map(root))
    return rows.indices.filter { index in
      rows[index].hidden != nil || rows[index].printedCells.contains { tonight.contains(root($0)) }
    }
  }

  /// An assignment that fits all printed figures; nil where none was found.
  ///
  /// - Parameters:
  ///   - hidden: the rows that are hidden; the others are as printed.
  ///   - truth: the true count of each cell, where known; empty for none.
  func assignment(hidden: Set<Int>, truth: [Int?]) -> Assignment? {
    var system = CountSystem(count: names.count)
    system.relations = relations + assumed + rows.flatMap(outcomeRelations)
    var rowsOfCell = [[Int]](repeating: [], count: names.count)
    for (index, row) in rows.enumerated() {
      for cell in row.printedCells { rowsOfCell[cell].append(index) }
    }
    for cell in names.indices {
      let range = range(of: cell, printedBy: rowsOfCell[cell], hidden: hidden)
      (system.lower[cell], system.upper[cell]) = range
    }
    var values = names.indices.map { (truth.isEmpty ? nil : truth[$0]) ?? guesses[$0] ?? system.lower[$0] }
    if truth.isEmpty || truth.contains(where: { $0 == nil }) {
      var search = system
      for (relation, rows) in remainders(in: system.relations) {
        search.relations[relation].leastPositive = leastRemainder(of: rows, possible: 0, hidden: hidden)
      }
      for (cell, count) in truth.enumerated() {
        if let count { (search.lower[cell], search.upper[cell]) = (count, count) }
      }
      var unknown = Assignment(search, at: values)
      _ = unknown.settle()
      values = unknown.values
      // A relation that contradicts the rest, such as a total that was revised, is no use to anybody. Nor is one between
      // counts that nothing prints and for which no values were found.
      let first = relations.count
      func isOpen(_ relation: Relation) -> Bool {
        relation.terms.contains { term in !truth.isEmpty && truth[term.cell] == nil }
      }
      system.relations = system.relations.indices.filter { index in
        let relation = system.relations[index]
        let isNeeded = index < first || index >= first + assumed.count
        return relation.holds(for: values) || isNeeded && !isOpen(relation)
      }.map { system.relations[$0] }
    }
    for (index, rows) in remainders(in: system.relations) {
      let possible = system.relations[index].sum(of: values)
      system.relations[index].leastPositive = leastRemainder(of: rows, possible: possible, hidden: hidden)
    }
    let out = Assignment(system, at: values)
    return out.fits ? out : nil
  }

  /// What a value printed from unrounded counts reveals about them.
  ///
  /// A value beside printed counts is computed from those, so it adds nothing.
  private func outcomeRelations(of row: Row) -> [Relation] {
    let printed = row.hidden ?? row.printed
    // A publisher rounds the counts beside a value, so the two need not agree.
    guard row.measure.unit != .count, row.measure.formula != .published, let numerator = row.numerator,
      printed.numerator?.number == nil, row.policy.roundingBase == 1 || printed.isHidden,
      let value = printed.value.number, value.units >= 0
    else {
      return []
    }
    let scale = 2 * row.measure.multiplier * FixedPoint.powersOfTen[value.places]
    let (low, high) = (2 * value.units - 1, 2 * value.units + 1)
    if let denominator = row.denominator {
      // low × d ≤ scale × n < high × d: rounded half away from zero.
      return [
        Relation([.init(numerator, scale), .init(denominator, -low)], from: 0, to: CountSystem.unbounded),
        Relation([.init(numerator, scale), .init(denominator, -high)], from: -CountSystem.unbounded, to: -1),
      ]
    }
    guard let population = printed.population else { return [] }
    let people = Int128(population)
    let least = Int(clamping: max(0, (Int128(low) * people + Int128(scale) - 1) / Int128(scale)))
    let most = Int(clamping: max(0, (Int128(high) * people - 1) / Int128(scale)))
    return least <= most ? [Relation([.init(numerator, 1)], from: least, to: most)] : []
  }
}
