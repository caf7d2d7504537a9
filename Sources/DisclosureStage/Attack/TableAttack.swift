import Artefacts
import Declarations
import Statistics

/// A set of counts that are linked with each other and with no others, and the rows that print them.
struct LinkedCounts {
  let cells: [Int]
  let rows: [Int]
  private let relations: [CountSystem.Relation]
  private let assumed: [CountSystem.Relation]
  private let known: [(cell: Int, range: ClosedRange<Int>)]
  /// Place in `cells` by cell.
  private let places: [Int: Int]

  /// Every group of linked counts, in the order of their first count.
  static func all(in tables: PrintedTables) -> [LinkedCounts] {
    var parent = Array(tables.names.indices)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    func join(_ cells: [Int]) {
      guard let first = cells.first else { return }
      for cell in cells.dropFirst() { parent[max(root(cell), root(first))] = min(root(cell), root(first)) }
    }
    for relation in tables.relations + tables.assumed { join(relation.terms.map(\.cell)) }
    for row in tables.rows { join(row.cells) }
    var order: [Int] = []
    var cells: [Int: [Int]] = [:]
    for cell in tables.names.indices {
      let group = root(cell)
      if cells[group] == nil { order.append(group) }
      cells[group, default: []].append(cell)
    }
    func group(_ list: [Int]) -> Int? { list.first.map(root) }
    let rows = Dictionary(grouping: tables.rows.indices.filter { !tables.rows[$0].cells.isEmpty }) {
      group(tables.rows[$0].cells) ?? 0
    }
    let relations = Dictionary(grouping: tables.relations) { group($0.terms.map(\.cell)) ?? 0 }
    let assumed = Dictionary(grouping: tables.assumed) { group($0.terms.map(\.cell)) ?? 0 }
    let known = Dictionary(grouping: tables.known) { root($0.cell) }
    return order.map {
      LinkedCounts(
        cells: cells[$0] ?? [], rows: rows[$0] ?? [], relations: relations[$0] ?? [],
        assumed: assumed[$0] ?? [], known: known[$0] ?? [])
    }
  }

  private init(
    cells: [Int], rows: [Int], relations: [CountSystem.Relation], assumed: [CountSystem.Relation],
    known: [(cell: Int, range: ClosedRange<Int>)]
  ) {
    self.cells = cells
    self.rows = rows
    self.relations = relations
    self.assumed = assumed
    self.known = known
    places = Dictionary(zip(cells, cells.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The places in `cells` of the counts that a relation ties to this one.
  func neighbours(of place: Int) -> Set<Int> {
    var out: Set<Int> = []
    for relation in relations + assumed {
      let found = relation.terms.compactMap { places[$0.cell] }
      if found.contains(place) { out.formUnion(found) }
    }
    return out
  }

  func place(of cell: Int) -> Int? { places[cell] }

  /// What is possible for each of `cells`; nil where what is printed contradicts itself.
  ///
  /// - Parameters:
  ///   - assuming: also what an attacker would only take to be so.
  ///   - withRecord: also what others print and what was printed before.
  ///   - search: how far to look after propagation.
  ///   - truth: the true count of each cell of the tables, which only makes the search shorter.
  func attacked(
    _ tables: PrintedTables, assuming: Bool = true, withRecord: Bool = true,
    search: CountSystem.Search = .everyEnd, from truth: [Int?] = [],
    hidden: (_ row: Int) -> Bool
  ) -> [ClosedRange<Int>]? {
    var system = CountSystem(count: cells.count)
    for relation in relations + (assuming ? assumed : []) { system.relations.append(local(relation)) }
    for fact in known where withRecord {
      if let place = places[fact.cell] { system.limit(place, to: fact.range) }
    }
    for index in rows {
      let row = tables.rows[index]
      guard withRecord || row.hidden != nil else { continue }
      let printed = hidden(index) ? row.hidden ?? row.printed : row.printed
      tell(printed, row, to: &system)
    }
    if !truth.isEmpty { system.start = cells.map { truth[$0] } }
    let asked = Set(rows.filter(hidden).flatMap { tables.rows[$0].cells.compactMap(place) })
    return system.attacked(wanted: asked.sorted(), search: search)
  }

  private func local(_ relation: CountSystem.Relation) -> CountSystem.Relation {
    CountSystem.Relation(
      relation.terms.compactMap { term in places[term.cell].map { .init($0, term.weight) } },
      from: relation.lower, to: relation.upper)
  }

  /// What one printed row says of the counts behind it.
  private func tell(
    _ printed: PrintedRow, _ row: PrintedTables.Row, to system: inout CountSystem
  ) {
    let policy = row.policy
    let numerator = row.numerator.flatMap { places[$0] }
    let denominator = row.denominator.flatMap { places[$0] }
    if let numerator, let figure = printed.numerator, let range = counts(behind: figure, under: policy) {
      // Nought of a few is hidden with the few, so a hidden numerator may be nought.
      let isHidden = figure.state == .missing(.confidential)
      system.limit(numerator, to: isHidden && denominator != nil ? 0...range.upperBound : range)
    }
    if let denominator, let figure = printed.denominator, let range = counts(behind: figure, under: policy) {
      system.limit(denominator, to: range)
    }
    // A publisher rounds the counts beside an outcome, so the two need not agree.
    guard row.measure.unit != .count, row.measure.calculation != .published, let numerator,
      let value = printed.value.number, value.units >= 0
    else {
      return
    }
    let scale = 2 * multiplier(of: row.measure) * FixedPoint.powersOfTen[value.places]
    let (low, high) = (2 * value.units - 1, 2 * value.units + 1)
    if let denominator {
      system.relations.append(
        .init([.init(numerator, scale), .init(denominator, -low)], from: 0, to: CountSystem.unbounded))
      system.relations.append(
        .init([.init(numerator, scale), .init(denominator, -high)], from: -CountSystem.unbounded, to: -1))
    } else if let population = printed.population {
      let least = max(0, (low * population + scale - 1) / scale)
      let most = max(0, (high * population - 1) / scale)
      if least <= most { system.limit(numerator, to: least...most) }
    }
  }

  private func multiplier(of measure: Measure) -> Int {
    measure.per ?? (measure.unit == .per100000 ? 100_000 : measure.unit == .percent ? 100 : 1)
  }
}
