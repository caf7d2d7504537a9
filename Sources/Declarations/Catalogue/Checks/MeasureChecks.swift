import Findings

extension Measure.Calculation {
  /// Every key that only some calculations have, in the order of messages.
  fileprivate static let parts = [
    "dataset", "where", "denominator", "numerator", "of", "ofPlaces", "percentile", "population", "per",
    "counts",
    "breakdowns", "notCountable",
  ]
}

extension CrossCheck {
  mutating func checkMeasures() {
    for declared in catalogue.measures.all {
      let (measure, source) = (declared.value, declared.source)
      checkKeys(of: measure, in: source)
      checkNumbers(of: measure, in: source)
      checkExamples(of: measure, in: source)
      if measure.formula == .ratio {
        for part in [measure.denominator, measure.numerator] { checkCount(part, of: measure, in: source) }
      }
      if let other = measure.comparedWith { checkComparison(of: measure, with: other, in: source) }
      if let other = measure.recasts { checkRecast(of: other, by: measure, in: source) }
      if let population = measure.population, let populations, !populations.contains(population.value) {
        refuse(
          .unknownReference, population, in: source, "there is no population \"\(population.value)\"",
          hint: suggestion(population.value, from: populations.sorted(), called: "populations"))
      }
      checkReference(measure.dataset, to: \.datasets, in: source)
      if let dataset = measure.dataset.flatMap({ catalogue.dataset($0.value) }) {
        check(measure, against: dataset, in: source)
      }
    }
  }

  private mutating func checkComparison(
    of measure: Measure, with other: Located<String>, in source: SourceText
  ) {
    guard checkReference(other, to: \.measures, in: source), let known = catalogue.measure(other.value) else {
      return
    }
    if known.formula != .published || measure.formula == .published || known.unit != measure.unit {
      refuse(
        .wrongMeasure, other, in: source,
        "\"\(measure.measure.value)\" cannot be compared with \"\(other.value)\"",
        hint: "a counted measure is compared with a published one of the same unit")
    }
  }

  private mutating func checkRecast(
    of other: Located<String>, by measure: Measure, in source: SourceText
  ) {
    guard checkReference(other, to: \.measures, in: source), let known = catalogue.measure(other.value) else {
      return
    }
    let id = measure.measure.value
    let twin = catalogue.measures.all.first { $0.value.recasts?.value == other.value }?.value.measure.value
    if known.formula != .published || !measure.readsCases || known.unit != measure.unit {
      refuse(
        .wrongMeasure, other, in: source, "\"\(id)\" cannot follow the definition of \"\(other.value)\"",
        hint: "a measure of cases recasts a published one of the same unit")
    } else if measure.comparedWith != nil || known.notCountable != nil {
      refuse(
        .wrongMeasure, other, in: source,
        known.notCountable == nil
          ? "\"\(id)\" is compared with a published measure, so it is not a recast of another"
          : "\"\(other.value)\" is declared as not countable from extracts",
        hint: "remove one of the two")
    } else if let twin, twin != id {
      refuse(
        .wrongMeasure, other, in: source, "\"\(other.value)\" is already recast by \"\(twin)\"",
        hint: "only one measure can recast a definition")
    }
  }

  private mutating func checkKeys(of measure: Measure, in source: SourceText) {
    let calculation = measure.calculation
    let (needs, allows) = (calculation.description.needs, calculation.description.allows)
    let present = Set((nodes[source.path]?.members ?? []).map(\.key))
    for key in Measure.Calculation.parts {
      if needs.contains(key), !present.contains(key) {
        refuse(
          .neededKey, at: range(of: "calculation", in: source), in: source,
          "a \(calculation.rawValue) needs \"\(key)\"", hint: JSONSchema.notes["Measure.\(key)"])
      } else if present.contains(key), !needs.contains(key), !allows.contains(key) {
        refuse(
          .surplusKey, at: range(ofKey: key, in: source), in: source,
          "a \(calculation.rawValue) has no \"\(key)\"", hint: JSONSchema.notes["Measure.\(key)"])
      }
    }
  }

