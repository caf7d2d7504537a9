import Artefacts
import Declarations
import Periods
import Tables

extension Counting {
  /// The total of a measure of which days alone say what cases it is of: they are counted where they are marked, and nothing
  /// is compiled; nil where the cases have to be looked at, or what is asked for is not there.
  mutating func dayTotals(_ declared: Declared<Measure>, over period: ReportingPeriod) -> Tally? {
    let measure = declared.value
    guard measure.of == nil, let dataset = measure.dataset?.value, isLookedAtOften(dataset),
      let scope = plan.datasets.first(where: { $0.dataset.dataset.value == dataset }),
      scope.dataset.cohort == nil, let cases = cases.table(of: dataset)
    else { return nil }
    let parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    func spans(_ text: Located<String>?) -> [DayBounds.Span]? {
      guard let text, case .success(let condition) = typedTexts.condition(text, in: declared.source, scope),
        let bounds = condition.dayBounds(parameters), bounds.isWhole,
        !condition.fieldsUsed.contains(where: {
          cases.table.absentFields.contains(scope.dataset.fields[$0].field.value)
        })
      else { return nil }
      return bounds.spans
    }
    guard let selected = spans(measure.where ?? measure.denominator) else { return nil }
    var part: [DayBounds.Span]?
    if measure.calculation == .proportion {
      guard let numerator = spans(measure.numerator) else { return nil }
      part = numerator
    }
    let persons = measure.counts == .people ? self.persons(of: cases.table, in: scope) : nil
    let personCount = mostPersons(cases.table)
    // Taken out while its marks are moved, so that it is not copied.
    var index = dayIndexes.removeValue(forKey: dataset) ?? DayIndex(cases)
    defer { dayIndexes[dataset] = index }
    let all = index.places(selected, of: cases)
    let some = part.map { spans in zip(all, index.places(spans, of: cases)).map { $0 & $1 } }
    func people(_ places: [UInt64]) -> Int {
      persons.map { index.people(places, $0, count: personCount) } ?? 0
    }
    return Tally(
      cases: DayIndex.count(all), numerator: some.map(DayIndex.count) ?? 0, people: people(all),
      numeratorPeople: some.map(people) ?? 0)
  }
}
