import Artefacts
import Declarations
import Periods

/// What longer and shorter periods of one flow say of each other.
extension PrintedTables {
  /// A period that printed ones cover end to end is their sum: last week's year to date and this week make this week's.
  mutating func linkPeriods() {
    struct Series: Hashable {
      var what: String
      var category: Reading.Category?
    }
    var members: [Series: [Int]] = [:]
    var order: [Series] = []
    for (index, name) in names.enumerated() where isAdditive(name) {
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

  /// Whether a longer period's count is the sum of the shorter ones': every case belongs to one day for good.
  ///
  /// It does not where the period's end decides of a case: whether it was triaged by then, or how old the person was.
  private func isAdditive(_ name: CountName) -> Bool {
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
}
