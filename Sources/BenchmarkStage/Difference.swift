import Artefacts
import Declarations
import Statistics

/// How far one displayed value is from another, as the measure states change.
///
/// Displayed values are subtracted, not exact ones, so that a reader's own subtraction agrees with the table;
/// the published ASCOF annex does the same (all of its 61 derived cells).
struct Difference {
  var value: FixedPoint
  /// - Parameter places: of a relative per cent: 0 against areas and 1 over time, as the annex prints them.
  init?(_ figure: OurFigure, from other: FixedPoint?, places: Int) {
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
  }
}
