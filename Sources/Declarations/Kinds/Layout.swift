/// How a publisher lays out a file of figures: one file in `data/layouts/`.
///
/// `{year}` in a title, a path or a header is a financial year: `2024-25`, `2024 to 2025` or `2024/25`.
package struct Layout: Decodable, Sendable {
  package var layout: Located<String>
  package var title: String
  package var publisher: String
  package var published: Located<String>?
  package var framework: Located<String>?
  package var referenceDate: Located<String>?
  package var vintage: String?
  package var pair: Located<String>
  package var newestYear: Located<String>?
  package var attribution: String
  package var licence: String?
  package var obtainedFrom: String
  package var transformation: String
  package var roundedTo: Int?
  package var status: ComparatorsNote.Status?
  package var markers: [Marker]?
  package var dropsBrackets: Bool?
  package var sums: [Sum]?
  package var tables: [Table]

  /// A text that means a missing figure. `[c]`, `[x]` and `[z]` need no line.
  package struct Marker: Decodable, Sendable {
    package var text: String
    package var means: Symbol

    package enum Symbol: String, Decodable, Sendable, CaseIterable { case c, x, z }
  }

  package struct Sum: Decodable, Sendable {
    package var code: String
    package var of: [String]
  }

  /// A table of one sheet, or of a CSV: a header row, and a row an area.
  package struct Table: Decodable, Sendable {
    package var sheets: [Sheet]?
    package var code: String?
    package var codeColumn: String?
    package var codes: [CodeName]?
    package var areaCode: String
    package var areaName: String?
    package var year: Located<String>?
    package var yearColumn: String?
    package var keep: [Keep]?
    package var values: [Value]
    package var decimals: Int?
  }

  package struct Sheet: Decodable, Sendable {
    package var sheet: String
    package var code: String?
  }

  package struct CodeName: Decodable, Sendable {
    package var published: String
    package var code: String
  }

  package struct Keep: Decodable, Sendable {
    package var column: String
    package var values: [String]
  }

  /// A column of figures.
  package struct Value: Decodable, Sendable {
    package var header: String
    package var what: What
    package var code: String?

    package enum What: String, Decodable, Sendable, CaseIterable {
      case outcome, numerator, denominator, respondents
      case marginOfError = "margin-of-error"
    }
  }
}
