/// How a publisher lays out a file of figures: one file in `data/layouts/`.
///
/// `{year}` in a title, a path or a header stands for a financial year: `2024-25`, `2024 to 2025` or `2024/25`.
package struct Layout: Decodable, Sendable {
  package var layout: Located<String>
  /// Of the pair that is made.
  package var title: String
  package var publisher: String
  package var published: Located<String>?
  /// The vintage whose codes its figures have; none for a layout of populations.
  package var framework: Located<String>?
  /// The mid-year of a layout of populations, and the edition of the estimates.
  package var referenceDate: Located<String>?
  package var vintage: String?
  /// The path of the pair that is made, from `data/comparators/` or `data/populations/`; with `{year}`, a pair a year.
  package var pair: Located<String>
  /// The newest year of the edition that this layout is of.
  package var newestYear: Located<String>?
  package var attribution: String
  package var licence: String?
  package var obtainedFrom: String
  package var transformation: String
  package var roundedTo: Int?
  package var status: ComparatorsNote.Status?
  package var markers: [Marker]?
  /// Whether a number is followed by another in brackets, which is not taken.
  package var dropsBrackets: Bool?
  /// Populations that are the sum of others of the file.
  package var sums: [Sum]?
  package var tables: [Table]

  /// A text that stands for a missing figure; `[c]`, `[x]` and `[z]` need no line.
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
    /// The sheets that are laid out so; a CSV has none.
    package var sheets: [Sheet]?
    /// The code of all its figures.
    package var code: String?
    /// The header of the column that has codes, and what they are here.
    package var codeColumn: String?
    package var codes: [CodeName]?
    package var areaCode: String
    package var areaName: String?
    /// The financial year of all its figures, or the header of the column that has it; else headers say it.
    package var year: Located<String>?
    package var yearColumn: String?
    /// Rows that are taken; all when not said.
    package var keep: [Keep]?
    package var values: [Value]
    package var decimals: Int?
  }

  package struct Sheet: Decodable, Sendable {
    /// Its name, with `*` for any characters.
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
    /// The code of this column's figures, where columns are of several measures.
    package var code: String?

    package enum What: String, Decodable, Sendable, CaseIterable {
      case outcome, numerator, denominator, respondents
      case marginOfError = "margin-of-error"
    }
  }
}
