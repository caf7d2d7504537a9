package import Artefacts
package import Declarations
package import Findings
package import Periods
import Statistics

extension ReturnedFigures {
  /// A measure's reading over a period, or one category's, from figures that were worked out elsewhere.
  ///
  /// The figure of the period itself stands. Where there is none, one is worked out of those of shorter periods that make
  /// it up: amounts are added up, and quotients are the sum of numerators over the sum of denominators. Then one of a
  /// breakdown's categories, where those add up. A stock has its figure of the last day.
  package func reading(_ key: Reading.Key, of measure: Measure) -> Reading {
    let own = figures(of: key.measure, category: key.category)
    if let stated = own.stated(over: key.period, of: measure) { return stated.reading(key, of: measure) }
    if !measure.basis.isStock, let parts = own.making(key.period) {
      let kinds = Set(parts.map(\.period.kind))
      let words = kinds.count == 1 ? kinds.first.map { "\(parts.count) \($0.plural)" } : nil
      return sum(
        of: parts.map { $0.reading($0.key, of: measure) }, key, of: measure,
        words ?? "\(parts.count) readings")
    }
    guard key.category == nil, measure.counts != .people else {
      return Reading(key: key, missing: .unavailable)
    }
    let all = categories(of: key.measure)
    guard let breakdown = all.first?.breakdown else { return Reading(key: key, missing: .unavailable) }
    let parts = all.filter { $0.breakdown == breakdown }.map { category -> Reading in
      var part = key
      part.category = category
      return reading(part, of: measure)
    }
    return sum(of: parts, key, of: measure, "\(parts.count) categories")
  }

  /// Whether a measure has any figure that a period could be worked out of.
  func has(_ measure: Measure, over period: ReportingPeriod) -> Bool {
    reading(Reading.Key(measure: measure.measure.value, period: period, origin: .returned), of: measure)
      .missing
      != .unavailable
  }
}

/// Several readings together.
private func sum(of parts: [Reading], _ key: Reading.Key, of measure: Measure, _ words: String) -> Reading {
  guard !parts.isEmpty, !parts.contains(where: { $0.missing != nil && $0.missing != .nothingToMeasure })
  else {
    return Reading(key: key, missing: .unavailable)
  }
  let measured = parts.filter { $0.missing == nil }
  guard !measured.isEmpty else { return Reading(key: key, missing: .nothingToMeasure) }
  let isQuotient = measured.allSatisfy { $0.denominator != nil }
  var out = Reading(key: key)
  out.returned = Reading.Returned()
  if isQuotient {
    out.multiplier = measure.multiplier
    let (numerators, denominators) = (
      measured.compactMap(\.value?.numerator), measured.compactMap(\.value?.denominator)
    )
    guard let above = total(numerators), let below = total(denominators) else {
      return Reading(key: key, missing: .unavailable)
    }
    out.numerator = total(measured.compactMap(\.numerator))
    out.denominator = total(measured.compactMap(\.denominator))
    out.value = Fraction(above, below)
    out.returned?.derivation = "the sum of numerators over the sum of denominators of \(words)"
    return out
  }
  // A percentage is never added up.
  guard measure.unit.isAmount, measured.allSatisfy({ $0.denominator == nil }) else {
    out.missing = .unavailable
    out.gaps = [
      Gap(
        .noReading, withholds: true,
        "percentages and averages are not added up: give its own reading, or numerators and denominators")
    ]
    return out
  }
  var units = FixedPoint(units: 0, places: 0)
  for part in measured {
    guard let value = part.value?.rounded(to: 4), let sum = units.adding(value) else {
      return Reading(key: key, missing: .unavailable)
    }
    units = sum
  }
  out.value = units.fraction
  if measure.unit == .count { out.numerator = units.whole }
  out.returned?.derivation = "the sum of \(words)"
  return out
}

private func total(_ numbers: [Int]) -> Int? {
  var out = 0
  for number in numbers {
    let (sum, isTooLarge) = out.addingReportingOverflow(number)
    guard !isTooLarge else { return nil }
    out = sum
  }
  return out
}

extension [ReturnedFigure] {
  /// The figure of a period: for a stock that of its last day, however the period is written.
  package func stated(over period: ReportingPeriod, of measure: Measure) -> ReturnedFigure? {
    let found = filter {
      $0.period.end == period.end && (measure.basis.isStock || $0.period.start == period.start)
    }
    return found.first { $0.period.kind == period.kind } ?? found.first
  }

  /// The figures of shorter periods that make up a period, each day once; nil where some days have none.
  package func making(_ period: ReportingPeriod) -> [ReturnedFigure]? {
    let parts = filter {
      $0.carriedFrom == nil && $0.period.start >= period.start && $0.period.end <= period.end
        && $0.period.days < period.days
    }.sorted { ($0.period.start, $1.period.end) < ($1.period.start, $0.period.end) }
    // From each day, the longest first; days that lead nowhere are not tried again.
    var dead: Set<Day> = []
    func filling(from day: Day) -> [ReturnedFigure]? {
      if day > period.end { return [] }
      guard !dead.contains(day) else { return nil }
      for part in parts where part.period.start == day {
        if let rest = filling(from: part.period.end + 1) { return [part] + rest }
      }
      dead.insert(day)
      return nil
    }
    return parts.isEmpty ? nil : filling(from: period.start)
  }
}

extension ReturnedFigure {
  fileprivate var key: Reading.Key {
    Reading.Key(measure: measure, period: period, category: category, origin: .returned)
  }

