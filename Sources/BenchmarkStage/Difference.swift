import Artefacts
import Declarations
import Statistics

/// The difference of two printed values, in the form that the measure declares for change.
///
/// Printed values are subtracted, not exact ones, so that a reader who subtracts gets the same result.
/// The published ASCOF annex does so too, in all of its 61 derived cells.
struct Difference {
  var value: FixedPoint
  /// - Parameter places: the decimals of a relative per cent: 0 beside areas, 1 over time, as in the annex.
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
