import Artefacts
import Statistics

/// Shows that every hidden count keeps enough possible values, and every rounded one two.
///
/// Each value is shown by an assignment of all counts that fits everything printed (`Assignment`). Hiding another row
/// only allows more assignments, so a value that has been shown stays shown.
struct Protection {
  /// What must keep its values: a count, or the remainder of one after another.
  struct Quantity: Hashable {
    var cell: Int
    /// The count that is subtracted; nil for a count by itself.
    var minus: Int?
  }

  /// A quantity that must keep so many possible values.
  struct Need: Hashable {
    var row: Int
    var part: Exposure.Part
    var quantity: Quantity
    var width: Int
  }

  let tables: PrintedTables
  private(set) var hidden: Set<Int>
  /// Rows that are not printed at all, because earlier publications would give them away.
  private(set) var withheld: Set<Int> = []
  private(set) var assignment: Assignment
  /// The rows that print each count.
  private let rowsOfCell: [[Int]]
  /// By quantity: its values other than the first assignment's, each with the assignment that shows it.
  private var possible: [Quantity: [Int: Int]] = [:]
  private var shown: [[Assignment.Move]] = []
  /// By quantity: values that were not found since a row was hidden. Many rows of a record have the same quantity.
  private var missing: [Quantity: Set<Int>] = [:]
  /// By quantity: values that earlier publications leave possible, each with assignments that show it.
  private var possibleBefore: [Quantity: [Int: [Assignment.Move]]] = [:]
  /// By count: the assignments in which it differs from the first.
  private var touching: [Int: [Int]] = [:]
  private var quantitiesOfCell: [Int: [Quantity]] = [:]
  private var needsOfQuantity: [Quantity: [Need]] = [:]
  /// The result of propagation, for the rows that were hidden then.
  private var outer: (ranges: OuterRanges, isCurrent: Bool)?
  private let knowsTruth: Bool
  /// The counts that each row prints.
  private let cellsOfRow: [[Int]]
  /// By row: whether it is current, and whether it is of all cases rather than a category.
  private let isOurs: [Bool]
  private let isOfAll: [Bool]
  /// By relation, the rows of which it is the remainder; and by row, that relation.
  private let rowsOfRemainder: [Int: [Int]]
  private let remainderOfRow: [Int: Int]

  /// - Parameter truth: the true count of each cell, where known.
  /// - Returns: nil where the printed figures contradict each other, or no assignment was found that fits them.
  init?(_ tables: PrintedTables, hidden: Set<Int>, truth: [Int?]) {
    self.tables = tables
    self.hidden = hidden
    knowsTruth = truth.contains { $0 != nil }
    cellsOfRow = tables.rows.map(\.printedCells)
    isOurs = tables.rows.map { $0.hidden != nil }
    isOfAll = tables.rows.map { $0.printed.key.category == nil }
    var rowsOfCell = [[Int]](repeating: [], count: tables.names.count)
    for (index, row) in tables.rows.enumerated() {
      for cell in row.printedCells { rowsOfCell[cell].append(index) }
    }
    self.rowsOfCell = rowsOfCell
    guard let start = tables.assignment(hidden: hidden, truth: truth) else { return nil }
    assignment = start
    rowsOfRemainder = tables.remainders(in: start.system.relations)
    remainderOfRow = Dictionary(
      uniqueKeysWithValues: rowsOfRemainder.flatMap { relation, rows in rows.map { ($0, relation) } })
  }

  // MARK: Needs

  /// The needs of a row as it is now: hidden, or printed and rounded.
  func needs(of index: Int) -> [Need] {
    let row = tables.rows[index]
    let policy = row.policy
    guard policy.promisedValues > 1, !withheld.contains(index) else { return [] }
    guard hidden.contains(index) || row.printed.isHidden else {
      guard policy.roundingBase > 1 else { return [] }
      return row.parts.compactMap { _, figure, cell in
        guard let cell, let figure, let units = figure.number?.units, units > 0 else { return nil }
        return Need(row: index, part: .rounded, quantity: Quantity(cell: cell), width: 2)
      }
    }
    let printed = row.hidden ?? row.printed
    var quantities: [(Exposure.Part, Quantity)] = []
    if let cell = row.numerator, printed.numerator?.isHidden == true {
      quantities.append((.numerator, Quantity(cell: cell)))
    }
    if let cell = row.denominator, printed.denominator?.isHidden == true {
      quantities.append((.denominator, Quantity(cell: cell)))
    }
    // It is never printed, and follows where the other two are known.
    if row.hasRemainder, let whole = row.denominator, let part = row.numerator {
      quantities.append((.remainder, Quantity(cell: whole, minus: part)))
    }
    return quantities.map { Need(row: index, part: $0, quantity: $1, width: policy.promisedValues) }
  }

