package import Statistics

/// One change in two parts: what a new definition did to the same cases, and what happened to the cases.
///
/// Three readings: the old definition over the earlier period, the new one over the earlier period, and the new one
/// over the later period. Both parts are differences of neighbours among the three, so they add up to the change to
/// the last digit, whatever the three are rounded to.
package struct Bridge: Sendable, Hashable {
  package var old: FixedPoint
  package var recast: FixedPoint
  package var new: FixedPoint

  /// Three values of as many decimal places.
  package init(old: FixedPoint, recast: FixedPoint, new: FixedPoint) {
    precondition(old.places == recast.places && recast.places == new.places, "values of other decimals")
    self.old = old
    self.recast = recast
    self.new = new
  }

  /// The old cases under the new definition, less the same under the old one.
  package var definition: FixedPoint { FixedPoint(units: recast.units - old.units, places: old.places) }
  /// The new cases less the old ones, both under the new definition.
  package var practice: FixedPoint { FixedPoint(units: new.units - recast.units, places: old.places) }
  package var change: FixedPoint { FixedPoint(units: new.units - old.units, places: old.places) }
}
