#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// How long people wait, counting those who are still waiting as well as those who are not.
///
/// A median of completed waits looks better when the longest waiters never finish; here a wait that has not ended
/// counts as at least as long as it has lasted. Kaplan and Meier (1958), with delayed entry for those who were
/// already waiting when the period began (Klein and Moeschberger 2003, section 4.6).
package struct KaplanMeier: Sendable {
  package struct Wait: Sendable, Hashable {
    package var days: Int
    /// False for someone still waiting on the day of counting.
    package var hasEnded: Bool
    /// Days already waited when first looked at: only from then on could its end have been seen.
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
    /// People looked at by then whose wait had lasted this long, just before anything happened.
    package let atRisk: Int
    /// Waits that ended after this many days; they come before those still waiting on the same day.
    package let ended: Int
    /// People still waiting, of whom no more is known.
    package let stillWaiting: Int
    /// The estimated share of waits longer than this.
    package let share: Double
    /// Greenwood's (1926); nil once the share is nothing.
    package let standardError: Double?
  }

  /// One for each length at which a wait ended or was still going on, shortest first.
  package let steps: [Step]

  /// Nil for a negative wait, which validation refuses, or one that ended before it was looked at; no waits give no
  /// steps.
  package init?(_ waits: [Wait]) {
    guard waits.allSatisfy({ $0.entered >= 0 && $0.days >= $0.entered }) else { return nil }
    let sorted = waits.sorted { $0.days < $1.days }
    let entries = waits.map(\.entered).sorted()
    var steps: [Step] = []
    var (entered, atRisk) = (0, 0)
    // The product telescopes until someone joins or leaves it, so that without any it is exactly left/all.
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
    // A product of quotients that should be exactly a half may be just above it.
    return steps.first { $0.ended > 0 && $0.share <= remaining + 1e-12 }?.days
  }

  /// The days within which half of waits end; nil when fewer than half are known to.
  package var median: Int? { days(within: 50) }

  /// The days at which the limits of the share fall to a half: Brookmeyer and Crowley (1982), on the scale of
  /// log(−log share) as Kalbfleisch and Prentice (2002). An end is nil where its limit never falls so far.
  package func medianInterval(_ confidence: Confidence) -> (lower: Int?, upper: Int?) {
    var (lower, upper): (Int?, Int?)
    for step in steps where step.ended > 0 {
      guard let error = step.standardError, step.share < 1 else {
        // Once nobody is left the share has no error, and only its lower limit is known to be nothing.
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
