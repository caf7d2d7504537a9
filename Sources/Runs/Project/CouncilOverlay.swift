import Declarations
import Findings
import Folders

extension CouncilFolder {
  /// The code of the council that its settings name; nil where they name none.
  ///
  /// - Throws: `RUN-006`, where it is written.
  func area(among areas: Areas) throws(Finding) -> String? {
    guard let named = settings.area else { return nil }
    do {
      return try areas.meant(by: named.value).code
    } catch {
      throw source.finding(error.code, at: named.range, error.message, hint: error.hint)
    }
  }
}

extension Workspace {
  /// Whether a declaration's error keeps some pipelines from running: any does, but for those in files that only other pipelines name.
  func matters(_ error: Finding, to pipelines: [String]) -> Bool {
    guard let path = error.location?.path, let (kind, name) = Catalogue.namedByPipelines(path) else {
      return true
    }
    let wanted = catalogue.pipelines.all.map(\.value).filter { pipelines.contains($0.pipeline.value) }
    switch kind {
    case PipelinePlan.kind: return pipelines.contains(name)
    case ExtractMapping.kind:
      return wanted.contains { $0.inputs.contains { $0.mapping?.value == name } }
    case Neighbours.kind: return wanted.contains { $0.neighbours?.value == name }
    default: return wanted.contains { $0.waitingLists?.contains { $0.value == name } ?? false }
    }
  }

  /// The files with errors that do not matter to some pipelines, each with the number of its errors.
  package func passedOver(for pipelines: [String]) -> [(path: String, errors: Int)] {
    let errors = findings.filter { $0.severity == .error && !matters($0, to: pipelines) }
    return Dictionary(grouping: errors) { $0.location?.path ?? "" }
      .map { ($0.key, $0.value.count) }.sorted { $0.path < $1.path }
  }
}
