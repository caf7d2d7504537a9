package import Artefacts
import Declarations
import Findings
package import Periods
import Statistics
import Tables

/// How far the shown readings could move if the cases behind findings were resolved one way or the other.
///
/// A refused record may be mended, and counts then as far as its other fields say, or stay out. A record that is only
/// remarked on counts as far as the fields that are not in doubt say. What follows whatever a doubted field may hold
/// is certain; everything else could go either way, so the bounds are never too narrow. Measures of people take each
/// record for a person of its own; over a cohort, whoever has a record in doubt could be any of its cases or none.
package func bounds(
  of results: Aggregated, _ cases: Validated, in plan: AggregationPlan, over periods: Set<ReportingPeriod>
) -> [Bounds] {
  bounds(of: results, CountedCases(cases, in: plan), over: periods)
}

package func bounds(
  of results: Aggregated, _ found: CountedCases, over periods: Set<ReportingPeriod>
) -> [Bounds] {
  let work = BoundsWork(of: results, found, over: periods)
  return work.joined(parallelMap(work.parts) { work.part($0) })
}

/// How far readings could move if the cases of one check were resolved, those that came to nothing among them.
func bounds(of results: Aggregated, _ found: CountedCases, onlyOf code: FindingCode) -> [Bounds] {
  let work = BoundsWork(of: results, found, over: Set(results.readings.map(\.key.period)), onlyOf: code)
  return work.joined(parallelMap(work.parts) { work.part($0) })
}

/// The bounds of a run's readings as pieces of work that cores can share, with other work or by themselves.
package struct BoundsWork: Sendable {
  package struct Part: Sendable {
    /// With the positions of the readings that they are of.
    fileprivate var found: [(reading: Int, bounds: [Bounds])]
  }

  private let bounding: Bounding
  private let readings: [Reading]
  /// The positions of the readings of each piece: those of a cohort stay together, since they share what is found of it.
  private let groups: [[Int]]

  package init(of results: Aggregated, _ found: CountedCases, over periods: Set<ReportingPeriod>) {
    self.init(of: results, found, over: periods, onlyOf: nil)
  }

  fileprivate init(
    of results: Aggregated, _ found: CountedCases, over periods: Set<ReportingPeriod>,
    onlyOf code: FindingCode?
  ) {
    bounding = Bounding(found, onlyOf: code)
    readings = results.readings
    var groups: [String: [Int]] = [:]
    for (place, reading) in readings.enumerated() where periods.contains(reading.key.period) {
      guard let group = bounding.group(of: reading) else { continue }
      groups[group, default: []].append(place)
    }
    // The longest first, so that no core is left with one.
    self.groups = groups.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }

  package var parts: Int { groups.count }

  package func part(_ index: Int) -> Part {
    var own = bounding
    return Part(found: groups[index].map { ($0, own.bounds(of: readings[$0])) })
  }

  /// In the order of the readings.
  package func joined(_ parts: [Part]) -> [Bounds] {
    var found = [[Bounds]](repeating: [], count: readings.count)
    for (reading, bounds) in parts.flatMap(\.found) { found[reading] = bounds }
    return found.flatMap(\.self)
  }
}

/// What the bounds of all readings have in common.
private struct Bounding: Sendable {
  let plan: AggregationPlan
  let tables: [String: ValidatedTable]
  let doubts: [String: Doubts]
  let measures: [String: Declared<Measure>]
  var counting: Counting
  var reaches: [String: CohortReach] = [:]
  /// The one check whose cases are asked about; all together and each by itself where nil.
  let only: FindingCode?

  init(_ found: CountedCases, onlyOf code: FindingCode?) {
    only = code
    counting = found.counting
    plan = counting.plan
    // The cases of a dataset are one table, however many files they came in.
    tables = Dictionary(uniqueKeysWithValues: counting.cases.tables.map { ($0.table.dataset, $0) })
    let all = tables.values.filter { table in
      code == nil || table.checks.contains { $0.code == code }
    }.sorted { $0.breaches.count > $1.breaches.count }
    let doubted = parallelMap(all.count) { Doubts(all[$0]) }
    doubts = Dictionary(uniqueKeysWithValues: zip(all.map(\.table.dataset), doubted))
    measures = plan.declaredMeasures
  }

  /// Of one check it matters too whether what came to nothing could come to something.
  private func isBounded(_ reading: Reading) -> Bool {
    reading.key.category == nil
      && (reading.missing == nil || (only != nil && reading.missing == .nothingToMeasure))
  }

