package import Artefacts
package import Declarations
package import Statistics

/// What somebody with everything printed, a pencil and patience can learn about hidden or rounded counts.
package struct Audit: Sendable {
  /// A hidden count with its range after propagation.
  package struct Hidden: Sendable, Hashable {
    package var name: CountName
    /// The measure and category whose row hides it.
    package var key: Reading.Key
    package var range: ClosedRange<Int>
    /// The terms that hide it.
    package var policy: DisclosurePolicy
    /// Whether it may be one of the small counts that the policy hides.
    package var isMaybeSmall: Bool { range.overlaps(1...max(1, policy.threshold - 1)) }
  }

  /// Hidden counts, sorted by name.
  package var hidden: [Hidden] = []
  /// Counts that cannot be shown to keep as many values as their policy requires.
  package var exposures: [Exposure] = []
  /// Hidden counts that can be worked out exactly under a policy that requires only one value, which is no protection.
  package var unprotected: [Hidden] = []
  /// Whether the figures contradict each other, so that nothing can be shown to be safe.
  package var isContradictory = false

  /// How many earlier figures contradict later ones of the same count, and are ignored.
  package var revised = 0

  /// Audits what was printed. Where two figures of a count contradict each other, the later one is used.
  package init(
    of record: PublicRecord, under policy: DisclosurePolicy, measures: [String: Measure],
    definitions: PublicDefinitions
  ) {
    var ledger = CountLedger(
      tables: PrintedTables(
        under: policy, catalogue: measures, lists: definitions.lists, datasets: definitions.datasets))
    ledger.add(record)
    let tables = ledger.linked()
    self.init(of: tables, truth: ledger.truth)
    revised = ledger.revised
  }

  /// - Parameter truth: the true count of each cell, from the owner's file. It only makes the search faster.
  package init(of tables: PrintedTables, truth: [Int?] = []) {
    let hiddenRows = tables.rows.indices.filter { tables.rows[$0].printed.isHidden }
    guard var protection = Protection(tables, hidden: [], truth: truth),
      let ranges = protection.assignment.system.propagated()
    else {
      isContradictory = true
      exposures = hiddenRows.compactMap { Exposure(tables.rows[$0], tables) }
      return
    }
    var rowOfCell: [Int: Int] = [:]
    for index in hiddenRows {
      for part in tables.rows[index].parts where part.figure?.isHidden == true {
        if let cell = part.cell, rowOfCell[cell] == nil { rowOfCell[cell] = index }
      }
    }
    hidden = rowOfCell.map { cell, row in
      Hidden(
        name: tables.names[cell], key: tables.rows[row].printed.key, range: ranges[cell],
        policy: tables.rows[row].policy)
    }
    .sorted { $0.name < $1.name }
    unprotected = hidden.filter { $0.policy.promisedValues <= 1 && $0.range.count == 1 }
    for need in tables.rows.indices.flatMap({ protection.needs(of: $0) }) where !protection.meets(need) {
      var exposure = Exposure(need, protection)
      if need.quantity.minus == nil { exposure.range = ranges[need.quantity.cell] }
      exposures.append(exposure)
    }
    exposures.sort { $0.name < $1.name }
  }
}
