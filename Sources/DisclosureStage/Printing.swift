import Artefacts
package import Declarations
package import Statistics

/// Readings as they would be printed, shown or hidden.
struct Printing {
  let policy: DisclosurePolicy
  let catalogue: [String: Measure]

  /// The terms for a measure's counts.
  func terms(_ measure: Measure?) -> DisclosurePolicy { policy.terms(for: measure, among: catalogue) }

  /// - Parameter showsCounts: false for an earlier reading, of which only the value is printed.
  func row(_ reading: Reading, _ measure: Measure?, isHidden: Bool, showsCounts: Bool = true) -> PrintedRow {
    let policy = terms(measure)
    let value = value(of: reading, measure, isHidden: isHidden)
    let numerator = policy.count(reading.numerator, isHidden: isHidden)
    let isCount = measure?.unit == .count
    return PrintedRow(
      key: reading.key, value: value,
      numerator: showsCounts ? numerator : isCount && reading.missing == nil ? value : nil,
      denominator: showsCounts ? denominator(of: reading, policy, isHidden: isHidden) : nil,
      population: reading.population == nil ? nil : reading.denominator)
  }

  func value(of reading: Reading, _ measure: Measure?, isHidden: Bool) -> Figure {
    let policy = terms(measure)
    if measure?.unit == .count, reading.missing == nil, let count = reading.numerator {
      return policy.count(count, isHidden: isHidden)
    }
    return policy.outcome(
      reading.rounded(to: measure?.decimals ?? 0), missing: reading.missing, isHidden: isHidden)
  }

  /// A population is public; the other denominators are counts of cases.
  private func denominator(of reading: Reading, _ policy: DisclosurePolicy, isHidden: Bool) -> Figure {
    reading.population == nil
      ? policy.count(reading.denominator, isHidden: isHidden)
      : policy.published(reading.denominator.map { FixedPoint(units: $0, places: 0) }, missing: nil)
  }

  /// From the counts as they are printed, so that an interval gives no unrounded count away.
  func intervals(of row: BenchmarkedReading, _ measure: Measure?, _ printed: PrintedRow) -> [PrintedInterval]
  {
    guard printed.value.number != nil else { return [] }
    guard terms(measure).threshold > 0, let measure, row.intervals.contains(where: \.method.restsOnCounts)
    else {
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

extension DisclosurePolicy {
  /// The terms for a measure's counts, by the datasets of its cases; of a ratio, those of its parts.
  package func terms(for measure: Measure?, among catalogue: [String: Measure]) -> DisclosurePolicy {
    guard !exceptions.isEmpty, let measure else { return self }
    let parts =
      measure.calculation == .ratio
      ? [measure.numerator, measure.denominator].compactMap { $0.flatMap { catalogue[$0.value] } } : [measure]
    return terms(for: Set(parts.compactMap { $0.dataset?.value }))
  }
}
