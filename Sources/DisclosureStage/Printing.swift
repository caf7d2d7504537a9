import Artefacts
import Declarations
import Statistics

/// Readings as they would be printed, shown or hidden.
struct Printing {
  let policy: DisclosurePolicy

  /// - Parameter showsCounts: false for an earlier reading, of which only the value is printed.
  func row(_ reading: Reading, _ measure: Measure?, isHidden: Bool, showsCounts: Bool = true) -> PrintedRow {
    let value = value(of: reading, measure, isHidden: isHidden)
    let numerator = policy.count(reading.numerator, isHidden: isHidden)
    let isCount = measure?.unit == .count
    return PrintedRow(
      key: reading.key, value: value,
      numerator: showsCounts ? numerator : isCount && reading.missing == nil ? value : nil,
      denominator: showsCounts ? denominator(of: reading, isHidden: isHidden) : nil,
      population: reading.population == nil ? nil : reading.denominator)
  }

  func value(of reading: Reading, _ measure: Measure?, isHidden: Bool) -> Figure {
    if measure?.unit == .count, reading.missing == nil, let count = reading.numerator {
      return policy.count(count, isHidden: isHidden)
    }
    return policy.outcome(
      reading.rounded(to: measure?.decimals ?? 0), missing: reading.missing, isHidden: isHidden)
  }

  /// A population is public; the other denominators are counts of cases.
  func denominator(of reading: Reading, isHidden: Bool) -> Figure {
    reading.population == nil
      ? policy.count(reading.denominator, isHidden: isHidden)
      : policy.published(reading.denominator.map { FixedPoint(units: $0, places: 0) }, missing: nil)
  }

  /// From the counts as they are printed, so that an interval gives no unrounded count away.
  func intervals(of row: BenchmarkedReading, _ measure: Measure?, _ printed: PrintedRow) -> [PrintedInterval]
  {
    guard printed.value.number != nil else { return [] }
    guard policy.threshold > 0, let measure, row.intervals.contains(where: \.method.restsOnCounts) else {
      return row.intervals
    }
    return measure.intervals(
      numerator: printed.numerator?.number?.units, denominator: printed.denominator?.number?.units,
      multiplier: row.reading.multiplier
    ).compactMap { PrintedInterval($0, places: measure.decimals) }
  }
}

extension Interval.Method {
  /// Whether the ends are worked out from a numerator and a denominator.
  fileprivate var restsOnCounts: Bool {
    switch self {
    case .wilson, .exactPoisson, .byar: true
    default: false
    }
  }
}

extension ZScore {
  /// To whole numbers where counts are rounded: with the value, a finer score would give the count away.
  func coarsened(under policy: DisclosurePolicy) -> ZScore {
    guard policy.roundingBase > 1 else { return self }
    var out = self
    out.unadjusted = unadjusted.rounded(to: 0)
    out.adjusted = adjusted?.rounded(to: 0)
    return out
  }
}
