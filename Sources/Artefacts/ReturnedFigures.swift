package import Declarations
package import Findings
package import Periods
package import Statistics

/// One figure of ours that was worked out elsewhere: a record of the readings dataset with its names found.
package struct ReturnedFigure: Sendable, Hashable {
  /// How certain it is. Of two for one key, the later of these stands.
  package enum Standing: Int, Sendable, Hashable { case provisional, final, revised }

  package var measure: String
  package var category: Reading.Category?
  package var period: ReportingPeriod
  package var value: FixedPoint?
  package var numerator: FixedPoint?
  package var denominator: FixedPoint?
  /// Why there is neither value nor quotient.
  package var missing: Missing?
  package var standing: Standing
  package var issued: Day?
  package var carriedFrom: ReportingPeriod?
  package var rating: Rating?
  package var place: Location
  /// Whether an earlier figure for the key was given, which this one replaces.
  package var replaces = false

  package init(
    measure: String, category: Reading.Category?, period: ReportingPeriod, standing: Standing = .final,
    place: Location
  ) {
    self.measure = measure
    self.category = category
    self.period = period
    self.standing = standing
    self.place = place
  }
}

/// Figures of ours that were worked out elsewhere, one for each measure, category and period.
package struct ReturnedFigures: Sendable {
  package struct Series: Hashable, Sendable {
    package var measure: String
    package var category: Reading.Category?
  }

  /// In the order of their periods.
  private var series: [Series: [ReturnedFigure]] = [:]

  package init(_ figures: [ReturnedFigure] = []) {
    series = Dictionary(grouping: figures) { Series(measure: $0.measure, category: $0.category) }
      .mapValues { $0.sorted { ($0.period.start, $0.period.end) < ($1.period.start, $1.period.end) } }
  }

  package var isEmpty: Bool { series.isEmpty }

  package func has(_ measure: String) -> Bool { series.keys.contains { $0.measure == measure } }

  package func figures(of measure: String, category: Reading.Category? = nil) -> [ReturnedFigure] {
    series[Series(measure: measure, category: category)] ?? []
  }

  /// The categories that a measure has figures of, in a fixed order.
  package func categories(of measure: String) -> [Reading.Category] {
    var first: [Reading.Category: Location] = [:]
    for (key, figures) in series where key.measure == measure {
      guard let category = key.category else { continue }
      first[category] = figures.map(\.place).min()
    }
    // As the file lists them.
    return first.sorted { ($0.value, $0.key.label) < ($1.value, $1.key.label) }.map(\.key)
  }

  /// All of them, in a fixed order.
  package var all: [ReturnedFigure] {
    series.values.flatMap(\.self).sorted { ($0.place, $0.period.start) < ($1.place, $1.period.start) }
  }
}
