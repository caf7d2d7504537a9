package import Artefacts
import Declarations
import Periods
import Statistics

/// Holds every measure's readings against the targets of their day: a row for each target, or one for none.
///
/// Earlier readings are counted again from this run's cases, so that a status changes only where the cases did.
package func statuses(of results: Aggregated, under plan: StatusPlan) -> [MeasureStatus] {
  let readings = results.readings.byKey
  return plan.measures.flatMap { measure -> [MeasureStatus] in
    let row = StatusRow(measure: measure, plan: plan, readings: readings)
    let names = row.targetNames
    return (names.isEmpty ? ["target"] : names).map { row.status(under: $0) }
  }
}

/// One measure's readings and what holds for it.
private struct StatusRow {
  let measure: Measure
  let plan: StatusPlan
  let readings: [Reading.Key: Reading]
  let periods: [ReportingPeriod]
  /// That of all its readings: a series is of figures counted here or of figures that came in, never of both.
  let origin: Reading.Origin
  var id: String { measure.measure.value }

  init(measure: Measure, plan: StatusPlan, readings: [Reading.Key: Reading]) {
    self.measure = measure
    self.plan = plan
    self.readings = readings
    origin = Self.origin(of: measure, readings)
    periods = Self.reported(measure, plan, readings, origin)
  }

  /// A published measure comes late: the years after its last figure are not missing but not yet out, so the
  /// last figure is carried forward.
  private static func reported(
    _ measure: Measure, _ plan: StatusPlan, _ readings: [Reading.Key: Reading], _ origin: Reading.Origin
  ) -> [ReportingPeriod] {
    let all = plan.periods(of: measure)
    guard measure.calculation == .published else { return all }
    let id = measure.measure.value
    let known = readings.keys.filter {
      $0.measure == id && $0.category == nil && $0.origin == origin && readings[$0]?.value != nil
    }
    .map(\.period)
    .filter { $0.end <= plan.asOf }.sorted { $0.end < $1.end }
    return known.isEmpty ? all : known
  }

  /// The measure's own origin; the other where it has no reading of that.
  private static func origin(
    of measure: Measure, _ readings: [Reading.Key: Reading]
  ) -> Reading.Origin {
    let id = measure.measure.value
    let found = Set(readings.keys.lazy.filter { $0.measure == id }.map(\.origin))
    return found.contains(measure.origin)
      ? measure.origin : Reading.Origin.allCases.first(where: found.contains) ?? measure.origin
  }

  /// The names of the targets that hold for the period reported now.
  var targetNames: [String] {
    guard let last = periods.last else { return [] }
    var seen: Set<String> = []
    return plan.entries(of: id, on: last.end).map(\.label).filter { seen.insert($0).inserted }
  }

  func status(under name: String) -> MeasureStatus {
    let category = plan.category(of: id, name)
    let series = periods.map { judged(reading(over: $0, of: category), under: name) }
    let last = periods[periods.count - 1]
    let entry = plan.entries(of: id, on: last.end).first { $0.label == name }
    func isMine(_ measure: String, _ period: String) -> Bool { measure == id && period == last.label }
    var status = MeasureStatus(
      measure: id, target: name, frequency: plan.frequency(of: measure), director: entry?.director,
      portfolioHolder: entry?.portfolioHolder, series: series,
      yearToDate: yearToDate(under: name, at: series[series.count - 1]),
      yearToDateBefore: series.dropLast().last.flatMap { yearToDate(under: name, at: $0) }, asOf: plan.asOf,
      override: plan.judgements.lazy.flatMap { $0.overrides ?? [] }.first {
        isMine($0.measure.value, $0.period.value) && ($0.target?.value ?? "target") == name
      },
      outlook: plan.judgements.lazy.flatMap { $0.outlooks ?? [] }.first {
        isMine($0.measure.value, $0.period.value)
      },
      comment: plan.judgements.lazy.flatMap { $0.comments ?? [] }.first {
        isMine($0.measure.value, $0.period.value)
      })
    status.code = entry?.code?.value
    status.section = entry?.section
    status.place = plan.entries.firstIndex {
      $0.measure.value == id && $0.label == name && $0.holds(on: last.end)
    }
    status.isCumulative = entry?.cumulative ?? (measure.addsOverTime && measure.calculation != .rate)
    status.saysCumulative = entry?.cumulative == true
    if status.saysCumulative {
      // A year's own period, and what has no year to date, stand for themselves.
      status.toDate = series.map { yearToDate(under: name, at: $0) ?? $0 }
    }
    return status
  }

