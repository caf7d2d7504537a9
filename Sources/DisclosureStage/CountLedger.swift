import Artefacts
import Declarations
import Statistics

/// The rows to print, with their true counts.
struct CountLedger {
  private(set) var tables: PrintedTables
  /// By cell of `tables`.
  private var known: [Int: Int] = [:]
  /// By cell: the values that the rows so far leave possible, where the count is not known here.
  private var open: [Int: ClosedRange<Int>] = [:]
  /// By key, the position of a current row.
  private(set) var positions: [Reading.Key: Int] = [:]
  /// Current rows that were hidden in the last publication, with the same counts.
  private(set) var kept: Set<Int> = []
  /// Earlier rows that later ones contradict.
  private(set) var revised = 0
  private var steps: [SlidingPeriods.Step] = []
  private var guesses: [CountName: Int] = [:]
  var truth: [Int?] { tables.names.indices.map { known[$0] } }

  init(tables: PrintedTables) { self.tables = tables }

  mutating func add(_ reading: Reading, _ printing: Printing) {
    guard let measure = tables.catalogue[reading.key.measure], positions[reading.key] == nil else { return }
    let position = tables.add(
      printing.row(reading, measure, isHidden: false), hidden: printing.row(reading, measure, isHidden: true),
      measure: measure)
    positions[reading.key] = position
    know(position, reading.numerator, reading.population == nil ? reading.denominator : nil)
  }

  private mutating func know(_ position: Int, _ numerator: Int?, _ denominator: Int?) {
    let row = tables.rows[position]
    if let cell = row.numerator, let numerator, known[cell] == nil { known[cell] = numerator }
    if let cell = row.denominator, let denominator, known[cell] == nil { known[cell] = denominator }
  }

  /// Adds earlier publications, as far as they are still true: a figure that has been revised reveals nothing current.
  mutating func add(_ record: PublicRecord) {
    slide(record)
    // The latest first, so that an older row of a revised count is seen to contradict it.
    for row in record.rows.reversed() {
      let position = positions[row.printed.key]
      if let position, row.printed.isHidden, isUnchanged(row, tables.rows[position]) { kept.insert(position) }
      guard isTrue(row) else {
        revised += 1
        continue
      }
      // A current row that prints the same reveals the same.
      if let position, tables.rows[position].printed == row.printed, !row.printed.isHidden {
        tables.fix(position)
        continue
      }
      let added = tables.add(row.printed, measure: row.measure, under: row.policy)
      know(added, row.numerator, row.printed.population == nil ? row.denominator : nil)
      for (cell, range) in told(by: tables.rows[added]) {
        open[cell] = open[cell].map { $0.overlaps(range) ? $0.clamped(to: range) : $0 } ?? range
      }
    }
    for total in record.totals { tables.add(total: total.name, in: total.range, of: total.parts) }
  }

  /// Links periods that have moved on since they were published. Unchanged ones become one count.
  private mutating func slide(_ record: PublicRecord) {
    var names = tables.printed.map(\.name)
    var counts: [CountName: Int] = [:]
    for (name, cell) in tables.printed { counts[name] = known[cell] }
    var seen = Set(names)
    for row in record.rows.reversed() {
      let own = tables.names(of: row.measure, row.printed.key)
      let sides = [
        (own.numerator, row.numerator),
        (own.denominator, row.printed.population == nil ? row.denominator : nil),
      ]
      for (name, count) in sides {
        guard let name else { continue }
        if seen.insert(name).inserted { names.append(name) }
        if let count, counts[name] == nil { counts[name] = count }
      }
    }
    let series = Set(names.map { PrintedTables.Series(what: $0.what, category: $0.category) })
    for name in names {
      for category in tables.categories(of: name)
      where series.contains(.init(what: category.what, category: category.category))
        && seen.insert(category).inserted
      {
        names.append(category)
        counts[category] = counts[name]
      }
    }
    let sliding = SlidingPeriods(names, counts: counts, isAdditive: tables.isAdditive)
    var joined: Set<CountName> = []
    for (earlier, later) in sliding.same where tables.join(earlier, to: later) { joined.insert(earlier) }
    steps = sliding.steps.filter { !joined.contains($0.earlier) }
    guesses = sliding.truth
  }

