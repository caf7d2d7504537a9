import Artefacts
import Declarations
import Findings
import Periods

/// What anybody can conclude about counts of different names.
extension PrintedTables {
  /// People waiting on a day, plus those who joined since, less those who left, wait on a later day.
  ///
  /// This is true between any two days of printed figures, whichever night printed them. So those who joined and left
  /// between them are counts too, and longer periods are their sums (`linkPeriods`).
  mutating func linkLists() {
    for list in lists {
      func what(_ id: Located<String>?) -> String? {
        id.flatMap { catalogue[$0.value] }.flatMap { CountedParts($0, catalogue: catalogue).numerator }
      }
      let sides = [list.joined, list.completed] + [list.leftOtherwise].compactMap(\.self)
      let flows = sides.compactMap(what)
      guard let open = what(list.open), flows.count == sides.count else { continue }
      var groups: [String: [Reading.Category?]] = [:]
      for (name, _) in printed where name.what == flows[0] && isAdditive(name) {
        let breakdown = name.category?.breakdown ?? ""
        let isNew = groups[breakdown]?.contains(name.category) != true
        if isNew, flows.allSatisfy({ !periods(of: $0, name.category).isEmpty }) {
          groups[breakdown, default: []].append(name.category)
        }
      }
      for (_, categories) in groups.sorted(by: { $0.key < $1.key }) {
        balance(open, flows, in: categories)
      }
    }
  }

  /// Adds the joined and left counts of each category of a breakdown, between all days at which one of its counts begins,
  /// ends or is taken.
  private mutating func balance(_ open: String, _ flows: [String], in categories: [Reading.Category?]) {
    let stocks = categories.map { category in
      periods(of: open, category).sorted { $0.period.end < $1.period.end }
    }
    let days = stocks.flatMap { $0.map(\.period.end) }
    guard let first = days.min(), let last = days.max(), first < last else { return }
    let edges = categories.flatMap { category in
      flows.flatMap { periods(of: $0, category).flatMap { [$0.period.start - 1, $0.period.end] } }
    }
    let cuts = Set(days + edges.filter { first < $0 && $0 < last }).sorted()
    for (category, stock) in zip(categories, stocks) {
      let spans = zip(cuts, cuts.dropFirst()).map { before, end in
        flows.map { flow in
          cell(
            ofDays: CountName(
              what: flow, period: ReportingPeriod(.day, from: before + 1, to: end), category: category))
        }
      }
      for (earlier, later) in zip(stock, stock.dropFirst()) {
        var terms = [Relation.Term(earlier.cell, 1), .init(later.cell, -1)]
        for (end, span) in zip(cuts.dropFirst(), spans)
        where earlier.period.end < end && end <= later.period.end {
          terms += span.enumerated().map { .init($1, $0 == 0 ? 1 : -1) }
        }
        assumed.append(Relation(terms, from: 0, to: 0))
      }
    }
  }

  /// Counts of cases of one dataset, period and category, which differ only by their conditions.
  struct Place: Hashable {
    var dataset: String
    var period: ReportingPeriod
    var category: Reading.Category?
  }

  /// By place, the counts described by conditions; and the places in the order of their first count.
  var casesByPlace: (order: [Place], groups: [Place: [(name: CountName, cell: Int, cases: CaseSelection)]]) {
    var groups: [Place: [(name: CountName, cell: Int, cases: CaseSelection)]] = [:]
    var order: [Place] = []
    for (name, cell) in printed {
      guard let cases = counted[name.what] else { continue }
      let place = Place(dataset: cases.dataset, period: name.period, category: name.category)
      if groups[place] == nil { order.append(place) }
      groups[place, default: []].append((name, cell, cases))
    }
    return (order, groups)
  }

