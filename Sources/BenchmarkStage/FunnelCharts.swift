import Artefacts
import Declarations
import Periods
import Statistics

extension Comparing {
  /// Makes the funnel plot of the latest published year; nil for a measure that is neither a share nor a rate.
  mutating func funnel(of measure: Measure, upTo latest: FinancialYear) -> FunnelChart? {
    let kind: Funnel.Kind
    switch (measure.unit, measure.calculation) {
    case (_, .ratio): return nil
    case (.percent, _): kind = .proportion
    case (.per100000, _): kind = .rate
    default: return nil
    }
    let id = measure.measure.value
    let england = plan.areas.first { $0.level == .national }
    guard let england, let year = plan.published.latest(of: id, area: england.code, upTo: latest)?.year
    else { return nil }
    let field = field(of: measure, in: year)
    let parts = field.entries.compactMap { entry -> (CouncilField.Entry, Fraction)? in
      guard let numerator = entry.figure.numerator, let denominator = entry.figure.denominator else {
        return nil
      }
      return (entry, Fraction(numerator, denominator))
    }
    // A funnel of a few areas has no shape to read.
    guard parts.count >= 20, let funnel = Funnel(kind, areas: parts.map(\.1)) else { return nil }
    let multiplier = kind == .rate ? 100_000 : 100
    let drawn = parts.compactMap { entry, fraction in
      point(entry, fraction, funnel, measure)
    }
    let sizes = steps(drawn.map(\.denominator))
    let limits = sizes.map { size in
      FunnelChart.Limit(
        denominator: size,
        limits: [false, true].flatMap { adjusted in
          Confidence.allCases.compactMap { confidence in
            funnel.limits(for: size, at: confidence, adjusted: adjusted)
              .flatMap { PrintedInterval($0.scaled(by: Double(multiplier)), places: measure.decimals) }
          }
        })
    }
    let own = parts.first { plan.councils.isSame($0.0.area.code, plan.own) }
    guard let centre = funnel.centre.rounded(to: measure.decimals, times: multiplier),
      let phi = FixedPoint(nearest: funnel.dispersion.phi, places: 2)
    else { return nil }
    return FunnelChart(
      measure: id, year: year.description, kind: kind, centre: centre, phi: phi, areas: drawn,
      leftOut: field.councils - drawn.count, limits: limits,
      ours: own.flatMap { point($0.0, $0.1, funnel, measure) },
      standing: own.flatMap { funnel.standing(of: $0.1, polarity: measure.agreed, adjusted: false) },
      adjustedStanding: own.flatMap { funnel.standing(of: $0.1, polarity: measure.agreed, adjusted: true) })
  }

  private func point(
    _ entry: CouncilField.Entry, _ fraction: Fraction, _ funnel: Funnel, _ measure: Measure
  ) -> FunnelChart.Area? {
    let isPossible =
      fraction.denominator > 0 && (funnel.kind == .rate || fraction.numerator <= fraction.denominator)
    guard isPossible, let value = entry.figure.outcome?.rounded(to: measure.decimals) else { return nil }
    return FunnelChart.Area(
      code: entry.area.code, name: entry.area.name, denominator: fraction.denominator, value: value)
  }

  /// Returns forty sizes from the smallest council to the largest, closer together where the limits curve.
  private func steps(_ denominators: [Int]) -> [Int] {
    guard let least = denominators.min(), let most = denominators.max(), least < most else {
      return denominators.first.map { [$0] } ?? []
    }
    let (low, high) = (Double(least).squareRoot(), Double(most).squareRoot())
    let sizes = (0...40).map { step in
      let root = low + (high - low) * Double(step) / 40
      return min(most, max(least, Int((root * root).rounded())))
    }
    return sizes.reduce(into: []) { kept, size in if kept.last != size { kept.append(size) } }
  }
}
