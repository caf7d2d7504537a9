import Artefacts
import Statistics

/// What somebody with everything printed, a pencil and patience learns of what is hidden.
package struct Audit: Sendable {
  /// A hidden count with what remains possible for it.
  package struct Hidden: Sendable, Hashable {
    package var name: CountName
    package var range: ClosedRange<Int>
  }

  /// Hidden counts in the order of their names.
  package var hidden: [Hidden] = []
  /// Those that can be narrowed to fewer values than the policy protects, small ones among them.
  package var exposures: [Exposure] = []
  /// Groups of tables in which the figures contradict each other, so that one of them was revised since.
  package var contradictions = 0

  package init(of tables: PrintedTables) {
    for group in LinkedCounts.all(in: tables) {
      func isHidden(_ row: Int) -> Bool { tables.rows[row].printed.isHidden }
      guard group.rows.contains(where: isHidden) else { continue }
      var ranges = group.attacked(tables, hidden: isHidden)
      if ranges == nil {
        contradictions += 1
        ranges = group.attacked(tables, assuming: false, hidden: isHidden)
      }
      guard let ranges else { continue }
      var cells: Set<Int> = []
      for row in group.rows where isHidden(row) {
        let printed = tables.rows[row].printed
        if printed.numerator?.isHidden == true {
          cells.formUnion(tables.rows[row].numerator.map { [$0] } ?? [])
        }
        if printed.denominator?.isHidden == true {
          cells.formUnion(tables.rows[row].denominator.map { [$0] } ?? [])
        }
      }
      hidden += cells.compactMap { cell in
        group.place(of: cell).map { Hidden(name: tables.names[cell], range: ranges[$0]) }
      }
      exposures += group.exposures(tables, ranges, hidden: isHidden)
    }
    hidden.sort { $0.name < $1.name }
    exposures.sort { $0.name < $1.name }
  }
}

extension PrintedRow {
  package var isHidden: Bool {
    value.isHidden || numerator?.isHidden == true || denominator?.isHidden == true
  }
}

extension Figure {
  fileprivate var isHidden: Bool { state == .missing(.confidential) }
}
