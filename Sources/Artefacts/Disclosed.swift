package import Findings
package import Periods
package import Statistics

/// A row of figures that may be printed: every number in it went through the disclosure policy.
package struct DisclosedReading: Sendable, Hashable {
  package var key: Reading.Key
  package var value: Figure
  package var numerator: Figure
  package var denominator: Figure
  package var population: PopulationBasis?
  package var comparisons: [DisclosedComparison]
  /// Worked out from the counts as printed; empty where one of them is not.
  package var intervals: [PrintedInterval]
  package var place: Place?
  /// What its data lack, and where there is no figure for want of them, why.
  package var notes: [String] = []
  /// The number of cases below which a figure like it is one of few; nil where it is not.
  package var fewerThan: Int?

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

/// A comparison whose numbers may be printed.
package struct DisclosedComparison: Sendable, Hashable {
  package var against: Comparison.Against
  package var period: String
  package var value: Figure
  package var difference: Figure
  package var isRelative: Bool
  package var notes: [String]
  /// nil also where a hidden figure would be given away by it.
  package var standing: Standing?
  /// Where either side is of so few cases that a difference says nothing.
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

/// What stands in place of a verdict on few cases: how many there are, as the row prints them.
package struct FewCases: Sendable, Hashable {
  package var numerator: Figure
  package var denominator: Figure
  /// Whether ours is of few; otherwise the other is.
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

/// What the disclose stage let through: the only thing that evidence is made from.
package struct Disclosed: Sendable {
  package var area: String
  package var asOf: Day
  /// The policy's id and title, which every output names.
  package var policy: String
  package var policyTitle: String
  /// Whether it is a policy for publication under which hidden counts can be worked out.
  package var protectsNothing = false
  /// Whether the policy lets periods end with a whole month, or a Sunday, alone.
  package var hasWholePeriods = false
  package var readings: [DisclosedReading]
  package var series: [ProcessSeries]
  package var funnels: [FunnelChart]
  package var waitingLists: [WaitingList]
  package var waterfalls: [DisclosedWaterfall]
  package var findings: [Finding]
  /// How measures stand against their targets, for the tables that show it.
  package var statuses: [DisclosedStatus] = []
  /// Published values of other councils and of other years, by their publishers' leave.
  package var distributions: [PublishedDistribution] = []
  package var trends: [PublishedTrend] = []

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
