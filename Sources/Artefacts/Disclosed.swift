package import Findings
package import Periods
package import Statistics

/// A row of printable figures: every number has been through the disclosure policy.
package struct DisclosedReading: Sendable, Hashable {
  package var key: Reading.Key
  package var value: Figure
  package var numerator: Figure
  package var denominator: Figure
  package var population: PopulationBasis?
  package var comparisons: [DisclosedComparison]
  /// Computed from printed counts; empty where one of them is not printed.
  package var intervals: [PrintedInterval]
  package var place: Place?
  /// What its data lack; for a withheld figure, the reason.
  package var notes: [String] = []
  /// The number below which its cases are few; nil where they are not.
  package var fewerThan: Int?
  /// How certain a figure that was returned is.
  package var standing: ReturnedFigure.Standing?

  package init(
    key: Reading.Key, value: Figure, numerator: Figure, denominator: Figure, population: PopulationBasis?,
    comparisons: [DisclosedComparison], intervals: [PrintedInterval] = [], place: Place? = nil
  ) {
    self.key = key
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.population = population
    self.comparisons = comparisons
    self.intervals = intervals
    self.place = place
  }

  package func comparison(with against: String) -> DisclosedComparison? {
    comparisons.first { $0.against.id == against }
  }
}

/// A comparison with printable numbers.
package struct DisclosedComparison: Sendable, Hashable {
  package var against: Comparison.Against
  package var period: String
  package var value: Figure
  package var difference: Figure
  package var isRelative: Bool
  package var notes: [String]
  /// nil also where it would give a hidden figure away.
  package var standing: Standing?
  /// Where either side has so few cases that a difference means nothing.
  package var few: FewCases?
  package var z: ZScore?
  package var likeness: LikeForLike?
  package var group: GroupSummary?

  package init(
    against: Comparison.Against, period: String, value: Figure, difference: Figure, isRelative: Bool,
    notes: [String], standing: Standing? = nil, z: ZScore? = nil,
    likeness: LikeForLike? = nil, group: GroupSummary? = nil
  ) {
    self.against = against
    self.period = period
    self.value = value
    self.difference = difference
    self.isRelative = isRelative
    self.notes = notes
    self.standing = standing
    self.z = z
    self.likeness = likeness
    self.group = group
  }
}

/// Shown in place of a verdict on few cases: their number, as the row prints it.
package struct FewCases: Sendable, Hashable {
  package var numerator: Figure
  package var denominator: Figure
  /// Whether ours has few cases; otherwise the other side has.
  package var isOurs: Bool

  package init(numerator: Figure, denominator: Figure, isOurs: Bool) {
    self.numerator = numerator
    self.denominator = denominator
    self.isOurs = isOurs
  }
}

extension DisclosedComparison {
  package var verdict: Verdict? { standing.map(Verdict.init) }
}

/// The output of the disclose stage with comparisons: the only input of evidence.
package struct Disclosed: Sendable {
  package var area: String
  package var asOf: Day
  /// The policy's id and title, printed in every output.
  package var policy: String
  package var policyTitle: String
  /// Whether it is a policy for publication that lets hidden counts be worked out.
  package var protectsNothing = false
  /// Whether the policy requires periods to end with a whole month, or a Sunday.
  package var hasWholePeriods = false
  package var readings: [DisclosedReading]
  package var series: [ProcessSeries]
  package var funnels: [FunnelChart]
  package var waitingLists: [WaitingList]
  package var waterfalls: [DisclosedWaterfall]
  package var findings: [Finding]
  /// Statuses of measures against their targets, for the tables that show them.
  package var statuses: [DisclosedStatus] = []
  /// Figures of other periods that a table has a column for.
  package var further: [PrintedRow] = []
  /// Published values of other councils and years, as far as their publishers allow.
  package var distributions: [PublishedDistribution] = []
  package var trends: [PublishedTrend] = []
  /// nil for a publication, which judges only by what it prints.
  package var attention: Attention?

  package init(
    area: String, asOf: Day, policy: String, policyTitle: String, readings: [DisclosedReading],
    series: [ProcessSeries] = [], funnels: [FunnelChart] = [], waitingLists: [WaitingList] = [],
    waterfalls: [DisclosedWaterfall] = [], findings: [Finding]
  ) {
    self.waterfalls = waterfalls
    self.area = area
    self.asOf = asOf
    self.policy = policy
    self.policyTitle = policyTitle
    self.readings = readings
    self.series = series
    self.funnels = funnels
    self.waitingLists = waitingLists
    self.findings = findings
  }
}
