package import Declarations
package import Findings
package import Periods
package import Statistics

/// What one measure came to: in a period, for all cases or one category of a breakdown.
package struct Reading: Sendable, Hashable {
  /// Where a figure comes from. A measure can have both for one year, and they are two figures.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// Counted from the run's cases.
    case counted
    /// Worked out before it came in: by a publisher, or by the council for its return.
    case published
  }

  package struct Key: Sendable, Hashable {
    package var measure: String
    package var period: ReportingPeriod
    /// nil for all cases.
    package var category: Category?
    package var origin: Origin

    package init(
      measure: String, period: ReportingPeriod, category: Category? = nil, origin: Origin = .counted
    ) {
      self.measure = measure
      self.period = period
      self.category = category
      self.origin = origin
    }
  }
  package struct Category: Sendable, Hashable {
    package var breakdown: String
    package var label: String

    package init(breakdown: String, label: String) {
      self.breakdown = breakdown
      self.label = label
    }
  }

  package var key: Key
  /// Cases or people counted; nil for an average or a published value without counts.
  package var numerator: Int?
  /// Cases, people or population; for an average the cases it is over.
  package var denominator: Int?
  /// Unrounded and before `multiplier`; nil when missing.
  package var value: Fraction?
  package var multiplier: Int
  /// Why there is no value.
  package var missing: Missing?
  /// For a rate: whose population, of when, from which edition of the estimates.
  package var population: PopulationBasis?
  /// What its counts were rounded to the nearest multiple of; 1 for exact counts.
  package var roundingBase = 1
  /// Of a median or a mean, which need the cases' own values; the others are found from the counts.
  package var intervals: [Interval] = []
  /// What its data lack; where one of these withholds it, it is missing as unavailable.
  package var gaps: [Gap] = []

  package init(
    key: Key, numerator: Int? = nil, denominator: Int? = nil, value: Fraction? = nil, multiplier: Int = 1,
    missing: Missing? = nil, population: PopulationBasis? = nil
  ) {
    self.key = key
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.multiplier = multiplier
    self.missing = missing
    self.population = population
  }

  /// The value rounded once to the measure's decimals.
  package func rounded(to decimals: Int) -> FixedPoint? {
    value?.rounded(to: decimals, times: multiplier)
  }
}

extension Measure {
  /// Where its figures come from: a measure that is not counted here has only those that came in.
  package var origin: Reading.Origin { formula == .published ? .published : .counted }
}

extension Reading {
  /// The values that it can stand for, given how its counts were rounded; its own value where they were not.
  package func possible(to decimals: Int) -> (least: FixedPoint, most: FixedPoint)? {
    guard let own = rounded(to: decimals) else { return nil }
    guard roundingBase > 1, numerator != nil else { return (own, own) }
    guard let counts = possibleCounts else { return nil }
    if denominator == nil {
      return (
        FixedPoint(units: counts.least.numerator, places: 0),
        FixedPoint(units: counts.most.numerator, places: 0)
      )
    }
    guard let one = counts.least.rounded(to: decimals, times: multiplier),
      let other = counts.most.rounded(to: decimals, times: multiplier)
    else { return nil }
    return (one, other)
  }

  /// The counts that give the least and the most that it can stand for, given how they were rounded: its own where they
  /// were not, over 1 where it is a count; nil without counts and over nobody.
  package var possibleCounts: (least: Fraction, most: Fraction)? {
    guard let numerator else { return nil }
    let slack = roundingBase / 2
    let (low, high) = (max(0, numerator - slack), numerator + slack)
    guard let denominator else { return (Fraction(low), Fraction(high)) }
    guard denominator > 0 else { return nil }
    let isPublic = population != nil
    let (most, least) =
      isPublic ? (denominator, denominator) : (denominator + slack, max(1, denominator - slack))
    // A share of cases is no more than all of them.
    let top = numerator <= denominator && !isPublic ? min(high, least) : high
    return (Fraction(low, most), Fraction(top, least))
  }
}

extension [Reading] {
  /// By key, each of which the aggregate stage gives once (`AGG-011`).
  package var byKey: [Reading.Key: Reading] { Dictionary(uniqueKeysWithValues: map { ($0.key, $0) }) }
}

/// The population under a rate.
package struct PopulationBasis: Sendable, Hashable {
  package var population: String
  package var referenceDate: String
  package var vintage: String

  package init(population: String, referenceDate: String, vintage: String) {
    self.population = population
    self.referenceDate = referenceDate
    self.vintage = vintage
  }

  /// `adults-18-and-over, mid-2024 (ONS mid-2024 estimates)`
  package var label: String { "\(population), \(referenceDate) (\(vintage))" }
}

/// Something of several figures that is not made, because the data of one of them lack something.
package struct LeftOut: Sendable, Hashable {
  /// In words, as `the waiting list 'Assessments' over 2026-10`.
  package var title: String
  /// Without a full stop, and without a count of records.
  package var reason: String

  package init(_ title: String, _ reason: String) {
    self.title = title
    self.reason = reason
  }
}

/// What the aggregate stage counted.
package struct Aggregated: Sendable {
  /// The council whose cases were counted: a GSS code.
  package var area: String
  package var asOf: Day
  /// In the order of the pipeline's measures and periods.
  package var readings: [Reading]
  /// One for every measure over a cohort and period.
  package var waterfalls: [Waterfall]
  package var findings: [Finding]
  /// In the order of the pipeline, then of periods.
  package var waitingLists: [CountedWaitingList] = []
  /// Readings that only waiting lists need.
  package var listReadings: [Reading] = []
  /// Waiting lists and crossed tables, or measures of these, that are not here for what their data lack.
  package var leftOut: [LeftOut] = []
  /// In the order of the pipeline.
  package var crossTables: [CrossTable]

  package init(
    area: String, asOf: Day, readings: [Reading], waterfalls: [Waterfall] = [], findings: [Finding],
    crossTables: [CrossTable] = []
  ) {
    self.crossTables = crossTables
    self.area = area
    self.asOf = asOf
    self.readings = readings
    self.waterfalls = waterfalls
    self.findings = findings
  }
}
