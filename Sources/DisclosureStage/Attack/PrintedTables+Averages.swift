import Artefacts
import Declarations
import Statistics

/// What a longest wait, a median or a percentile reveals about how many waited longer than some days.
extension PrintedTables {
  mutating func linkAverages() {
    let groups = casesByPlace.groups
    for row in rows {
      guard let cell = row.denominator, let reach = row.measure.summary?.reach,
        let field = row.measure.of?.value.daysFrom, let days = daysPrinted(row.printed.value)
      else { continue }
      let name = names[cell]
      guard name.what.hasSuffix(CountedParts.valued) else { continue }
      let what = String(name.what.dropLast(CountedParts.valued.count))
      let cases = CountName(what: what, period: row.printed.key.period, category: row.printed.key.category)
      for (line, longer) in lines(of: cases, from: field, beside: groups) {
        let terms = longer.map { Relation.Term($0.cell, 100 * $0.weight) }
        if reach == 100 {
          if days.least > line { assumed.append(Relation(terms, from: 100, to: CountSystem.unbounded)) }
          if days.most <= line { assumed.append(Relation(terms, from: 0, to: 0)) }
          continue
        }
        let whole = terms + [.init(cell, reach - 100)]
        // Interpolation can put the value one case away from the place that divides them, except in the middle.
        let slack = reach == 50 ? 0 : 100
        if days.least > line { assumed.append(Relation(whole, from: -slack, to: CountSystem.unbounded)) }
        if days.most <= line { assumed.append(Relation(whole, from: -CountSystem.unbounded, to: slack)) }
      }
    }
  }

  /// For each number of days at which a printed figure divides the cases: the counts of those who waited longer.
  private func lines(
    of cases: CountName, from field: String,
    beside groups: [Place: [(name: CountName, cell: Int, cases: CaseSelection)]]
  ) -> [(line: Int, longer: [Relation.Term])] {
    var out: [(line: Int, longer: [Relation.Term])] = []
    let dataset = counted[cases.what].flatMap { datasets[$0.dataset] }?.dataset
    for breakdown in dataset?.breakdowns ?? []
    where cases.category == nil && breakdown.by.value.daysFrom == field {
      let bands = breakdown.bands ?? []
      let cells = bands.map { band in
        var name = cases
        name.category = .init(breakdown: breakdown.breakdown.value, label: band.label)
        return self.cells[name]
      }
      guard !bands.isEmpty, !cells.contains(nil) else { continue }
      for place in bands.indices.dropFirst() {
        out.append((bands[place].from - 1, cells[place...].compactMap(\.self).map { .init($0, 1) }))
      }
    }
    guard let all = counted[cases.what] else { return out }
    let place = Place(dataset: all.dataset, period: cases.period, category: cases.category)
    for (_, cell, more) in groups[place] ?? [] where more.isWithin(all) && more.people == all.people {
      let extra = more.conditions.subtracting(all.conditions)
      // days ( asked_on, :as_of ) > 28
      let words = extra.first?.split(separator: " ").map(String.init) ?? []
      guard extra.count == 1, words.count == 7, words[0] == "days", words[2] == "\(field),",
        let line = Int(words[6])
      else { continue }
      if words[5] == ">" { out.append((line, [.init(cell, 1)])) }
      // All except those who waited no longer.
      if words[5] == "<=", let all = cells[cases] { out.append((line, [.init(all, 1), .init(cell, -1)])) }
    }
    return out
  }

  /// The days that a printed wait can mean.
  private func daysPrinted(_ figure: Figure) -> (least: Int, most: Int)? {
    if case .band(let band) = figure.state { return (band.over + 1, band.upTo ?? Int.max) }
    guard let number = figure.number, number.units >= 0 else { return nil }
    let unit = FixedPoint.powersOfTen[number.places]
    // 28.5 days is more than 28, and not more than 29.
    return ((number.units + unit - 1) / unit, (number.units + unit - 1) / unit)
  }
}

extension String {
  /// The field that days are counted from: `asked_on` of `days(asked_on, :as_of)`.
  fileprivate var daysFrom: String? {
    guard hasPrefix("days("), let comma = firstIndex(of: ",") else { return nil }
    return String(self[index(startIndex, offsetBy: 5)..<comma])
  }
}
