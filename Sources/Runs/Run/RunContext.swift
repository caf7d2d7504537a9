import Artefacts
import Declarations
import EvidenceStage
import Findings
import Folders
import Periods
import Statistics
import Tables

extension RunPlan {
  /// The details that outputs print beside the figures.
  func evidenceContext(
    _ validated: Validated, _ ingested: Ingested, _ aggregated: Aggregated, under policy: DisclosurePolicy,
    in workspace: Workspace
  ) -> EvidenceContext {
    let catalogue = workspace.catalogue
    let ids = measures.map(\.value.measure.value)
    // Datasets and measures are unique in a catalogue and a plan.
    let datasets = Dictionary(
      uniqueKeysWithValues: scopes.map { ($0.dataset.dataset.value, $0.dataset) })
    // A reading that is only counted for a comparison or a list is not a figure of the measure.
    let own = aggregated.readings.filter { row in
      row.key.origin == .published || shown[row.key.measure]?.contains(row.key.period) == true
    }
    let computed = Set(own.filter { $0.missing != .unavailable }.map(\.key.measure))
    // A measure can lack figures for different reasons in different periods.
    var reasons: [String: [String]] = [:]
    for row in own {
      guard let reason = row.whyMissing, reasons[row.key.measure]?.contains(reason) != true else { continue }
      reasons[row.key.measure, default: []].append(reason)
    }
    let notComputed = ids.filter { !computed.contains($0) }.map {
      EvidenceContext.NotComputed(
        measure: $0,
        reason: reasons[$0]?.joined(separator: "; ")
          ?? "its extract, a field of it, or its population is missing")
    }
    var context = EvidenceContext(
      title: declaration.title, areaName: area.name, measures: measures.map(\.value),
      families: Dictionary(uniqueKeysWithValues: ids.map { ($0, catalogue.family(of: $0) ?? "") }),
      codes: codes, quality: quality(of: validated, datasets: datasets, under: policy),
      sources: comparedSources(in: workspace),
      notComputed: declaration.table == .ascofAnnex ? [] : notComputed,
      inputs: ingested.sources.map {
        // The contents of a small file in a known form can be guessed from its digest.
        EvidenceContext.Input(
          path: $0.path, dataset: $0.dataset,
          reading: policy.trees.areTwo
            ? nil : .init(records: policy.count($0.records), sha256: $0.sha256))
      },
      toolVersion: version)
    context.tables = declaredTables(in: catalogue)
    context.judgedOutcomes = judgements(in: workspace).flatMap { $0.outcomes ?? [] }
    context.leftOut = aggregated.leftOut
    context.absences = absences(in: catalogue)
    return context
  }

  /// By measure and compared area or group, why there is no figure to compare with.
  private func absences(in catalogue: Catalogue) -> [String: [String: Comparability.Absence]] {
    var levels = comparedAreas.map { area in
      (id: area.code, level: area.level == .national ? Comparability.Absence.Level.england : .regions)
    }
    for comparator in declaration.comparators
    where comparator == .regionMembers || comparator == .statisticalNeighbours {
      levels.append((comparator.rawValue, .councils))
    }
    var out: [String: [String: Comparability.Absence]] = [:]
    for measure in measures.map(\.value.measure.value) {
      for (id, level) in levels { out[measure, default: [:]][id] = catalogue.absence(of: measure, at: level) }
    }
    return out
  }

  /// The notes of the publications behind the shown figures.
  private func comparedSources(in workspace: Workspace) -> [ComparatorsNote] {
    let ids = Set(measures.map(\.value.measure.value))
    let used = workspace.comparators.publications(of: ids, areas: Set(comparedAreas.map(\.code)))
    return workspace.catalogue.comparators.all.map(\.value).filter { used.contains($0.comparators.value) }
  }
}
