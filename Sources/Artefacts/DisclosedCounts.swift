package import Findings
package import Statistics

/// The counts of the aggregate stage in the form that a disclosure policy allows.
///
/// Everything later is computed from these values, so no word, rank or difference reveals more than they do. Only the
/// disclose stage makes one (`BoundaryTests`).
package struct DisclosedCounts: Sendable {
  /// The readings with printed counts and the values computed from them. A hidden one has no value, and is missing as
  /// confidential.
  package var aggregated: Aggregated
  /// The printed form of each reading.
  package var rows: [Reading.Key: PrintedRow]
  /// The policy's id and title, printed in every output.
  package var policy: String
  package var policyTitle: String
  /// Whether it is a policy for publication that leaves a hidden count only one possible value.
  package var protectsNothing = false
  /// Whether the policy requires periods to end with a whole month, or a Sunday.
  package var hasWholePeriods = false
  package var waitingLists: [WaitingList] = []
  package var waterfalls: [DisclosedWaterfall] = []
  /// Findings about disclosure: what cannot be protected.
  package var findings: [Finding] = []
  /// Every figure with its exact counts, for the owner and the record of publications.
  package var ledger: [LedgerRow] = []

  /// One figure as printed, with its exact counts.
  package struct LedgerRow: Sendable, Hashable {
    package var printed: PrintedRow
    package var numerator: Int?
    package var denominator: Int?
    /// Rounded as the measure declares; nil where there is none.
    package var value: FixedPoint?
    package var reason: HiddenReason?

    package init(
      printed: PrintedRow, numerator: Int?, denominator: Int?, value: FixedPoint?, reason: HiddenReason?
    ) {
      self.printed = printed
      self.numerator = numerator
      self.denominator = denominator
      self.value = value
      self.reason = reason
    }
  }

  package init(
    aggregated: Aggregated, rows: [Reading.Key: PrintedRow], policy: String, policyTitle: String
  ) {
    self.aggregated = aggregated
    self.rows = rows
    self.policy = policy
    self.policyTitle = policyTitle
  }
}

/// Why a figure is hidden.
package enum HiddenReason: String, Sendable, Hashable, CaseIterable {
  /// One of its counts, or the remainder of its denominator, is small.
  case small
  /// With it, a small count of another figure could be worked out.
  case protects
  /// It was hidden when last published, and its counts have not changed.
  case before = "hidden-before"
  /// An earlier publication would give it away, so it is left out altogether.
  case withheld
  /// It is one person's value, or nearly: a maximum, or a percentile of few cases.
  case extreme
}
