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
    let difference = isRefused ? nil : Difference(ours, from: past.value, places: 1)
    var made = Comparison(
      against: against, period: past.reading.key.period.label, value: past.value,
      missing: past.reading.missing, difference: difference?.value,
      isRelative: ours.measure.change == .relativePercent,
      notes: [past.reading.whyMissing].compactMap(\.self) + likeness.reasons.map(\.text),
      reading: past.reading.key, likeness: likeness)
    made.isOfFew = !isRefused && isOfFew(ours, beside: past)
    // Both sides vary, so neither is a benchmark.
    made.standing = isRefused || made.isOfFew ? nil : standing(of: ours, from: past.tested)
    return made
  }

  /// The reason why a figure under this code in some year belongs to another measure; nil where it does not.
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
      var made = Comparison(
        against: .target(name: target.name), period: ours.reading.key.period.label, value: target.value,
        difference: difference?.value, isRelative: ours.measure.change == .relativePercent)
      judge(&made, ours, against: target.value)
      return made
    }
  }

  /// Judges our figure against a printed value. Few cases give no verdict.
  ///
  /// A verdict on a value derived from rounded counts must be true for every value that they allow.
  func judge(
    _ made: inout Comparison, _ ours: OurFigure, against value: FixedPoint?, derived: DerivedValue? = nil
  ) {
    made.isOfFew = ours.fewerThan(plan.verdicts) != nil
    if made.isOfFew {
      made.z = nil
    } else if let value {
      made.standing = standing(
        of: ours, from: (derived.map { [$0.least, $0.most] } ?? [value]).map(TestedValue.init(fixed:)))
    }
  }
}
