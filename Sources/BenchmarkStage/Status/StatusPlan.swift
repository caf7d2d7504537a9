import Artefacts
package import Declarations
package import Periods

/// What the statuses of a run's measures are told from.
package struct StatusPlan: Sendable {
  /// The targets of the council, and of any council, over all days.
  package var entries: [TargetSet.Entry]
  package var judgements: [Judgements]
  /// In the order of the scorecard.
  package var measures: [Measure]
  package var published: ComparatorSeries
  /// GSS codes of the councils that a quartile is of.
  package var councils: [String]
  package var asOf: Day
  /// When a figure is one of few cases.
  package var verdicts: Comparability.Verdicts?

  package init(
    entries: [TargetSet.Entry], judgements: [Judgements], measures: [Measure], published: ComparatorSeries,
    councils: [String], asOf: Day
  ) {
    self.entries = entries
    self.judgements = judgements
    self.measures = measures
    self.published = published
    self.councils = councils
    self.asOf = asOf
  }

  /// The targets of a measure that hold on a day; one of each name, since `check` refuses two.
  func entries(of measure: String, on day: Day) -> [TargetSet.Entry] {
    entries.filter { $0.measure.value == measure && $0.holds(on: day) }
  }

  /// The category that a target of a measure is of; nil for all cases.
  func category(of measure: String, _ label: String) -> Reading.Category? {
    guard let entry = entries.first(where: { $0.measure.value == measure && $0.label == label }),
      let breakdown = entry.breakdown?.value, let category = entry.category
    else { return nil }
    return Reading.Category(breakdown: breakdown, label: category)
  }

  /// How often a measure is reported: as its targets say, yearly where it is published, else monthly.
  package func frequency(of measure: Measure) -> TargetSet.Frequency {
    let id = measure.measure.value
    if let entry = entries(of: id, on: asOf).first ?? entries.last(where: { $0.measure.value == id }) {
      return entry.frequency
    }
    return measure.calculation == .published ? .annual : .monthly
  }

  /// The reporting periods that the scorecard looks back over, oldest first: the last is complete on its day.
  package func periods(of measure: Measure) -> [ReportingPeriod] {
    let kind = frequency(of: measure).kind
    // A trend of six months needs the status of the sixth, and that the quarter or year before it.
    let count = kind == .month ? 8 : kind == .financialYear ? 3 : 5
    var periods = [ReportingPeriod(latest: kind, asOf: asOf)]
    while periods.count < count { periods.insert(periods[0].previous, at: 0) }
    return periods
  }

  /// Every period that a measure has to be counted over for its row; none where it has no row.
  package func periods(toCount measure: Measure) -> [ReportingPeriod] {
    guard measures.contains(where: { $0.measure.value == measure.measure.value }) else { return [] }
    // A row that reports the year to date needs that of every period it looks back over.
    let isCumulative = entries.contains { $0.measure.value == measure.measure.value && $0.cumulative == true }
    let years = periods(of: measure).suffix(isCumulative ? .max : 2).compactMap {
      yearToDate(of: measure, at: $0)
    }
    return periods(of: measure) + years + years.flatMap { parts(of: $0, of: measure) }
  }

  /// The reporting periods of a year to date that must all have a reading, oldest first: those of a sum of numbers, which
  /// leaves out a period without one and says nothing of it. None for a count, of which a period without cases is part.
  func parts(of year: ReportingPeriod, of measure: Measure) -> [ReportingPeriod] {
    guard measure.calculation == .sum else { return [] }
    var parts = [ReportingPeriod(latest: frequency(of: measure).kind, asOf: year.end)]
    while parts[0].previous.start >= year.start { parts.insert(parts[0].previous, at: 0) }
    return parts
  }

  /// From 1 April to the end of a reporting period; nil where the basis needs no counting for it.
  func yearToDate(of measure: Measure, at period: ReportingPeriod) -> ReportingPeriod? {
    guard !measure.basis.isStock, measure.calculation != .published, period.kind != .financialYear else {
      return nil
    }
    return ReportingPeriod(.yearToDate, from: FinancialYear(containing: period.end).start, to: period.end)
  }
}

extension TargetSet.Entry {
  func holds(on day: Day) -> Bool {
    guard let first = Day(iso: from.value), first <= day else { return false }
    return to.flatMap { Day(iso: $0.value) }.map { day <= $0 } ?? true
  }
}
