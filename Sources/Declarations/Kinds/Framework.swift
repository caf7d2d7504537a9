/// One vintage of a set of measures, as a delta on the one before: one file in `data/frameworks/`.
package struct Framework: Decodable, Sendable {
  package var framework: Located<String>
  package var title: String
  package var basedOn: Located<String>?
  package var source: String
  /// Codes added or redefined in this vintage.
  package var measures: [Entry]
  /// Codes of the vintage before that this one drops.
  package var removed: [Located<String>]?

  package struct Entry: Decodable, Sendable {
    /// Such as `2E(2a)`.
    package var code: Located<String>
    package var measure: Located<String>
    package var clientGroup: String?
    package var objective: String?
    /// Whether values may be compared with the same measure in the vintage before; yes when not said.
    package var comparable: Bool?
    /// Why not, when not.
    package var reason: String?
    /// The code this had in the vintage before.
    package var formerly: String?
    /// How far to round before rounding to the measure's decimals, where the publisher rounds twice.
    package var roundedFirstTo: Int?
    /// Decimal places in this vintage, where they are not the measure's own.
    package var decimals: Int?
    /// False where the published outcome cannot be had from the published counts, and `reason` says why.
    package var recomputable: Bool?
  }
}
