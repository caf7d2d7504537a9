import AggregateStage
import Artefacts
package import Declarations
import EvidenceStage
import Findings
import Statistics
import Tables

/// Finds how far the run's figures could move, and what the next run will compare with. The latter is nil where the
/// pipeline reports no movement.
///
/// Both go through the cases, in small pieces for all cores, so that neither waits for a long piece of the other.
func boundsAndBook(
  of plan: RunPlan, _ aggregated: Aggregated, _ counted: CountedCases, _ validated: Validated,
  in workspace: Workspace
) -> (bounds: [Bounds], book: RunBook?) {
  sideBySide(
    {
      let work = BoundsWork(of: aggregated, counted, over: plan.shownPeriods)
      return work.joined(parallelMap(work.parts) { work.part($0) })
    },
    {
      guard plan.declaration.movement == true else { return nil }
      var book = RunBook(plan, aggregated, counted, validated, in: workspace)
      let ledgers = book.work
      let places = ledgers.indices.flatMap { ledger in (0..<ledgers[ledger].parts).map { (ledger, $0) } }
      let made = parallelMap(places.count) { ledgers[places[$0].0].part(places[$0].1) }
      var parts = ledgers.map { _ in [LedgerWork.Part]() }
      for ((ledger, _), piece) in zip(places, made) { parts[ledger].append(piece) }
      book.keepCases(parts)
      return book
    })
}

/// Explains why a run's figures moved since the run before; nothing where there is no such run.
///
/// The page has exact counts, so it goes to the exact files.
func movementPages(
  of plan: RunPlan, _ request: RunRequest, _ book: RunBook, _ workspace: Workspace, in trees: Trees
) throws(Finding) -> [EvidencePack.File] {
  guard let folder = request.runBefore, let record = try? RunRecord(folder),
    // A run from before the pipeline reported movement kept nothing to compare. That is not an error.
    let before = try? RunBook(record)
  else { return [] }
  var book = book
  try book.readCases()
  // A plan has each measure once.
  let titles = Dictionary(
    uniqueKeysWithValues: plan.measures.map { ($0.value.measure.value, $0.value.title) })
  return movementFiles(
    movement(from: before, to: book, titles: titles, reads: workspace.fieldsRead),
    areaName: plan.area.name, in: trees)
}

extension Workspace {
  /// By measure of one dataset's records: the fields that its conditions and number read; for a ratio, those of its
  /// parts.
  package var fieldsRead: [String: Set<String>] {
    let scopes = catalogue.datasets.all.filter { $0.value.cohort == nil }.map { scope(of: $0.value) }
    func fields(_ declared: Declared<Measure>) -> Set<String>? {
      guard let scope = scopes.first(where: { $0.dataset.dataset.value == declared.value.dataset?.value })
      else {
        return nil
      }
      let measure = declared.value
      let texts = [measure.where, measure.denominator, measure.numerator, measure.of].compactMap(\.self)
      return texts.reduce(into: []) { found, text in
        guard case .success(let expression) = typed(text, in: declared.source, scope: scope.scope) else {
          return
        }
        found.formUnion(expression.fieldsUsed.map { scope.dataset.fields[$0].field.value })
      }
    }
    var out: [String: Set<String>] = [:]
    for declared in catalogue.measures.all {
      let parts =
        declared.value.formula == .ratio
        ? [declared.value.numerator, declared.value.denominator].map {
          $0.flatMap { catalogue.measures[$0.value] }
        }
        : [declared]
      let found = parts.map { $0.flatMap(fields) }
      guard found.allSatisfy({ $0 != nil }) else { continue }
      out[declared.value.measure.value] = found.compactMap(\.self).reduce(into: []) { $0.formUnion($1) }
    }
    return out
  }
}

/// A digest of a measure's definition: with those of its parts for a ratio, and that of its cohort for a linked one.
package func definitionDigest(of declared: Declared<Measure>, in catalogue: Catalogue) -> String {
  let parts =
    declared.value.formula == .ratio
    ? [declared.value.numerator, declared.value.denominator].compactMap { $0 } : []
  var sources = [declared.source] + parts.compactMap { catalogue.measures[$0.value]?.source }
  let datasets = [declared.value.dataset] + parts.map { catalogue.measures[$0.value]?.value.dataset }
  sources += catalogue.datasets.all.filter { dataset in
    dataset.value.cohort != nil && datasets.contains { $0?.value == dataset.value.dataset.value }
  }.map(\.source)
  return digest(of: sources)
}
