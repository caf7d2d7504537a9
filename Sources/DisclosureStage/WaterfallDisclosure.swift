import Artefacts
import Declarations
import Statistics

/// The words for what a measure's own condition leaves out of a cohort.
private let notCounted = "Not counted by the measure's own condition"

/// Waterfalls as they may be printed.
///
/// What is left after a step is what was left before it less those it excluded, so a small number hidden in one
/// place could be worked out from its neighbours. Small steps are therefore told together with the next one, and
/// where the reading's own counts are hidden the waterfall says none.
func disclosed(
  _ waterfalls: [Waterfall], _ printing: Printing, hidden: Set<Reading.Key>, measures: [String: Measure]
) -> [DisclosedWaterfall] {
  waterfalls.map { waterfall in
    let policy = printing.terms(measures[waterfall.measure])
    let key = Reading.Key(measure: waterfall.measure, period: waterfall.period)
    let isHidden = hidden.contains(key) || policy.hides(waterfall.denominator)
    return DisclosedWaterfall(
      measure: waterfall.measure, cohort: waterfall.cohort, period: waterfall.period,
      recordsIn: policy.count(waterfall.recordsIn, isHidden: isHidden),
      steps: steps(of: waterfall, under: policy).map { step in
        DisclosedWaterfall.Step(
          title: step.title, excluded: policy.count(step.excluded, isHidden: isHidden),
          remaining: policy.count(step.remaining, isHidden: isHidden))
      },
      denominator: policy.count(waterfall.denominator, isHidden: isHidden),
      numerator: policy.count(waterfall.numerator, isHidden: isHidden))
  }
}

/// Steps of which none leaves out a number too small to print: a small one joins the next, the last the one before.
private func steps(of waterfall: Waterfall, under policy: DisclosurePolicy) -> [Waterfall.Step] {
  let reached = waterfall.steps.last?.remaining ?? waterfall.recordsIn
  let all =
    waterfall.steps + [
      Waterfall.Step(
        title: notCounted, excluded: reached - waterfall.denominator, remaining: waterfall.denominator)
    ]
  var out: [Waterfall.Step] = []
  var waiting: Waterfall.Step?
  for step in all {
    let joined = waiting.map { together($0, step) } ?? step
    if policy.hides(joined.excluded) {
      waiting = joined
    } else {
      out.append(joined)
      waiting = nil
    }
  }
  if let waiting {
    if let last = out.popLast() { out.append(together(last, waiting)) }
  }
  return out
}

private func together(_ first: Waterfall.Step, _ second: Waterfall.Step) -> Waterfall.Step {
  Waterfall.Step(
    title: "\(first.title); \(second.title)", excluded: first.excluded + second.excluded,
    remaining: second.remaining)
}
