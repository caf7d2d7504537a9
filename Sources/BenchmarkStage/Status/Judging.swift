package import Declarations
package import Statistics

/// What a reading is judged by, with its texts read and a quartile looked up.
package enum Demand: Sendable, Hashable {
  case target(TargetForm, Margin)
  /// The conditions for amber and for red.
  case scale(amber: TargetForm, red: TargetForm)

  /// How far a narrow miss may be.
  package enum Margin: Sendable, Hashable {
    /// In the measure's own unit; points for a per cent.
    case absolute(FixedPoint)
    /// Per cent of the target.
    case percent(FixedPoint)

    /// Where nothing is declared: amber within 10% of the target.
    package static let byDefault = Margin.percent(FixedPoint(units: 10, places: 0))
  }
}

/// The rating of an unrounded value: meets the target, misses it by no more than the margin, or by more.
///
/// Exact, so that 27.96 against `>28%` is a miss though both print as 28.0. A miss of exactly the margin is amber.
/// - Parameter multiplier: what the value is times before it has its unit, such as 100 for a per cent.
/// - Returns: nil for a value over zero, and for a quartile that was not looked up.
package func rating(of value: Fraction, times multiplier: Int, under demand: Demand) -> Rating? {
  guard value.denominator > 0 else { return nil }
  let value = Exact(Int128(value.numerator) * Int128(multiplier), Int128(value.denominator))
  switch demand {
  case .scale(let amber, let red):
    guard let isRed = red.isMet(by: value), let isAmber = amber.isMet(by: value) else { return nil }
    return isRed ? .red : isAmber ? .amber : .green
  case .target(let form, let margin):
    guard let isMet = form.isMet(by: value), let miss = form.miss(of: value) else { return nil }
    if isMet { return .green }
    switch margin {
    case .absolute(let most): return miss.distance <= Exact(most) ? .amber : .red
    case .percent(let most): return miss.distance <= miss.end.magnitude.share(most) ? .amber : .red
    }
  }
}

extension TargetForm {
  /// Whether a value does what is asked; nil for a quartile.
  fileprivate func isMet(by value: Exact) -> Bool? {
    switch self {
    case .above(let bound): value > Exact(bound)
    case .atLeast(let bound): value >= Exact(bound)
    case .below(let bound): value < Exact(bound)
    case .atMost(let bound): value <= Exact(bound)
    case .between(let low, let high): value >= Exact(low) && value <= Exact(high)
    case .topQuartile: nil
    }
  }

  /// How far a value is from the nearest end of what is asked, and that end; nil for a quartile.
  fileprivate func miss(of value: Exact) -> (distance: Exact, end: Exact)? {
    let end: Exact
    switch self {
    case .above(let bound), .atLeast(let bound), .below(let bound), .atMost(let bound): end = Exact(bound)
    case .between(let low, let high): end = value < Exact(low) ? Exact(low) : Exact(high)
    case .topQuartile: return nil
    }
    return (value.distance(to: end), end)
  }
}

/// A quotient whose parts are products of at most two words of 15 digits and a unit's places; comparing two takes all their digits.
private struct Exact: Comparable {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ number: FixedPoint) {
    self.init(Int128(number.units), Int128(FixedPoint.powersOfTen[number.places]))
  }

  var magnitude: Exact { Exact(numerator < 0 ? -numerator : numerator, denominator) }

  func distance(to other: Exact) -> Exact {
    Exact(numerator * other.denominator - other.numerator * denominator, denominator * other.denominator)
      .magnitude
  }

  /// So many per cent of it.
  func share(_ percent: FixedPoint) -> Exact {
    let part = Exact(percent)
    return Exact(numerator * part.numerator, denominator * part.denominator * 100)
  }

  static func < (a: Exact, b: Exact) -> Bool {
    let (left, right) = products(a, b)
    return (left.high, left.low) < (right.high, right.low)
  }
  static func == (a: Exact, b: Exact) -> Bool {
    let (left, right) = products(a, b)
    return (left.high, left.low) == (right.high, right.low)
  }

  private typealias Wide = (high: Int128, low: UInt128)

  private static func products(_ a: Exact, _ b: Exact) -> (Wide, Wide) {
    (
      a.numerator.multipliedFullWidth(by: b.denominator), b.numerator.multipliedFullWidth(by: a.denominator)
    )
  }
}
