import Artefacts
import Declarations
import Statistics

/// One value that a figure can stand for, with what a test of it needs.
///
/// A figure of exact counts is one; one of rounded counts is two, the least and the most that they allow.
struct TestedValue {
  var value: FixedPoint
  /// Numerator and denominator, where it is a share or a rate of them.
  var counts: Fraction?
  var intervals: [Interval]
  /// Whether it is a benchmark, which does not vary.
  var isFixed = false

  /// A benchmark: taken as it is printed.
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
  /// Empty where there is no value, or none that the rounded counts allow.
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

  /// The number of cases below which it is one of few, where it is; nil for a count, which is few beside another.
  ///
  /// Counts that are hidden while the outcome stays are few, since that is why they are hidden.
  func fewerThan(_ rules: Comparability.Verdicts?) -> Int? { reading.fewerThan(rules, measure) }
}

extension Reading {
  /// As of a figure of ours; that it came in already worked out says nothing of its counts.
  func fewerThan(_ rules: Comparability.Verdicts?, _ measure: Measure) -> Int? {
    guard let few = rules?.few, value != nil else { return nil }
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
  /// The one judgement of a difference: everything that says better, worse or no clear difference says this.
  ///
  /// By interval where ours has one, otherwise by the declared least change of its unit. What holds must hold of
  /// everything that rounded counts can stand for, so that nothing is said that the printed figures do not show.
  /// - Returns: nil without a value on either side, and for a unit that nothing is declared for.
  func standing(of ours: OurFigure, from others: [TestedValue]) -> Standing? {
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

  /// In whole numbers of the last place of both.
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

  /// Whether either of two figures is of so few that a difference between them says nothing.
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
  /// The unrounded value in the measure's units, where its counts give it.
  fileprivate func exact(_ measure: Measure) -> Double {
    guard measure.calculation != .ratio, let share = counts?.approximate else { return value.double }
    switch measure.unit {
    case .percent where intervals.first?.method == .wilson: return share * 100
    case .per100000: return share * 100_000
    default: return value.double
    }
  }
}
