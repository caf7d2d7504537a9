import Artefacts
package import Statistics

/// What somebody with everything printed, a pencil and patience learns of what is hidden.
package struct Audit: Sendable {
  /// A hidden count with what remains possible for it.
  package struct Hidden: Sendable, Hashable {
    package var name: CountName
    package var range: ClosedRange<Int>
    /// The terms that hide it.
    package var policy: DisclosurePolicy
    /// Whether it may be one of the counts for whose sake the policy hides any.
    package var isMaybeSmall: Bool { range.overlaps(1...max(1, policy.threshold - 1)) }
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
      var cells: [Int: DisclosurePolicy] = [:]
      for row in group.rows where isHidden(row) {
        let row = tables.rows[row]
        if row.printed.numerator?.isHidden == true, let cell = row.numerator { cells[cell] = row.policy }
        if row.printed.denominator?.isHidden == true, let cell = row.denominator { cells[cell] = row.policy }
      }
      hidden += cells.compactMap { cell, policy in
        group.place(of: cell).map { Hidden(name: tables.names[cell], range: ranges[$0], policy: policy) }
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
