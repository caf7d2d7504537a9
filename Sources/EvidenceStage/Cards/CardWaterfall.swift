import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// From the extract to the figure: what each step left, and what it left out.
func waterfall(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard let row = pack.headline(measure.measure.value) else { return "" }
  if row.value.number == nil, !row.notes.isEmpty {
    // Records that the extract lacks are missing from every step.
    return place.heading(2, "From the extract to the figure", id: "waterfall")
      + "<p>Not drawn: \(row.notes.joined(separator: "; ")).</p>\n"
  }
  let steps = linkedSteps(measure, row, pack) ?? recordSteps(measure, row, pack)
  guard steps.count > 2 else { return "" }
  return place.heading(2, "From the extract to the figure", id: "waterfall")
    + waterfallChart(
      "Records left after each step, \(row.key.period.words)", steps: steps, id: "steps",
      columns: ("Step", "Left"), place)
}

/// The steps of a measure over linked records: every exclusion that the aggregate stage counted.
private func linkedSteps(_ measure: Measure, _ row: DisclosedReading, _ pack: PackContents)
  -> [WaterfallStep]?
{
  let found = pack.results.waterfalls.first {
    $0.measure == measure.measure.value && $0.period == row.key.period
  }
  guard let found else { return nil }
  var steps = [WaterfallStep("Accepted records", found.recordsIn, kind: .level)]
  steps += found.steps.map {
    WaterfallStep($0.title, $0.remaining, kind: .level, excluded: $0.excluded)
  }
  let isShare = measure.formula == .proportion
  steps.append(WaterfallStep(isShare ? "In the denominator" : "Counted", found.denominator, kind: .level))
  if isShare { steps.append(WaterfallStep("In the numerator", found.numerator, kind: .level)) }
  return steps
}

/// The steps of a measure of one extract: records read, accepted, in the denominator and in the numerator.
///
/// Empty where the policy hides counts of refused records: read less accepted is refused.
private func recordSteps(_ measure: Measure, _ row: DisclosedReading, _ pack: PackContents) -> [WaterfallStep]
{
  guard measure.counts != .people, measure.formula != .ratio, !measure.comesIn,
    let id = measure.dataset?.value,
    let quality = pack.context.quality.first(where: { $0.dataset == id })?.counts
  else { return [] }
  var steps = [
    WaterfallStep("Records read from the extract", quality.records, kind: .level),
    WaterfallStep("Accepted (\(quality.refused.tidy) refused)", quality.accepted, kind: .level),
  ]
  let isShare = measure.formula == .proportion
  if row.population == nil, row.denominator.number != nil {
    steps.append(
      WaterfallStep(isShare ? "In the denominator" : "Counted in the period", row.denominator, kind: .level))
  }
  if row.numerator.number != nil {
    steps.append(WaterfallStep(isShare ? "In the numerator" : "Counted", row.numerator, kind: .level))
  }
  return steps
}
