/// One vintage of a set of measures, as changes to the one before: one file in `data/frameworks/`.
package struct Framework: Decodable, Sendable {
  package var framework: Located<String>
  package var title: String
  package var basedOn: Located<String>?
  package var source: String
  package var measures: [Entry]
  package var removed: [Located<String>]?
  package var derived: [Derivation]?

  package struct Entry: Decodable, Sendable {
    package var code: Located<String>
    package var measure: Located<String>
    package var clientGroup: String?
    package var objective: String?
    package var comparable: Bool?
    package var reason: String?
    package var formerly: String?
    package var roundedFirstTo: Int?
    package var decimals: Int?
    package var recomputable: Bool?
  }

  /// A measure that follows from published counts: one sum of codes over another, or over a population.
  package struct Derivation: Decodable, Sendable {
    package var measure: Located<String>
    package var numerator: [Located<String>]
    package var denominator: [Located<String>]?
    package var population: Located<String>?
    package var populationYears: [PopulationYear]?
    package var sumsCouncils: Bool?
  }

  package struct PopulationYear: Decodable, Sendable {
    package var year: Located<String>
    package var referenceDate: Located<String>
  }
}
