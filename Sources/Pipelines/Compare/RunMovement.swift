import Artefacts
import Declarations
import EvidenceStage
import Findings
import Statistics

/// What this run leaves for the next to be compared with; nil where the pipeline tells no movement.
func runBook(
  of plan: RunPlan, _ aggregated: Aggregated, _ validated: Validated, _ published: ComparatorSeries,
  in workspace: Workspace
) -> RunBook? {
  guard plan.declaration.movement == true else { return nil }
  return RunBook(plan, aggregated, validated, in: workspace, published: published)
}

/// A run's book as files, and why its figures moved since the run before.
///
/// The page says exact counts, so it stays in `restricted/` under a policy that hides or rounds any.
func movementFiles(
  of plan: RunPlan, _ request: RunRequest, _ book: RunBook, _ policy: DisclosurePolicy
) -> [EvidencePack.File] {
  guard let folder = request.runBefore, let record = try? RunRecord(folder),
    // A run that kept nothing to compare, from before the pipeline asked for it, is no reason to fail.
    let before = try? RunBook(record)
  else { return book.files }
  let titles = Dictionary(
    plan.measures.map { ($0.value.measure.value, $0.value.title) }, uniquingKeysWith: { first, _ in first })
  let pages = movementFiles(movement(from: before, to: book, titles: titles), areaName: plan.area.name)
  let isOpen = !policy.hidesOrRounds
  return book.files
    + pages.map { EvidencePack.File(path: isOpen ? $0.path : "restricted/\($0.path)", bytes: $0.bytes) }
}

/// A digest of a measure's words, and for a ratio of those of its parts; of a linked one, of its cohort's too.
func definitionDigest(of declared: Declared<Measure>, in catalogue: Catalogue) -> String {
  let parts =
    declared.value.calculation == .ratio
    ? [declared.value.numerator, declared.value.denominator].compactMap { $0 } : []
  var sources = [declared.source] + parts.compactMap { catalogue.measures[$0.value]?.source }
  let datasets = [declared.value.dataset] + parts.map { catalogue.measures[$0.value]?.value.dataset }
  sources += catalogue.datasets.all.filter { dataset in
    dataset.value.cohort != nil && datasets.contains { $0?.value == dataset.value.dataset.value }
  }.map(\.source)
  return digest(of: sources)
}
