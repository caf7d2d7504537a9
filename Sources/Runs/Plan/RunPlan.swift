package import AggregateStage
package import Artefacts
import BenchmarkStage
package import Declarations
package import Findings
package import Periods
import Statistics

/// A declared pipeline with all references resolved, for one council and one as-of day.
package struct RunPlan {
  package let declaration: PipelinePlan
  package let area: Area
  package let asOf: Day
  /// In the order of the framework, then of the pipeline; with the framework's decimals.
  package let measures: [Declared<Measure>]
  /// Framework code by measure id.
  package let codes: [String: String]
  package let scopes: [DatasetScope]
  let comparedAreas: [Area]
  /// The periods that tables show, by measure id.
  package let shown: [String: [ReportingPeriod]]
  let years: [FinancialYear]
  /// Findings about the plan itself: its council, and references to another council's declarations.
  package let findings: [Finding]
  /// Whether its policy is for colleagues, who may see the cases.
  let isForColleagues: Bool
  /// Whether its policy requires periods to end with a whole month or week.
  let hasWholePeriods: Bool

  package init(_ request: RunRequest, in workspace: Workspace) throws(Finding) {
    let catalogue = workspace.catalogue
    guard let declaration = catalogue.pipeline(request.pipeline) else {
      throw workspace.noPipeline(request.pipeline)
    }
    let council = try workspace.council(
      request.area ?? declaration.area?.value ?? "", on: request.asOf)
    let area = council.area
    self.declaration = declaration
    let policy = catalogue.policy(request.policy ?? declaration.policy.value)
    isForColleagues = policy?.audience == .internal
    hasWholePeriods = policy?.wholePeriods == true
    self.area = area
    asOf = request.asOf
    let entries = declaration.framework.map { catalogue.entries(of: $0.value) } ?? []
    let byMeasure = declaration.framework.map { catalogue.entriesByMeasure(of: $0.value) } ?? [:]
    codes = byMeasure.mapValues(\.code.value)
    let wanted = catalogue.measures(of: declaration)
    let isAnnex = declaration.table == .ascofAnnex
    var seen: Set<String> = []
    let ordered =
      isAnnex
      ? entries.sorted { $0.code.value < $1.code.value }.map(\.measure.value)
        .filter { wanted.contains($0) && seen.insert($0).inserted }
      : Self.inReadingOrder(wanted, catalogue)
    let (decimals, places) = (byMeasure.compactMapValues(\.decimals), declaration.decimals)
    measures = ordered.compactMap { id in
      catalogue.measures[id].map { declared in
        var measure = declared.value
        measure.decimals = (measure.unit == .count ? nil : places) ?? decimals[id] ?? measure.decimals
        return Declared(measure, source: declared.source)
      }
    }
    var met = Set(measures.map(\.value.measure.value))
    measuresWithParts =
      measures
      + measures.filter { $0.value.formula == .ratio }
      .flatMap { [$0.value.numerator, $0.value.denominator] }
      .compactMap { $0.flatMap { catalogue.measures[$0.value] } }
      .filter { met.insert($0.value.measure.value).inserted }
    // Several tables can cross one measure, which is the same in each.
    crossedMeasures = (declaration.crossTables ?? []).flatMap(\.measures).reduce(into: [:]) { crossed, id in
      crossed[id.value] = catalogue.measures[id.value]
    }
    let scopes = catalogue.datasets.all.map { workspace.scope(of: $0.value) }
    self.scopes = scopes
    comparedAreas = declaration.comparators.compactMap { comparator in
      switch comparator {
      case .england: workspace.areas.all.first { $0.level == .national }
      case .region: workspace.areas.region(of: area)
      case .councilType: workspace.areas["type:\(area.councilType ?? "")"]
      case .regionMembers, .statisticalNeighbours: nil
      }
    }
    years = Set((declaration.years ?? []).compactMap { FinancialYear($0.value) }).sorted()
    findings =
      council.findings + workspace.replacements + foreignNeighbours(of: declaration, area, in: workspace)
    let (kinds, hasWholePeriods) = (declaration.periods, hasWholePeriods)
    // A plan has each measure once, and shows a kind of period once even if it is declared twice.
    shown = Dictionary(
      uniqueKeysWithValues: measures.map { measure in
        let isStock = measure.value.basis.isStock
        let offered = (isStock ? kinds?.stock : kinds?.flow) ?? []
        var periods: [ReportingPeriod] = []
        for kind in measure.value.periods ?? offered {
          let period = Self.latest(kind, asOf: request.asOf, isWhole: hasWholePeriods)
          if !periods.contains(period) { periods.append(period) }
        }
        return (measure.value.measure.value, periods)
      })
    let shown = shown
    waitingLists = (declaration.waitingLists ?? []).compactMap { id in
      catalogue.waitingLists[id.value].map { declared in
        let list = declared.value
        let dataset = scopes.first { $0.dataset.dataset.value == list.dataset.value }?.dataset
        return AggregationPlan.WaitingListItem(
          declared: declared,
          bands: dataset?.breakdowns?.first { $0.breakdown.value == list.bands.value },
          periods: shown[list.joined.value] ?? [])
      }
    }
  }

  private static func latest(_ kind: ReportingPeriod.Kind, asOf: Day, isWhole: Bool) -> ReportingPeriod {
    isWhole ? ReportingPeriod(latestWhole: kind, asOf: asOf) : ReportingPeriod(latest: kind, asOf: asOf)
  }

  /// The latest period of a kind that the run's policy allows.
  package func latest(_ kind: ReportingPeriod.Kind) -> ReportingPeriod {
    Self.latest(kind, asOf: asOf, isWhole: hasWholePeriods)
  }

  /// The waiting lists, each over the periods of its measure of people who joined.
  let waitingLists: [AggregationPlan.WaitingListItem]

  /// Every period that any table shows.
  var shownPeriods: Set<ReportingPeriod> { Set(shown.values.flatMap(\.self)) }

  /// The measures of crossed tables, by id.
  let crossedMeasures: [String: Declared<Measure>]
  /// The measures, and the parts of their ratios.
  let measuresWithParts: [Declared<Measure>]

  /// Within a family: current figures first, then people still waiting, then what happened.
  private static func inReadingOrder(_ ids: [String], _ catalogue: Catalogue) -> [String] {
    let bases: [Measure.Basis] = [.stock, .currentWaits, .flow, .completedWaits, .published]
    var families: [String] = []
    for id in ids {
      if let family = catalogue.family(of: id), !families.contains(family) { families.append(family) }
    }
    func rank(_ id: String) -> (Int, Int) {
      let family = catalogue.family(of: id).flatMap { families.firstIndex(of: $0) } ?? families.count
      let basis = catalogue.measure(id).flatMap { bases.firstIndex(of: $0.basis) } ?? bases.count
      return (family, basis)
    }
    return ids.enumerated().sorted { a, b in
      let (left, right) = (rank(a.element), rank(b.element))
      return (left.0, left.1, a.offset) < (right.0, right.1, b.offset)
    }.map(\.element)
  }

  /// Past months that are counted again, because later entries revise them.
  private func revised(_ period: ReportingPeriod) -> [ReportingPeriod] {
    guard declaration.movement == true, period.kind == .month else { return [] }
    return [3, 6].map { ReportingPeriod(latest: .month, asOf: period.start.adding(months: 1 - $0) - 1) }
  }

  /// The plan for counting: every shown period, those before it and a year before it, and years of published measures.
  package func aggregation(in workspace: Workspace, published: ComparatorSeries) -> AggregationPlan {
    let statusPlan = statusPlan(in: workspace, published: published)
    let items = measures.map { declared in
      var periods: [ReportingPeriod] = []
      for period in shown[declared.value.measure.value] ?? [] {
        let looked = [period, period.previous, period.yearBefore] + revised(period)
        for wanted in looked where !periods.contains(wanted) {
          periods.append(wanted)
        }
      }
      for wanted in statusPlan?.periods(toCount: declared.value) ?? [] where !periods.contains(wanted) {
        periods.append(wanted)
      }
      for wanted in columnPeriods(of: declared.value, in: workspace) where !periods.contains(wanted) {
        periods.append(wanted)
      }
      var item = AggregationPlan.Item(
        measure: declared, periods: periods, breakdowns: breakdowns(of: declared.value))
      item.returnedBreakdowns = Set((declaration.breakdowns ?? []).map(\.value))
        .intersection((declared.value.breakdowns ?? []).map(\.value))
      let further = trend(of: declared.value) + attentionPeriods(of: declared.value, in: workspace)
      for wanted in further where !periods.contains(wanted) && !item.trend.contains(wanted) {
        item.trend.append(wanted)
      }
      return item
    }
    var populations: [String: AggregationPlan.Population] = [:]
    for id in workspace.populations.ids {
      let codes = workspace.areas.codes(of: area.code)
      guard let figure = workspace.populations.figure(id, areas: codes, asOf: asOf),
        let value = figure.value.number?.units
      else { continue }
      populations[id] = AggregationPlan.Population(
        value: value,
        basis: PopulationBasis(population: id, referenceDate: figure.referenceDate, vintage: figure.vintage))
    }
    var plan = AggregationPlan(
      area: area.code, asOf: asOf, measures: items, datasets: scopes, calendar: workspace.calendar,
      populations: populations, published: published, publishedYears: years,
      catalogue: Dictionary(
        uniqueKeysWithValues: workspace.catalogue.measures.all.map { ($0.value.measure.value, $0) }))
    plan.crossTables = (declaration.crossTables ?? []).map(crossTable)
    plan.waitingLists = waitingLists
    plan.limits = limits
    for input in declaration.inputs {
      for held in input.mapping.flatMap({ workspace.catalogue.mapping($0.value) })?.notHeld ?? [] {
        plan.notHeld[input.dataset.value, default: [:]][held.field.value] = held.why
      }
      plan.begins[input.dataset.value] =
        input.begins.flatMap { Day(iso: $0.value) } ?? plan.begins[input.dataset.value]
    }
    let codes = workspace.areas.codes(of: area.code)
    plan.firstDay = codes.last.flatMap { workspace.areas[$0]?.validFrom }
    let goesOn = workspace.areas.members(of: area, on: asOf) != nil
    plan.lastDay = goesOn ? nil : codes.first.flatMap { workspace.areas[$0]?.validTo }
    return plan
  }

  /// How much data a figure may lack.
  package var limits: CompletenessLimits {
    let (usual, declared) = (CompletenessLimits(), declaration.completeness)
    return CompletenessLimits(
      refusedPercent: declared?.refusedPercent ?? usual.refusedPercent,
      couldChangePercent: declared?.couldChangePercent ?? usual.couldChangePercent,
      daysAfterNewest: declared?.daysAfterNewest ?? usual.daysAfterNewest)
  }

  /// The titles of datasets, by id.
  package var titles: [String: String] {
    Dictionary(uniqueKeysWithValues: scopes.map { ($0.dataset.dataset.value, $0.dataset.title) })
  }

  private func crossTable(_ table: PipelinePlan.CrossTable) -> AggregationPlan.CrossTableItem {
    let dataset = scopes.first { $0.dataset.dataset.value == table.dataset.value }?.dataset
    return AggregationPlan.CrossTableItem(
      declaration: table, measures: table.measures.compactMap { crossedMeasures[$0.value] },
      breakdowns: table.by.compactMap { id in
        dataset?.breakdowns?.first { $0.breakdown.value == id.value }
      },
      period: latest(table.period ?? .day))
  }

  private func breakdowns(of measure: Measure) -> [Breakdown] {
    let wanted = Set((declaration.breakdowns ?? []).map(\.value))
    let declared = Set((measure.breakdowns ?? []).map(\.value))
    let dataset = scopes.first { $0.dataset.dataset.value == measure.dataset?.value }?.dataset
    return (dataset?.breakdowns ?? []).filter {
      wanted.contains($0.breakdown.value) && declared.contains($0.breakdown.value)
    }
  }
}
