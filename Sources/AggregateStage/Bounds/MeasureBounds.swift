package import Artefacts
import Declarations
import Findings
package import Periods
import Statistics
import Tables

/// How far the shown readings could move once the cases behind findings are resolved.
///
/// A refused record may be corrected, and then counts as its other fields say, or may stay out. A reported record counts
/// as the fields that are not in doubt say. A result that holds for any value of a doubted field is certain. Anything
/// else could go either way, so the bounds are never too narrow. A measure of people takes each record for a person of
/// its own. Over a cohort, a person with a doubtful record could have any of its cases or none.
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

/// How far readings could move if the cases of one check were resolved, readings without a value included.
func bounds(of results: Aggregated, _ found: CountedCases, onlyOf code: FindingCode) -> [Bounds] {
  let work = BoundsWork(of: results, found, over: Set(results.readings.map(\.key.period)), onlyOf: code)
  return work.joined(parallelMap(work.parts) { work.part($0) })
}

/// The bounds of a run's readings, as pieces of work for several cores.
package struct BoundsWork: Sendable {
  package struct Part: Sendable {
    /// With the positions of their readings.
    fileprivate var found: [(reading: Int, bounds: [Bounds])]
  }

  private let bounding: Bounding
  private let readings: [Reading]
  /// The positions of the readings of each piece. Those of a cohort stay together, because they share work.
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
    // The longest first, so that no core finishes late.
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

/// What the bounds of all readings share.
private struct Bounding: Sendable {
  let plan: AggregationPlan
  let tables: [String: ValidatedTable]
  let doubts: [String: Doubts]
  let measures: [String: Declared<Measure>]
  var counting: Counting
  var reaches: [String: CohortReach] = [:]
  /// The one check to resolve; nil for all checks together and each alone.
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

  /// For one check, a reading without cases could get some.
  private func isBounded(_ reading: Reading) -> Bool {
    reading.key.category == nil
      && (reading.missing == nil || (only != nil && reading.missing == .nothingToMeasure))
  }

  /// The cohort or measure with which a reading shares work; nil where it has no bounds.
  func group(of reading: Reading) -> String? {
    guard isBounded(reading), reading.key.origin == .counted,
      let declared = measures[reading.key.measure]
    else { return nil }
    let dataset = plan.scope(of: declared.value)?.dataset
    return dataset?.cohort == nil
      ? "measure \(reading.key.measure)" : "cohort \(dataset?.dataset.value ?? "")"
  }

  /// The bounds for all findings together, then for each code; empty where the reading is certain.
  mutating func bounds(of reading: Reading) -> [Bounds] {
    guard isBounded(reading), let declared = measures[reading.key.measure] else { return [] }
    switch declared.value.formula {
    case .published, .reading: return []
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

  /// The lowest count over the highest, and the highest over the lowest.
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
  /// The measures that are counted, by id, those of crossed tables included.
  var declaredMeasures: [String: Declared<Measure>] {
    // A measure has one declaration, wherever it is named.
    (measures.map(\.measure) + crossTables.flatMap(\.measures)).reduce(into: [:]) { found, measure in
      found[measure.value.measure.value] = measure
    }
  }

  func scope(of measure: Measure) -> DatasetScope? {
    datasets.first { $0.dataset.dataset.value == measure.dataset?.value }
  }
}
