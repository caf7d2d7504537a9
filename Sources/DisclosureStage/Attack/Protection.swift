import Artefacts
import Statistics

/// Shows of every hidden count that it keeps enough possible values, and of every rounded one that it keeps two.
///
/// Each value is shown by a whole assignment of all counts that fits everything printed (`Assignment`). Hiding a row
/// more only widens what fits, so nothing shown before has to be shown again.
struct Protection {
  /// A count that must keep so many possible values.
  struct Need: Hashable {
    var row: Int
    var part: Exposure.Part
    var cell: Int
    var width: Int
  }

  let tables: PrintedTables
  private(set) var hidden: Set<Int>
  private(set) var assignment: Assignment
  /// The rows that print each count.
  private let rowsOfCell: [[Int]]
  /// By count, its other values with the assignment that shows each.
  private var possible: [Int: [Int: Int]] = [:]
  private var shown: [[Assignment.Move]] = []
  /// The assignments that differ from the first at each count.
  private var touching: [Int: [Int]] = [:]
  private var needsOfCell: [Int: [Need]] = [:]
  /// What propagation leaves, for the rows hidden when it was last asked.
  private var outer: (hidden: Int, ranges: [ClosedRange<Int>])?

  /// - Parameter truth: the true count of each cell, as far as it is known here.
  /// - Returns: nil where what is printed contradicts itself, or no assignment was found that fits it.
  init?(_ tables: PrintedTables, hidden: Set<Int>, truth: [Int?]) {
    self.tables = tables
    self.hidden = hidden
    var rowsOfCell = [[Int]](repeating: [], count: tables.names.count)
    for (index, row) in tables.rows.enumerated() {
      for cell in row.printedCells { rowsOfCell[cell].append(index) }
    }
    self.rowsOfCell = rowsOfCell
    guard let start = tables.assignment(hidden: hidden, truth: truth) else { return nil }
    assignment = start
  }

  // MARK: Needs

  /// What a row needs as it is now: hidden, or printed and rounded.
  func needs(of index: Int) -> [Need] {
    let row = tables.rows[index]
    let policy = row.policy
    guard hidden.contains(index) || row.printed.isHidden else {
      guard policy.roundingBase > 1, policy.promisedValues > 1 else { return [] }
      return row.parts.compactMap { _, figure, cell in
        guard let cell, let figure, let units = figure.number?.units, units > 0 else { return nil }
        return Need(row: index, part: .rounded, cell: cell, width: 2)
      }
    }
    let printed = row.hidden ?? row.printed
    guard policy.promisedValues > 1 else { return [] }
    return [
      (Exposure.Part.numerator, row.numerator, printed.numerator?.isHidden == true),
      (.denominator, row.denominator, printed.denominator?.isHidden == true),
      // It is never printed, and follows where the other two are known.
      (.remainder, row.remainder, true),
    ].compactMap { part, cell, isHidden in
      guard isHidden, let cell else { return nil }
      return Need(row: index, part: part, cell: cell, width: policy.promisedValues)
    }
  }

  /// Looks for as many values of a count as it needs; false where they were not found.
  mutating func meets(_ need: Need) -> Bool {
    if needsOfCell[need.cell]?.contains(need) != true { needsOfCell[need.cell, default: []].append(need) }
    if isVoid(need) { return true }
    // Values beyond two that were not found are hardly ever possible.
    var missed = [0, 0]
    var distance = 1
    while found(need) < need.width, missed.contains(where: { $0 < 2 }) {
      for (side, step) in [distance, -distance].enumerated() where missed[side] < 2 && found(need) < need.width {
        let value = assignment.values[need.cell] + step
        if possible[need.cell]?[value] != nil { continue }
        // From the assignment that this one is, or else from the one that shows the value before.
        let near = possible[need.cell]?[value - step.signum()].map { shown[$0] }
        if let moves = assignment.moves(toHave: value, at: need.cell)
          ?? near.flatMap({ assignment.moves(toHave: value, at: need.cell, near: $0) })
        {
          remember(moves)
          missed[side] = 0
        } else {
          missed[side] += 1
        }
      }
      distance += 1
    }
    return found(need) >= need.width || isKnownLarge(need)
  }

  func found(_ need: Need) -> Int { 1 + (possible[need.cell]?.count ?? 0) }

  /// A rounded count that is not printed any more, or a hidden row that is shown.
  private func isVoid(_ need: Need) -> Bool {
    let isHidden = hidden.contains(need.row) || tables.rows[need.row].printed.isHidden
    return need.part == .rounded ? isHidden : !isHidden
  }