  /// A count with more conditions has no more cases than one with fewer. Where a code or band explains the difference, it
  /// equals those categories. Only the nearest such count is linked: the rest follows.
  mutating func linkSubsets() {
    struct Pair: Hashable {
      var narrower: String
      var wider: Series
    }
    var differences: [Pair: [Part]] = [:]
    var pairs: [Pair] = []
    let (order, groups) = casesByPlace
    for place in order {
      let members = groups[place] ?? []
      for (name, cell, cases) in members {
        let wider = members.filter { cases.isWithin($0.cases) }
        for other in wider where !wider.contains(where: { $0.cases.isWithin(other.cases) }) {
          let terms = [Relation.Term(other.cell, 1), .init(cell, -1)]
          relations.append(Relation(terms, from: 0, to: CountSystem.unbounded))
          guard isAdditive(name), isAdditive(other.name) else { continue }
          let wider = Series(what: other.name.what, category: place.category)
          let pair = Pair(narrower: name.what, wider: wider)
          if differences[pair] == nil { pairs.append(pair) }
          differences[pair, default: []].append((place.period, terms))
        }
        guard place.category == nil, !cases.people else { continue }
        for other in wider where !other.cases.people {
          let more = cases.conditions.subtracting(other.cases.conditions)
          guard more.count == 1, let condition = more.first else { continue }
          linkCategories(cell, of: other.name, having: condition)
        }
      }
    }
    // Somebody in the wider count only is counted in every longer period too.
    for pair in pairs { linkParts(differences[pair] ?? [], areCounts: false) }
  }

  /// The categories that one more condition selects: `priority = 'urgent'` is a category by priority.
  func categories(of name: CountName) -> [CountName] {
    guard name.category == nil, let cases = counted[name.what], !cases.people,
      let dataset = datasets[cases.dataset]
    else { return [] }
    return cases.conditions.sorted().flatMap { condition -> [CountName] in
      var whole = cases
      whole.conditions.remove(condition)
      guard counted[whole.name] != nil else { return [] }
      return (dataset.dataset.breakdowns ?? []).compactMap { breakdown in
        guard breakdown.bands == nil, let labels = dataset.labels(of: breakdown, having: condition),
          labels.count == 1
        else { return nil }
        return CountName(
          what: whole.name, period: name.period,
          category: Reading.Category(breakdown: breakdown.breakdown.value, label: labels[0]))
      }
    }
  }

  /// Uses a figure with a condition as the category that other periods print.
  mutating func joinCategories() {
    for (name, _) in printed {
      for category in categories(of: name) where !periods(of: category.what, category.category).isEmpty {
        standIn(name, for: category)
      }
    }
  }

  /// `priority = 'urgent'` is a category by priority, and `days(asked_on, …) > 28` is every band from 29 days on.
  private mutating func linkCategories(_ cell: Int, of whole: CountName, having condition: String) {
    guard let dataset = counted[whole.what].flatMap({ datasets[$0.dataset] }) else { return }
    for breakdown in dataset.dataset.breakdowns ?? [] {
      guard let labels = dataset.labels(of: breakdown, having: condition), !labels.isEmpty else { continue }
      let parts = labels.map { label in
        var name = whole
        name.category = Reading.Category(breakdown: breakdown.breakdown.value, label: label)
        return cells[name]
      }
      // A condition recognised by its text is only assumed to be the category.
      let found = parts.compactMap(\.self)
      if found.count == parts.count { assumed.append(Relation(total: cell, of: found)) }
    }
  }
}

extension DatasetScope {
  /// The categories of a breakdown that a condition selects, as far as its text shows; nil where it does not.
  fileprivate func labels(of breakdown: Breakdown, having condition: String) -> [String]? {
    let words = condition.split(separator: " ").map(String.init)
    if breakdown.bands == nil, breakdown.grouped != true {
      guard words.count == 3, words[0] == breakdown.by.value, words[1] == "=",
        let field = dataset.fields.firstIndex(where: { $0.field.value == words[0] }),
        let place = scope.codes(of: words[0])?.firstIndex(of: String(words[2].dropFirst().dropLast())),
        let labels = labels[field], place < labels.count,
        labels.filter({ $0 == labels[place] }).count == 1
      else { return nil }
      return [labels[place]]
    }
    // days ( asked_on, :as_of ) > 28
    guard let bands = breakdown.bands, words.count == 7, words[0] == "days", let last = Int(words[6]),
      [">", "<="].contains(words[5]), breakdown.by.value.hasPrefix("days(\(words[2]) "),
      bands.contains(where: { $0.from == last + 1 })
    else { return nil }
    return bands.filter { ($0.from > last) == (words[5] == ">") }.map(\.label)
  }
}
