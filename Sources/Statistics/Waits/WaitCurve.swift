/// The share of waits that continue, at whole multiples of some days: a drawing of `KaplanMeier`.
package struct WaitCurve: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    package var days: Int
    /// Per cent of waits longer than this, rounded to a whole number.
    package var share: FixedPoint
    /// Waits that ended since the point before.
    package var ended: Int
    /// People under observation whose wait had lasted longer.
    package var atRisk: Int
  }

  /// A point for every multiple of days by which another wait has ended, shortest first. The start, 100, is not one.
  package private(set) var points: [Point] = []

  /// - Parameter most: the most points. They are 7, 14, 28, 91 or 182 days apart.
  package init(_ estimate: KaplanMeier, most: Int = 40) {
    guard let last = estimate.steps.last(where: { $0.ended > 0 })?.days else { return }
    let apart = [7, 14, 28, 91].first { last <= $0 * most } ?? 182
    var (next, ended) = (0, 0)
    var latest: KaplanMeier.Step?
    for days in stride(from: apart, through: last + apart - 1, by: apart) {
      while next < estimate.steps.count, estimate.steps[next].days <= days {
        ended += estimate.steps[next].ended
        latest = estimate.steps[next]
        next += 1
      }
      guard let latest, ended > 0 else { continue }
      // A product that should be exactly a half may be slightly below it.
      let share = FixedPoint(units: Int((latest.share * 100 + 1e-9).rounded()), places: 0)
      let atRisk = latest.atRisk - latest.ended - latest.stillWaiting
      points.append(Point(days: days, share: share, ended: ended, atRisk: atRisk))
      ended = 0
    }
  }

  /// The curve in steps of at least so many ended waits, with as many people or none left after the last.
  ///
  /// Points in between are left out, as is the end of the curve if fewer waits ended.
  package func coarsened(to least: Int) -> WaitCurve {
    guard least > 1 else { return self }
    var out = self
    out.points = []
    var (ended, rest) = (0, points.reduce(0) { $0 + $1.ended })
    for point in points {
      ended += point.ended
      rest -= point.ended
      guard ended >= least, rest == 0 || rest >= least, point.atRisk == 0 || point.atRisk >= least else {
        continue
      }
      var kept = point
      kept.ended = ended
      out.points.append(kept)
      ended = 0
    }
    return out
  }
}
