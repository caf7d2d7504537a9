import Artefacts
import Declarations
import DisclosureStage
import EvidenceStage
import Periods
import Statistics

extension RunPlan {
  /// The layout of this run's evidence, from the declared products, phrases and frameworks.
  func evidenceLayout(in workspace: Workspace) -> EvidenceLayout {
    let catalogue = workspace.catalogue
    let ids = measures.map(\.value.measure.value)
    let here = Set(ids)
    var layout = EvidenceLayout()
    layout.pipeline = declaration.pipeline.value
    layout.table = declaration.table
    layout.watch = (declaration.watch ?? []).map(\.value)
    layout.oneFile = declaration.oneFile ?? false
    layout.documents = declaration.documents ?? false
    layout.years = years.map(\.description)
    layout.assurance = catalogue.assurance.all.map(\.value)
    // A pipeline with tables of its own shows those, and not the same figures twice.
    let shared = declaration.tables == nil ? catalogue.products.all : []
    layout.products = shared.compactMap { declared in
      var seen: Set<String> = []
      let wanted = declared.value.measures.flatMap { catalogue.measures(selectedBy: $0.value) }
        .filter { here.contains($0) && seen.insert($0).inserted }
      return wanted.isEmpty ? nil : .init(product: declared.value, measures: wanted)
    }
    layout.phrases = catalogue.statements["self-assessment"]?.value
    // Datasets and measures are unique in a catalogue and a plan.
    layout.datasets = Dictionary(
      uniqueKeysWithValues: scopes.map { ($0.dataset.dataset.value, $0.dataset) })
    if let framework = declaration.framework?.value {
      layout.framework = catalogue.framework(framework)?.title
      layout.entries = catalogue.entriesByMeasure(of: framework)
    }
    let codes = Set(comparedAreas.map(\.code))
    layout.publications = Dictionary(
      uniqueKeysWithValues: ids.map {
        ($0, workspace.comparators.publications(of: [$0], areas: codes).sorted())
      })
    for framework in catalogue.frameworks.all.map(\.value) {
      // A framework's id ends with its year, as in ascof-2016-17; sac and dols have none.
      guard let year = FinancialYear(framework.framework.value.suffix(7)) else { continue }
      for entry in framework.measures where entry.comparable == false {
        // Two frameworks can each say why a year does not compare.
        let before = layout.breaks[entry.measure.value]?[year.description].map { "\($0) " } ?? ""
        layout.breaks[entry.measure.value, default: [:]][year.description] = before + (entry.reason ?? "")
      }
    }
    layout.countable = Set(
      measures.filter { $0.value.dataset != nil && !$0.value.comesIn }
        .map(\.value.measure.value))
    layout.place.code = area.code
    layout.place.name = area.name
    layout.place.oldCode = area.cassr ?? ""
    layout.place.regionCode = area.region ?? ""
    layout.place.regionName = area.region.flatMap { workspace.areas[$0]?.name } ?? ""
    return layout
  }

  /// Adds other councils' figures and other years, as far as they were published.
  func addPublished(
    to disclosed: Disclosed, from series: ComparatorSeries, under policy: DisclosurePolicy,
    in workspace: Workspace
  ) -> Disclosed {
    var out = disclosed
    let latest =
      declaration.latestComparatorYear.flatMap { FinancialYear($0.value) } ?? FinancialYear(containing: asOf)
    let councils = workspace.areas.publishing
    for measure in measures.map(\.value) where measure.unit != .count {
      guard
        comparedAreas.contains(where: { !series.figures(of: measure.measure.value, area: $0.code).isEmpty })
      else { continue }
      if let spread = disclosePublished(measure, of: councils, in: series, upTo: latest, under: policy) {
        out.distributions.append(spread)
      }
      for area in comparedAreas + [area] {
        if let trend = disclosePublished(measure, of: area, in: series, upTo: latest, under: policy) {
          out.trends.append(trend)
        }
      }
    }
    return out
  }
}
