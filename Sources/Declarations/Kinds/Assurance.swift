/// Themes and quality statements that group the evidence: one file in `data/assurance/`.
///
/// A measure names its statement by id. A council lists the items of an information return itself.
package struct AssuranceFramework: Decodable, Sendable {
  package var assurance: Located<String>
  package var title: String
  package var source: String
  package var themes: [Theme]
  package var items: [Item]?

  package struct Theme: Decodable, Sendable {
    package var theme: Located<String>
    package var title: String
    package var statements: [Statement]
  }

  package struct Statement: Decodable, Sendable {
    package var statement: Located<String>
    package var title: String
    package var asks: String
    package var beyond: String?
  }

  package struct Item: Decodable, Sendable {
    package var reference: String
    package var title: String
    package var statement: Located<String>
    package var measures: [Located<String>]
  }

  package var statements: [Statement] { themes.flatMap(\.statements) }
}

/// A table that someone opens on a given day: one file in `data/products/`.
package struct Product: Decodable, Sendable {
  package var product: Located<String>
  package var title: String
  package var audience: String
  package var layout: Layout
  package var measures: [Located<String>]
  package var by: Located<String>?
  package var headings: [String: String]?
  package var note: String?

  package enum Layout: String, Decodable, Sendable, CaseIterable {
    /// A row for each measure and period, with every comparison.
    case comparison
    /// A row for each category and a column for each measure. The whole council comes last.
    case byCategory = "by-category"
    /// A row for each measure: England and neighbours, a year ago, now, and the change.
    case keyMeasures = "key-measures"
    /// A tile for each measure: value and day, a year before, change and arrow.
    case tiles
    /// A theme's measures as activity, working well and priority area.
    case keyStatistics = "key-statistics"
    /// A chart for each measure: by month with process limits, and by year as published.
    case trends
  }
}

/// Reviewed sentences with placeholders for figures: one file in `data/statements/`.
package struct StatementTable: Decodable, Sendable {
  package var statements: Located<String>
  package var title: String
  package var source: String
  package var sentences: [Sentence]
  package var limits: Limits

  package struct Sentence: Decodable, Sendable {
    package var when: When
    package var text: Located<String>
    package var reviewed: Located<String>?
  }

  package enum When: String, Decodable, Sendable, CaseIterable {
    case value, share
    case notAvailable = "not-available"
    case hidden
    case changeBetter = "change-better"
    case changeWorse = "change-worse"
    case changeHigher = "change-higher"
    case changeLower = "change-lower"
    case changeNone = "change-none"
    case areaBetter = "area-better"
    case areaWorse = "area-worse"
    case areaHigher = "area-higher"
    case areaLower = "area-lower"
    case areaNone = "area-none"
    case rank
    /// Used in place of a verdict where either side has few cases.
    case few
    case smallNumber = "small-number"
    case needsPerson = "needs-person"
  }

  package struct Limits: Decodable, Sendable {
    package var needsPersonAbovePercent: Int
  }

  package func text(_ when: When) -> String? { sentences.first { $0.when == when }?.text.value }

  /// The placeholders that a sentence may have.
  package static let placeholders = [
    "measure", "value", "numerator", "denominator", "when", "other", "other-value", "other-period",
    "difference", "percent", "limit", "rank", "councils", "year",
  ]
}

extension AssuranceFramework: Declaration {
  package static let kind = "assurance framework"
  package static let purpose = "Themes and quality statements that evidence is set out under."
  package var id: Located<String> { assurance }
}

extension Product: Declaration {
  package static let kind = "product"
  package static let purpose = "A table that someone opens on a given day."
  package var id: Located<String> { product }
}

extension StatementTable: Declaration {
  package static let kind = "statement table"
  package static let purpose = "Reviewed sentences that figures are put into."
  package var id: Located<String> { statements }
}
