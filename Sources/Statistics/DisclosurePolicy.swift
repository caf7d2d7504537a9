/// Which numbers may be printed, and how: the only maker of `Figure`.
///
/// Conventions and their sources are in docs/methods.md; a policy itself is a file in `data/policies/`.
package struct DisclosurePolicy: Sendable, Hashable {
  /// Counts below this are hidden; 0 hides none.
  package var threshold: Int
  /// Whether a zero count is hidden too.
  package var hidesZero: Bool
  /// Counts are rounded to the nearest multiple, half away from zero; 1 leaves them.
  package var roundingBase: Int
  /// Whether an outcome stays when one of its counts is hidden.
  package var keepsOutcome: Bool

  package init(threshold: Int, hidesZero: Bool = false, roundingBase: Int = 1, keepsOutcome: Bool = false) {
    precondition(threshold >= 0 && roundingBase >= 1, "a policy with a negative threshold or base")
    self.threshold = threshold
    self.hidesZero = hidesZero
    self.roundingBase = roundingBase
    self.keepsOutcome = keepsOutcome
  }

  /// Whether a count is too small to print.
  package func hides(_ count: Int) -> Bool {
    count == 0 ? hidesZero && threshold > 0 : count < threshold
  }

  /// A count as it may be printed; `isHidden` says that it must go to protect another.
  package func count(_ count: Int?, isHidden: Bool = false) -> Figure {
    guard let count else { return Figure(.missing(.notApplicable)) }
    guard !isHidden, !hides(count) else { return Figure(.missing(.confidential)) }
    let steps = Fraction(count, roundingBase).rounded(to: 0)?.units ?? 0
    if count > 0, steps == 0 { return Figure(.low) }
    return Figure(.number(FixedPoint(units: steps * roundingBase, places: 0)))
  }

  /// An outcome computed from unrounded counts and already rounded to its decimals.
  package func outcome(_ value: FixedPoint?, missing: Missing?, isHidden: Bool = false) -> Figure {
    if let missing { return Figure(.missing(missing)) }
    guard let value else { return Figure(.missing(.unavailable)) }
    return isHidden && !keepsOutcome ? Figure(.missing(.confidential)) : Figure(.number(value))
  }

  /// A value that its publisher has already made safe.
  package func published(_ value: FixedPoint?, missing: Missing?) -> Figure {
    value.map { Figure(.number($0)) } ?? Figure(.missing(missing ?? .unavailable))
  }

  /// A difference, printed only when both its sides are.
  package func difference(_ value: FixedPoint?, of left: Figure, from right: Figure) -> Figure {
    for side in [left, right] {
      if case .missing(let why) = side.state { return Figure(.missing(why)) }
      if case .low = side.state { return Figure(.missing(.confidential)) }
    }
    return value.map { Figure(.number($0)) } ?? Figure(.missing(.notApplicable))
  }
}
