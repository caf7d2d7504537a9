import Artefacts
package import Declarations
import Periods
package import Statistics

/// Everything printed, as counts with names and what links them.
package struct PrintedTables: Sendable {
  typealias Relation = CountSystem.Relation

  /// A reading with the counts behind it.
  struct Row: Sendable {
    var printed: PrintedRow
    /// As it would be printed if it were hidden; nil where it is out already and cannot be taken back.
    var hidden: PrintedRow?
    var measure: Measure
    /// Under which it was printed.
    var policy: DisclosurePolicy
    var numerator: Int?
    var denominator: Int?
    var remainder: Int?

    var cells: [Int] { [numerator, denominator, remainder].compactMap(\.self) }
  }

  let policy: DisclosurePolicy
  let catalogue: [String: Measure]
  let lists: [WaitingListDeclaration]
  let datasets: [String: DatasetScope]
  private(set) var names: [CountName] = []
  private(set) var rows: [Row] = []
  /// What is known whatever anyone assumes: totals and parts.
  var relations: [Relation] = []
  /// What an attacker would take to be so: months add up to years, every case has a value, last night still holds.
  var assumed: [Relation] = []
  /// What anybody knows of single counts from elsewhere.
  private(set) var known: [(cell: Int, range: ClosedRange<Int>)] = []
  private(set) var cells: [CountName: Int] = [:]
  /// The cases behind a name, where conditions say which they are.
  private(set) var counted: [String: CountedCases] = [:]
  private var addsUp: [String: (categories: Bool, time: Bool)] = [:]

  /// - Parameters:
  ///   - lists: the waiting lists whose counts must balance, which anybody may assume they do.
  ///   - datasets: for the codes and bands that conditions of measures name too.
  package init(
    under policy: DisclosurePolicy, catalogue: [String: Measure], lists: [WaitingListDeclaration] = [],
    datasets: [DatasetScope] = []
  ) {
    self.policy = policy
    self.lists = lists
    self.datasets = Dictionary(
      datasets.map { ($0.dataset.dataset.value, $0) }, uniquingKeysWith: { first, _ in first })
    self.catalogue = catalogue
  }

  /// Adds a row; returns its position.
  @discardableResult
  package mutating func add(
    _ printed: PrintedRow, hidden: PrintedRow? = nil, measure: Measure, under other: DisclosurePolicy? = nil
  ) -> Int {
    let parts = CountedParts(measure, catalogue: catalogue)
    for cases in parts.cases { counted[cases.name] = cases }
    func cell(_ what: String?) -> Int? {
      guard let what else { return nil }
      addsUp[what] = (parts.addsUp, parts.addsUpOverTime)
      return self.cell(CountName(what: what, period: printed.key.period, category: printed.key.category))
    }
    var row = Row(
      printed: printed, hidden: hidden, measure: measure,
      policy: other ?? policy.terms(for: measure, among: catalogue))
    row.numerator = cell(parts.numerator)
    if printed.population == nil {
      row.denominator = cell(parts.denominator)
      row.remainder = cell(parts.remainder)
    }
    if let numerator = row.numerator, let denominator = row.denominator, let remainder = row.remainder {
      relations.append(Relation(total: denominator, of: [numerator, remainder]))
    }
    rows.append(row)
    return rows.count - 1
  }

  /// Says that somebody else prints a total of counts, within a range, and some of its parts.
  package mutating func add(
    total: CountName, in range: ClosedRange<Int>, of parts: [(name: CountName, range: ClosedRange<Int>?)]
  ) {
    let totalCell = cell(total)
    known.append((totalCell, range))
    let partCells = parts.map { part in
      let cell = cell(part.name)
      if let range = part.range { known.append((cell, range)) }
      return cell
    }
    relations.append(Relation(total: totalCell, of: partCells))
  }

  private mutating func cell(_ name: CountName) -> Int {
    if let known = cells[name] { return known }
    cells[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Links totals with their parts, longer periods with shorter ones, and averages with the cases they are of.
  package mutating func link() {
    linkCategories()
    linkPeriods()
    linkLists()
    linkSubsets()
    linkLooksBack()
    for (index, name) in names.enumerated() where name.what.hasSuffix(CountedParts.valued) {
      var cases = name
      cases.what = String(name.what.dropLast(CountedParts.valued.count))
      guard let all = cells[cases] else { continue }
      relations.append(Relation([.init(all, 1), .init(index, -1)], from: 0, to: CountSystem.unbounded))
      assumed.append(Relation(total: all, of: [index]))
    }
  }

  private mutating func linkCategories() {
    struct Set: Hashable {
      var total: CountName
      var breakdown: String
    }
    var parts: [Set: [Int]] = [:]
    var order: [Set] = []
    for (index, name) in names.enumerated() {
      guard let category = name.category else { continue }
      let total = CountName(what: name.what, period: name.period)
      let set = Set(total: total, breakdown: category.breakdown)
      if parts[set] == nil { order.append(set) }
      parts[set, default: []].append(index)
    }
    for set in order {
      linkMargins(of: set.breakdown, parts[set] ?? [])
      guard let total = cells[set.total], let members = parts[set] else { continue }
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

  /// A breakdown by two things at once adds up to the breakdown by each of them.
  private mutating func linkMargins(of breakdown: String, _ members: [Int]) {
    let parts = breakdown.split(separator: Self.by).map(String.init)
    guard parts.count == 2 else { return }
    for (side, part) in parts.enumerated() {
      var groups: [String: [Int]] = [:]
      var order: [String] = []
      for member in members {
        let labels = (names[member].category?.label ?? "").split(separator: Self.by).map(String.init)
        guard labels.count == 2, addsUp[names[member].what]?.categories ?? true else { continue }
        if groups[labels[side]] == nil { order.append(labels[side]) }
        groups[labels[side], default: []].append(member)
      }
      for label in order {
        var name = names[members[0]]
        name.category = Reading.Category(breakdown: part, label: label)
        guard let total = cells[name] else { continue }
        relations.append(Relation(total: total, of: groups[label] ?? []))
      }
    }
  }

  /// Between the two parts of a breakdown by two things at once, and of its labels.
  static let by = " × "

  private mutating func linkPeriods() {
    struct Series: Hashable {
      var what: String
      var category: Reading.Category?
    }
    var members: [Series: [Int]] = [:]
    var order: [Series] = []
    for (index, name) in names.enumerated() where addsUp[name.what]?.time == true {
      let series = Series(what: name.what, category: name.category)
      if members[series] == nil { order.append(series) }
      members[series, default: []].append(index)
    }
    for series in order {
      let cells = members[series] ?? []
      for whole in cells {
        let span = names[whole].period
        let inside = cells.filter {
          $0 != whole && names[$0].period.start >= span.start && names[$0].period.end <= span.end
            && names[$0].period.days < span.days
        }
        for chain in chains(inside, over: span) { assumed.append(Relation(total: whole, of: chain)) }
      }
      // The same days under two names of period.
      for (position, one) in cells.enumerated() {
        for other in cells.dropFirst(position + 1)
        where names[one].period.start == names[other].period.start
          && names[one].period.end == names[other].period.end
        {
          assumed.append(Relation(total: one, of: [other]))
        }
      }
    }
  }

  /// Ways of laying shorter periods end to end over a longer one: the coarsest and the finest.
  private func chains(_ cells: [Int], over span: ReportingPeriod) -> [[Int]] {
    var out: [[Int]] = []
    for coarse in [true, false] {
      var chain: [Int] = []
      var day = span.start
      while day <= span.end {
        let next = cells.filter { names[$0].period.start == day }
          .max {
            (names[$0].period.days < names[$1].period.days) == coarse
              && names[$0].period.days != names[$1].period.days
          }
        guard let next else { break }
        chain.append(next)
        day = names[next].period.end + 1
      }
      if day == span.end + 1, chain.count > 1, !out.contains(chain) { out.append(chain) }
    }
    return out
  }

  /// The counts that a row of this measure and key would stand for.
  func names(of measure: Measure, _ key: Reading.Key) -> (numerator: CountName?, denominator: CountName?) {
    let parts = CountedParts(measure, catalogue: catalogue)
    func name(_ what: String?) -> CountName? {
      what.map { CountName(what: $0, period: key.period, category: key.category) }
    }
    return (name(parts.numerator), name(parts.denominator))
  }

  func cell(named name: CountName) -> Int? { cells[name] }

  /// Whether the true counts satisfy it; an assumption that is false tells an attacker nothing.
  package mutating func keepAssumptions(where isTrue: (_ relation: CountSystem.Relation) -> Bool) {
    assumed = assumed.filter(isTrue)
  }
}
