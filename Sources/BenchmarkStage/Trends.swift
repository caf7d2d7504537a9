import Artefacts
import Declarations
import Periods
import Statistics

/// Makes the process chart of each measure: its counted months, its target, and where its limits are computed anew.
func trends(of readings: [Reading], plan: ComparisonPlan, measures: [String: Measure]) -> [Trend] {
  let counted = Set(readings.filter { $0.key.category == nil }.map(\.key))
  return plan.trends.sorted { $0.key < $1.key }.compactMap { id, periods in
    guard let measure = measures[id] else { return nil }
    let origins: [Reading.Origin] = [.counted, .returned]
    let all = origins.map { origin in
      periods.map { Reading.Key(measure: id, period: $0, origin: origin) }.filter(counted.contains)
    }
    // Figures of two origins are never one series.
    let keys = all.first { !$0.isEmpty } ?? []
    guard keys.count > 1 else { return nil }
    let restarts = plan.restarts.filter { $0.measure.value == id }.compactMap { restart in
      Day(iso: restart.from.value).flatMap { day in keys.firstIndex { $0.period.end >= day } }.flatMap {
        ProcessChart.Restart(
          at: $0, restart.kind == .rebase ? .rebase : .definition, because: restart.reason)
      }
    }
    let last = keys[keys.count - 1].period.end
    return Trend(
      measure: id, readings: keys, polarity: measure.agreed,
      method: plan.sharesCases(measure) ? .runChart : .processLimits, restarts: restarts,
      target: plan.targets[id]?.first { $0.isInForce(on: last) }?.value)
  }
}
