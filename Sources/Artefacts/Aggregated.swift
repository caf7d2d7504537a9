package import Declarations
package import Findings
package import Periods
package import Statistics

/// The result of one measure in a period, for all cases or one category of a breakdown.
package struct Reading: Sendable, Hashable {
  /// Where a figure comes from. A measure can have both for one year; they are two figures.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// Counted from the run's cases.
    case counted
    /// Worked out elsewhere in the council or by those who work for it, and given as a reading.
    case returned
    /// Computed elsewhere: by a publisher, or by the council for its return.
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
  /// Cases, people or population; for an average the number of cases.
  package var denominator: Int?
  /// Unrounded, and before `multiplier`; nil when missing.
  package var value: Fraction?
  package var multiplier: Int
  /// Why there is no value.
  package var missing: Missing?
  /// For a rate: the population with its date and edition.
  package var population: PopulationBasis?
  /// The multiple that its counts were rounded to; 1 for exact counts.
  package var roundingBase = 1
  /// For a median or a mean, which need the cases' own values. Other intervals are computed from the counts.
  package var intervals: [Interval] = []
  /// What its data lack. Where one of these withholds it, it is missing as unavailable.
  package var gaps: [Gap] = []
  /// Of a figure that came in: what must be said beside it.
  package var returned: Returned?

  /// What a figure that came in says of itself.
  package struct Returned: Sendable, Hashable {
    package var isProvisional = false
    package var isRevised = false
    /// The period it is of, where it is carried forward to this one.
    package var carriedFrom: ReportingPeriod?
    /// How its source rated it.
    package var rating: Rating?
    /// How it was worked out of shorter periods; nil where it came in as it is.
    package var derivation: String?

    package init() {}

    /// In words, without a full stop; empty where there is nothing to say.
    package var notes: [String] {
      var out: [String] = []
      if let carriedFrom { out.append("carried forward from \(carriedFrom.label)") }
      if isProvisional { out.append("provisional") }
      if isRevised { out.append("revised: an earlier figure is in returned-figures.csv") }
      if let derivation { out.append(derivation) }
      return out
    }
  }

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
  /// The origin of its figures. A measure that is not counted here has only those that came in.
  package var origin: Reading.Origin {
    formula == .published ? .published : formula == .reading ? .returned : .counted
  }
}

extension Reading {
  /// The possible values, given the rounding of its counts; its own value for exact counts.
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

  /// The counts that give the lowest and the highest possible value, given their rounding.
  ///
  /// Exact counts are returned as they are, over 1 for a plain count. nil without counts, and where the denominator can
  /// be 0.
  package var possibleCounts: (least: Fraction, most: Fraction)? {
    guard let numerator else { return nil }
    let slack = roundingBase / 2
    let (low, high) = (max(0, numerator - slack), numerator + slack)
    guard let denominator else { return (Fraction(low), Fraction(high)) }
    guard denominator > 0 else { return nil }
    let isPublic = population != nil
    let (most, least) =
      isPublic ? (denominator, denominator) : (denominator + slack, max(1, denominator - slack))
    // A share is at most all of the cases.
    let top = numerator <= denominator && !isPublic ? min(high, least) : high
    return (Fraction(low, most), Fraction(top, least))
  }
}

extension [Reading] {
  /// By key. The aggregate stage gives each key once (`AGG-011`).
  package var byKey: [Reading.Key: Reading] { Dictionary(uniqueKeysWithValues: map { ($0.key, $0) }) }
}

/// The population of a rate.
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

  /// As pages and sheets print it: `adults 18 and over, mid-2024 (ONS mid-2024 estimates)`.
  package var words: String { "\(populationWords(population)), \(referenceDate) (\(vintage))" }
}

/// A population's id in words: `adults 18 and over` for `adults-18-and-over`.
package func populationWords(_ id: String) -> String { id.replacing("-", with: " ") }

/// An output of several figures that is left out because the data of one of them lack something.
package struct LeftOut: Sendable, Hashable {
  /// In words, such as `the waiting list 'Assessments' over 2026-10`.
  package var title: String
  /// Without a full stop, and without a count of records.
  package var reason: String

  package init(_ title: String, _ reason: String) {
    self.title = title
    self.reason = reason
  }
}

/// The results of the aggregate stage.
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
  /// The numbers of all cases of each median, mean, percentile, maximum or sum: what merges where its value does not.
  package var numbers: [Reading.Key: Histogram] = [:]
  /// Readings that only waiting lists need.
  package var listReadings: [Reading] = []
  /// Waiting lists and crossed tables, or measures of these, that are left out because their data lack something.
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
