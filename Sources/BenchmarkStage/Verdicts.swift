import Artefacts
import Declarations
import Statistics

/// One possible value of a figure, with what a test needs.
///
/// A figure with exact counts has one; a figure with rounded counts has two, the lowest and the highest.
struct TestedValue {
  var value: FixedPoint
  /// Numerator and denominator, where it is a share or a rate of them.
  var counts: Fraction?
  var intervals: [Interval]
  /// Whether it is a benchmark, which has no sampling error.
  var isFixed = false

  /// Makes a benchmark of a printed value.
  init(fixed value: FixedPoint) {
    self.value = value
    intervals = []
    isFixed = true
  }

  fileprivate init(_ value: FixedPoint, _ counts: Fraction?, _ intervals: [Interval]) {
    self.value = value
    self.counts = counts
    self.intervals = intervals
  }
}

extension OurFigure {
  /// The possible values; empty where there is none.
  var tested: [TestedValue] {
    guard let value else { return [] }
    guard isRounded, reading.numerator != nil else {
      let counts = reading.numerator.flatMap { n in reading.denominator.map { Fraction(n, $0) } }
      return [TestedValue(value, counts?.denominator == 0 ? nil : counts, intervals)]
    }
    guard let possible = reading.possible(to: measure.decimals), let counts = reading.possibleCounts else {
      return []
    }
    return [(possible.least, counts.least), (possible.most, counts.most)].map { value, counts in
      let isQuotient = reading.denominator != nil
      let found = measure.intervals(
        numerator: isQuotient ? counts.numerator : nil, denominator: isQuotient ? counts.denominator : nil,
        multiplier: reading.multiplier)
      return TestedValue(value, isQuotient ? counts : nil, found)
    }
  }

  /// The declared number of cases that it has fewer than; nil where it has enough. A count is judged with the other count.
  ///
  /// Hidden counts beside a printed outcome are few: that is why they are hidden.
  func fewerThan(_ rules: Comparability.Verdicts?) -> Int? { reading.fewerThan(rules, measure) }
}

extension Reading {
  /// As for a figure of ours. A figure that came in computed has no counts to look at.
  func fewerThan(_ rules: Comparability.Verdicts?, _ measure: Measure) -> Int? {
    guard let few = rules?.few, value != nil, measure.counts != .amounts else { return nil }
    let cases: Int?
    let limit: Int
    switch measure.unit {
    case .count: return nil
    case .percent where population == nil: (cases, limit) = (denominator, few.share)
    case .percent, .per100000, .per1000: (cases, limit) = (numerator, few.cases)
    case .pounds, .thousandPounds, .millionPounds: return nil
    case .days, .weeks, .months, .hours, .minutes, .perDay, .score: (cases, limit) = (denominator, few.cases)
    }
    guard let cases else {
      return key.origin == .counted && !measure.comesIn ? limit : nil
    }
    return cases < limit ? limit : nil
  }
}

extension Comparing {
  /// Judges a difference. Every *better*, *worse* and *no clear difference* comes from here.
  ///
  /// Uses our interval if there is one, otherwise the declared least change of the unit. A verdict must be true for
  /// every value that rounded counts allow, so that it follows from the printed figures.
  /// - Returns: nil where a value is missing, where the unit has no declared least change, and for a median whose interval was
  ///   lost to rounding.
  func standing(of ours: OurFigure, from others: [TestedValue]) -> Standing? {
    guard !ours.lacksItsInterval else { return nil }
    let pairs = ours.tested.flatMap { one in others.map { (one, $0) } }
    let all = pairs.map { standing(of: $0, from: $1, ours.measure) }
    guard all.allSatisfy({ $0 != nil }) else { return nil }
    return Standing.common(of: all.compactMap(\.self))
  }

  private func standing(of ours: TestedValue, from other: TestedValue, _ measure: Measure) -> Standing? {
    guard !ours.intervals.isEmpty else { return byLeastChange(ours.value, other.value, measure) }
    guard !other.isFixed else {
      return Standing(of: ours.intervals, against: other.value.double, polarity: measure.agreed)
    }
    let isRate = measure.unit == .per100000
    let found = Confidence.allCases.compactMap { confidence -> Interval? in
      if isRate, let one = ours.counts, let two = other.counts {
        return Interval.ratioOfRates(one, two, at: confidence)
      }
      guard let one = ours.intervals.first(where: { $0.confidence == confidence }),
        let two = other.intervals.first(where: { $0.confidence == confidence })
      else { return nil }
      return Interval.difference((ours.exact(measure), one), (other.exact(measure), two))
    }
    guard !found.isEmpty else { return byLeastChange(ours.value, other.value, measure) }
    let isRatio = found[0].method == .logRatioOfRates
    return Standing(of: found, against: isRatio ? 1 : 0, polarity: measure.agreed)
  }

  /// Both values as whole numbers of the smaller last decimal place.
  private func byLeastChange(_ ours: FixedPoint, _ other: FixedPoint, _ measure: Measure) -> Standing? {
    guard let least = plan.verdicts?.leastChanges.first(where: { $0.unit == measure.unit }) else {
      return nil
    }
    let places = max(ours.places, other.places)
    func units(_ value: FixedPoint) -> Int128 {
      Int128(value.units) * Int128(FixedPoint.powersOfTen[places - value.places])
    }
    let gap = units(ours) - units(other)
    let size = gap < 0 ? -gap : gap
    let isShare = least.percent.map { size * 100 >= Int128($0) * Int128(units(other).magnitude) } ?? true
    let isSize = least.atLeast.map { size >= Int128($0) * Int128(FixedPoint.powersOfTen[places]) } ?? true
    let isClear = gap != 0 && isShare && isSize
    return Standing(
      byLeastChange: !isClear ? .similar : gap > 0 ? .above : .below, polarity: measure.agreed)
  }

  /// Whether either figure has too few cases for a verdict on their difference.
  func isOfFew(_ ours: OurFigure, beside other: OurFigure) -> Bool {
    if ours.fewerThan(plan.verdicts) != nil || other.fewerThan(plan.verdicts) != nil { return true }
    guard ours.measure.unit == .count, let few = plan.verdicts?.few.cases, let now = ours.value,
      let before = other.value
    else { return false }
    return now.isLess(than: FixedPoint(units: few, places: 0))
      && before.isLess(than: FixedPoint(units: few, places: 0))
  }
}

extension TestedValue {
  /// The exact value in the measure's units, where the counts are printed.
  fileprivate func exact(_ measure: Measure) -> Double {
    guard measure.calculation != .ratio, let share = counts?.approximate else { return value.double }
    switch measure.unit {
    case .percent where intervals.first?.method == .wilson: return share * 100
    case .per100000: return share * 100_000
    default: return value.double
    }
  }
}
