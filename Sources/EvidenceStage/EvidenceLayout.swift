package import Declarations

/// The layout and wording of the evidence, and the notes on a measure's card.
package struct EvidenceLayout: Sendable {
  package var pipeline = ""
  package var table = PipelinePlan.TableShape.comparison
  /// Whether to write the pages as one file too.
  package var oneFile = false
  /// Whether to write tables and statements as documents too.
  package var documents = false
  /// The two years of an annex, such as `2022-23`, older first.
  package var years: [String] = []
  /// The measures with a tile on the first page.
  package var watch: [String] = []
  package var assurance: [AssuranceFramework] = []
  package var products: [PlacedProduct] = []
  package var phrases: StatementTable?
  package var datasets: [String: Dataset] = [:]
  /// The vintage of the codes in tables: its title, and its entries by measure id.
  package var framework: String?
  package var entries: [String: Framework.Entry] = [:]
  /// By measure id, the publications that its comparators came from.
  package var publications: [String: [String]] = [:]
  /// By measure id and year: why values cannot be compared with those before.
  package var breaks: [String: [String: String]] = [:]
  /// Measures that count records of an extract, so that their cases can be listed.
  package var countable: Set<String> = []
  /// The area's code and level, and its region's and country's, for exporters.
  package var place = Place()

  package init() {}

  /// A product with the measures of this run that match its patterns.
  package struct PlacedProduct: Sendable {
    package var product: Product
    package var measures: [String]

    package init(product: Product, measures: [String]) {
      self.product = product
      self.measures = measures
    }
  }

  /// The data on a council in the Department for Education's layout.
  package struct Place: Sendable {
    package var code = ""
    package var name = ""
    package var oldCode = ""
    package var regionCode = ""
    package var regionName = ""

    package init() {}
  }
}
