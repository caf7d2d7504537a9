import Artefacts
import Declarations
import Statistics

/// The readings that a policy hides, each with the reason, and those that cannot be protected even so.
struct HiddenRows {
  private(set) var reasons: [Reading.Key: HiddenReason] = [:]
  private(set) var exposures: [Exposure] = []
  /// Waterfalls that are hidden whole, by the key of their measure and period.
  private var withheld: Set<Reading.Key> = []

  /// Nothing hidden.
  init() {}

  init(
    _ results: Aggregated, _ printing: Printing, measures: [String: Measure],
    definitions: PublicDefinitions, after record: PublicRecord
  ) {
    var ledger = CountLedger(
      tables: PrintedTables(
        under: printing.policy, catalogue: measures, lists: definitions.lists, datasets: definitions.datasets)
    )
    for reading in results.readings + results.listReadings { ledger.add(reading, printing) }
    let steps = results.waterfalls.map { ledger.add($0, printing) }
    ledger.add(record)
    let tables = ledger.linked()
    let outcome = Suppression(tables: tables, truth: ledger.truth, kept: ledger.kept).outcome()
    for (key, position) in ledger.positions where outcome.hidden.contains(position) {
      reasons[key] =
        outcome.withheld.contains(position)
        ? .withheld
        : outcome.primary.contains(position) ? .small : ledger.kept.contains(position) ? .before : .protects
    }
    for (waterfall, rows) in zip(results.waterfalls, steps)
    where rows.contains(where: outcome.hidden.contains) {
      withheld.insert(waterfall.key)
    }
    exposures = outcome.exposures
  }

  func withholds(_ waterfall: Waterfall) -> Bool {
    withheld.contains(waterfall.key) || reasons[waterfall.key] != nil
  }

  /// Readings of categories whose names may not be printed: those of an open list of codes, where no printed figure shows
  /// that the category has enough cases.
  func unnamedCategories(
    of readings: [Reading], _ printing: Printing, definitions: PublicDefinitions
  ) -> Set<Reading.Key> {
    guard printing.policy.hidesAny else { return [] }
    let open = Set(
      definitions.datasets.flatMap { dataset in dataset.openBreakdowns.map { "\(dataset.id) \($0)" } })
    guard !open.isEmpty else { return [] }
    func name(_ key: Reading.Key) -> String? {
      guard let category = key.category, let dataset = printing.catalogue[key.measure]?.dataset?.value,
        open.contains("\(dataset) \(category.breakdown)")
      else { return nil }
      return "\(dataset) \(category.breakdown) \(category.label)"
    }
    var named: Set<String> = []
    for reading in readings {
      guard let name = name(reading.key), reasons[reading.key] == nil else { continue }
      let counts = [reading.numerator, reading.population == nil ? reading.denominator : nil]
      let policy = printing.terms(printing.catalogue[reading.key.measure])
      if counts.contains(where: { ($0 ?? 0) >= max(1, policy.threshold) }) { named.insert(name) }
    }
    return Set(readings.map(\.key).filter { key in name(key).map { !named.contains($0) } ?? false })
  }
}

extension Waterfall {
  var key: Reading.Key { Reading.Key(measure: measure, period: period) }
}

extension DatasetScope {
  var id: String { dataset.dataset.value }

  /// The breakdowns whose categories come from the extracts, such as the names of teams.
  var openBreakdowns: [String] {
    (dataset.breakdowns ?? []).filter { breakdown in
      guard breakdown.bands == nil, breakdown.each == nil,
        let field = dataset.fields.firstIndex(where: { $0.field.value == breakdown.by.value })
      else { return false }
      return dataset.fields[field].kind == .code && labels[field] == nil
    }.map(\.breakdown.value)
  }
}
