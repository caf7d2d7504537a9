package import Artefacts
import Declarations
import Findings
import Periods
import Tables

/// Explains why each figure of one run differs in the next: exactly, count by count, the largest changes first.
///
/// - Parameter reads: for a measure's id the fields that decide it, as `fieldsRead` finds them.
package func movement(
  from old: RunBook, to new: RunBook, titles: [String: String], reads: [String: Set<String>] = [:]
) -> Movement {
  let ledgers = new.ledgers.sorted { $0.key < $1.key }
  let moves = parallelMap(ledgers.count) { index -> CaseDiff? in
    let (dataset, ledger) = ledgers[index]
    return old.ledgers[dataset].map { before in
      CaseDiff(
        before, ledger, oldAsOf: old.asOf, isLate: old.late.contains(dataset),
        rulesChanged: old.rules[dataset] != new.rules[dataset])
    }
  }
  var found: [String: CaseDiff] = [:]
  for (ledger, moves) in zip(ledgers, moves) { found[ledger.key] = moves }
  let datasets = found
  let known = Counterparts(old.figures)
  let pairs = new.figures.rows.compactMap { after in
    after.hasPlace ? known.row(for: after).map { (before: $0, after: after) } : nil
  }
  // Changed people matter only in datasets that a linkage reads.
  let linked = Set(
    pairs.flatMap { ($0.after.numeratorPlace?.linked ?? []) + ($0.after.denominatorPlace?.linked ?? []) }
  ).sorted()
  let people = parallelMap(linked.count) { datasets[linked[$0]]?.changedPeople ?? [] }
  let changedPeople = Dictionary(uniqueKeysWithValues: zip(linked, people))
  @Sendable func setting(
    _ before: FigureBook.Row, _ after: FigureBook.Row, _ placeBefore: FigureBook.Place,
    _ placeAfter: FigureBook.Place
  ) -> CaseDiff.Setting {
    CaseDiff.Setting(
      before: placeBefore, after: placeAfter,
      definitionChanged: old.measures[after.measure] != new.measures[after.measure],
      isSamePeriod: before.period == after.period,
      changedPeople: placeAfter.linked.reduce(into: []) { $0.formUnion(changedPeople[$1] ?? []) },
      reads: placeAfter.linked.isEmpty ? reads[after.measure] : nil)
  }
  let rows = parallelMap(pairs.count) { index -> Movement.Row in
    let (before, after) = pairs[index]
    func count(
      _ was: Int?, _ now: Int?, _ placeBefore: FigureBook.Place?, _ placeAfter: FigureBook.Place?
    ) -> Movement.Count? {
      guard let was, let now else { return nil }
      guard let placeBefore, let placeAfter else {
        let change = Movement.Change(.population, entered: max(0, now - was), left: max(0, was - now))
        return Movement.Count(before: was, after: now, changes: was == now ? [] : [change])
      }
      // The count now uses other records: all old ones left and all new ones came in.
      guard placeBefore.dataset == placeAfter.dataset, let moves = datasets[placeAfter.dataset] else {
        return Movement.Count(
          before: was, after: now, changes: [Movement.Change(.definition, entered: now, left: was)])
      }
      return moves.count(setting(before, after, placeBefore, placeAfter))
    }
    func steps() -> [Movement.Step] {
      // Without both figures there are no steps between them.
      guard before.denominator != nil, after.denominator != nil, let summary = after.summary,
        let was = before.summary, let place = before.denominatorPlace,
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
        CaseDiff.Reduction(before: was, after: summary, decimals: after.decimals))
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
  let ordered = rows.enumerated().sorted { a, b in
    a.element.size != b.element.size ? a.element.size > b.element.size : a.offset < b.offset
  }
  return Movement(before: old.asOf, after: new.asOf, rows: ordered.map(\.element))
}

/// The figures of the other run, by measure and kind of period.
private struct Counterparts {
  private struct Key: Hashable {
    var measure: String
    var kind: ReportingPeriod.Kind
  }
  private var rows: [Key: [FigureBook.Row]] = [:]

  init(_ book: FigureBook) {
    for row in book.rows where row.hasPlace {
      rows[Key(measure: row.measure, kind: row.kind), default: []].append(row)
    }
  }

  /// The figure of the same measure and kind of period; that of the same period if there is one.
  func row(for row: FigureBook.Row) -> FigureBook.Row? {
    let candidates = rows[Key(measure: row.measure, kind: row.kind)] ?? []
    return candidates.first { $0.period == row.period } ?? candidates.max { $0.end < $1.end }
  }
}

extension FigureBook.Row {
  /// Whether any of its counts has cases.
  fileprivate var hasPlace: Bool { numeratorPlace != nil || denominatorPlace != nil }
}
