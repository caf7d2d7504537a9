package import Artefacts
import Declarations
import Statistics

/// A count that cannot be shown to keep as many possible values as its policy requires.
package struct Exposure: Sendable, Hashable {
  package var name: CountName
  /// The measure and category whose row prints or hides it.
  package var key: Reading.Key
  package var part: Part
  /// The smallest and largest possible value by single relations; nil where not computed.
  package var range: ClosedRange<Int>?
  /// How many possible values were found.
  package var possible: Int
  /// How many the policy requires.
  package var protected: Int

  package enum Part: String, Sendable, Hashable, CaseIterable {
    case numerator, denominator, remainder
    /// A count that is printed rounded.
    case rounded = "rounded count"
  }

  init(_ need: Protection.Need, _ protection: Protection) {
    name = protection.tables.names[need.quantity.cell]
    key = protection.tables.rows[need.row].printed.key
    part = need.part
    possible = protection.found(need)
    protected = need.width
  }

  /// For a row without known possible values; nil where the row has no count.
  init?(_ row: PrintedTables.Row, _ tables: PrintedTables) {
    guard let cell = row.printedCells.first else { return nil }
    name = tables.names[cell]
    key = row.printed.key
    part = row.numerator == cell ? .numerator : .denominator
    possible = 0
    protected = row.policy.promisedValues
  }
}
