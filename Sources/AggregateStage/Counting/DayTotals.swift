import Artefacts

extension Counting {
  /// What the cases of a measure come to where days alone say which they are and only their total is asked for: they are
  /// counted where they are marked; nil where the cases have to be looked at.
  mutating func dayTotals(_ count: PreparedMeasure) -> Tally? {
    guard let days = count.days, let dataset = count.narrowing?.key.dataset, isLookedAtOften(dataset) else {
      return nil
    }
    // Taken out while its marks are moved, so that it is not copied.
    var index = dayIndexes.removeValue(forKey: dataset) ?? DayIndex(count.cases)
    defer { dayIndexes[dataset] = index }
    let selected = index.places(days.selected, of: count.cases)
    let numerator = days.numerator.map { spans in
      zip(selected, index.places(spans, of: count.cases)).map { $0 & $1 }
    }
    func people(_ places: [UInt64]) -> Int {
      count.persons.map { index.people(places, $0, count: count.personCount) } ?? 0
    }
    return Tally(
      cases: DayIndex.count(selected), numerator: numerator.map(DayIndex.count) ?? 0,
      people: people(selected), numeratorPeople: numerator.map(people) ?? 0)
  }
}
