package import Artefacts
import Declarations
package import Findings
import Periods

/// Why each figure of one run is another in the next: exact, count by count.
func movement(from old: RunBook, to new: RunBook, titles: [String: String]) -> Movement {
  var datasets: [String: CaseMoves] = [:]
  var changedPeople: [String: Set<UInt64>] = [:]
  func setting(
    _ before: FigureBook.Row, _ after: FigureBook.Row, _ placeBefore: FigureBook.Place,
    _ placeAfter: FigureBook.Place
  ) -> CaseMoves.Setting {
    var changed: Set<UInt64> = []
    for dataset in placeAfter.linked {
      let people = changedPeople[dataset] ?? datasets[dataset]?.changedPeople ?? []
      changedPeople[dataset] = people
      changed.formUnion(people)
    }
    return CaseMoves.Setting(
      before: placeBefore, after: placeAfter,
      definitionChanged: old.measures[after.measure] != new.measures[after.measure],
      isSamePeriod: before.period == after.period, changedPeople: changed)
  }
  for (dataset, ledger) in new.ledgers {
    guard let before = old.ledgers[dataset] else { continue }
    datasets[dataset] = CaseMoves(
      before, ledger, oldAsOf: old.asOf, isLate: old.late.contains(dataset),
      rulesChanged: old.rules[dataset] != new.rules[dataset])
  }
  let rows = new.figures.rows.compactMap { after -> Movement.Row? in
    guard after.numeratorPlace != nil || after.denominatorPlace != nil,
      let before = counterpart(of: after, in: old.figures)
    else { return nil }
    func count(
      _ was: Int?, _ now: Int?, _ placeBefore: FigureBook.Place?, _ placeAfter: FigureBook.Place?
    ) -> Movement.Count? {
      guard let was, let now else { return nil }
      guard let placeBefore, let placeAfter else {
        let change = Movement.Change(.population, entered: max(0, now - was), left: max(0, was - now))
        return Movement.Count(before: was, after: now, changes: was == now ? [] : [change])
      }
      // Counted of other records than before: each of the old ones left and each of the new ones came in.
      guard placeBefore.dataset == placeAfter.dataset, let moves = datasets[placeAfter.dataset] else {
        return Movement.Count(
          before: was, after: now, changes: [Movement.Change(.definition, entered: now, left: was)])
      }
      return moves.count(setting(before, after, placeBefore, placeAfter))
    }
    func steps() -> [Movement.Step] {
      guard let summary = after.summary, let was = before.summary, let place = before.denominatorPlace,
        let placeNow = after.denominatorPlace
      else { return [] }
      guard place.dataset == placeNow.dataset, let moves = datasets[place.dataset] else {
        return [
          Movement.Step(
            .definition, entered: after.denominator ?? 0, left: before.denominator ?? 0, changed: 0,
            value: after.value)
        ]
      }
      return moves.steps(
        setting(before, after, place, placeNow),
        CaseMoves.Reduction(before: was, after: summary, decimals: after.decimals))
    }
    return Movement.Row(
      measure: after.measure, title: titles[after.measure] ?? after.measure, kind: after.kind,
      periodBefore: before.period.label, periodAfter: after.period.label, valueBefore: before.value,
      valueAfter: after.value,
      numerator: count(before.numerator, after.numerator, before.numeratorPlace, after.numeratorPlace),
      denominator: count(
        before.denominator, after.denominator, before.denominatorPlace, after.denominatorPlace),
      steps: steps())
  }
  return Movement(before: old.asOf, after: new.asOf, rows: rows)
}

/// The figure of the same measure and kind of period in the other run; of the very same period where it has that.
private func counterpart(of row: FigureBook.Row, in book: FigureBook) -> FigureBook.Row? {
  let candidates = book.rows.filter {
    $0.measure == row.measure && $0.kind == row.kind
      && ($0.numeratorPlace != nil || $0.denominatorPlace != nil)
  }
  return candidates.first { $0.period == row.period } ?? candidates.max { $0.end < $1.end }
}

/// Why the figures of one complete run differ from those of another, by their folders.
///
/// - Throws: `RUN-011` where a folder holds no run; `RUN-013` where a run kept nothing to compare.
package func compareRuns(_ old: String, _ new: String, in workspace: Workspace) throws(Finding) -> Movement {
  let (before, after) = (try RunRecord(old), try RunRecord(new))
  guard before.pipeline == after.pipeline, before.area == after.area else {
    throw Finding(
      "RUN-014",
      "these are runs of '\(before.pipeline)' for \(before.area) and '\(after.pipeline)' for \(after.area)",
      hint: "compare two runs of one pipeline for one area")
  }
  let titles = Dictionary(
    workspace.catalogue.measures.all.map { ($0.value.measure.value, $0.value.title) },
    uniquingKeysWith: { first, _ in first })
  return movement(from: try RunBook(before), to: try RunBook(after), titles: titles)
}
