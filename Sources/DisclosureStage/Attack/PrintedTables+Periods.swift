import Artefacts
import Declarations
import Periods

/// What longer and shorter periods of one flow reveal about each other.
extension PrintedTables {
  struct Series: Hashable {
    var what: String
    var category: Reading.Category?
  }

  typealias Member = (period: ReportingPeriod, cell: Int)

  /// The names of each count and category, for every period.
  private func series(where isWanted: (CountName) -> Bool) -> [[Member]] {
    var members: [Series: [Member]] = [:]
    var order: [Series] = []
    for (name, cell) in printed where isWanted(name) {
      let series = Series(what: name.what, category: name.category)
      if members[series] == nil { order.append(series) }
      members[series, default: []].append((name.period, cell))
    }
    return order.map { members[$0] ?? [] }
  }

  /// Every period in which a count has a name.
  func periods(of what: String, _ category: Reading.Category?) -> [Member] {
    periodsOfSeries[Series(what: what, category: category)] ?? []
  }

  /// The count over some days, whatever their period is called.
  mutating func cell(ofDays name: CountName) -> Int {
    let days = name.period
    let known = periods(of: name.what, name.category).last {
      $0.period.start == days.start && $0.period.end == days.end
    }
    return known?.cell ?? cell(name)
  }

  /// Links the periods of each count.
  mutating func linkPeriods() {
    for members in series(where: isAdditive) {
      linkParts(members.map { ($0.period, [Relation.Term($0.cell, 1)]) }, areCounts: true)
    }
    // Anybody counted in a period is counted in every longer period around it.
    for members in series(where: { isWithinLonger($0) && !isAdditive($0) }) {
      for inner in members {
        let around = members.filter { $0.cell != inner.cell && inner.period.isWithin($0.period) }
        for outer in around
        where !around.contains(where: { $0.cell != outer.cell && $0.period.isWithin(outer.period) }) {
          assumed.append(
            Relation([.init(outer.cell, 1), .init(inner.cell, -1)], from: 0, to: CountSystem.unbounded))
        }
      }
    }
  }

  /// Links the counts of periods that moved on: those that joined, and those that fell out.
  mutating func link(_ steps: [SlidingPeriods.Step]) {
    for step in steps {
      guard let later = cells[step.later], let earlier = cells[step.earlier] else { continue }
      var terms = [Relation.Term(earlier, 1), .init(cell(ofDays: step.joined), 1), .init(later, -1)]
      if let left = step.left { terms.append(.init(cell(ofDays: left), -1)) }
      assumed.append(Relation(terms, from: 0, to: 0))
    }
  }

  /// The amount of a period: a count, or the difference of two counts.
  typealias Part = (period: ReportingPeriod, terms: [Relation.Term])

  /// Links the periods of one count, or of the difference of two.
  ///
  /// A period that others partly fill has at least as many cases as they have. One that they extend beyond has at most as
  /// many.
  /// - Parameter areCounts: false for a difference of counts, which adds up because both counts do.
  mutating func linkParts(_ members: [Part], areCounts: Bool) {
    linkEnds(of: members, areCounts: areCounts)
    func say(_ more: [Relation.Term], isNoLessThan less: [Relation.Term]) {
      assumed.append(Relation(more + negative(less), from: 0, to: CountSystem.unbounded))
    }
    for whole in members {
      let inside = members.filter {
        $0.terms != whole.terms && $0.period.isWithin(whole.period) && $0.period.days < whole.period.days
      }
      for isCoarse in [true, false] where !inside.isEmpty {
        say(whole.terms, isNoLessThan: fill(whole.period, with: inside, isCoarse: isCoarse).flatMap(\.terms))
      }
      if let around = cover(whole.period, with: members) { say(around, isNoLessThan: whole.terms) }
    }
  }

  private func negative(_ terms: [Relation.Term]) -> [Relation.Term] {
    terms.map { .init($0.cell, -$0.weight) }
  }

