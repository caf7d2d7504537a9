import Declarations
package import Findings
package import Runs

/// What `caretally list` can list.
package enum DeclaredKind: String, Sendable, CaseIterable {
  case measures, rules, datasets, fields, frameworks, pipelines, policies, mappings, areas, comparators
}

/// Ids and titles of one kind, sorted by id.
///
/// - Parameter dataset: whose fields; every dataset's where nil.
/// - Throws: RUN-008 where there is no such dataset.
package func listing(
  of kind: DeclaredKind, dataset: String? = nil, in workspace: Workspace
) throws(Finding) -> [(String, String)] {
  let catalogue = workspace.catalogue
  if let dataset, catalogue.dataset(dataset) == nil {
    let ids = catalogue.datasets.ids
    throw Finding(
      "RUN-008", "there is no dataset '\(dataset)'",
      hint: suggestion(for: dataset, in: ids) ?? "one of: \(ids.joined(separator: ", "))")
  }
  switch kind {
  case .measures:
    return catalogue.measures.all.map { declared in
      let id = declared.value.measure.value
      return ("\(catalogue.family(of: id) ?? "")/\(id)", declared.value.title)
    }.sorted { $0.0 < $1.0 }
  case .rules: return catalogue.rules.all.map { ($0.value.rule.value, $0.value.title) }
  case .datasets: return catalogue.datasets.all.map { ($0.value.dataset.value, $0.value.grain) }
  case .mappings: return catalogue.mappings.all.map { ($0.value.mapping.value, $0.value.title) }
  case .fields:
    return catalogue.datasets.all.map(\.value).filter { dataset == nil || $0.dataset.value == dataset }
      .flatMap { declared in
        declared.fields.map { field in
          let name = dataset == nil ? "\(declared.dataset.value).\(field.field.value)" : field.field.value
          let need = field.required == true ? ", needed" : ""
          return (
            name,
            "\(field.title) (\(field.kind.rawValue)\(need)\(field.personal == true ? ", personal" : ""))"
          )
        }
      }
  case .frameworks: return catalogue.frameworks.all.map { ($0.value.framework.value, $0.value.title) }
  case .pipelines: return catalogue.pipelines.all.map { ($0.value.pipeline.value, $0.value.title) }
  case .policies: return catalogue.policies.all.map { ($0.value.policy.value, $0.value.title) }
  case .areas: return workspace.areas.all.map { ($0.code, "\($0.name) (\($0.level.rawValue))") }
  case .comparators: return catalogue.comparators.all.map { ($0.value.comparators.value, $0.value.title) }
  }
}

/// The same as JSON: a list of objects with `id` and `title`.
package func listingJSON(_ rows: [(String, String)]) -> String {
  JSONText.list(rows.map { .object([("id", .text($0.0)), ("title", .text($0.1))]) }).lines()
}
