import Artefacts
import BenchmarkStage
import Declarations
import EvidenceStage
import Periods

extension RunPlan {
  /// The declared tables with their references resolved.
  func declaredTables(in catalogue: Catalogue) -> [DeclaredTable] {
    (declaration.tables ?? []).map { table in
      let id = table.breakdown?.value
      let titles = scopes.flatMap { $0.dataset.breakdowns ?? [] }.filter { $0.breakdown.value == id }
      return DeclaredTable(
        plan: table, measures: measures(of: table, in: catalogue),
        breakdownTitle: titles.first?.title ?? id.map(Self.title) ?? "")
    }
  }

  /// `Reporting frequency` for `reporting-frequency`: a breakdown that only figures that came in have.
  private static func title(_ breakdown: String) -> String {
    let words = breakdown.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// A table's measures, of those that the pipeline counts. Default: all of them.
  private func measures(of table: TablePlan, in catalogue: Catalogue) -> [String] {
    let counted = measures.map(\.value.measure.value)
    guard let patterns = table.measures else { return counted }
    let known = Set(counted)
    var seen: Set<String> = []
    return patterns.flatMap { catalogue.measures(selectedBy: $0.value) }
      .filter { known.contains($0) && seen.insert($0).inserted }
  }

  /// By measure, the periods that tables have columns for: each, and the year to its end.
  func columnPeriods(in workspace: Workspace) -> [String: Set<ReportingPeriod>] {
    var out: [String: Set<ReportingPeriod>] = [:]
    for table in declaration.tables ?? [] {
      let periods = (table.columns ?? []).compactMap { $0.period(asOf: asOf) }
      guard !periods.isEmpty else { continue }
      let years = periods.filter { $0.kind != .financialYear && $0.kind != .day }.map {
        ReportingPeriod(.yearToDate, from: FinancialYear(containing: $0.end).start, to: $0.end)
      }
      for measure in measures(of: table, in: workspace.catalogue) {
        out[measure, default: []].formUnion(periods + years)
      }
    }
    return out
  }

  /// Those of one measure, in the order of their days.
  func columnPeriods(of measure: Measure, in workspace: Workspace) -> [ReportingPeriod] {
    (columnPeriods(in: workspace)[measure.measure.value] ?? []).sorted {
      ($0.end, $0.start) < ($1.end, $1.start)
    }
  }

  /// What people say of the council's measures and outcomes.
  func judgements(in workspace: Workspace) -> [Judgements] {
    workspace.catalogue.judgements.all.map(\.value).filter { isOurs($0.area, in: workspace) }
  }

  /// Whether a file of targets or judgements is of the council, or of any.
  private func isOurs(_ area: Located<String>?, in workspace: Workspace) -> Bool {
    area.map { workspace.areas.isSame($0.value, self.area.code) } ?? true
  }

  /// The statuses of measures against their targets; nil where no table shows any.
  func statuses(
    of aggregated: Aggregated, published: ComparatorSeries, in workspace: Workspace
  ) -> [MeasureStatus] {
    statusPlan(in: workspace, published: published).map {
      BenchmarkStage.statuses(of: aggregated, under: $0)
    } ?? []
  }

  /// The plan for statuses; nil where nothing is judged.
  ///
  /// Every pipeline for colleagues judges its measures with one of our targets, so that all agree on what needs
  /// attention. One for publication prints no periods but those of its tables.
  func statusPlan(in workspace: Workspace, published: ComparatorSeries) -> StatusPlan? {
    let catalogue = workspace.catalogue
    let tables = (declaration.tables ?? []).filter(\.shape.showsStatuses)
    let entries = catalogue.targets.all.map(\.value).filter { isOurs($0.area, in: workspace) }.flatMap(
      \.entries)
    var seen: Set<String> = []
    var ids = tables.flatMap { measures(of: $0, in: catalogue) }
    if isForColleagues {
      let judged = Set(entries.map(\.measure.value))
      ids += measures.map(\.value.measure.value).filter(judged.contains)
    }
    ids = ids.filter { seen.insert($0).inserted }
    guard !ids.isEmpty else { return nil }
    // A plan has each measure once.
    let byID = Dictionary(uniqueKeysWithValues: measures.map { ($0.value.measure.value, $0.value) })
    var plan = StatusPlan(
      entries: entries,
      judgements: judgements(in: workspace),
      measures: ids.compactMap { byID[$0] }, published: published,
      councils: workspace.areas.publishing.map(\.code),
      asOf: asOf)
    plan.verdicts = catalogue.comparability.all.lazy.compactMap(\.value.verdicts).first
    return plan
  }
}
