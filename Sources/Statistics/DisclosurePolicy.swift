/// Decides which numbers may be printed, and how. Only it makes a `Figure`.
///
/// Conventions and their sources are in docs/methods.md. A policy is a file in `data/policies/`.
package struct DisclosurePolicy: Sendable, Hashable {
  /// Counts below this are hidden; 0 hides none.
  package var threshold: Int
  /// Whether a zero count is hidden too.
  package var hidesZero: Bool
  /// Counts are rounded to the nearest multiple, half away from zero; 1 leaves them.
  package var roundingBase: Int
  /// Whether a value is still printed when one of its counts is hidden.
  package var keepsOutcome: Bool
  /// How many values a hidden count must still be able to have; nil for as many as are hidden.
  package var protects: Int?
  /// The days at which the bands of an extreme value begin, rising; if empty, extreme values are withheld.
  package var dayBands: [Int] = []
  /// Other terms, by the dataset of the counted cases.
  package var exceptions: [String: DisclosurePolicy] = [:]

  package init(
    threshold: Int, hidesZero: Bool = false, roundingBase: Int = 1, keepsOutcome: Bool = false,
    protects: Int? = nil
  ) {
    precondition(threshold >= 0 && roundingBase >= 1, "a policy with a negative threshold or base")
    self.threshold = threshold
    self.hidesZero = hidesZero
    self.roundingBase = roundingBase
    self.keepsOutcome = keepsOutcome
    self.protects = protects
  }

  /// Whether any count, of any dataset, is hidden.
  package var hidesAny: Bool { threshold > 0 || exceptions.values.contains(where: \.hidesAny) }
  /// Whether any count is printed differently from its exact value.
  package var hidesOrRounds: Bool {
    threshold > 0 || roundingBase > 1 || exceptions.values.contains(where: \.hidesOrRounds)
  }
  /// Whether exact small counts and single persons' values must not be printed.
  package var protectsAny: Bool { promisedValues > 1 || exceptions.values.contains(where: \.protectsAny) }
  /// How many values the policy itself leaves possible for a hidden count.
  package var hiddenValues: Int { max(0, hidesZero ? threshold : threshold - 1) }
  /// How many values a hidden count must still be able to have.
  package var promisedValues: Int { protects ?? hiddenValues }

  /// The terms for counts of cases of these datasets; for several, the strictest in every way.
  package func terms(for datasets: Set<String>) -> DisclosurePolicy {
    var usual = self
    usual.exceptions = [:]
    let all = datasets.sorted().map { exceptions[$0] ?? usual }
    guard var out = all.first else { return usual }
    for next in all.dropFirst() {
      out.protects = max(out.promisedValues, next.promisedValues)
      out.threshold = max(out.threshold, next.threshold)
      out.hidesZero = out.hidesZero || next.hidesZero
      out.roundingBase = max(out.roundingBase, next.roundingBase)
      out.keepsOutcome = out.keepsOutcome && next.keepsOutcome
    }
    return out
  }

  /// Whether a count is too small to print.
  package func hides(_ count: Int) -> Bool {
    count == 0 ? hidesZero && threshold > 0 : count < threshold
  }

  /// A printable count. `isHidden` means that it must be hidden to protect another.
  package func count(_ count: Int?, isHidden: Bool = false) -> Figure {
    guard let count else { return Figure(.missing(.notApplicable)) }
    guard !isHidden, !hides(count) else { return Figure(.missing(.confidential)) }
    let steps = Fraction(count, roundingBase).rounded(to: 0)?.units ?? 0
    if count > 0, steps == 0 { return Figure(.low) }
    return Figure(.number(FixedPoint(units: steps * roundingBase, places: 0)))
  }

  /// A value computed from unrounded counts and already rounded to its decimals.
  package func outcome(_ value: FixedPoint?, missing: Missing?, isHidden: Bool = false) -> Figure {
    if let missing { return Figure(.missing(missing)) }
    guard let value else { return Figure(.missing(.unavailable)) }
    return isHidden && !keepsOutcome ? Figure(.missing(.confidential)) : Figure(.number(value))
  }

  /// A value in days that is one person's, or nearly: its band, or hidden where the policy has no bands.
  package func extreme(days: Int?) -> Figure {
    guard let days, days >= 0, !dayBands.isEmpty else { return Figure(.missing(.confidential)) }
    let over = dayBands.last { $0 < days } ?? 0
    return Figure(.band(DayBand(over: over, upTo: dayBands.first { $0 >= days })))
  }

  /// Whether a percentile over so many cases is the value of only a few.
  ///
  /// - Parameter percentile: 50 for a median, 100 for a maximum.
  package func isExtreme(percentile: Int, of cases: Int?) -> Bool {
    guard threshold > 0, let cases else { return false }
    return cases > 0 && cases * min(percentile, 100 - percentile) < threshold * 100
  }

  /// A value that its publisher has already made safe.
  package func published(_ value: FixedPoint?, missing: Missing?) -> Figure {
    value.map { Figure(.number($0)) } ?? Figure(.missing(missing ?? .unavailable))
  }

  /// A difference, printed only if both its sides are.
  package func difference(_ value: FixedPoint?, of left: Figure, from right: Figure) -> Figure {
    for side in [left, right] {
      if case .missing(let why) = side.state { return Figure(.missing(why)) }
      if side.number == nil { return Figure(.missing(.confidential)) }
    }
    return value.map { Figure(.number($0)) } ?? Figure(.missing(.notApplicable))
  }
}
