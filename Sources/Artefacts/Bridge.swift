package import Statistics

/// A change in two parts: the effect of a new definition on the same cases, and the change in the cases.
///
/// It has four readings: each definition over each of two periods. Both ways through them add up to the exact change,
/// whatever rounding the four have. Where the two ways split it differently, the difference is the interaction.
package struct Bridge: Sendable, Hashable {
  /// The old definition over the earlier period.
  package var old: FixedPoint
  /// The new definition over the earlier period.
  package var recast: FixedPoint
  /// The old definition over the later period.
  package var continued: FixedPoint
  /// The new definition over the later period.
  package var new: FixedPoint

  /// All four have the same number of decimal places.
  package init(old: FixedPoint, recast: FixedPoint, continued: FixedPoint, new: FixedPoint) {
    precondition([recast, continued, new].allSatisfy { $0.places == old.places }, "values of other decimals")
    (self.old, self.recast, self.continued, self.new) = (old, recast, continued, new)
  }

  /// The earlier cases under the new definition, less the same under the old one.
  package var definition: FixedPoint { step(old, recast) }
  /// The later cases less the earlier ones, both under the new definition.
  package var practice: FixedPoint { step(recast, new) }
  /// The later cases less the earlier ones, both under the old definition.
  package var practiceFirst: FixedPoint { step(old, continued) }
  /// The later cases under the new definition, less the same under the old one.
  package var definitionLast: FixedPoint { step(continued, new) }
  package var change: FixedPoint { step(old, new) }
  /// How much more the definition changes the later cases than the earlier ones; zero where the order does not matter.
  package var interaction: FixedPoint { step(definition, definitionLast) }

  private func step(_ from: FixedPoint, _ to: FixedPoint) -> FixedPoint {
    // Both are figures that were read or counted, so their difference fits.
    FixedPoint(units: to.units &- from.units, places: from.places)
  }
}