  private mutating func checkNumbers(of measure: Measure, in source: SourceText) {
    if let percentile = measure.percentile, !(1...99).contains(percentile) {
      let place = range(of: "percentile", in: source)
      refuse(.outOfRange, at: place, in: source, "a percentile is from 1 to 99")
    }
    if let per = measure.per, per < 1 {
      refuse(.outOfRange, at: range(of: "per", in: source), in: source, "\"per\" is 1 or more")
    }
    if measure.counts == .amounts, measure.formula != .reading {
      refuse(
        .wrongMeasure, at: range(of: "counts", in: source), in: source, "only a reading counts amounts",
        hint: "use cases or people")
    }
    if !(0...6).contains(measure.decimals) {
      refuse(.outOfRange, at: range(of: "decimals", in: source), in: source, "decimals are from 0 to 6")
    }
    if measure.change == .percentagePoints, measure.unit != .percent {
      refuse(
        .outOfRange, at: range(of: "change", in: source), in: source,
        "only a per cent changes by percentage points", hint: "use absolute or relative-percent")
    }
  }

  private mutating func checkCount(_ id: Located<String>?, of ratio: Measure, in source: SourceText) {
    guard let id else { return }
    if Measure.Days(rawValue: id.value) != nil, id.value == ratio.denominator?.value { return }
    guard checkReference(id, to: \.measures, in: source) else { return }
    guard let part = catalogue.measure(id.value), part.calculation != .count, part.calculation != .reading
    else { return }
    refuse(
      .wrongMeasure, id, in: source, "\"\(id.value)\" is a \(part.calculation.rawValue), not a count",
      hint: "a ratio is of one count or reading to another")
  }

  private mutating func check(_ measure: Measure, against dataset: Dataset, in source: SourceText) {
    let breakdowns = (dataset.breakdowns ?? []).filter { $0.each == nil }.map(\.breakdown.value)
    for id in measure.breakdowns ?? [] where !breakdowns.contains(id.value) {
      refuse(
        .unknownReference, id, in: source,
        "dataset \"\(dataset.dataset.value)\" has no breakdown \"\(id.value)\"",
        hint: suggestion(id.value, from: breakdowns, called: "breakdowns"))
    }
    checkRepeats(measure.breakdowns ?? [], "breakdown", in: source)
    if measure.counts == .people, dataset.person == nil {
      refuse(
        .wrongMeasure, at: range(of: "counts", in: source), in: source,
        "dataset \"\(dataset.dataset.value)\" has no person field",
        hint: "add \"person\" to the dataset, or count cases")
    }
    for example in measure.examples ?? [] {
      for one in (example.case.map { [$0] } ?? []) + (example.cases ?? []) {
        checkExample(one, of: dataset, in: source)
      }
    }
  }

  private mutating func checkExamples(of measure: Measure, in source: SourceText) {
    let examples = measure.examples ?? []
    for (position, example) in examples.enumerated() {
      checkDay(example.asOf, in: source)
      checkDay(example.from, in: source)
      let isOne = example.case != nil && example.counts != nil
      let isMany = example.cases != nil && example.value != nil
      let isBoth = example.case != nil && example.cases != nil
      let isAdded = measure.formula == .reading && example.parts != nil && example.value != nil
      let isDivided =
        isAdded || example.numerator != nil && example.denominator != nil && example.value != nil
      guard measure.readsCases ? isOne == isMany || isBoth : !isDivided || isOne || isMany else {
        continue
      }
      refuse(
        .neededKey, at: range(of: "examples", .item(position), in: source), in: source,
        measure.readsCases
          ? "an example has \"case\" and \"counts\", or \"cases\" and \"value\""
          : "an example of a \(measure.calculation.rawValue) has \"numerator\", \"denominator\" and \"value\""
      )
    }
    guard examples.count < 2 else { return }
    let place = examples.isEmpty ? range(of: "measure", in: source) : range(of: "examples", in: source)
    refuse(
      .tooFewExamples, at: place, in: source, "there are fewer than two examples",
      hint: "show one case that is counted and one that is not, or a few cases and their value")
  }
}
