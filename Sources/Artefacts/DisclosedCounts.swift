package import Findings
package import Statistics

/// What the aggregate stage counted, as a disclosure policy lets it be printed.
///
/// Everything after it is worked out from these values, so that no word, rank or difference says more than they do.
/// Only the disclose stage makes one (`BoundaryTests`).
package struct DisclosedCounts: Sendable {
  /// The readings with their counts as printed and their values worked out from those; a hidden one has no value, and
  /// is missing as confidential.
  package var aggregated: Aggregated
  /// How each reading prints.
  package var rows: [Reading.Key: PrintedRow]
  /// The policy's id and title, which every output names.
  package var policy: String
  package var policyTitle: String
  /// Whether it is a policy for publication that leaves a hidden count a single possible value.
  package var protectsNothing = false
  /// Whether the policy lets periods end with a whole month, or a Sunday, alone.
  package var hasWholePeriods = false
  package var waitingLists: [WaitingList] = []
  package var waterfalls: [DisclosedWaterfall] = []
  /// What is said of disclosure itself: what cannot be protected.
  package var findings: [Finding] = []
  /// Every figure with its exact counts, for the owner's eyes and the record of what was published.
  package var ledger: [LedgerRow] = []

  /// One figure as printed beside what was counted.
  package struct LedgerRow: Sendable, Hashable {
    package var printed: PrintedRow
    package var numerator: Int?
    package var denominator: Int?
    /// Rounded as the measure says; nil where there is none.
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
  /// One of its counts, or what is left of its denominator, is small.
  case small
  /// With it, a small count of another figure could be worked out.
  case protects
  /// It was hidden when it was last published, and its counts are what they were.
  case before = "hidden-before"
  /// What was published before would give it away, so that it is left out whole.
  case withheld
  /// It is one person's value, or nearly: a maximum, or a percentile of few cases.
  case extreme
}
