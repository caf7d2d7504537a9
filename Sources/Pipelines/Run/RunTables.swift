import Artefacts
import BenchmarkStage
import Declarations
import EvidenceStage
import Periods

extension RunPlan {
  /// The declared tables with what they name looked up.
  func declaredTables(in catalogue: Catalogue) -> [DeclaredTable] {
    (declaration.tables ?? []).map { table in
      let id = table.breakdown?.value
      let titles = scopes.flatMap { $0.dataset.breakdowns ?? [] }.filter { $0.breakdown.value == id }
      return DeclaredTable(
        plan: table, measures: measures(of: table, in: catalogue), breakdownTitle: titles.first?.title ?? "")
    }
  }

  /// The measures that a table asks for, of those that the pipeline counts; all of them when it does not say.
  private func measures(of table: TablePlan, in catalogue: Catalogue) -> [String] {
    let counted = measures.map(\.value.measure.value)
    guard let patterns = table.measures else { return counted }
    let known = Set(counted)
    var seen: Set<String> = []
    return patterns.flatMap { catalogue.measures(selectedBy: $0.value) }
      .filter { known.contains($0) && seen.insert($0).inserted }
  }

  /// How the measures of the tables that show it stand against their targets; none where no table does.
  func statuses(
    of aggregated: Aggregated, published: ComparatorSeries, in workspace: Workspace
  ) -> [MeasureStatus] {
    statusPlan(in: workspace, published: published).map {
      BenchmarkStage.statuses(of: aggregated, under: $0)
    } ?? []
  }

  /// What statuses are told from; nil where no table of the pipeline shows one.
  func statusPlan(in workspace: Workspace, published: ComparatorSeries) -> StatusPlan? {
    let catalogue = workspace.catalogue
    let tables = (declaration.tables ?? []).filter(\.shape.showsStatuses)
    guard !tables.isEmpty else { return nil }
    var seen: Set<String> = []
    let ids = tables.flatMap { measures(of: $0, in: catalogue) }.filter { seen.insert($0).inserted }
    // A plan asks for each measure once.
    let byID = Dictionary(uniqueKeysWithValues: measures.map { ($0.value.measure.value, $0.value) })
    func isOurs(_ area: Located<String>?) -> Bool {
      area.map { workspace.areas.isSame($0.value, self.area.code) } ?? true
    }
    return StatusPlan(
      entries: catalogue.targets.all.map(\.value).filter { isOurs($0.area) }.flatMap(\.entries),
      judgements: catalogue.judgements.all.map(\.value).filter { isOurs($0.area) },
      measures: ids.compactMap { byID[$0] }, published: published,
      councils: workspace.areas.publishing.map(\.code),
      asOf: asOf)
  }
}
