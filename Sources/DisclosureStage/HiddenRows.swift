import Artefacts
import Declarations
import Statistics

/// Which readings a policy hides, and what an attacker would learn all the same.
struct HiddenRows {
  var keys: Set<Reading.Key> = []
  var exposures: [Exposure] = []

  init(
    _ results: Benchmarked, _ printing: Printing, measures: [String: Measure], definitions: PublicDefinitions,
    after record: PublicRecord
  ) {
    guard printing.policy.hidesAny else { return }
    var ledger = Ledger(printing, measures, definitions)
    for row in results.readings { ledger.add(row.reading, showsCounts: true) }
    for reading in results.past { ledger.add(reading, showsCounts: false) }
    ledger.add(record)
    ledger.tables.link()
    let truth = ledger.truth
    ledger.tables.keepAssumptions { relation in
      let counts = relation.terms.map { truth[$0.cell] }
      guard !counts.contains(where: { $0 == nil }) else { return true }
      let sum = zip(relation.terms, counts).reduce(0) { $0 + $1.0.weight * ($1.1 ?? 0) }
      return relation.lower <= sum && sum <= relation.upper
    }
    let outcome = Suppression(tables: ledger.tables, truth: truth).outcome()
    keys = Set(outcome.hidden.map { ledger.tables.rows[$0].printed.key })
    exposures = outcome.exposures
  }
}

/// The rows to be printed, with the true counts behind them.
private struct Ledger {
  let printing: Printing
  let measures: [String: Measure]
  var tables: PrintedTables
  /// By cell of `tables`.
  private var known: [Int: Int] = [:]
  var truth: [Int?] { tables.names.indices.map { known[$0] } }

  init(_ printing: Printing, _ measures: [String: Measure], _ definitions: PublicDefinitions) {
    self.printing = printing
    self.measures = measures
    tables = PrintedTables(
      under: printing.policy, catalogue: measures, lists: definitions.lists, datasets: definitions.datasets)
  }

  mutating func add(_ reading: Reading, showsCounts: Bool) {
    guard let measure = measures[reading.key.measure] else { return }
    let position = tables.add(
      printing.row(reading, measure, isHidden: false, showsCounts: showsCounts),
      hidden: printing.row(reading, measure, isHidden: true, showsCounts: showsCounts), measure: measure)
    let row = tables.rows[position]
    if let cell = row.numerator, let count = reading.numerator { known[cell] = count }
    if let cell = row.denominator, let count = reading.denominator { known[cell] = count }
    if let cell = row.remainder, let n = reading.numerator, let d = reading.denominator {
      known[cell] = d - n
    }
  }

  /// What is out already, as far as it is still true: a figure revised since tells nothing of tonight's.
  mutating func add(_ record: PublicRecord) {
    for row in record.lastRun {
      let names = tables.names(of: row.measure, row.printed.key)
      let isTrue = [(names.numerator, row.printed.numerator), (names.denominator, row.printed.denominator)]
        .allSatisfy { name, figure in
          guard let figure, row.printed.population == nil || name == names.numerator,
            let count = name.flatMap({ tables.cell(named: $0) }).flatMap({ known[$0] }),
            let range = counts(behind: figure, under: row.policy)
          else { return true }
          return range.contains(count) || (figure.state == .missing(.confidential) && count == 0)
        }
      if isTrue { tables.add(row.printed, measure: row.measure, under: row.policy) }
    }
    for total in record.totals { tables.add(total: total.name, in: total.range, of: total.parts) }
  }
}
