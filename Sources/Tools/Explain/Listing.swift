import Declarations
import Findings
package import Runs

/// What `caretally list` can list.
package enum DeclaredKind: String, Sendable, CaseIterable {
  case measures, rules, datasets, frameworks, pipelines, policies, areas, comparators
}

/// Ids and titles of one kind, sorted by id.
package func listing(of kind: DeclaredKind, in workspace: Workspace) -> [(String, String)] {
  let catalogue = workspace.catalogue
  switch kind {
  case .measures:
    return catalogue.measures.all.map { declared in
      let id = declared.value.measure.value
      return ("\(catalogue.family(of: id) ?? "")/\(id)", declared.value.title)
    }.sorted { $0.0 < $1.0 }
  case .rules: return catalogue.rules.all.map { ($0.value.rule.value, $0.value.title) }
  case .datasets: return catalogue.datasets.all.map { ($0.value.dataset.value, $0.value.grain) }
  case .frameworks: return catalogue.frameworks.all.map { ($0.value.framework.value, $0.value.title) }
  case .pipelines: return catalogue.pipelines.all.map { ($0.value.pipeline.value, $0.value.title) }
  case .policies: return catalogue.policies.all.map { ($0.value.policy.value, $0.value.title) }
  case .areas: return workspace.areas.all.map { ($0.code, "\($0.name) (\($0.level.rawValue))") }
  case .comparators: return catalogue.comparators.all.map { ($0.value.comparators.value, $0.value.title) }
  }
}
