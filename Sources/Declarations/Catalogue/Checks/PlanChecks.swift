import Findings
import Periods

extension CrossCheck {
  mutating func checkNotes() {
    for note in catalogue.comparators.all {
      checkReference(note.value.framework, to: \.frameworks, in: note.source)
      checkDay(note.value.published, in: note.source)
    }
    for policy in catalogue.policies.all {
      check(policy)
    }
  }

  private mutating func checkInputs(_ inputs: [PipelinePlan.Input], in source: SourceText) {
    for (position, input) in inputs.enumerated() {
      checkReference(input.dataset, to: \.datasets, in: source)
      checkInput(input, at: position, in: source)
      guard input.files.isEmpty else { continue }
      let place = range(of: "inputs", .item(position), "files", in: source)
      refuse(.neededKey, at: place, in: source, "no file is named", hint: "such as \"assessments*.csv\"")
    }
  }

  mutating func checkPlans() {
    for settings in catalogue.settings.all { checkInputs(settings.value.inputs ?? [], in: settings.source) }
    for declared in catalogue.pipelines.all {
      let (plan, source) = (declared.value, declared.source)
      checkInputs(plan.inputs, in: source)
      for pattern in plan.measures { checkSelection(pattern, in: source) }
      checkRepeats(plan.measures, "measure", in: source)
      checkWatched(by: plan, in: source)
      checkReference(plan.framework, to: \.frameworks, in: source)
      checkReference(plan.policy, to: \.policies, in: source)
      checkArea(plan.area, in: source)
      checkNeighbours(of: plan, in: source)
      checkYears(plan.years ?? [], in: source)
      checkYears(plan.latestComparatorYear.map { [$0] } ?? [], in: source)
      checkBreakdowns(of: plan, in: source)
      checkRepeats((plan.crossTables ?? []).map(\.crossTable), "crossed table", in: source)
      for (position, table) in (plan.crossTables ?? []).enumerated() {
        check(table, at: position, in: source)
      }
      checkKeeping(of: plan, in: source)
    }
  }

  private mutating func checkSelection(_ pattern: Located<String>, in source: SourceText) {
    guard pattern.value.hasSuffix("/*") else {
      checkReference(pattern, to: \.measures, in: source)
      return
    }
    let family = String(pattern.value.dropLast(2))
    guard catalogue.families[family] == nil else { return }
    refuse(
      .unknownReference, pattern, in: source, "there is no family of measures \"\(family)\"",
      hint: suggestion(family, from: catalogue.families.keys.sorted(), called: "families"))
  }

  /// A tile is of a measure that the pipeline counts.
  private mutating func checkWatched(by plan: PipelinePlan, in source: SourceText) {
    checkRepeats(plan.watch ?? [], "measure", in: source)
    let counted = Set(catalogue.measures(of: plan))
    for id in plan.watch ?? [] where checkReference(id, to: \.measures, in: source) {
      guard !counted.contains(id.value) else { continue }
      refuse(
        .wrongMeasure, id, in: source, "the pipeline does not count \"\(id.value)\", which it watches",
        hint: "add it, or its family, to \"measures\"")
    }
  }

  /// A breakdown that no dataset of the plan has would never be shown.
  private mutating func checkBreakdowns(of plan: PipelinePlan, in source: SourceText) {
    let datasets = plan.inputs.map(\.dataset.value)
    let isUnread = datasets.contains { catalogue.dataset($0) == nil }
    guard let breakdowns = plan.breakdowns, !isUnread else { return }
    checkRepeats(breakdowns, "breakdown", in: source)
    let ids = Set(datasets + cohorts(of: plan, from: Set(datasets)))
    let returned = catalogue.measures(of: plan).compactMap { catalogue.measure($0) }.filter {
      $0.formula == .reading
    }
    let known = Set(ids.flatMap { catalogue.dataset($0)?.breakdowns ?? [] }.map(\.breakdown.value))
      .union(returned.flatMap { $0.breakdowns ?? [] }.map(\.value))
    for id in breakdowns where !known.contains(id.value) {
      refuse(
        .unknownReference, id, in: source, "no dataset of this pipeline has a breakdown \"\(id.value)\"",
        hint: suggestion(id.value, from: known.sorted(), called: "breakdowns"))
    }
  }

  /// The cohorts that a pipeline's measures count and whose inputs it reads.
  private func cohorts(of plan: PipelinePlan, from inputs: Set<String>) -> [String] {
    catalogue.measures(of: plan).compactMap { id in
      guard let dataset = catalogue.measures[id]?.value.dataset.flatMap({ catalogue.dataset($0.value) }),
        let reads = dataset.cohort?.reads
      else { return nil }
      let isRead = reads.allSatisfy { $0.optional == true || inputs.contains($0.dataset.value) }
      return isRead ? dataset.dataset.value : nil
    }
  }

  private mutating func check(_ table: PipelinePlan.CrossTable, at position: Int, in source: SourceText) {
    checkSlug(table.crossTable, in: source)
    checkReference(table.dataset, to: \.datasets, in: source)
    let place = JSONStep.item(position)
    for (key, list) in [("by", table.by), ("measures", table.measures)] where list.isEmpty {
      refuse(
        .neededKey, at: range(of: "crossTables", place, .key(key), in: source), in: source, "nothing is named"
      )
    }
    checkRepeats(table.by, "breakdown", in: source)
    checkRepeats(table.measures, "measure", in: source)
    guard let dataset = catalogue.dataset(table.dataset.value) else { return }
    let known = (dataset.breakdowns ?? []).map(\.breakdown.value)
    for id in table.by where !known.contains(id.value) {
      refuse(
        .unknownReference, id, in: source,
        "dataset \"\(dataset.dataset.value)\" has no breakdown \"\(id.value)\"",
        hint: suggestion(id.value, from: known, called: "breakdowns"))
    }
    for id in table.measures {
      checkReference(id, to: \.measures, in: source)
      guard let measure = catalogue.measures[id.value]?.value else { continue }
      let isCounted = measure.readsCases && measure.formula != .rate
      guard !isCounted || measure.dataset?.value != table.dataset.value else { continue }
      refuse(
        .wrongMeasure, id, in: source,
        "\"\(id.value)\" is not counted from the cases of \"\(table.dataset.value)\"",
        hint: "a crossed table has counts, proportions and averages of one dataset")
    }
  }

  mutating func checkArea(_ area: Located<String>?, in source: SourceText) {
    guard let area, let areas, !areas.contains(area.value) else { return }
    refuse(
      .unknownReference, area, in: source, "there is no area \"\(area.value)\"",
      hint: suggestion(for: area.value, in: areas.sorted(), quote: "\"")
        ?? "a council's nine-character code, from data/areas/")
  }

  private mutating func checkYears(_ years: [Located<String>], in source: SourceText) {
    var last: FinancialYear?
    for text in years {
      guard let year = FinancialYear(text.value) else {
        refuse(
          .badPeriodText, text, in: source, "\"\(text.value)\" is not a financial year",
          hint: "write it as 2024-25")
        continue
      }
      if let last, year <= last {
        refuse(.outOfRange, text, in: source, "\(year) does not come after \(last)", hint: "oldest first")
      }
      last = year
    }
  }
}
