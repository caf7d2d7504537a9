import Artefacts
import BenchmarkStage
import Declarations
import Findings
import Periods
import Statistics

extension RunPlan {
  /// The plan for comparing this run's readings, with the declared rules.
  func comparison(published: ComparatorSeries, in workspace: Workspace) -> ComparisonPlan {
    let catalogue = workspace.catalogue
    let periods =
      shown.values.flatMap { $0 }
      + years.map { ReportingPeriod(.financialYear, from: $0.start, to: $0.end) }
    let phrases = catalogue.phrases.all.first?.value
    var comparison = ComparisonPlan(
      own: area.code, areas: comparedAreas, groups: groups(in: workspace), published: published,
      publications: Dictionary(
        uniqueKeysWithValues: catalogue.comparators.all.map { ($0.value.comparators.value, $0.value) }),
      latestYear: declaration.latestComparatorYear.flatMap { FinancialYear($0.value) }, shown: Set(periods),
      councils: Councils(workspace.areas.all), vintages: VintageBook(catalogue),
      rules: catalogue.comparability.all.flatMap { $0.value.rules ?? [] },
      entries: catalogue.comparability.all.flatMap { $0.value.entries ?? [] },
      bands: phrases.flatMap {
        VariationBands(tending: Double($0.tendingFrom), clear: Double($0.clearFrom))
      } ?? .usual,
      // `check` refuses a band with two phrases.
      phrases: (phrases?.bands ?? []).reduce(into: [:]) { said, band in
        guard let known = VariationBand(rawValue: band.band.rawValue) else { return }
        said[known] = band.phrase
      })
    for measure in measures.map(\.value) {
      let months = trend(of: measure)
      if !months.isEmpty { comparison.trends[measure.measure.value] = months }
    }
    comparison.sharedCases = Set(
      catalogue.datasets.all.filter { $0.value.cohort?.sharesCases == true }.map(\.value.dataset.value))
    comparison.verdicts = catalogue.verdicts
    comparison.attention = attention(in: workspace)
    comparison.restarts = catalogue.comparability.all.flatMap { $0.value.restarts ?? [] }
    return comparison
  }

  /// The figures that decide what needs attention. They are the same on a day in every pipeline for colleagues. A
  /// pipeline for publication uses only what it prints, because every counted figure reveals something about others.
  ///
  /// - Returns: nil where no rule says what is worse.
  private func attention(in workspace: Workspace) -> ComparisonPlan.Attention? {
    guard isForColleagues, workspace.catalogue.verdicts != nil else { return nil }
    var attention = ComparisonPlan.Attention(
      periods: [:],
      areas: [workspace.areas.region(of: area), workspace.areas.all.first { $0.level == .national }]
        .compactMap(\.self), trends: [:])
    for measure in measures.map(\.value) {
      let id = measure.measure.value
      attention.periods[id] = attentionPeriod(of: measure)
      let months = attentionMonths(of: measure, in: workspace)
      if !months.isEmpty { attention.trends[id] = months }
    }
    return attention
  }

  /// The day for a stock and the twelve months to it for a flow, unless the measure has periods of its own.
  private func attentionPeriod(of measure: Measure) -> ReportingPeriod? {
    guard measure.formula != .published else { return nil }
    let kinds = measure.periods ?? [measure.basis.isStock ? .day : .rollingYear]
    return kinds.min { $0.headlineRank < $1.headlineRank }.map { ReportingPeriod(latest: $0, asOf: asOf) }
  }

  private func attentionMonths(of measure: Measure, in workspace: Workspace) -> [ReportingPeriod] {
    workspace.catalogue.verdicts?.attentionMonths.map { months($0, of: measure) } ?? []
  }

  /// Every period of a measure that attention needs.
  func attentionPeriods(of measure: Measure, in workspace: Workspace) -> [ReportingPeriod] {
    guard isForColleagues, workspace.catalogue.verdicts != nil else { return [] }
    let own = attentionPeriod(of: measure).map { [$0, $0.previous, $0.yearBefore] } ?? []
    return own + attentionMonths(of: measure, in: workspace)
  }

  /// The months of a measure's process chart: whole months, and for a stock the last day of each.
  func trend(of measure: Measure) -> [ReportingPeriod] {
    declaration.trendMonths.map { months($0, of: measure) } ?? []
  }

  private func months(_ months: Int, of measure: Measure) -> [ReportingPeriod] {
    guard measure.formula != .published else { return [] }
    var month = ReportingPeriod(latest: .month, asOf: asOf)
    var out: [ReportingPeriod] = []
    for _ in 0..<max(0, months) {
      out.append(measure.basis.isStock ? ReportingPeriod(.day, from: month.end, to: month.end) : month)
      month = month.previous
    }
    return out.reversed()
  }

  private func groups(in workspace: Workspace) -> [ComparisonGroup] {
    declaration.comparators.compactMap { comparator in
      switch comparator {
      case .england, .region, .councilType: return nil
      case .regionMembers:
        // A region or a group is compared with its own councils.
        let whole = workspace.areas.region(of: area) ?? area
        guard let councils = workspace.areas.members(of: whole, on: asOf) else { return nil }
        return ComparisonGroup(
          id: comparator.rawValue, name: "Councils of \(whole.name)", councils: councils.map(\.code),
          source: "the councils of \(whole.name) on \(asOf)")
      case .statisticalNeighbours:
        if declaration.neighbours == nil {
          // Only their figure as a whole, where it comes in.
          return ComparisonGroup(
            id: comparator.rawValue, name: "Statistical neighbours", councils: [],
            source: "the figure that came in for them together")
        }
        guard let list = declaration.neighbours.flatMap({ workspace.catalogue.neighbours[$0.value]?.value }),
          workspace.areas.isSame(list.area.value, area.code)
        else { return nil }
        return ComparisonGroup(
          id: comparator.rawValue, name: list.title, councils: list.councils.map(\.value), source: list.model)
      }
    }
  }
}

/// The finding for a pipeline that names another council's neighbours. They are not used.
func foreignNeighbours(of plan: PipelinePlan, _ area: Area, in workspace: Workspace) -> [Finding] {
  guard plan.comparators.contains(.statisticalNeighbours), let named = plan.neighbours,
    let list = workspace.catalogue.neighbours[named.value],
    !workspace.areas.isSame(list.value.area.value, area.code)
  else { return [] }
  return [
    Finding(
      "RUN-058", severity: .warning, effect: .reports,
      "the neighbours '\(named.value)' are those of \(list.value.area.value), so \(area.name) is compared with none",
      hint: "put the list of \(area.code) in data/neighbours/ and name it in the pipeline")
  ]
}

extension Catalogue {
  /// The verdicts of the first file that has them.
  fileprivate var verdicts: Comparability.Verdicts? {
    comparability.all.lazy.compactMap(\.value.verdicts).first
  }
}
