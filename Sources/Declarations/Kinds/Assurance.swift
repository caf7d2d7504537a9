/// Themes and quality statements that evidence is set out under: one file in `data/assurance/`.
///
/// A measure names its statement by id; items of an information return are a council's own to list.
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
    /// A row a measure and period, with everything it is compared with.
    case comparison
    /// A row a category, a column a measure, and the whole council last.
    case byCategory = "by-category"
    /// A row a measure: England and neighbours, a year ago, now, and the change.
    case keyMeasures = "key-measures"
    /// A tile a measure: value and day, a year before, change and arrow.
    case tiles
    /// A theme's measures as activity, working well and priority area.
    case keyStatistics = "key-statistics"
    /// A chart a measure: month by month with process limits, and year by year as published.
    case trends
  }
}

/// Reviewed sentences that figures are put into: one file in `data/statements/`.
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
    /// How far from a benchmark, once it is allowed for how much councils vary.
    case variation
    case interval, rank
    /// What keeps a comparison from being wholly like for like.
    case reservation
    /// In place of a verdict where either side is of few cases.
    case few
    case smallNumber = "small-number"
    case needsPerson = "needs-person"
  }

  package struct Limits: Decodable, Sendable {
    package var needsPersonAbovePercent: Int
  }

  package func text(_ when: When) -> String? { sentences.first { $0.when == when }?.text.value }

  /// What may stand between braces in a sentence.
  package static let placeholders = [
    "measure", "value", "numerator", "denominator", "period", "area", "other", "other-value", "other-period",
    "difference", "percent", "limit", "phrase", "interval", "rank", "councils", "year", "notes",
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
