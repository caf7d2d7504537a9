import Artefacts
import Declarations
import Statistics

/// What a measure counts, in words and as expressions, and its vintage.
func definition(of measure: Measure, _ pack: PackContents) -> HTMLText {
  func code(_ text: Located<String>?) -> HTMLText? {
    text.map { "<code>\($0.value)</code>" }
  }
  let id = measure.measure.value
  let isRatio = measure.formula == .ratio
  func part(_ text: Located<String>?) -> HTMLText? {
    guard isRatio else { return code(text) }
    return text.map { HTMLText(pack.measure($0.value)?.title ?? $0.value) }
  }
  let entry = pack.layout.entries[id]
  let vintage = pack.layout.framework.flatMap { title in
    entry.map { "\($0.code.value) in \(title)" }
  }
  return definition([
    ("In words", HTMLText(definitionWords(measure, dataset: pack.datasetTitle(measure)))),
    ("Condition", code(measure.where)), ("Counted", part(measure.numerator)),
    ("Out of", part(measure.denominator)), ("Taken of each case", code(measure.of)),
    ("Population", measure.population.map { HTMLText(populationWords($0.value)) }),
    ("Vintage", HTMLText(vintage ?? "local: no national framework of this run has it")),
    ("Good is", HTMLText(polarityWords(measure.polarity))),
    ("Kind of series", HTMLText(basisWords(measure.basis))),
    ("Change is stated", HTMLText(changeWords(measure.change))),
    ("Why", HTMLText(measure.why)), ("Source", HTMLText(measure.source)),
    ("Owner", measure.owner.flatMap { $0.isEmpty ? nil : HTMLText($0) }),
    ("Reviewed", measure.reviewed.flatMap { $0.isEmpty ? nil : HTMLText($0) }),
  ])
}

/// One sentence on how the figure is computed.
func definitionWords(_ measure: Measure, dataset: String?) -> String {
  let things = measure.counts == .people ? "different people" : "cases"
  let of = dataset.map { " in \($0.prefix(1).lowercased() + $0.dropFirst())" } ?? ""
  return measure.calculation.description.words.replacing("{cases}", with: "\(things)\(of)")
    .replacing("{percentile}", with: "\(measure.percentile ?? 0)")
}

func polarityWords(_ polarity: Measure.Polarity) -> String {
  switch polarity {
  case .higherIsBetter: "higher"
  case .lowerIsBetter: "lower"
  case .neither: "not agreed: a difference is called higher or lower, never better or worse"
  }
}

func basisWords(_ basis: Measure.Basis) -> String {
  switch basis {
  case .stock: "a stock: counted on one day"
  case .flow: "a flow: counted over a period"
  case .completedWaits: "waits of cases completed in the period; people still waiting are not in it"
  case .currentWaits: "waits so far of people still waiting on the day"
  case .published: "as published for a year"
  }
}

func changeWords(_ change: Measure.Change) -> String {
  switch change {
  case .absolute: "as a plain difference"
  case .percentagePoints: "in percentage points"
  case .relativePercent: "in per cent of the other value"
  }
}
