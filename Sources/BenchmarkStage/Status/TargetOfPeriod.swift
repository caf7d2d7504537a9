import Declarations
import Periods
import Statistics

/// The target that judges one reading, parsed, or the reason why none does.
struct TargetOfPeriod {
  /// As people read it; nil where nothing is declared.
  var text: String?
  /// nil where nothing is declared, or what is declared does not fit this period.
  var demand: Demand?
  /// The rule in words, or why the reading is not judged.
  var rule = "no target"
  var usesDefault = false

  init(_ entry: TargetSet.Entry?, over period: ReportingPeriod, measure: Measure, plan: StatusPlan) {
    guard let entry else { return }
    if let scale = entry.scale {
      text = "red \(scale.red.value), amber \(scale.amber.value)"
      rule = "the thresholds declared"
      if case .success(let amber) = TargetForm.read(scale.amber.value, of: measure),
        case .success(let red) = TargetForm.read(scale.red.value, of: measure)
      {
        demand = .scale(amber: amber, red: red)
      }
      return
    }
    guard let wanted = entry.text(over: period) else {
      if entry.profile != nil {
        text = "by month"
        rule = "the profile has no target for \(period.label)"
      }
      return
    }
    hold(to: wanted, entry, measure, plan, over: period)
    if entry.covers == .year, period.kind != .financialYear {
      demand = nil
      rule = "the target is for the whole year"
    }
  }

  private mutating func hold(
    to wanted: String, _ entry: TargetSet.Entry, _ measure: Measure, _ plan: StatusPlan,
    over period: ReportingPeriod
  ) {
    text = wanted
    (rule, usesDefault) = entry.marginInWords(measure)
    guard case .success(var form) = TargetForm.read(wanted, of: measure) else { return }
    if form == .topQuartile {
      guard let cut = plan.quartile(of: measure, upTo: FinancialYear(containing: period.end)) else {
        rule = "no councils' figures to tell the top quartile from"
        return
      }
      form = cut.form
      text = "\(wanted) (\(cut.text))"
    }
    demand = .target(form, entry.margin)
  }

  /// The year to date: for a number of events the sum of the targets of its periods, else the latest one.
  ///
  /// Periods without a target leave the sum without meaning: two months are never judged by six months' target.
  init(
    yearToDate year: ReportingPeriod, of kind: ReportingPeriod.Kind, measure: Measure, plan: StatusPlan,
    entry: (ReportingPeriod) -> TargetSet.Entry?
  ) {
    let latest = entry(year)
    guard measure.addsOverTime, let latest, latest.scale == nil else {
      let last = ReportingPeriod(latest: kind, asOf: year.end)
      self.init(latest, over: last, measure: measure, plan: plan)
      return
    }
    self.init()
    if latest.covers == .year {
      self.init(latest, over: year, measure: measure, plan: plan)
      let last = ReportingPeriod(latest: kind, asOf: year.end)
      guard let due = latest.form(dueBy: year.end, in: last, of: measure) else {
        if latest.due == .profile { rule = "the profile has no part due by \(last.label)" }
        return
      }
      text = latest.target?.value
      (rule, usesDefault) = latest.marginInWords(measure)
      if FinancialYear(containing: year.end).end != year.end || latest.due == .profile {
        rule += ", against the part due by \(year.end), \(due.words)"
      }
      demand = .target(due, latest.margin)
      return
    }
    guard latest.target != nil || latest.profile != nil else { return }
    var forms: [TargetForm] = []
    var period = ReportingPeriod(latest: kind, asOf: year.end)
    while period.start >= year.start {
      guard let wanted = entry(period)?.text(over: period),
        case .success(let form) = TargetForm.read(wanted, of: measure)
      else {
        text = latest.target?.value ?? "by month"
        rule = "no target for \(period.label), so none for the year to date"
        return
      }
      forms.append(form)
      period = period.previous
    }
    guard let sum = forms.dropFirst().reduce(forms.first, { $0?.adding($1) }) else {
      text = latest.target?.value ?? "by month"
      rule = "targets of this form do not add up over periods"
      return
    }
    (rule, usesDefault) = latest.marginInWords(measure)
    rule += ", against the sum of \(forms.count) periods' targets"
    text = sum.words
    demand = .target(sum, latest.margin(times: forms.count))
  }

  private init() {}
}

extension TargetSet.Entry {
  func text(over period: ReportingPeriod) -> String? {
    profile.map { $0[period.label]?.value } ?? target?.value
  }

