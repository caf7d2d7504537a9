import Artefacts
import Declarations
import Periods
import Statistics

extension Comparing {
  func pastComparisons(of ours: OurFigure) -> [Comparison] {
    let period = ours.reading.key.period
    let pasts: [(Comparison.Against, ReportingPeriod)] =
      period.previous == period.yearBefore
      ? [(.previous, period.previous)] : [(.previous, period.previous), (.yearBefore, period.yearBefore)]
    return pasts.compactMap { against, past in
      var key = ours.reading.key
      key.period = past
      guard let other = readings[key] else { return nil }
      return comparison(of: ours, against, with: OurFigure(other, of: ours.measure, plan))
    }
  }

  private func comparison(
    of ours: OurFigure, _ against: Comparison.Against, with past: OurFigure
  ) -> Comparison {
    let id = ours.measure.measure.value
    var pair = Gate.Pair(measure: ours.measure, ours: ours.side, theirs: past.side)
    pair.isOwnPast = true
    pair.breaks = plan.vintages.redefinitions(of: id, between: past.year, and: ours.year)
    // A reading counted from cases uses today's definition for every period, so only published ones break.
    if ours.published == nil { pair.breaks = [] }
    let isMissing = past.reading.missing == .unavailable
    if isMissing, let before = formerMeaning(of: id, area: plan.own, year: past.year) {
      pair.breaks = [before]
    }
    let likeness = gate.judge(pair)
    let isRefused = likeness.decision == .refused
    let difference = isRefused ? nil : Difference(ours, from: past, places: 1)
    return Comparison(
      against: against, period: past.reading.key.period.label, value: past.value,
      missing: past.reading.missing, difference: difference?.value,
      isRelative: ours.measure.change == .relativePercent, verdict: difference?.verdict,
      notes: [past.reading.whyMissing].compactMap(\.self) + likeness.reasons.map(\.text),
      reading: past.reading.key,
      standing: isRefused ? nil : pastStanding(of: ours, past), likeness: likeness)
  }

  /// Whether the difference from our own past is more than chance: both sides vary, so neither is a benchmark.
  private func pastStanding(of ours: OurFigure, _ past: OurFigure) -> Standing? {
    guard ours.measure.calculation != .ratio, ours.reading.missing == nil, past.reading.missing == nil,
      let one = Fraction(ours.reading), let other = Fraction(past.reading)
    else { return nil }
    let intervals = Confidence.allCases.compactMap { confidence in
      switch ours.measure.unit {
      case .percent: Interval.difference(one, other, at: confidence)
      case .per100000: Interval.ratioOfRates(one, other, at: confidence)
      default: nil
      }
    }
    guard !intervals.isEmpty else { return nil }
    let none = ours.measure.unit == .percent ? 0.0 : 1.0
    return Standing(of: intervals, against: none, polarity: ours.measure.agreed)
  }

  /// Why a figure that this code had in some year is no figure of this measure; nil where there was none.
  func formerMeaning(of measure: String, area: String, year: FinancialYear) -> String? {
    guard let before = plan.vintages.predecessor(of: measure),
      plan.published.latest(of: before.measure, area: area, upTo: year) != nil
    else { return nil }
    return "the figure of \(year) with the code \(before.code) is of another measure. \(before.reason)"
  }

  func targetComparisons(of ours: OurFigure) -> [Comparison] {
    let targets = plan.targets[ours.measure.measure.value] ?? []
    return targets.filter { $0.isInForce(on: ours.reading.key.period.end) }.map { target in
      let difference = Difference(ours, from: target.value, places: 1)
      return Comparison(
        against: .target(name: target.name), period: ours.reading.key.period.label, value: target.value,
        difference: difference?.value, isRelative: ours.measure.change == .relativePercent,
        verdict: difference?.verdict,
        standing: ours.intervals.isEmpty
          ? nil : Standing(of: ours.intervals, against: target.value.double, polarity: ours.measure.agreed))
    }
  }
}

extension Fraction {
  fileprivate init?(_ reading: Reading) {
    guard let numerator = reading.numerator, let denominator = reading.denominator, denominator > 0 else {
      return nil
    }
    self.init(numerator, denominator)
  }
}
