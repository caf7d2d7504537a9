package import Findings
package import Periods
package import Statistics

/// What is said of a difference, in every table, sentence, list and file: a `Standing` in one word.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case better, worse
  /// Where polarity is not agreed.
  case higher, lower
  /// Chance could have made it, or it is less than the least change that is declared to count.
  case unclear = "no clear difference"

  package init(_ standing: Standing) {
    switch (standing.side, standing.isFavourable) {
    case (.similar, _): self = .unclear
    case (_, true?): self = .better
    case (_, false?): self = .worse
    case (.above, nil): self = .higher
    case (.below, nil): self = .lower
    }
  }
}

/// Our reading against one other value.
package struct Comparison: Sendable, Hashable {
  /// What a reading is compared with.
  package enum Against: Sendable, Hashable {
    /// An earlier reading of our own.
    case previous, yearBefore
    /// An area's published value.
    case area(code: String, name: String)
    /// Several councils together: statistical neighbours, the region's members, councils of a type.
    case group(id: String, name: String)
    /// What the council set out to reach.
    case target(name: String)

    /// `previous`, `year-before`, the area's code, the group's id or `target`: the tidy feed's word.
    package var id: String {
      switch self {
      case .previous: "previous"
      case .yearBefore: "year-before"
      case .area(let code, _): code
      case .group(let id, _): id
      case .target: "target"
      }
    }
  }

  package var against: Against
  /// The period of the other value: every comparator prints its own.
  package var period: String
  package var value: FixedPoint?
  package var missing: Missing?
  /// The displayed value less the other displayed value, or relative per cent, as the measure declares.
  package var difference: FixedPoint?
  package var isRelative: Bool
  /// Reservations that belong beside the figure.
  package var notes: [String]
  /// The key of our own reading that it is, so that both are disclosed alike.
  package var reading: Reading.Key?
  /// By the declared test; nil where the comparison is refused, nothing is declared to judge it by, or it is of few.
  package var standing: Standing?
  /// Whether either side is of so few cases that a difference says nothing.
  package var isOfFew = false
  package var z: ZScore?
  /// Whether the two may be compared at all; nil only for comparisons made before there was a gate.
  package var likeness: LikeForLike?
  /// What the councils of a group come to; nil for a single area.
  package var group: GroupSummary?

  package init(
    against: Against, period: String, value: FixedPoint?, missing: Missing? = nil,
    difference: FixedPoint? = nil,
    isRelative: Bool = false, notes: [String] = [], reading: Reading.Key? = nil,
    standing: Standing? = nil, z: ZScore? = nil, likeness: LikeForLike? = nil, group: GroupSummary? = nil
  ) {
    self.against = against
    self.period = period
    self.value = value
    self.missing = missing
    self.difference = difference
    self.isRelative = isRelative
    self.notes = notes
    self.reading = reading
    self.standing = standing
    self.z = z
    self.likeness = likeness
    self.group = group
  }
}

extension Comparison {
  package var verdict: Verdict? { standing.map(Verdict.init) }
}

/// A reading with everything it is compared with.
package struct BenchmarkedReading: Sendable, Hashable {
  package var reading: Reading
  package var comparisons: [Comparison]
  /// At 95% and at 99.8%; empty where the measure has none, such as a count.
  package var intervals: [PrintedInterval]
  /// Among councils for the latest published year that holds ours; nil where we are not in it.
  package var place: Place?
  /// The number of cases below which a figure like it is one of few; nil where it is not.
  package var fewerThan: Int?

  package var isOfFew: Bool { fewerThan != nil }

  package init(
    reading: Reading, comparisons: [Comparison], intervals: [PrintedInterval] = [], place: Place? = nil
  ) {
    self.reading = reading
    self.comparisons = comparisons
    self.intervals = intervals
    self.place = place
  }
}

/// One measure month by month, before it is decided what may be printed of it.
package struct Trend: Sendable {
  package var measure: String
  /// Oldest first.
  package var readings: [Reading.Key]
  package var polarity: Polarity
  package var method: ProcessChart.Method
  package var restarts: [ProcessChart.Restart]
  package var target: FixedPoint?

  package init(
    measure: String, readings: [Reading.Key], polarity: Polarity, method: ProcessChart.Method,
    restarts: [ProcessChart.Restart],
    target: FixedPoint?
  ) {
    self.measure = measure
    self.readings = readings
    self.polarity = polarity
    self.method = method
    self.restarts = restarts
    self.target = target
  }
}

/// What the benchmark stage made of the readings.
package struct Benchmarked: Sendable {
  package var area: String
  package var asOf: Day
  package var readings: [BenchmarkedReading]
  package var funnels: [FunnelChart]
  package var trends: [Trend] = []
  /// nil where nothing but what is shown is judged.
  package var attention: BenchmarkedAttention?
  package var findings: [Finding]

  package init(
    area: String, asOf: Day, readings: [BenchmarkedReading],
    funnels: [FunnelChart] = [], findings: [Finding]
  ) {
    self.area = area
    self.asOf = asOf
    self.readings = readings
    self.funnels = funnels
    self.findings = findings
  }
}