  private func value(of quantity: Quantity, after moves: [Assignment.Move] = []) -> Int {
    func value(_ cell: Int) -> Int { moves.first { $0.cell == cell }?.value ?? assignment.values[cell] }
    return value(quantity.cell) - (quantity.minus.map(value) ?? 0)
  }

  /// Looks for as many values as needed. Returns false where they were not found.
  mutating func meets(_ need: Need) -> Bool {
    register(need)
    if isVoid(need) { return true }
    // Values beyond two that were not found are hardly ever possible.
    var missed = [0, 0]
    var distance = 1
    while found(need) < need.width, missed.contains(where: { $0 < 2 }) {
      for (side, step) in [distance, -distance].enumerated()
      where missed[side] < 2 && found(need) < need.width {
        let wanted = value(of: need.quantity) + step
        if possible[need.quantity]?[wanted] != nil { continue }
        missed[side] = look(for: wanted, of: need.quantity, step.signum()) ? 0 : missed[side] + 1
      }
      distance += 1
    }
    return found(need) >= need.width || isKnownLarge(need) || isKnownNought(need)
  }

  /// Whether the remainder of a denominator is 0, so that there is no small count to protect.
  private func isKnownNought(_ need: Need) -> Bool {
    guard need.part == .remainder, !tables.rows[need.row].policy.hidesZero else { return false }
    // Somebody who does not know the truth cannot be sure that there is a remainder.
    return value(of: need.quantity) == 0 || !knowsTruth && possible[need.quantity]?[0] != nil
  }

  /// Looks for an assignment that gives a quantity a value. It starts from the first assignment, from the one that shows
  /// the value before, and from the one for earlier publications.
  private mutating func look(for wanted: Int, of quantity: Quantity, _ direction: Int) -> Bool {
    guard wanted >= 0, missing[quantity]?.contains(wanted) != true else { return false }
    let near = possible[quantity]?[wanted - direction].map { shown[$0] }
    for start in [[], near, possibleBefore[quantity]?[wanted]].compactMap(\.self) {
      for goal in goals(wanted, of: quantity, after: start) {
        guard let moves = assignment.moves(to: goal, near: start) else { continue }
        remember(moves)
        return true
      }
    }
    missing[quantity, default: []].insert(wanted)
    return false
  }

  /// The counts to change, and their values: for a remainder, one of two changes.
  private func goals(
    _ wanted: Int, of quantity: Quantity, after moves: [Assignment.Move]
  ) -> [[Assignment.Move]] {
    guard let minus = quantity.minus else { return [[.init(cell: quantity.cell, value: wanted)]] }
    let whole = value(of: Quantity(cell: quantity.cell), after: moves)
    let part = value(of: Quantity(cell: minus), after: moves)
    return [
      [.init(cell: quantity.cell, value: whole), .init(cell: minus, value: whole - wanted)],
      [.init(cell: quantity.cell, value: part + wanted), .init(cell: minus, value: part)],
    ]
  }

  func found(_ need: Need) -> Int { 1 + (possible[need.quantity]?.count ?? 0) }

  /// Whether the need has gone: a rounded count that is no longer printed, or a hidden row that is shown.
  private func isVoid(_ need: Need) -> Bool {
    if withheld.contains(need.row) { return true }
    let isHidden = hidden.contains(need.row) || tables.rows[need.row].printed.isHidden
    return need.part == .rounded ? isHidden : !isHidden
  }

  /// Whether a hidden count can be seen to be above the small counts that the policy hides.
  private mutating func isKnownLarge(_ need: Need) -> Bool {
    let policy = tables.rows[need.row].policy
    let least = need.part != .remainder && policy.hidesZero ? 0 : 1
    let small = least...max(least, policy.threshold - 1)
    guard need.part != .rounded, !small.contains(value(of: need.quantity)) else { return false }
    // Ranges only widen as more is hidden, so an overlap of old ranges is one of new ranges.
    if let old = outer, old.ranges.range(of: need.quantity).overlaps(small) { return false }
    return outerRange(of: need.quantity).map { !$0.overlaps(small) } ?? false
  }

  /// A range with every possible value of a quantity, and perhaps more; nil where the printed figures contradict each
  /// other.
  private mutating func outerRange(of quantity: Quantity) -> ClosedRange<Int>? {
    if outer?.isCurrent != true {
      outer = OuterRanges(assignment.system, remainders: remainders).map { ($0, true) }
    }
    return outer?.ranges.range(of: quantity)
  }

  /// The remainder of every denominator.
  private var remainders: Set<Quantity> {
    Set(
      tables.rows.compactMap { row in
        guard row.hasRemainder, let whole = row.denominator, let part = row.numerator else { return nil }
        return Quantity(cell: whole, minus: part)
      })
  }

