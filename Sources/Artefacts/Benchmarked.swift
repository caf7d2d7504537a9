package import Findings
package import Periods
package import Statistics

/// The verdict on a difference, the same in every table, sentence, list and file: a `Standing` in one word.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case better, worse
  /// For a measure without a polarity.
  case higher, lower
  /// Chance may explain it, or it is below the declared least change.
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

/// Our reading compared with one other value.
package struct Comparison: Sendable, Hashable {
  /// The other side of a comparison.
  package enum Against: Sendable, Hashable {
    /// An earlier reading of our own.
    case previous, yearBefore
    /// An area's published value.
    case area(code: String, name: String)
    /// Several councils together: statistical neighbours, the region's members, councils of a type.
    case group(id: String, name: String)
    /// A target of the council.
    case target(name: String)

    /// `previous`, `year-before`, the area's code, the group's id or `target`, as in the tidy feed.
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
  /// The period of the other value: each comparator prints its own.
  package var period: String
  package var value: FixedPoint?
  package var missing: Missing?
  /// The displayed value less the other displayed value, or relative per cent, as the measure declares.
  package var difference: FixedPoint?
  package var isRelative: Bool
  /// Reservations to print beside the figure.
  package var notes: [String]
  /// The key of the other reading if it is ours, so that both are disclosed alike.
  package var reading: Reading.Key?
  /// By the declared test; nil where the comparison is refused, no test is declared, or there are few cases.
  package var standing: Standing?
  /// Whether either side has so few cases that a difference means nothing.
  package var isOfFew = false
  package var z: ZScore?
  /// Whether the two may be compared; nil only for comparisons from before there was a gate.
  package var likeness: LikeForLike?
  /// The totals of a group of councils; nil for a single area.
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

/// A reading with all its comparisons.
package struct BenchmarkedReading: Sendable, Hashable {
  package var reading: Reading
  package var comparisons: [Comparison]
  /// At 95% and at 99.8%; empty where the measure has none, such as a count.
  package var intervals: [PrintedInterval]
  /// Among councils in the latest published year that has ours; nil where none has.
  package var place: Place?
  /// The number below which its cases are few; nil where they are not.
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

/// One measure by month, before it is decided what may be printed of it.
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

/// The results of the benchmark stage.
package struct Benchmarked: Sendable {
  package var area: String
  package var asOf: Day
  package var readings: [BenchmarkedReading]
  package var funnels: [FunnelChart]
  package var trends: [Trend] = []
  /// nil where only the shown figures are judged.
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
