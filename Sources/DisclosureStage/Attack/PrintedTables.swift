package import Artefacts
package import Declarations
import Periods
package import Statistics

/// All printed figures, as named counts and the relations between them.
package struct PrintedTables: Sendable {
  typealias Relation = CountSystem.Relation

  /// A reading with its counts.
  struct Row: Sendable {
    var printed: PrintedRow
    /// Its printed form if it were hidden; nil for an earlier publication, which cannot be taken back.
    var hidden: PrintedRow?
    var measure: Measure
    /// The policy that it was printed under.
    var policy: DisclosurePolicy
    var numerator: Int?
    var denominator: Int?
    /// Whether the remainder of the denominator is a count too, which follows from the two.
    var hasRemainder = false
    /// What the remainder is: a count that is at least 0.
    var remainder: Relation? {
      guard hasRemainder, let numerator, let denominator else { return nil }
      return Relation([.init(denominator, 1), .init(numerator, -1)], from: 0, to: CountSystem.unbounded)
    }
  }

  let policy: DisclosurePolicy
  let catalogue: [String: Measure]
  let lists: [WaitingListDeclaration]
  let datasets: [String: DatasetScope]
  private(set) var names: [CountName] = []
  /// Every name with its count, also where names share a count.
  private(set) var printed: [(name: CountName, cell: Int)] = []
  /// The periods of each count and category.
  private(set) var periodsOfSeries: [Series: [Member]] = [:]
  private(set) var rows: [Row] = []
  /// Relations known to be true: totals and parts.
  var relations: [Relation] = []
  /// Relations that an attacker would assume: months add up to years, every case has a value, last night's figures are
  /// still true.
  var assumed: [Relation] = []
  /// By cell: where the search begins for counts that nobody knows.
  var guesses: [Int: Int] = [:]
  /// Ranges of single counts, known from other sources.
  private(set) var knownRange: [Int: ClosedRange<Int>] = [:]
  private(set) var cells: [CountName: Int] = [:]
  /// The cases behind a name, where conditions describe them.
  private(set) var counted: [String: CaseSelection] = [:]
  /// Categories that no row prints. A count with a condition is used for each.
  private var standIns: Set<CountName> = []
  /// By the name of a stock that looks back twelve months, the name of the same flow.
  private var flows: [String: String] = [:]
  private var addsUp: [String: (categories: Bool, time: Bool)] = [:]
  private struct Reported: Hashable {
    var measure: String
    var origin: Reading.Origin
  }
  private var parts: [Reported: CountedParts] = [:]

  /// - Parameters:
  ///   - lists: the waiting lists whose counts must balance, as anybody may assume.
  ///   - datasets: for the codes and bands in conditions of measures.
  package init(
    under policy: DisclosurePolicy, catalogue: [String: Measure], lists: [WaitingListDeclaration] = [],
    datasets: [DatasetScope] = []
  ) {
    self.policy = policy
    self.lists = lists
    // A catalogue has one dataset of each id.
    self.datasets = Dictionary(uniqueKeysWithValues: datasets.map { ($0.dataset.dataset.value, $0) })
    self.catalogue = catalogue
  }

  /// Adds a row; returns its position.
  @discardableResult
  package mutating func add(
    _ printed: PrintedRow, hidden: PrintedRow? = nil, measure: Measure, under other: DisclosurePolicy? = nil
  ) -> Int {
    let parts = counted(measure, printed.key.origin)
    func cell(_ what: String?) -> Int? {
      guard let what else { return nil }
      let name = name(what, printed.key, of: measure)
      addsUp[name.what] = (parts.addsUp, parts.addsUpOverTime || name.what != what && parts.addsUp)
      return self.cell(name)
    }
    var row = Row(
      printed: printed, hidden: hidden, measure: measure,
      policy: other ?? policy.terms(for: measure, among: catalogue))
    row.numerator = cell(parts.numerator)
    if printed.population == nil {
      row.denominator = cell(parts.denominator)
      row.hasRemainder = parts.hasRemainder
    }
    if let remainder = row.remainder { relations.append(remainder) }
    rows.append(row)
    return rows.count - 1
  }

  private mutating func counted(_ measure: Measure, _ origin: Reading.Origin) -> CountedParts {
    let key = Reported(measure: measure.measure.value, origin: origin)
    if let known = parts[key] { return known }
    let made = CountedParts(measure, origin: origin, catalogue: catalogue)
    for cases in made.cases {
      counted[cases.name] = cases
      guard let flow = cases.asFlow else { continue }
      counted[flow.name] = flow
      flows[cases.name] = flow.name
    }
    if let cases = made.valued, let flow = cases.asFlow {
      flows[cases.name + CountedParts.valued] = flow.name + CountedParts.valued
    }
    parts[key] = made
    return made
  }

  /// A stock is that of its period's last day, whatever the period is called. One that looks back twelve months is the flow
  /// of the year to that day, in any table.
  private func name(_ what: String, _ key: Reading.Key, of measure: Measure) -> CountName {
    guard let flow = flows[what] else {
      let end = key.period.end
      let period = measure.basis.isStock ? ReportingPeriod(.day, from: end, to: end) : key.period
      return CountName(what: what, period: period, category: key.category)
    }
    return CountName(
      what: flow, period: ReportingPeriod(latest: .rollingYear, asOf: key.period.end), category: key.category)
  }

  /// Marks a row as published already, so that hiding it has no effect.
  mutating func fix(_ row: Int) { rows[row].hidden = nil }

  /// Adds a count that is printed by itself, such as a step of a waterfall. Returns the row's position.
  mutating func add(
    _ figure: Figure, hidden: Figure, of name: CountName, key: Reading.Key, measure: Measure
  ) -> Int {
    func printed(_ figure: Figure) -> PrintedRow {
      PrintedRow(key: key, value: figure, numerator: figure, denominator: nil, population: nil)
    }
    var row = Row(
      printed: printed(figure), hidden: printed(hidden), measure: measure,
      policy: policy.terms(for: measure, among: catalogue))
    row.numerator = cell(name)
    rows.append(row)
    return rows.count - 1
  }

  /// Adds a total of counts that somebody else prints, within a range, and some of its parts.
  package mutating func add(
    total: CountName, in range: ClosedRange<Int>, of parts: [(name: CountName, range: ClosedRange<Int>?)]
  ) {
    let totalCell = cell(total)
    know(totalCell, range)
    let partCells = parts.map { part in
      let cell = cell(part.name)
      if let range = part.range { know(cell, range) }
      return cell
    }
    assumed.append(Relation(total: totalCell, of: partCells))
  }

  private mutating func know(_ cell: Int, _ range: ClosedRange<Int>) {
    let known = knownRange[cell] ?? range
    knownRange[cell] = known.overlaps(range) ? known.clamped(to: range) : known
  }

  mutating func cell(_ name: CountName) -> Int {
    if let known = cells[name] { return known }
    cells[name] = names.count
    note(name, names.count)
    names.append(name)
    return names.count - 1
  }

  /// Makes a new name mean another's count. Returns false where it has a count of its own.
  mutating func join(_ name: CountName, to other: CountName) -> Bool {
    guard cells[name] == nil, let cell = cells[other] else { return false }
    cells[name] = cell
    note(name, cell)
    return true
  }

  /// Uses a count with a condition as a category that no row prints.
  ///
  /// Relations over time link it with the same category of other periods. It is not made part of a breakdown, of which it
  /// may be the only one.
  mutating func standIn(_ other: CountName, for category: CountName) {
    if join(category, to: other) { standIns.insert(category) }
  }

  private mutating func note(_ name: CountName, _ cell: Int) {
    printed.append((name, cell))
    periodsOfSeries[Series(what: name.what, category: name.category), default: []].append((name.period, cell))
  }

  /// Links totals with their parts, longer periods with shorter ones, and averages with their cases.
  package mutating func link() { link(sliding: []) }

  /// - Parameter steps: how counts of periods that moved on from night to night follow each other.
  mutating func link(sliding steps: [SlidingPeriods.Step]) {
    joinCategories()
    linkLists()
    linkPeriods()
    link(steps)
    linkCategories()
    linkSubsets()
    for (name, index) in printed where name.what.hasSuffix(CountedParts.valued) {
      var cases = name
      cases.what = String(name.what.dropLast(CountedParts.valued.count))
      guard let all = cells[cases] else { continue }
      relations.append(Relation([.init(all, 1), .init(index, -1)], from: 0, to: CountSystem.unbounded))
      assumed.append(Relation(total: all, of: [index]))
    }
    linkAverages()
    var seen: Swift.Set<Relation> = []
    relations = relations.compactMap(\.normal).filter { seen.insert($0).inserted }
    assumed = assumed.compactMap(\.normal).filter { seen.insert($0).inserted }
  }

  private mutating func linkCategories() {
    struct Set: Hashable {
      var total: CountName
      var breakdown: String
    }
    var parts: [Set: [(name: CountName, cell: Int)]] = [:]
    var order: [Set] = []
    for (name, index) in printed where !standIns.contains(name) {
      guard let category = name.category else { continue }
      let total = CountName(what: name.what, period: name.period)
      let set = Set(total: total, breakdown: category.breakdown)
      if parts[set] == nil { order.append(set) }
      parts[set, default: []].append((name, index))
    }
    for set in order {
      linkMargins(of: set.breakdown, parts[set] ?? [])
      guard let total = cells[set.total], let members = parts[set]?.map(\.cell) else { continue }
      if addsUp[set.total.what]?.categories ?? true {
        relations.append(Relation(total: total, of: members))
      } else {
        // One person can be in several categories, and everyone is in one.
        let terms = [Relation.Term(total, -1)] + members.map { Relation.Term($0, 1) }
        relations.append(Relation(terms, from: 0, to: CountSystem.unbounded))
        for member in members {
          relations.append(
            Relation([.init(total, 1), .init(member, -1)], from: 0, to: CountSystem.unbounded))
        }
      }
    }
  }

  /// A breakdown by two things adds up to the breakdown by each of them.
  private mutating func linkMargins(of breakdown: String, _ members: [(name: CountName, cell: Int)]) {
    let parts = breakdown.split(separator: Self.by).map(String.init)
    guard parts.count == 2 else { return }
    for (side, part) in parts.enumerated() {
      var groups: [String: [Int]] = [:]
      var order: [String] = []
      for member in members {
        let labels = (member.name.category?.label ?? "").split(separator: Self.by).map(String.init)
        guard labels.count == 2, addsUp[member.name.what]?.categories ?? true else { continue }
        if groups[labels[side]] == nil { order.append(labels[side]) }
        groups[labels[side], default: []].append(member.cell)
      }
      for label in order {
        var name = members[0].name
        name.category = Reading.Category(breakdown: part, label: label)
        guard let total = cells[name] else { continue }
        relations.append(Relation(total: total, of: groups[label] ?? []))
      }
    }
  }

  /// The separator of the two parts of such a breakdown, and of its labels.
  static let by = " × "

  /// The counts of a row of this measure and key.
  mutating func names(of measure: Measure, _ key: Reading.Key) -> (
    numerator: CountName?, denominator: CountName?
  ) {
    let parts = counted(measure, key.origin)
    return (
      parts.numerator.map { name($0, key, of: measure) }, parts.denominator.map { name($0, key, of: measure) }
    )
  }

  func cell(named name: CountName) -> Int? { cells[name] }

  func addsUpOverTime(_ what: String) -> Bool { addsUp[what]?.time == true }

  /// Removes relations that the true counts do not satisfy: what is false is no use to an attacker.
  package mutating func keepRelations(where isTrue: (_ relation: CountSystem.Relation) -> Bool) {
    relations = relations.filter(isTrue)
    assumed = assumed.filter(isTrue)
  }
}
