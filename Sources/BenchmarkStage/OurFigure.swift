import Artefacts
import Declarations
import Periods
import Statistics

/// One of our readings, with everything that a comparison needs.
struct OurFigure {
  let reading: Reading
  let measure: Measure
  let value: FixedPoint?
  /// The intervals at 95% and 99.8%, in the measure's units. A survey's margin gives only the first.
  let intervals: [Interval]
  /// The financial year that the reading ends in.
  let year: FinancialYear
  let side: LikeForLike.Side
  /// The published figure, where the reading was not counted from cases.
  let published: ComparatorFigure?

  init(_ reading: Reading, of measure: Measure, _ plan: ComparisonPlan) {
    self.reading = reading
    self.measure = measure
    value = reading.rounded(to: measure.decimals)
    year = FinancialYear(containing: reading.key.period.end)
    // What was counted is not what was published, though the year be the same.
    let isPublished = reading.key.origin == .published
    let figure =
      isPublished ? plan.published.figure(of: measure.measure.value, area: plan.own, year: year) : nil
    published = figure
    let counted = measure.intervals(
      numerator: reading.numerator, denominator: reading.denominator, multiplier: reading.multiplier)
    if let value, let margin = figure?.margin {
      intervals = [Interval.published(value.double, margin: margin.double)].compactMap(\.self)
    } else {
      intervals = reading.missing == nil ? counted + reading.intervals : []
    }
    let note = figure.flatMap { plan.publications[$0.comparators] }
    let standing: LikeForLike.Standing =
      !isPublished ? .managementInformation : figure != nil && note == nil ? .submitted : .officialStatistics
    side = LikeForLike.Side(
      period: reading.key.period.label,
      vintage: note.map { plan.vintages.vintage(of: measure.measure.value, in: $0.framework.value) },
      population: reading.population?.label, isProvisional: note.map { $0.status == .provisional } ?? true,
      standing: standing, publication: figure?.comparators)
  }

  /// Whether its period is shorter than a publisher's year.
  var coversPartOfYear: Bool {
    !measure.basis.isStock && reading.key.period.days < 360
  }

  /// Whether its counts are rounded, so that several values are possible.
  var isRounded: Bool { reading.roundingBase > 1 }

  /// Whether it is a median whose interval was lost to rounding. No least change may judge it instead.
  var lacksItsInterval: Bool {
    isRounded && intervals.isEmpty && reading.key.origin == .counted
      && measure.formula == .summary(.percentile(50))
  }

  /// Its distance from a benchmark, on a scale on which the spread depends only on the size of the denominator.
  func deviation(from benchmark: FixedPoint) -> Deviation? {
    Deviation(
      of: measure, counts: (reading.numerator, reading.denominator), value: value, margin: published?.margin,
      from: benchmark)
  }
}

extension Deviation {
  /// Uses the counts of a share or rate, and the publisher's margin of a survey result.
  init?(
    of measure: Measure, counts: (numerator: Int?, denominator: Int?), value: FixedPoint?,
    margin: FixedPoint?, from benchmark: FixedPoint
  ) {
    let found: Deviation?
    if let value, let margin {
      found = .published(value.double, margin: margin.double, from: benchmark.double)
    } else if let numerator = counts.numerator, let denominator = counts.denominator, denominator > 0,
      measure.calculation != .ratio, measure.counts != .amounts
    {
      let area = Fraction(numerator, denominator)
      switch measure.unit {
      case .percent: found = .proportion(area, from: benchmark.double / 100)
      case .per100000: found = .rate(area, from: benchmark.double / 100_000)
      default: found = nil
      }
    } else {
      found = nil
    }
    guard let found else { return nil }
    self = found
  }
}
