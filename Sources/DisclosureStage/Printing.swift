import Artefacts
package import Declarations
package import Statistics

/// Readings in their printed form, shown or hidden.
struct Printing {
  let policy: DisclosurePolicy
  let catalogue: [String: Measure]

  /// The terms for a measure's counts.
  func terms(_ measure: Measure?) -> DisclosurePolicy { policy.terms(for: measure, among: catalogue) }

  /// A reading with printed counts and the value computed from those.
  ///
  /// A percentage of unrounded counts beside rounded ones would give the unrounded ones away.
  func printed(_ reading: Reading, _ measure: Measure?, isHidden: Bool) -> Reading {
    let policy = terms(measure)
    guard policy.hidesOrRounds, let measure else { return reading }
    var out = reading
    // The ends of intervals are single cases' values, or reveal how many cases there are.
    out.intervals = []
    // "Nothing to measure" would reveal that a hidden denominator is 0.
    if isHidden, reading.missing == nil || policy.hidesZero && reading.missing == .nothingToMeasure {
      (out.numerator, out.denominator) = (nil, nil)
      if !policy.keepsOutcome || measure.unit == .count { (out.value, out.missing) = (nil, .confidential) }
      return out
    }
    out.numerator = policy.count(reading.numerator).number?.units
    if reading.population == nil { out.denominator = policy.count(reading.denominator).number?.units }
    guard reading.missing == nil else { return out }
    if isExtreme(reading, measure) {
      (out.value, out.missing) = (nil, .confidential)
      return out
    }
    guard policy.roundingBase > 1, reading.key.origin != .published else { return out }
    out.roundingBase = policy.roundingBase
    let quotient = out.numerator.flatMap { n in out.denominator.map { Fraction(n, $0) } }
    switch measure.formula {
    case .count: out.value = out.numerator.map { Fraction($0) }
    case .proportion, .rate, .ratio: out.value = quotient
    case .reading where quotient != nil: out.value = quotient
    case .reading where measure.unit == .count && out.numerator != nil:
      out.value = out.numerator.map { Fraction($0) }
    case .summary, .published, .reading:
      // As printed, so that later stages have no more digits.
      out.value = reading.rounded(to: measure.decimals).map {
        Fraction($0.units, FixedPoint.powersOfTen[$0.places] * max(1, reading.multiplier))
      }
    }
    // A denominator that rounds to 0 leaves no quotient to print.
    if out.value?.denominator == 0 || out.value == nil { (out.value, out.missing) = (nil, .confidential) }
    return out
  }

  func row(_ reading: Reading, _ measure: Measure?, isHidden: Bool) -> PrintedRow {
    let policy = terms(measure)
    return PrintedRow(
      key: reading.key, value: value(of: reading, measure, isHidden: isHidden),
      numerator: policy.count(reading.numerator, isHidden: isHidden),
      denominator: denominator(of: reading, policy, isHidden: isHidden),
      population: reading.population == nil ? nil : reading.denominator)
  }

  /// A reading that is left out, and not even printed as hidden.
  func withheld(_ reading: Reading) -> PrintedRow {
    let nothing = policy.published(nil, missing: .unavailable)
    return PrintedRow(
      key: reading.key, value: nothing, numerator: nothing, denominator: nothing, population: nil)
  }

  func value(of reading: Reading, _ measure: Measure?, isHidden: Bool) -> Figure {
    let policy = terms(measure)
    if measure?.unit == .count, reading.missing == nil, let count = reading.numerator {
      return policy.count(count, isHidden: isHidden)
    }
    let printed = printed(reading, measure, isHidden: isHidden)
    if !isHidden, let measure, reading.missing == nil, isExtreme(reading, measure) {
      let isBanded = measure.unit == .days && measure.summary?.reach != nil
      return policy.extreme(days: isBanded ? reading.rounded(to: 0)?.units : nil)
    }
    return policy.outcome(printed.rounded(to: measure?.decimals ?? 0), missing: printed.missing)
  }

  /// Whether the value is that of one or a few people, or gives counts away.
  func isExtreme(_ reading: Reading, _ measure: Measure) -> Bool {
    guard let summary = measure.summary else { return false }
    // Beside other means, or counts by band, a mean or a sum reveals how many cases there are.
    guard let percentile = summary.reach else { return terms(measure).hidesOrRounds }
    return terms(measure).isExtreme(percentile: percentile, of: reading.denominator)
  }

  /// A population is public. Other denominators are counts of cases.
  private func denominator(of reading: Reading, _ policy: DisclosurePolicy, isHidden: Bool) -> Figure {
    reading.population == nil
      ? policy.count(reading.denominator, isHidden: isHidden)
      : policy.published(reading.denominator.map { FixedPoint(units: $0, places: 0) }, missing: nil)
  }
}

extension DisclosurePolicy {
  /// The terms for a measure's counts, by the datasets of its cases; for a ratio, those of its parts.
  package func terms(for measure: Measure?, among catalogue: [String: Measure]) -> DisclosurePolicy {
    guard !exceptions.isEmpty, let measure else { return self }
    let parts =
      measure.formula == .ratio
      ? [measure.numerator, measure.denominator].compactMap { $0.flatMap { catalogue[$0.value] } } : [measure]
    return terms(for: Set(parts.compactMap { $0.dataset?.value }))
  }
}
