#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// How long people wait, counting both completed waits and those that continue.
///
/// A median of completed waits looks better when the longest waiters never finish. Here a wait that has not ended counts
/// as at least as long as so far. Kaplan and Meier (1958), with delayed entry for people who were waiting already when
/// the period began (Klein and Moeschberger 2003, section 4.6).
package struct KaplanMeier: Sendable {
  package struct Wait: Sendable, Hashable {
    package var days: Int
    /// False for somebody still waiting on the day of counting.
    package var hasEnded: Bool
    /// Days already waited at the first observation: an earlier end would not have been seen.
    package var entered: Int

    package init(days: Int, hasEnded: Bool, entered: Int = 0) {
      self.days = days
      self.hasEnded = hasEnded
      self.entered = entered
    }
  }

  /// What happened after one number of days.
  package struct Step: Sendable, Hashable {
    package let days: Int
    /// People under observation whose wait had lasted this long, just before.
    package let atRisk: Int
    /// Waits that ended after this many days. They come before those still waiting on the same day.
    package let ended: Int
    /// People still waiting, with nothing more known.
    package let stillWaiting: Int
    /// The estimated share of waits longer than this.
    package let share: Double
    /// Greenwood's (1926); nil once the share is 0.
    package let standardError: Double?
  }

  /// One for each length at which a wait ended or still continued, shortest first.
  package let steps: [Step]

  /// nil for a negative wait, which validation refuses, or one that ended before its observation. No waits give no steps.
  package init?(_ waits: [Wait]) {
    guard waits.allSatisfy({ $0.entered >= 0 && $0.days >= $0.entered }) else { return nil }
    let sorted = waits.sorted { $0.days < $1.days }
    let entries = waits.map(\.entered).sorted()
    var steps: [Step] = []
    var (entered, atRisk) = (0, 0)
    // The product telescopes until somebody joins or leaves. Without that it is exactly left/all.
    var share = 1.0
    var (settled, settledAtRisk) = (1.0, 0)
    var greenwood = 0.0
    var next = 0
    while next < sorted.count {
      let days = sorted[next].days
      let before = entered
      while entered < entries.count, entries[entered] <= days { entered += 1 }
      if entered > before {
        atRisk += entered - before
        (settled, settledAtRisk) = (share, atRisk)
      }
      let group = sorted[next...].prefix { $0.days == days }
      let ended = group.count(where: \.hasEnded)
      let left = atRisk - ended
      if ended > 0 {
        share = settled * Double(left) / Double(settledAtRisk)
        greenwood += Double(ended) / (Double(atRisk) * Double(left))
      }
      steps.append(
        Step(
          days: days, atRisk: atRisk, ended: ended, stillWaiting: group.count - ended, share: share,
          standardError: share > 0 ? share * greenwood.squareRoot() : nil))
      if group.count > ended { (settled, settledAtRisk) = (share, atRisk - group.count) }
      atRisk -= group.count
      next += group.count
    }
    self.steps = steps
  }

  /// The fewest days after which at least so many per cent of waits have ended; nil if they never do.
  package func days(within percent: Int) -> Int? {
    precondition((1...100).contains(percent), "a percentile is from 1 to 100")
    let remaining = Double(100 - percent) / 100
    // A product that should be exactly a half may be slightly above it.
    return steps.first { $0.ended > 0 && $0.share <= remaining + 1e-12 }?.days
  }

  /// The days within which half of waits end; nil when fewer than half are known to.
  package var median: Int? { days(within: 50) }

  /// The days at which the limits of the share fall to a half. An end is nil where its limit never falls so far.
  ///
  /// Brookmeyer and Crowley (1982), on the scale of log(−log share) as in Kalbfleisch and Prentice (2002).
  package func medianInterval(_ confidence: Confidence) -> (lower: Int?, upper: Int?) {
    var (lower, upper): (Int?, Int?)
    for step in steps where step.ended > 0 {
      guard let error = step.standardError, step.share < 1 else {
        // Once nobody is left the share has no error, and only its lower limit is known to be 0.
        if step.share == 0 { lower = lower ?? step.days }
        continue
      }
      let reach = confidence.z * error / (step.share * -log(step.share))
      if lower == nil, pow(step.share, exp(reach)) <= 0.5 { lower = step.days }
      if upper == nil, pow(step.share, exp(-reach)) <= 0.5 { upper = step.days }
    }
    return (lower, upper)
  }
}
