import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// The readings of one measure over all its periods, with its findings.
private struct MeasureCount: Sendable {
  var readings: [Reading]
  var waterfalls: [Waterfall]
  var numbers: [Reading.Key: Histogram]
  var findings: [Finding]
  /// Positions of the findings that are reported once a run.
  var saidOnce: Set<Int>
}

extension Counting {
  /// Counts every measure over every period and gathers the findings in order.
  ///
  /// One core takes all measures of a dataset, because they share the truths of conditions and the persons.
  mutating func countMeasures() -> [Reading] {
    linkOnce()
    let base = self
    let items = plan.measures
    let groups = itemsByDataset()
    let parts = parallelMap(groups.count) { group in
      var own = base
      return groups[group].map { own.count(items[$0]) }
    }
    var counts = [MeasureCount?](repeating: nil, count: items.count)
    for (group, part) in zip(groups, parts) {
      for (item, count) in zip(group, part) { counts[item] = count }
    }
    var readings: [Reading] = []
    for count in counts.compactMap(\.self) {
      readings += count.readings
      waterfalls += count.waterfalls
      numbers.merge(count.numbers) { own, _ in own }
      for (place, finding) in count.findings.enumerated() {
        if count.saidOnce.contains(place) { sayOnce(finding) } else { findings.append(finding) }
      }
    }
    return readings
  }

  /// The positions of each dataset's measures. The dataset with most to count comes first, so that no core finishes late.
  private func itemsByDataset() -> [[Int]] {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for (index, item) in plan.measures.enumerated() {
      let dataset = plan.scope(of: item.measure.value)?.dataset.dataset.value ?? ""
      if groups[dataset] == nil { order.append(dataset) }
      groups[dataset, default: []].append(index)
    }
    let sizes = groups.mapValues { items in
      items.reduce(0) { $0 + plan.measures[$1].periods.count + plan.measures[$1].trend.count }
    }
    let work = Dictionary(
      uniqueKeysWithValues: order.map {
        ($0, sizes[$0, default: 0] * (cases.table(of: $0)?.table.rowCount ?? 1))
      })
    return order.sorted { work[$0, default: 0] > work[$1, default: 0] }.compactMap { groups[$0] }
  }

  private mutating func count(_ item: AggregationPlan.Item) -> MeasureCount {
    (waterfalls, numbers, findings, said, saidOnce) = ([], [:], [], [], [])
    let counted = item.periods.flatMap { readings(of: item, over: $0) }
    var out = onCompleteGrid(counted, of: item.measure.value)
    findings += unbalanced(counted, of: item.measure)
    // Waterfalls are of the periods that tables show.
    let (told, shown) = (waterfalls, numbers)
    var total = item
    total.breakdowns = []
    for period in item.trend { out += readings(of: total, over: period) }
    return MeasureCount(
      readings: out, waterfalls: told, numbers: shown, findings: findings, saidOnce: saidOnce)
  }

  /// Runs the parts of linkages that do not depend on the period before measures are given to cores. Otherwise every core
  /// would.
  private mutating func linkOnce() {
    var known: Set<String> = []
    let firsts = plan.measures.compactMap { item -> FirstUse? in
      guard let dataset = plan.scope(of: item.measure.value)?.dataset, let cohort = dataset.cohort,
        let period = item.periods.first, known.insert(dataset.dataset.value).inserted
      else { return nil }
      return FirstUse(dataset: dataset, cohort: cohort, period: period, measure: item.measure)
    }
    // Persons are numbered in one order, and services laid out once if more than one cohort uses them.
    let reads = firsts.flatMap { $0.cohort.reads.map(\.dataset.value) }
    linked.layOut(reads)
    if reads.count(where: { $0 == "support-services" }) > 1 { _ = linked.services() }
    let base = self
    let find: @Sendable (FirstUse) -> Counting = { use in
      // The measure itself repeats these findings in its turn.
      var trial = base
      _ = trial.cohortTable(use.dataset, use.cohort, over: use.period, for: use.measure)
      return trial
    }
    let trials = parallelMap(firsts.count) { find(firsts[$0]) }
    for trial in trials {
      linked.adopt(trial.linked)
      // Keyed by cohort and period; each trial is of a cohort of its own.
      cohorts.merge(trial.cohorts) { own, _ in own }
    }
  }

  /// The first use of a cohort by a measure.
  private struct FirstUse: Sendable {
    var dataset: Dataset
    var cohort: Cohort
    var period: ReportingPeriod
    var measure: Declared<Measure>
  }
}
