package import Findings
package import Periods
package import Statistics

/// Which way a difference points, given the measure's polarity.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case better, same, worse
  /// Where polarity is not agreed.
  case higher, lower
}

/// Our reading against one other value.
package struct Comparison: Sendable, Hashable {
  /// What a reading is held against.
  package enum Against: Sendable, Hashable {
    /// An earlier reading of our own.
    case previous, yearBefore
    /// An area's published value.
    case area(code: String, name: String)

    /// `previous`, `year-before`, or the area's code: the tidy feed's word.
    package var id: String {
      switch self {
      case .previous: "previous"
      case .yearBefore: "year-before"
      case .area(let code, _): code
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
  package var verdict: Verdict?
  /// Reservations that belong beside the figure.
  package var notes: [String]
  /// The key of our own reading that it is, so that both are disclosed alike.
  package var reading: Reading.Key?

  package init(
    against: Against, period: String, value: FixedPoint?, missing: Missing? = nil,
    difference: FixedPoint? = nil,
    isRelative: Bool = false, verdict: Verdict? = nil, notes: [String] = [], reading: Reading.Key? = nil
  ) {
    self.against = against
    self.period = period
    self.value = value
    self.missing = missing
    self.difference = difference
    self.isRelative = isRelative
    self.verdict = verdict
    self.notes = notes
    self.reading = reading
  }
}

/// A reading with everything it is compared with.
package struct BenchmarkedReading: Sendable, Hashable {
  package var reading: Reading
  package var comparisons: [Comparison]

  package init(reading: Reading, comparisons: [Comparison]) {
    self.reading = reading
    self.comparisons = comparisons
  }
}

/// What the benchmark stage made of the readings.
package struct Benchmarked: Sendable {
  package var area: String
  package var asOf: Day
  package var readings: [BenchmarkedReading]
  package var findings: [Finding]

  package init(area: String, asOf: Day, readings: [BenchmarkedReading], findings: [Finding]) {
    self.area = area
    self.asOf = asOf
    self.readings = readings
    self.findings = findings
  }
}