  private mutating func register(_ need: Need) {
    guard needsOfQuantity[need.quantity]?.contains(need) != true else { return }
    needsOfQuantity[need.quantity, default: []].append(need)
    guard possible[need.quantity] == nil else { return }
    possible[need.quantity] = [:]
    let cells = [need.quantity.cell, need.quantity.minus].compactMap(\.self)
    for cell in cells { quantitiesOfCell[cell, default: []].append(need.quantity) }
    for index in Set(cells.flatMap { touching[$0] ?? [] }).sorted() { note(index, for: need.quantity) }
  }

  private mutating func remember(_ moves: [Assignment.Move]) {
    let index = shown.count
    shown.append(moves)
    for move in moves {
      touching[move.cell, default: []].append(index)
      for quantity in quantitiesOfCell[move.cell] ?? [] { note(index, for: quantity) }
    }
  }

  private mutating func note(_ index: Int, for quantity: Quantity) {
    let other = value(of: quantity, after: shown[index])
    guard other != value(of: quantity), possible[quantity]?[other] == nil else { return }
    possible[quantity]?[other] = index
  }

  // MARK: Hiding and showing rows

  mutating func hide(_ row: Int) {
    hidden.insert(row)
    outer?.isCurrent = false
    missing = [:]
    refreshRanges(of: row)
  }

  /// The values found for a need, each with an assignment that shows it.
  mutating func learn(_ need: Need) -> [Int: [Assignment.Move]] {
    _ = meets(need)
    return possible[need.quantity]?.mapValues { shown[$0] } ?? [:]
  }

  /// Adds starting points for the search: assignments that earlier publications leave possible.
  ///
  /// - Returns: whether one of them has a value that has not been shown yet.
  mutating func start(from found: [Int: [Assignment.Move]], for need: Need) -> Bool {
    guard found.keys.contains(where: { possible[need.quantity]?[$0] == nil }) else { return false }
    possibleBefore[need.quantity] = found
    missing[need.quantity] = nil
    return true
  }

  /// The current rows that exclude a value which earlier publications leave possible: for the missing value with the
  /// fewest such rows.
  func rowsAgainst(_ need: Need) -> [Int] {
    (possibleBefore[need.quantity] ?? [:]).sorted { $0.key < $1.key }
      .filter { possible[need.quantity]?[$0.key] == nil }
      .map { _, moves in
        let cells = moves.filter { !assignment.allows($0.value, at: $0.cell) }.map(\.cell)
        let rows =
          cells.flatMap { rowsOfCell[$0] } + remaindersDenied(by: moves).flatMap { rowsOfRemainder[$0] ?? [] }
        return Set(rows).filter { isOurs[$0] && !withheld.contains($0) }.sorted()
      }
      .min { $0.count < $1.count } ?? []
  }

  /// The same system without any current row, with nothing shown yet.
  func withoutTonight() -> Protection {
    var out = self
    (out.possible, out.shown, out.touching, out.possibleBefore) = ([:], [], [:], [:])
    out.missing = [:]
    (out.quantitiesOfCell, out.needsOfQuantity, out.outer) = ([:], [:], nil)
    for row in tables.rows.indices where tables.rows[row].hidden != nil && !withheld.contains(row) {
      out.withhold(row)
    }
    return out
  }

  /// Removes a row altogether.
  mutating func withhold(_ row: Int) {
    withheld.insert(row)
    hide(row)
  }

  /// Prints a hidden row again if everything keeps the values that it needs.
  ///
  /// - Returns: whether it is printed now. If not, nothing has changed.
  mutating func show(_ row: Int) -> Bool {
    say(row) { $0.hidden.remove(row) }
  }

  /// Prints a row that was left out (0 as it is, any other as hidden) if everything keeps the values that it needs.
  ///
  /// - Returns: whether it is printed now. If not, nothing has changed.
  mutating func bringBack(_ row: Int, truth: [Int?]) -> Bool {
    let isHidden = hasCases(row, truth)
    return say(row) {
      $0.withheld.remove(row)
      if !isHidden { $0.hidden.remove(row) }
    }
  }

  /// Lets a row reveal more, if everything keeps the values that it needs.
  private mutating func say(_ row: Int, _ change: (inout Self) -> Void) -> Bool {
    let before = self
    change(&self)
    refreshRanges(of: row)
    var lost: Set<Quantity> = []
    for cell in tables.rows[row].printedCells {
      for index in touching[cell] ?? [] where isDenied(shown[index], by: row) {
        for move in shown[index] {
          for quantity in quantitiesOfCell[move.cell] ?? [] {
            for (value, other) in possible[quantity] ?? [:] where other == index {
              possible[quantity]?[value] = nil
              lost.insert(quantity)
            }
          }
        }
        shown[index] = []
      }
    }
    var again = lost.flatMap { needsOfQuantity[$0] ?? [] }
      .sorted { ($0.row, $0.part.rawValue) < ($1.row, $1.part.rawValue) }
    again += needs(of: row)
    for need in again where !meets(need) {
      self = before
      return false
    }
    return true
  }