  private func reading(over period: ReportingPeriod, of category: Reading.Category?) -> Reading {
    let key = Reading.Key(measure: id, period: period, category: category, origin: origin)
    return readings[key] ?? Reading(key: key, missing: .unavailable)
  }

  private func judged(_ reading: Reading, under name: String) -> JudgedReading {
    // A figure that is carried forward is judged by the target of its own period.
    let period = reading.returned?.carriedFrom ?? reading.key.period
    let entry = plan.entries(of: id, on: period.end).first { $0.label == name }
    return judge(
      reading, against: TargetOfPeriod(entry, over: period, measure: measure, plan: plan),
      of: measure, plan.verdicts)
  }

  /// Stocks: the latest. Flows: counted over the year so far, against the sum of its periods' targets.
  private func yearToDate(under name: String, at latest: JudgedReading) -> JudgedReading? {
    let category = latest.reading.key.category
    func reading(over period: ReportingPeriod) -> Reading { self.reading(over: period, of: category) }
    if measure.basis.isStock { return latest }
    guard let period = plan.yearToDate(of: measure, at: latest.reading.key.period) else { return nil }
    // The target of six months does not judge the sum of two.
    if let part = plan.parts(of: period, of: measure).first(where: { reading(over: $0).value == nil }) {
      let reading = reading(over: period)
      var judged = JudgedReading(
        reading: reading, target: nil, status: reading.value == nil ? .missing : .notJudged,
        rule: "no reading for \(part.label), so no target judges the year to date")
      judged.fewerThan = reading.fewerThan(plan.verdicts, measure)
      return judged
    }
    let entries = plan.entries
    func entry(on period: ReportingPeriod) -> TargetSet.Entry? {
      entries.first { $0.measure.value == id && $0.label == name && $0.holds(on: period.end) }
    }
    let found = reading(over: period)
    let own = found.returned?.carriedFrom.map {
      ReportingPeriod(.yearToDate, from: FinancialYear(containing: $0.end).start, to: $0.end)
    }
    return judge(
      found,
      against: TargetOfPeriod(
        yearToDate: own ?? period, of: plan.frequency(of: measure).kind, measure: measure, plan: plan,
        entry: entry),
      of: measure, plan.verdicts)
  }
}

/// The state of a reading against its target; states that are no rating come before the target does.
func judge(
  _ reading: Reading, against target: TargetOfPeriod, of measure: Measure,
  _ verdicts: Comparability.Verdicts? = nil
) -> JudgedReading {
  var judged = JudgedReading(
    reading: reading, target: target.text, status: .monitoring, rule: target.rule,
    usesDefaultRule: target.usesDefault)
  judged.fewerThan = reading.fewerThan(verdicts, measure)
  if reading.missing == .nothingToMeasure {
    judged.status = .nothingToMeasure
  } else if reading.value == nil, let rating = reading.returned?.rating {
    judged.status = TargetStatus(rating)
    judged.rule = "as its source rated it; the figure itself was not given"
  } else if reading.value == nil {
    judged.status = .missing
    judged.rule = reading.whyMissing ?? judged.rule
  } else if let demand = target.demand, let value = reading.value {
    judged.status =
      rating(of: value, times: reading.multiplier, under: demand).map { TargetStatus($0) } ?? .notJudged
    if judged.status.isRating, !reading.isRated(alike: judged.status, under: demand, measure.decimals) {
      judged.status = .notJudged
      judged.rule = "its counts are rounded, and do not decide it"
    }
  } else if target.text != nil {
    judged.status = .notJudged
  }
  if reading.value != nil, let rating = reading.returned?.rating, TargetStatus(rating) != judged.status {
    judged.rule += "; its source rated it \(rating.rawValue)"
  }
  return judged
}

extension Reading {
  /// Whether everything that its rounded counts can stand for has the same rating.
  fileprivate func isRated(alike status: TargetStatus, under demand: Demand, _ decimals: Int) -> Bool {
    guard roundingBase > 1 else { return true }
    guard let (least, most) = possible(to: decimals) else { return false }
    return [least, most].allSatisfy { end in
      rating(of: end.fraction, times: 1, under: demand).map { TargetStatus($0) } == status
    }
  }
}