  /// Links a period with others that, added and subtracted, run from its first day to its last.
  ///
  /// A year to March, less its April to September, plus the next April to September, is the 12 months from October. The
  /// result between any two days is at least 0.
  private mutating func linkEnds(of members: [Part], areCounts: Bool) {
    var steps: [Day: [(to: Day, terms: [Relation.Term])]] = [:]
    /// The fewest periods, walked forwards or backwards, from the morning of one day to that of another.
    func way(from start: Day, to end: Day) -> [Relation.Term]? {
      var reached: [Day: [Relation.Term]] = [start: []]
      var frontier = [start]
      while reached[end] == nil, !frontier.isEmpty {
        var further: [Day] = []
        for day in frontier {
          for step in steps[day] ?? [] where reached[step.to] == nil {
            reached[step.to] = (reached[day] ?? []) + step.terms
            further.append(step.to)
          }
        }
        frontier = further
      }
      return reached[end]
    }
    let shortestFirst = members.enumerated().sorted { one, other in
      (one.element.period.days, one.element.period.start, one.offset)
        < (other.element.period.days, other.element.period.start, other.offset)
    }
    for (period, terms) in shortestFirst.map(\.element) {
      let next = period.end + 1
      if areCounts, let others = way(from: period.start, to: next) {
        assumed.append(Relation(others + negative(terms), from: 0, to: 0))
      }
      steps[period.start, default: []].append((next, terms))
      steps[next, default: []].append((period.start, negative(terms)))
    }
    let days = steps.keys.sorted()
    for (day, next) in zip(days, days.dropFirst()) {
      // A single period is known to be at least 0.
      guard let terms = way(from: day, to: next), terms.count > (areCounts ? 1 : 2) else { continue }
      assumed.append(Relation(terms, from: 0, to: CountSystem.unbounded))
    }
  }

  /// Fits shorter periods into a longer one, each as early as possible, the longest or the shortest first.
  private func fill(_ span: ReportingPeriod, with members: [Part], isCoarse: Bool) -> [Part] {
    var out: [Part] = []
    var day = span.start
    while day <= span.end {
      let next = members.filter { $0.period.start >= day }.min { one, other in
        one.period.start != other.period.start
          ? one.period.start < other.period.start
          : isCoarse ? one.period.days > other.period.days : one.period.days < other.period.days
      }
      guard let next else { break }
      out.append(next)
      day = next.period.end + 1
    }
    return out
  }

  /// Shorter periods end to end that begin before a longer one and end after it; nil where there are none, or they are
  /// equal to it.
  private func cover(_ span: ReportingPeriod, with members: [Part]) -> [Relation.Term]? {
    let shorter = members.filter { $0.period.days < span.days }
    var next = shorter.filter { $0.period.start <= span.start && span.start <= $0.period.end }
      .max { ($0.period.start, $1.period.days) < ($1.period.start, $0.period.days) }
    guard let first = next else { return nil }
    var terms: [Relation.Term] = []
    var end = first.period.end
    while let member = next {
      terms += member.terms
      end = member.period.end
      if end >= span.end { return first.period.start == span.start && end == span.end ? nil : terms }
      next = shorter.filter { $0.period.start == end + 1 }.min { $0.period.days < $1.period.days }
    }
    return nil
  }

  /// Whether a longer period's count is the sum of the shorter ones': every case belongs to one day for good.
  ///
  /// Not so where the end of the period decides: whether a case was triaged by then, or how old the person was.
  func isAdditive(_ name: CountName) -> Bool {
    guard addsUpOverTime(name.what) else { return false }
    let rest = name.what.split(separator: "BETWEEN :period_start AND :period_end").joined()
    guard !rest.contains(":") else { return false }
    guard let dataset = name.what.split(separator: "|").first.flatMap({ datasets[String($0)] })?.dataset
    else {
      return true
    }
    let parts = name.category?.breakdown.split(separator: Self.by).map(String.init) ?? []
    let breakdowns = (dataset.breakdowns ?? []).filter { parts.contains($0.breakdown.value) }
    return dataset.cohort == nil && !breakdowns.contains { $0.by.value.contains(":") }
  }

  /// Whether anybody counted in a period is counted in every longer one: true of people if only the day of their cases
  /// decides.
  private func isWithinLonger(_ name: CountName) -> Bool {
    guard counted[name.what]?.people == true else { return false }
    let rest = name.what.split(
      separator: "BETWEEN :period_start AND :period_end", omittingEmptySubsequences: false)
    guard rest.count == 2, !rest.joined().contains(":"),
      let dataset = counted[name.what].flatMap({ datasets[$0.dataset] })?.dataset
    else { return false }
    let parts = name.category?.breakdown.split(separator: Self.by).map(String.init) ?? []
    let breakdowns = (dataset.breakdowns ?? []).filter { parts.contains($0.breakdown.value) }
    return dataset.cohort == nil && !breakdowns.contains { $0.by.value.contains(":") }
  }
}

extension ReportingPeriod {
  func isWithin(_ other: ReportingPeriod) -> Bool { other.start <= start && end <= other.end }
}