  /// Whether a hidden count can be seen to be none of the small ones for whose sake counts are hidden.
  private mutating func isKnownLarge(_ need: Need) -> Bool {
    let policy = tables.rows[need.row].policy
    let least = need.part != .remainder && policy.hidesZero ? 0 : 1
    let small = least...max(least, policy.threshold - 1)
    guard need.part != .rounded, !small.contains(assignment.values[need.cell]) else { return false }
    if outer?.hidden != hidden.count {
      guard let ranges = assignment.system.propagated() else { return false }
      outer = (hidden.count, ranges)
    }
    return outer.map { !$0.ranges[need.cell].overlaps(small) } ?? false
  }

  private mutating func remember(_ moves: [Assignment.Move]) {
    let index = shown.count
    shown.append(moves)
    for move in moves {
      touching[move.cell, default: []].append(index)
      if possible[move.cell]?[move.value] == nil { possible[move.cell, default: [:]][move.value] = index }
    }
  }

  // MARK: Hiding and showing rows

  mutating func hide(_ row: Int) {
    hidden.insert(row)
    refreshRanges(of: row)
  }

  /// Prints a hidden row again where everything keeps the values that it needs.
  ///
  /// - Returns: whether it is printed now; this is as before where it is not.
  mutating func show(_ row: Int) -> Bool {
    let before = self
    hidden.remove(row)
    refreshRanges(of: row)
    var lost: Set<Int> = []
    for cell in tables.rows[row].printedCells {
      let (lower, upper) = (assignment.system.lower[cell], assignment.system.upper[cell])
      for index in touching[cell] ?? []
      where shown[index].contains(where: { $0.cell == cell && ($0.value < lower || $0.value > upper) }) {
        for move in shown[index] where possible[move.cell]?[move.value] == index {
          possible[move.cell]?[move.value] = nil
          lost.insert(move.cell)
        }
      }
    }
    var again = lost.sorted().flatMap { needsOfCell[$0] ?? [] }
    again += needs(of: row)
    for need in again where !meets(need) {
      self = before
      return false
    }
    return true
  }

  private mutating func refreshRanges(of row: Int) {
    for cell in tables.rows[row].printedCells {
      assignment.setRange(of: cell, to: tables.range(
          of: cell, printedBy: rowsOfCell[cell], hidden: hidden, known: tables.knownRange[cell]))
    }
  }

  // MARK: What to hide next

  /// The row to hide next: the fewest relations from where the search was blocked, categories before totals, the
  /// smallest count first; nil where nothing more can be hidden.
  func next(for need: Need, truth: [Int?]) -> Int? {
    if need.part == .rounded, canBeHidden(need.row, truth) { return need.row }
    var cells = [need.cell]
    if let blocked = assignment.blocked { cells += assignment.system.relations[blocked].terms.map(\.cell) }
    var reached = Set(cells)
    var frontier = reached
    while !frontier.isEmpty {
      let rows = Set(frontier.flatMap { rowsOfCell[$0] }).filter { canBeHidden($0, truth) }
      let best = rows.min { one, other in
        let (a, b) = (tables.rows[one], tables.rows[other])
        return (a.printed.key.category == nil ? 1 : 0, size(one), one)
          < (b.printed.key.category == nil ? 1 : 0, size(other), other)
      }
      if let best { return best }
      var further: Set<Int> = []
      for cell in frontier {
        for relation in assignment.relations(of: cell) {
          further.formUnion(assignment.system.relations[relation].terms.map(\.cell))
        }
      }
      frontier = further.subtracting(reached)
      reached.formUnion(frontier)
    }
    return nil
  }

  /// A hidden nought of a count would let "hidden" stand for nought, and with it every hidden count.
  private func canBeHidden(_ index: Int, _ truth: [Int?]) -> Bool {
    let row = tables.rows[index]
    guard row.hidden != nil, !hidden.contains(index) else { return false }
    // A hidden denominator stands for at least one case too; where there is none, the value says so anyway.
    let base = row.denominator ?? row.numerator
    return row.policy.hidesZero || base.flatMap { truth[$0] } != 0
  }

  /// How much is lost by hiding a row.
  func size(_ index: Int) -> Int {
    tables.rows[index].printedCells.map { assignment.values[$0] }.max() ?? 0
  }
}

extension PrintedTables.Row {
  /// The counts that it prints or hides; what is left of a denominator is neither.
  var printedCells: [Int] { [numerator, denominator].compactMap(\.self) }

  var parts: [(part: Exposure.Part, figure: Figure?, cell: Int?)] {
    [(.numerator, printed.numerator, numerator), (.denominator, printed.denominator, denominator)]
  }
}