  private mutating func refreshRanges(of row: Int) {
    for cell in tables.rows[row].printedCells {
      assignment.setRange(
        of: cell,
        to: tables.range(
          of: cell, printedBy: rowsOfCell[cell], hidden: hidden, withheld: withheld))
    }
    guard let relation = remainderOfRow[row] else { return }
    assignment.setLeastPositive(
      of: relation,
      to: tables.leastRemainder(
        of: rowsOfRemainder[relation] ?? [], possible: assignment.sum(of: relation), hidden: hidden,
        withheld: withheld))
  }

  /// Whether what a row prints makes an assignment impossible.
  private func isDenied(_ moves: [Assignment.Move], by row: Int) -> Bool {
    let cells = cellsOfRow[row]
    return moves.contains { cells.contains($0.cell) && !assignment.allows($0.value, at: $0.cell) }
      || remainderOfRow[row].map { assignment.isInGap(assignment.sum(of: $0, after: moves), of: $0) } ?? false
  }

  /// The remainders that are too small in an assignment, though rows reveal that they are not.
  private func remaindersDenied(by moves: [Assignment.Move]) -> [Int] {
    Set(moves.flatMap { assignment.relations(of: $0.cell) })
      .filter { assignment.isInGap(assignment.sum(of: $0, after: moves), of: $0) }.sorted()
  }

  // MARK: What to hide next

  /// The row to hide next: closest by relations to where the search was blocked, then categories before totals, then the
  /// smallest count; nil where nothing more can be hidden.
  func nextToHide(for need: Need, truth: [Int?]) -> Int? {
    if need.part == .rounded, canBeHidden(need.row, truth) { return need.row }
    return nearest(to: need) { canBeHidden($0, truth) }
  }

  /// The row to leave out next: the need's own, or the closest current one, also if it is 0 or hidden.
  func nextToWithhold(for need: Need) -> Int? {
    func isOpen(_ row: Int) -> Bool { isOurs[row] && !withheld.contains(row) }
    return isOpen(need.row) ? need.row : nearest(to: need, where: isOpen)
  }

  private func nearest(to need: Need, where isWanted: (Int) -> Bool) -> Int? {
    var isReached = [Bool](repeating: false, count: assignment.values.count)
    var isSeen = [Bool](repeating: false, count: assignment.system.relations.count)
    var frontier: [Int] = []
    func reach(_ cell: Int, _ cells: inout [Int]) {
      if !isReached[cell] { cells.append(cell) }
      isReached[cell] = true
    }
    for cell in [need.quantity.cell, need.quantity.minus].compactMap(\.self) { reach(cell, &frontier) }
    if let blocked = assignment.blocked {
      for term in assignment.system.relations[blocked].terms { reach(term.cell, &frontier) }
    }
    while !frontier.isEmpty {
      let best = frontier.lazy.flatMap { rowsOfCell[$0] }.filter(isWanted)
        .min { (isOfAll[$0] ? 1 : 0, size($0), $0) < (isOfAll[$1] ? 1 : 0, size($1), $1) }
      if let best { return best }
      var further: [Int] = []
      for relation in frontier.lazy.flatMap({ assignment.relations(of: $0) }) where !isSeen[relation] {
        isSeen[relation] = true
        for term in assignment.system.relations[relation].terms { reach(term.cell, &further) }
      }
      frontier = further
    }
    return nil
  }

  func canBeHidden(_ index: Int, _ truth: [Int?]) -> Bool {
    isOurs[index] && !hidden.contains(index) && !withheld.contains(index) && hasCases(index, truth)
  }

  /// Whether a row may be printed as hidden.
  ///
  /// A hidden 0 would make "hidden" possibly mean 0, and so for every hidden count.
  private func hasCases(_ index: Int, _ truth: [Int?]) -> Bool {
    let row = tables.rows[index]
    // A hidden denominator means at least one case too. Where there is none, the value says so anyway.
    let base = row.denominator ?? row.numerator
    return row.policy.hidesZero || base.flatMap { truth[$0] } != 0
  }

  /// How much hiding a row loses.
  func size(_ index: Int) -> Int {
    cellsOfRow[index].map { assignment.values[$0] }.max() ?? 0
  }
}

extension PrintedTables.Row {
  /// The counts that it prints or hides, without the remainder of a denominator.
  var printedCells: [Int] { [numerator, denominator].compactMap(\.self) }

  var parts: [(part: Exposure.Part, figure: Figure?, cell: Int?)] {
    [(.numerator, printed.numerator, numerator), (.denominator, printed.denominator, denominator)]
  }
}
