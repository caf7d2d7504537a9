import Artefacts
import Declarations
import Statistics

/// How far one displayed value is from another, as the measure states change, and which way that points.
///
/// Displayed values are subtracted, not exact ones, so that a reader's own subtraction agrees with the table;
/// the published ASCOF annex does the same (all of its 61 derived cells).
struct Difference {
  var value: FixedPoint
  var verdict: Verdict

  /// - Parameter places: of a relative per cent: 0 against areas and 1 over time, as the annex prints them.
  init?(_ ours: FixedPoint?, from other: FixedPoint?, _ measure: Measure, places: Int) {
    guard let ours, let other else { return nil }
    let theirs = other.rounded(to: ours.places)
    let units = ours.units - theirs.units
    switch measure.change {
    case .absolute, .percentagePoints:
      value = FixedPoint(units: units, places: ours.places)
    case .relativePercent:
      guard theirs.units > 0, let share = Fraction(units, theirs.units).rounded(to: places, times: 100) else {
        return nil
      }
      value = share
    }
    verdict = Self.verdict(units, measure.polarity)
  }

  private static func verdict(_ difference: Int, _ polarity: Measure.Polarity) -> Verdict {
    guard difference != 0 else { return .same }
    switch polarity {
    case .higherIsBetter: return difference > 0 ? .better : .worse
    case .lowerIsBetter: return difference < 0 ? .better : .worse
    case .neither: return difference > 0 ? .higher : .lower
    }
  }
}