  /// Its value, or the quotient of its counts, under a key.
  package func reading(_ key: Reading.Key, of measure: Measure) -> Reading {
    var out = Reading(key: key)
    var said = Reading.Returned()
    said.isProvisional = standing == .provisional
    said.isRevised = standing == .revised || replaces
    said.carriedFrom = carriedFrom
    said.rating = rating
    out.returned = said
    if let numerator, let denominator {
      (out.numerator, out.denominator) = (numerator.whole, denominator.whole)
      guard let (above, below, _) = FixedPoint.aligned(numerator, denominator), below > 0 else {
        out.missing = .nothingToMeasure
        return out
      }
      out.multiplier = measure.multiplier
      out.value = Fraction(above, below)
      return out
    }
    guard let value = value ?? (measure.unit.isAmount ? numerator : nil) else {
      out.missing = missing ?? .unavailable
      return out
    }
    out.value = value.fraction
    if measure.unit == .count { out.numerator = value.whole } else { out.numerator = numerator?.whole }
    out.denominator = denominator?.whole
    return out
  }
}

extension ReturnedFigure {
  /// What it says that others contradict: PUB-010 where its value is not that of its own counts, PUB-012 where it is a
  /// total and its parts come to something else. The total, and the counts, are used.
  package func disagreement(with others: ReturnedFigures, _ measure: Measure) -> Finding? {
    let places = measure.decimals
    if let value, numerator != nil, denominator != nil {
      let quotient = reading(key, of: measure).rounded(to: places)
      if let quotient, let given = value.rounded(to: places), quotient != given {
        return finding(
          "PUB-010", "the value is \(given), and the numerator over the denominator is \(quotient)",
          hint: "the numerator over the denominator is used; correct one of the three")
      }
    }
    guard measure.addsOverTime, carriedFrom == nil, let own = reading(key, of: measure).value else {
      return nil
    }
    let all = others.figures(of: self.measure, category: category)
    let twins = all.filter {
      $0.period.start == period.start && $0.period.end == period.end && $0.period.kind != period.kind
    }
    let wanted = own.rounded(to: places)
    if let twin = twins.first(where: {
      $0.place < place && $0.reading(key, of: measure).rounded(to: places) != wanted
    }) {
      return finding(
        "PUB-012", "\(period.label) and \(twin.period.label) are the same days, and their figures differ",
        hint: "correct one of the two")
    }
    let parts = all.filter {
      $0.period.start >= period.start && $0.period.end <= period.end && $0.period.days < period.days
    }
    guard !parts.isEmpty else { return nil }
    let without = ReturnedFigures(all.filter { $0 != self && !twins.contains($0) })
    let made = without.reading(key, of: measure)
    if let sum = made.rounded(to: places), sum != wanted {
      return finding(
        "PUB-012",
        "the figure is \(wanted?.description ?? ""), and the readings of shorter periods in it come to \(sum)",
        hint: "the figure of the whole is used for it; correct it or its parts")
    }
    // Some of the parts can be more than the whole.
    for kind in [ReportingPeriod.Kind.month, .quarter] {
      let some = parts.filter { $0.period.kind == kind }.compactMap {
        $0.reading($0.key, of: measure).value?.rounded(to: 4)
      }
      guard some.allSatisfy({ $0.units >= 0 }), let first = some.first else { continue }
      guard let sum = some.dropFirst().reduce(first as FixedPoint?, { $0?.adding($1) }),
        own.isLess(than: sum.fraction) == true
      else { continue }
      return finding(
        "PUB-012", "the figure is less than the readings of the \(kind.plural) in it together",
        hint: "the figure of the whole is used for it; correct it or its parts")
    }
    return nil
  }

  private func finding(_ code: FindingCode, _ message: String, hint: String) -> Finding {
    Finding(
      code, severity: .warning, effect: .reports, message, hint: hint, location: place, field: "value")
  }
}

extension FixedPoint {
  /// As a whole number; nil where it is none.
  fileprivate var whole: Int? {
    let unit = Self.powersOfTen[places]
    return units.isMultiple(of: unit) ? units / unit : nil
  }
}

extension ReportingPeriod.Kind {
  fileprivate var plural: String {
    switch self {
    case .day: "days"
    case .week: "weeks"
    case .month: "months"
    case .twoMonths: "pairs of months"
    case .quarter: "quarters"
    case .halfYear: "half-years"
    case .financialYear, .yearToDate, .rollingYear: "years"
    }
  }
}

extension Counting {
  /// A measure's readings over a period that were returned: of all cases, and of the categories that the pipeline shows.
  func returned(_ item: AggregationPlan.Item, over period: ReportingPeriod) -> [Reading] {
    let measure = item.measure.value
    let key = Reading.Key(measure: measure.measure.value, period: period, origin: .returned)
    let categories = plan.returned.categories(of: key.measure).filter {
      item.returnedBreakdowns.contains($0.breakdown)
    }
    return [plan.returned.reading(key, of: measure)]
      + categories.map { category in
        var own = key
        own.category = category
        return plan.returned.reading(own, of: measure)
      }
  }

  /// Whether the cases of a measure are here to be counted.
  func hasCases(of measure: Measure) -> Bool {
    if measure.formula == .ratio {
      return [measure.numerator, measure.denominator].allSatisfy { part in
        part.flatMap { plan.catalogue[$0.value] }.map { hasCases(of: $0.value) } ?? false
      }
    }
    guard let dataset = plan.scope(of: measure)?.dataset else { return false }
    let needed =
      dataset.cohort?.reads.filter { $0.optional != true }.map(\.dataset.value) ?? [dataset.dataset.value]
    return needed.allSatisfy { cases.table(of: $0) != nil }
  }
}