  /// Adds the figures of a waterfall, with the relations between its steps. Returns the positions of its rows.
  mutating func add(_ waterfall: Waterfall, _ printing: Printing) -> [Int] {
    guard let measure = tables.catalogue[waterfall.measure] else { return [] }
    let policy = printing.terms(measure)
    let cases = tables.names(of: measure, waterfall.key)
    func name(_ what: String) -> CountName {
      CountName(what: "\(waterfall.measure)|waterfall|\(what)", period: waterfall.period)
    }
    var rows: [Int] = []
    func add(_ name: CountName, _ count: Int) -> Int {
      let row = tables.add(
        policy.count(count), hidden: policy.count(nil), of: name, key: waterfall.key, measure: measure)
      know(row, count, nil)
      rows.append(row)
      return tables.rows[row].numerator ?? 0
    }
    var left = add(
      CountName(
        what: "\(measure.dataset?.value ?? "")|accepted|\(waterfall.cohort)", period: waterfall.period),
      waterfall.recordsIn)
    let steps = printing.steps(of: waterfall)
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      let excluded = add(name("\(index) excluded"), step.excluded)
      let remaining = add(
        isLast ? cases.denominator ?? name("denominator") : name("\(index) remaining"), step.remaining)
      tables.relations.append(.init(total: left, of: [excluded, remaining]))
      left = remaining
    }
    return rows
  }

  private func isUnchanged(_ row: PublicRecord.Row, _ tonight: PrintedTables.Row) -> Bool {
    guard row.numerator != nil || row.denominator != nil else { return false }
    return [(tonight.numerator, row.numerator), (tonight.denominator, row.denominator)]
      .allSatisfy { cell, count in cell.flatMap { known[$0] } == count || cell == nil }
  }

  /// Whether the known counts of a row can have given its figures.
  private mutating func isTrue(_ row: PublicRecord.Row) -> Bool {
    let names = tables.names(of: row.measure, row.printed.key)
    let sides = [(names.numerator, row.printed.numerator), (names.denominator, row.printed.denominator)]
    return sides.allSatisfy { name, figure in
      guard let figure, row.printed.population == nil || name == names.numerator,
        let cell = name.flatMap({ tables.cell(named: $0) }),
        let range = counts(behind: figure, under: row.policy)
      else { return true }
      let mayBeNought = figure.isHidden
      if let count = known[cell] { return range.contains(count) || (mayBeNought && count == 0) }
      return open[cell].map { $0.overlaps(range) || mayBeNought && $0.contains(0) } ?? true
    }
  }

  /// What a row reveals about each of its counts.
  private func told(by row: PrintedTables.Row) -> [(cell: Int, range: ClosedRange<Int>)] {
    row.parts.compactMap { _, figure, cell in
      guard let cell, let figure, !figure.isHidden, let range = counts(behind: figure, under: row.policy)
      else { return nil }
      return (cell, range)
    }
  }

  /// The tables with all relations between their counts.
  mutating func linked() -> PrintedTables {
    link()
    return tables
  }

  private mutating func link() {
    tables.link(sliding: steps)
    for (name, count) in guesses.sorted(by: { $0.key < $1.key }) {
      if let cell = tables.cell(named: name), known[cell] == nil { tables.guesses[cell] = count }
    }
    let truth = truth
    tables.keepRelations { relation in
      var sum = 0
      for term in relation.terms {
        guard let count = truth[term.cell] else { return true }
        sum += term.weight * count
      }
      return relation.lower <= sum && sum <= relation.upper
    }
  }
}
