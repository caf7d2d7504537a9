import Artefacts
import Declarations
import Statistics

/// How far one displayed value is from another, as the measure states change, and which way that points.
///
/// Displayed values are subtracted, not exact ones, so that a reader's own subtraction agrees with the table;
/// the published ASCOF annex does the same (all of its 61 derived cells).
struct Difference {
  var value: FixedPoint
  /// nil where counts are rounded so that the printed values do not decide it.
  var verdict: Verdict?

  /// - Parameter places: of a relative per cent: 0 against areas and 1 over time, as the annex prints them.
  init?(_ figure: OurFigure, from past: OurFigure, places: Int) {
    self.init(figure, from: past.value, possible: past.possible, places: places)
  }

  init?(_ figure: OurFigure, from value: FixedPoint?, places: Int) {
    self.init(figure, from: value, possible: value.map { ($0, $0) }, places: places)
  }

  private init?(
    _ figure: OurFigure, from other: FixedPoint?, possible: (least: FixedPoint, most: FixedPoint)?,
    places: Int
  ) {
    guard let ours = figure.value, let theirs = other?.rounded(to: ours.places),
      let units = ours.subtracting(theirs)?.units
    else { return nil }
    let measure = figure.measure
    switch measure.change {
    case .absolute, .percentagePoints:
      value = FixedPoint(units: units, places: ours.places)
    case .relativePercent:
      guard theirs.units > 0, let share = Fraction(units, theirs.units).rounded(to: places, times: 100) else {
        return nil
      }
      value = share
    }
    let isDecided = units == 0 || !figure.isRounded || figure.certainlyDiffers(from: possible)
    verdict = isDecided ? Self.verdict(units, measure.polarity) : nil
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
