import Findings
import Periods

extension CrossCheck {
  mutating func checkTables() {
    for declared in catalogue.pipelines.all {
      let (plan, source) = (declared.value, declared.source)
      let tables = plan.tables ?? []
      checkRepeats(tables.map(\.table), "table", in: source)
      for (position, table) in tables.enumerated() {
        checkSlug(table.table, in: source)
        check(table, at: position, of: plan, in: source)
      }
    }
  }

  private mutating func check(
    _ table: TablePlan, at position: Int, of plan: PipelinePlan, in source: SourceText
  ) {
    let place = range(of: "tables", .item(position), in: source)
    for pattern in table.measures ?? [] { checkSelection(pattern, of: plan, in: source) }
    for column in table.columns ?? [] {
      if let measure = column.measure { checkSelection(measure, of: plan, in: source) }
      checkPeriod(column.period, of: plan, in: source)
    }
    checkPeriod(table.period, of: plan, in: source)
    for (_, measure) in (table.national ?? [:]).sorted(by: { $0.key < $1.key }) {
      checkReference(measure, to: \.measures, in: source)
    }
    let has: [(String, Bool, Bool)] = [
      ("breakdown", table.breakdown != nil, table.shape.hasCategories),
      ("columns", table.columns != nil, table.shape.hasColumns),
    ]
    for (key, isThere, isNeeded) in has
    where isThere != isNeeded && !(key == "columns" && table.shape.mayHaveColumns && isThere) {
      refuse(
        .badTable, at: place, in: source,
        "a table of shape \(table.shape.rawValue) \(isNeeded ? "needs" : "has no") \"\(key)\"",
        hint: "see docs/targets.md for what each shape shows")
    }
    if table.national != nil, table.shape != .composition {
      refuse(.badTable, at: place, in: source, "only a composition has \"national\"", hint: "leave it out")
    }
    if table.shape == .cases, table.measures == nil {
      refuse(
        .badTable, at: place, in: source, "a list of cases has no measures",
        hint: "add \"measures\"")
    }
    if let sample = table.sample { check(sample, of: table, at: place, in: source) }
    if table.shape == .categories || table.shape == .areas,
      (table.columns ?? []).contains(where: { $0.measure == nil })
    {
      refuse(
        .badTable, at: place, in: source, "a column of \(table.shape.rawValue) names its measure",
        hint: "add \"measure\"")
    }
    for column in table.columns ?? [] {
      if let at = column.at, column.period(asOf: Day(number: 0)) == nil {
        refuse(
          .badPeriodText, at, in: source, "\"\(at.value)\" is not a period",
          hint: "write it as 2013-14, 2026-27 Q1, 2023-07-31, Q1 to Q4, or year-end-before")
      } else if let at = column.at {
        let shown = column.show ?? .value
        if table.shape == .areas || !shown.canBeOfOnePeriod {
          refuse(
            .badTable, at, in: source,
            "a column of one period cannot show \"\(shown.rawValue)\"\(table.shape == .areas ? " of other areas" : "")",
            hint: "leave out \"at\", or show value, numerator, denominator, change, share or row-share")
        }
      }
      if let show = column.show, show.isOfStatus, !table.shape.showsStatuses {
        refuse(
          .badTable, at: place, in: source, "only a scorecard or dashboard shows \"\(show.rawValue)\"",
          hint: "leave the column out")
      }
    }
    if let breakdown = table.breakdown,
      !(plan.breakdowns ?? []).contains(where: { $0.value == breakdown.value })
    {
      refuse(
        .badTable, breakdown, in: source, "the pipeline does not count by \"\(breakdown.value)\"",
        hint: "add it to the pipeline's \"breakdowns\"")
    }
  }

  private mutating func check(
    _ sample: TablePlan.Sample, of table: TablePlan, at place: Range<Int>, in source: SourceText
  ) {
    if table.shape != .cases {
      refuse(
        .badTable, at: place, in: source, "only a list of cases is sampled", hint: "leave out \"sample\"")
    }
    if sample.size < 1 {
      refuse(.outOfRange, at: place, in: source, "a sample is of one case or more")
    }
    if sample.seed.value.isEmpty {
      refuse(.badTable, sample.seed, in: source, "the seed is blank", hint: "such as \"2026-10\"")
    }
    guard let by = sample.by else { return }
    for measure in (table.measures ?? []).flatMap({ catalogue.measures(selectedBy: $0.value) }) {
      guard let dataset = catalogue.measure(measure)?.dataset.flatMap({ catalogue.dataset($0.value) }) else {
        continue
      }
      let field = dataset.fields.first { $0.field.value == by.value }
      if field == nil || field?.personal == true || field?.kind != .code {
        refuse(
          .badTable, by, in: source,
          "\"\(by.value)\" is not a code of \"\(dataset.dataset.value)\" that may be shown",
          hint: suggestion(
            by.value,
            from: dataset.fields.filter { $0.kind == .code && $0.personal != true }.map(\.field.value),
            called: "codes"))
      }
    }
  }

  /// Checks that a table shows only what its pipeline counts.
  private mutating func checkSelection(
    _ pattern: Located<String>, of plan: PipelinePlan, in source: SourceText
  ) {
    guard !pattern.value.hasSuffix("/*") else {
      if catalogue.measures(selectedBy: pattern.value).isEmpty {
        refuse(
          .unknownReference, pattern, in: source,
          "there is no family of measures \"\(pattern.value.dropLast(2))\"",
          hint: suggestion(
            String(pattern.value.dropLast(2)), from: catalogue.families.keys.sorted(), called: "families"))
      }
      return
    }
    guard checkReference(pattern, to: \.measures, in: source), catalogue.measure(pattern.value) != nil else {
      return
    }
    guard !catalogue.measures(of: plan).contains(pattern.value) else { return }
    refuse(
      .badTable, pattern, in: source, "the pipeline does not count \"\(pattern.value)\"",
      hint: "add it, or its family, to the pipeline's \"measures\"")
  }

  private mutating func checkPeriod(_ kind: Located<String>?, of plan: PipelinePlan, in source: SourceText) {
    guard let kind else { return }
    let kinds = Set(((plan.periods?.stock ?? []) + (plan.periods?.flow ?? [])).map(\.rawValue))
    guard !kinds.contains(kind.value) else { return }
    refuse(
      .badTable, kind, in: source, "the pipeline has no period \"\(kind.value)\"",
      hint: suggestion(kind.value, from: kinds.sorted(), called: "periods"))
  }
}
