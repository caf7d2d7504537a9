package import Declarations

/// How the evidence is laid out and worded, and what a card says of a measure beside its figures.
package struct EvidenceLayout: Sendable {
  package var pipeline = ""
  package var table = PipelinePlan.TableShape.comparison
  /// Whether the pages are also written as one file.
  package var oneFile = false
  /// The two years of an annex, as `2022-23`, older first.
  package var years: [String] = []
  package var assurance: [AssuranceFramework] = []
  package var products: [PlacedProduct] = []
  package var phrases: StatementTable?
  package var datasets: [String: Dataset] = [:]
  /// The vintage whose codes the tables show: its title, and its entries by measure id.
  package var framework: String?
  package var entries: [String: Framework.Entry] = [:]
  /// Ids of the publications that a measure's comparators came from, by measure id.
  package var publications: [String: [String]] = [:]
  /// Why values of a year cannot be held beside those before it, by measure id and year.
  package var breaks: [String: [String: String]] = [:]
  /// Whether a measure counts records of an extract, so that its cases can be listed.
  package var countable: Set<String> = []
  /// The area's nine-character code, its level and its region's and country's, for the exporters.
  package var place = Place()

  package init() {}

  /// A product with the measures of this run that its patterns stand for.
  package struct PlacedProduct: Sendable {
    package var product: Product
    package var measures: [String]

    package init(product: Product, measures: [String]) {
      self.product = product
      self.measures = measures
    }
  }

  /// What the Department for Education's layout says of a council.
  package struct Place: Sendable {
    package var code = ""
    package var name = ""
    package var oldCode = ""
    package var regionCode = ""
    package var regionName = ""

    package init() {}
  }
}
