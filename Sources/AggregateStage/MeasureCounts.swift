import Artefacts
import Declarations
import Findings
import Tables

/// What one measure came to over all its periods, with what was said on the way.
private struct MeasureCount: Sendable {
  var readings: [Reading]
  var waterfalls: [Waterfall]
  var findings: [Finding]
  /// Of the findings, the positions of those that are said once a run.
  var saidOnce: Set<Int>
}

extension Counting {
  /// Counts every measure over every period, the measures dealt out to the cores, and says what was found in their order.
  mutating func countMeasures() -> [Reading] {
    linkOnce()
    let base = self
    let items = plan.measures
    let workers = max(1, min(processorCount, items.count))
    let parts = parallelMap(workers) { worker in
      var own = base
      return stride(from: worker, to: items.count, by: workers).map { own.count(items[$0]) }
    }
    var readings: [Reading] = []
    for index in items.indices {
      let part = parts[index % workers][index / workers]
      readings += part.readings
      waterfalls += part.waterfalls
      for (place, finding) in part.findings.enumerated() {
        if part.saidOnce.contains(place) { sayOnce(finding) } else { findings.append(finding) }
      }
    }
    return readings
  }

  private mutating func count(_ item: AggregationPlan.Item) -> MeasureCount {
    (waterfalls, findings, said, saidOnce) = ([], [], [], [])
    let counted = item.periods.flatMap { readings(of: item, over: $0) }
    var out = onCompleteGrid(counted, of: item.measure.value)
    findings += unbalanced(counted, of: item.measure)
    // How cases came down to those counted is told of the periods that tables show.
    let told = waterfalls
    var total = item
    total.breakdowns = []
    for period in item.trend { out += readings(of: total, over: period) }
    return MeasureCount(readings: out, waterfalls: told, findings: findings, saidOnce: saidOnce)
  }

  /// Finds what linkages find whatever the period is before the measures are dealt out, or every core would.
  private mutating func linkOnce() {
    var known: Set<String> = []
    for item in plan.measures {
      guard let dataset = plan.scope(of: item.measure.value)?.dataset, let cohort = dataset.cohort,
        let period = item.periods.first, known.insert(dataset.dataset.value).inserted
      else { continue }
      // What it says here is said again by the measure itself, in its turn.
      var trial = self
      _ = trial.cohortTable(dataset, cohort, over: period, for: item.measure)
      (linked, cohorts) = (trial.linked, trial.cohorts)
    }
  }
}