  /// What of a target for the year is due by a day; nil where nothing shorter than the year is judged.
  func form(dueBy day: Day, in last: ReportingPeriod, of measure: Measure) -> TargetForm? {
    let year = FinancialYear(containing: day)
    let isOver = year.end == day
    if due == .profile {
      guard let text = profile?[last.label]?.value ?? (isOver ? target?.value : nil) else { return nil }
      return try? TargetForm.read(text, of: measure).get()
    }
    guard let target, let whole = try? TargetForm.read(target.value, of: measure).get() else { return nil }
    if isOver { return whole }
    guard due == .proRata else { return nil }
    let next = day + 1
    let months = next.components.month - 4 + (next.components.year - year.startYear) * 12
    // Whole months are twelfths, whatever their lengths.
    return next.components.day == 1
      ? whole.part(months, of: 12) : whole.part(day - year.start + 1, of: year.end - year.start + 1)
  }

  var margin: Demand.Margin { margin(times: 1) }

  /// A margin in the measure's unit is for one period's target, so a sum of targets has the sum of margins.
  func margin(times periods: Int) -> Demand.Margin {
    if let text = tolerance?.points ?? tolerance?.absolute, let number = FixedPoint(text.value) {
      return .absolute(FixedPoint(units: number.units * periods, places: number.places))
    }
    if let text = tolerance?.percent, let number = FixedPoint(text.value) { return .percent(number) }
    return .byDefault
  }

  func marginInWords(_ measure: Measure) -> (String, isDefault: Bool) {
    if let points = tolerance?.points { return ("amber within \(points.value) points", false) }
    if let percent = tolerance?.percent { return ("amber within \(percent.value)% of the target", false) }
    if let absolute = tolerance?.absolute { return ("amber within \(absolute.value)", false) }
    return ("amber within 10% of the target (the default: no tolerance is declared)", true)
  }
}

extension TargetForm {
  /// Both asked for together, of a number of events; nil where the two ask for different things, or the sum does not fit.
  fileprivate func adding(_ other: TargetForm) -> TargetForm? {
    switch (self, other) {
    case (.above(let a), .above(let b)): a.adding(b).map(TargetForm.above)
    case (.atLeast(let a), .atLeast(let b)): a.adding(b).map(TargetForm.atLeast)
    case (.below(let a), .below(let b)): a.adding(b).map(TargetForm.below)
    case (.atMost(let a), .atMost(let b)): a.adding(b).map(TargetForm.atMost)
    case (.between(let a, let b), .between(let c, let d)):
      a.adding(c).flatMap { low in b.adding(d).map { .between(low, $0) } }
    default: nil
    }
  }

  /// So many parts of a whole; nil for a quartile, and where it does not fit.
  fileprivate func part(_ parts: Int, of whole: Int) -> TargetForm? {
    func share(_ bound: FixedPoint) -> FixedPoint? {
      let (units, isTooLarge) = bound.units.multipliedReportingOverflow(by: parts)
      return isTooLarge
        ? nil
        : Fraction(units, whole * FixedPoint.powersOfTen[bound.places]).rounded(to: min(9, bound.places + 2))?
          .plain
    }
    switch self {
    case .above(let bound): return share(bound).map(TargetForm.above)
    case .atLeast(let bound): return share(bound).map(TargetForm.atLeast)
    case .below(let bound): return share(bound).map(TargetForm.below)
    case .atMost(let bound): return share(bound).map(TargetForm.atMost)
    case .between(let low, let high):
      return share(low).flatMap { low in share(high).map { .between(low, $0) } }
    case .topQuartile: return nil
    }
  }

  var words: String {
    switch self {
    case .above(let bound): ">\(bound.grouped)"
    case .atLeast(let bound): "≥\(bound.grouped)"
    case .below(let bound): "<\(bound.grouped)"
    case .atMost(let bound): "≤\(bound.grouped)"
    case .between(let low, let high): "\(low.grouped)-\(high.grouped)"
    case .topQuartile: "Top quartile"
    }
  }
}

extension FixedPoint {
  /// Without zeros at the end of its decimal places.
  fileprivate var plain: FixedPoint {
    var out = self
    while out.places > 0, out.units.isMultiple(of: 10) {
      out = FixedPoint(units: out.units / 10, places: out.places - 1)
    }
    return out
  }
}

extension StatusPlan {
  /// What the best quarter of councils reach in the latest published year, and in words of how many.
  func quartile(of measure: Measure, upTo year: FinancialYear) -> (form: TargetForm, text: String)? {
    let id = measure.measure.value
    let figures = councils.compactMap { published.latest(of: id, area: $0, upTo: year) }
    guard let latest = figures.filter({ $0.outcome != nil }).map(\.year).max() else { return nil }
    let values = figures.filter { $0.year == latest }.compactMap(\.outcome)
    guard values.count >= 4, let quartiles = Quartiles(of: values) else { return nil }
    let isHigh = measure.polarity == .higherIsBetter
    // The cut lies between two published values; a figure as printed reaches it or does not.
    let cut = isHigh ? quartiles.upper : quartiles.lower
    guard let bound = cut.rounded(to: measure.decimals + 2) else { return nil }
    let form: TargetForm = isHigh ? .atLeast(bound) : .atMost(bound)
    return (form, "\(form.words) of \(values.count) councils, \(latest)")
  }
}