  /// What a reading shares with others: a cohort, or the measure. nil where it has no bounds.
  func group(of reading: Reading) -> String? {
    guard isBounded(reading), reading.key.origin == .counted,
      let declared = measures[reading.key.measure]
    else { return nil }
    let dataset = plan.scope(of: declared.value)?.dataset
    return dataset?.cohort == nil
      ? "measure \(reading.key.measure)" : "cohort \(dataset?.dataset.value ?? "")"
  }

  /// Those of all findings together, then those of each code; none where the reading could be no other.
  mutating func bounds(of reading: Reading) -> [Bounds] {
    guard isBounded(reading), let declared = measures[reading.key.measure] else { return [] }
    switch declared.value.formula {
    case .published: return []
    case .ratio: return ratio(reading, declared.value)
    case .count, .proportion, .rate, .summary: break
    }
    guard let scope = plan.scope(of: declared.value) else { return [] }
    if let cohort = scope.dataset.cohort { return people(reading, declared, scope.dataset, cohort) }
    guard let compiled = measure(declared, over: reading.key.period),
      let doubt = doubts[scope.dataset.dataset.value]
    else { return [] }
    guard declared.value.summary != nil else {
      return opened(doubt.codes) { compiled.bounds(of: reading, code: $0, doubt.records(of: $0)) }
    }
    let counted = compiled.numbers()
    return opened(doubt.codes) {
      compiled.bounds(of: reading, code: $0, doubt.records(of: $0), among: counted)
    }
  }

  private func measure(_ declared: Declared<Measure>, over period: ReportingPeriod) -> DoubtfulMeasure? {
    guard let dataset = declared.value.dataset?.value, let table = tables[dataset] else { return nil }
    return DoubtfulMeasure(declared, table, plan, over: period)
  }

  /// One count at its lowest over the other at its highest, and the other way round.
  private func ratio(_ reading: Reading, _ ratio: Measure) -> [Bounds] {
    func part(_ id: String?) -> (measure: DoubtfulMeasure, doubts: Doubts)? {
      guard let declared = id.flatMap({ plan.catalogue[$0] }), let dataset = declared.value.dataset?.value,
        tables[dataset] != nil, let compiled = measure(declared, over: reading.key.period)
      else { return nil }
      return (compiled, doubts[dataset] ?? .none)
    }
    guard let above = part(ratio.numerator?.value), let below = part(ratio.denominator?.value),
      let numerator = reading.numerator, let denominator = reading.denominator
    else { return [] }
    return opened(Set(above.doubts.codes).union(below.doubts.codes).sorted()) { code in
      let top = above.measure.count(above.doubts.records(of: code))
      let bottom = below.measure.count(below.doubts.records(of: code))
      guard top.records + bottom.records > 0 else { return nil }
      func end(_ top: Int, over bottom: Int) -> Bound {
        guard bottom > 0 else { return .none(.divisorInDoubt) }
        return .reading(quotient(reading.key, top, over: bottom, times: reading.multiplier))
      }
      let (most, least) = (bottom.highest(denominator), bottom.lowest(denominator))
      return Bounds(
        key: reading.key, code: code, records: top.records + bottom.records,
        lowest: end(top.lowest(numerator), over: most), highest: end(top.highest(numerator), over: least))
    }
  }

  private mutating func people(
    _ reading: Reading, _ declared: Declared<Measure>, _ dataset: Dataset, _ cohort: Cohort
  ) -> [Bounds] {
    let id = dataset.dataset.value
    if reaches[id] == nil { reaches[id] = CohortReach(dataset, cohort, &counting.linked, doubts) }
    guard let reach = reaches[id],
      var cases = CohortBounds(declared, over: reading.key.period, &counting, reach)
    else { return [] }
    return opened(reach.byCode.keys.sorted()) { cases.bounds(of: reading, declared.value, code: $0) }
  }

  private func opened(_ codes: [FindingCode], _ bounds: (FindingCode?) -> Bounds?) -> [Bounds] {
    if let only { return [bounds(only)].compactMap(\.self).filter(\.isOpen) }
    guard let total = bounds(nil), total.isOpen else { return [] }
    return [total] + codes.compactMap(bounds).filter(\.isOpen)
  }
}

extension AggregationPlan {
  /// By id, the measures that are counted, those of crossed tables alone among them.
  var declaredMeasures: [String: Declared<Measure>] {
    // The same declaration wherever it is named.
    (measures.map(\.measure) + crossTables.flatMap(\.measures)).reduce(into: [:]) { found, measure in
      found[measure.value.measure.value] = measure
    }
  }

  func scope(of measure: Measure) -> DatasetScope? {
    datasets.first { $0.dataset.dataset.value == measure.dataset?.value }
  }
}
