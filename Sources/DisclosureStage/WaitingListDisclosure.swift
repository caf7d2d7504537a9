import Artefacts
import Declarations
import Statistics

extension Printing {
  /// A printable waiting list: each count as in every table, and the median hidden if its cases are.
  func waitingList(
    _ list: CountedWaitingList, _ rows: [Reading.Key: PrintedRow], measures: [String: Measure]
  ) -> WaitingList {
    func entry(_ key: Reading.Key) -> WaitingList.Entry {
      WaitingList.Entry(key: key, figure: rows[key]?.value ?? policy.outcome(nil, missing: .unavailable))
    }
    // Its waits are of those on the list at the start and those who joined.
    let isHidden = list.flow.contains { rows[$0]?.isHidden == true }
    let policy = terms(measures[list.opening.measure])
    let cases = list.balance.opening + list.balance.joined
    let isExtreme = policy.isExtreme(percentile: 50, of: cases)
    func days(_ days: Int?, isHidden: Bool) -> Figure {
      policy.outcome(
        days.map { FixedPoint(units: $0, places: 0) }, missing: days == nil ? .unavailable : nil,
        isHidden: isHidden)
    }
    let unexplained = list.balance.unexplained
    return WaitingList(
      list: list.list, title: list.title, period: list.period, opening: entry(list.opening),
      joined: entry(list.joined), completed: entry(list.completed),
      leftOtherwise: list.leftOtherwise.map(entry), closing: entry(list.closing),
      // Every sound list has nothing unexplained. Any other number would be a small one.
      unexplained: unexplained == 0 || !policy.hidesOrRounds
        ? policy.published(FixedPoint(units: unexplained, places: 0), missing: nil)
        : policy.published(nil, missing: .confidential),
      completedWait: entry(list.completedWait), currentWait: entry(list.currentWait),
      median: isHidden || !isExtreme
        ? days(list.median, isHidden: isHidden) : policy.extreme(days: list.median),
      // The ends of its interval are single persons' waits.
      medianLower: policy.hidesOrRounds
        ? policy.published(nil, missing: .confidential) : days(list.medianLower, isHidden: false),
      medianUpper: policy.hidesOrRounds
        ? policy.published(nil, missing: .confidential) : days(list.medianUpper, isHidden: false),
      curve: isHidden ? [] : stillWaiting(list.curve, policy, cases: cases), bands: list.bands.map(entry))
  }

  /// A step of few people would reveal how long each waited, so steps are merged until each has enough.
  ///
  /// Where one per cent is fewer people than the rounding of counts, the curve would undo the rounding.
  private func stillWaiting(
    _ curve: WaitCurve?, _ policy: DisclosurePolicy, cases: Int
  ) -> [WaitingList.StillWaiting] {
    guard let curve, policy.roundingBase == 1 || cases >= 100 * policy.roundingBase else { return [] }
    return curve.coarsened(to: policy.threshold).points.map {
      .init(days: $0.days, share: policy.published($0.share, missing: nil))
    }
  }
}
