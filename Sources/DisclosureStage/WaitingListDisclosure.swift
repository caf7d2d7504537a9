import Artefacts
import Declarations
import Statistics

/// Waiting lists as they may be printed: each count as every table prints it, and the median hidden with its cases.
func waitingLists(
  of results: Benchmarked, _ printing: Printing, hidden: Set<Reading.Key>, measures: [String: Measure]
) -> [WaitingList] {
  guard !results.waitingLists.isEmpty else { return [] }
  let readings = Dictionary(
    (results.readings.map(\.reading) + results.past).map { ($0.key, $0) },
    uniquingKeysWith: { first, _ in first })
  func entry(_ key: Reading.Key) -> WaitingList.Entry {
    let figure =
      readings[key].map {
        printing.value(of: $0, measures[key.measure], isHidden: hidden.contains(key))
      } ?? printing.policy.outcome(nil, missing: .unavailable)
    return WaitingList.Entry(key: key, figure: figure)
  }
  func days(_ days: Int?, _ policy: DisclosurePolicy, isHidden: Bool) -> Figure {
    policy.outcome(
      days.map { FixedPoint(units: $0, places: 0) }, missing: days == nil ? .unavailable : nil,
      isHidden: isHidden)
  }
  return results.waitingLists.map { list in
    // Those whose waits it is found from are those at the start and those who joined.
    let isHidden = list.flow.contains { hidden.contains($0) }
    let unexplained = list.balance.unexplained
    let policy = printing.terms(measures[list.opening.measure])
    return WaitingList(
      list: list.list, title: list.title, period: list.period, opening: entry(list.opening),
      joined: entry(list.joined), completed: entry(list.completed),
      leftOtherwise: list.leftOtherwise.map(entry), closing: entry(list.closing),
      // That nothing is missing is known of every sound list; how many are would be a small number.
      unexplained: unexplained == 0 || policy.threshold == 0
        ? policy.published(FixedPoint(units: unexplained, places: 0), missing: nil)
        : policy.published(nil, missing: .confidential),
      completedWait: entry(list.completedWait), currentWait: entry(list.currentWait),
      median: days(list.median, policy, isHidden: isHidden),
      medianLower: days(list.medianLower, policy, isHidden: isHidden),
      medianUpper: days(list.medianUpper, policy, isHidden: isHidden),
      curve: isHidden ? [] : stillWaiting(list.curve, policy), bands: list.bands.map(entry))
  }
}

/// A step of few people would say how long each of them waited, so steps are merged until each has enough.
private func stillWaiting(_ curve: WaitCurve?, _ policy: DisclosurePolicy) -> [WaitingList.StillWaiting] {
  guard let curve else { return [] }
  return curve.coarsened(to: policy.threshold).points.map {
    .init(days: $0.days, share: policy.published($0.share, missing: nil))
  }
}
