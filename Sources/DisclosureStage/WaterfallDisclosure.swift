import Artefacts
import Declarations
import Statistics

/// The title of the step for cases that the measure's own condition leaves out.
private let notCounted = "Not counted by the measure's own condition"

extension HiddenRows {
  /// Printable waterfalls: whole, or with every count hidden.
  func waterfalls(
    _ waterfalls: [Waterfall], _ printing: Printing, measures: [String: Measure]
  ) -> [DisclosedWaterfall] {
    waterfalls.map { waterfall in
      let policy = printing.terms(measures[waterfall.measure])
      let isHidden = withholds(waterfall)
      return DisclosedWaterfall(
        measure: waterfall.measure, cohort: waterfall.cohort, period: waterfall.period,
        recordsIn: policy.count(waterfall.recordsIn, isHidden: isHidden),
        steps: printing.steps(of: waterfall).map { step in
          DisclosedWaterfall.Step(
            title: step.title, excluded: policy.count(step.excluded, isHidden: isHidden),
            remaining: policy.count(step.remaining, isHidden: isHidden))
        },
        denominator: policy.count(waterfall.denominator, isHidden: isHidden),
        numerator: policy.count(waterfall.numerator, isHidden: isHidden))
    }
  }
}

extension Printing {
  /// Merges steps that leave out too few cases to print: a small one joins the next, the last the one before.
  func steps(of waterfall: Waterfall) -> [Waterfall.Step] {
    let policy = terms(catalogue[waterfall.measure])
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
}
