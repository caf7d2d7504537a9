/// A kind of case-level record: its fields, their names in extracts, and what identifies a case.
///
/// One file in `data/datasets/`.
package struct Dataset: Decodable, Sendable {
  package var dataset: Located<String>
  package var title: String
  package var prefix: Located<String>
  package var grain: String
  package var key: [Located<String>]
  package var person: Located<String>?
  package var day: Located<String>?
  package var fields: [Field]
  package var breakdowns: [Breakdown]?
  package var supersedes: [Tiebreak]?
  package var source: String?
  package var cohort: Cohort?
  package var wide: Wide?

  /// A column of a file that is headed by a period holds values of that period.
  package struct Wide: Decodable, Sendable {
    package var period: Located<String>
    package var value: Located<String>
  }

  package struct Field: Decodable, Sendable {
    package var field: Located<String>
    package var title: String
    package var kind: Kind
    package var required: Bool?
    package var personal: Bool?
    package var synonyms: [String]?
    package var patterns: [Located<String>]?
    package var codes: [Code]?
    package var codeList: Located<String>?
    package var places: Int?
    package var percentSign: Bool?
    package var unreadable: Unreadable?
    package var form: Form?
    package var shortYearsBefore: Int?
    package var placeholders: Bool?
    package var blank: [String]?
    package var note: String?
  }

  package enum Kind: String, Decodable, Sendable, CaseIterable {
    case identifier, text, date, integer, decimal, flag
    /// A code of a declared list; without a list any value, such as a team.
    case code
  }

  package enum Form: String, Decodable, Sendable, CaseIterable {
    /// Ten digits. Spaces, hyphens and what spreadsheets add are ignored.
    case nhsNumber = "nhs-number"
  }

  package enum Unreadable: String, Decodable, Sendable, CaseIterable {
    case refusesRecord = "refuses-record"
    case reports
  }

  package struct Code: Decodable, Sendable {
    package var code: Located<String>
    package var label: String
    package var synonyms: [String]?
    package var retired: [String]?
    package var group: String?
  }
}

/// A preference between records of one case in two files.
package struct Tiebreak: Decodable, Sendable {
  package var prefer: Preference
  package var field: Located<String>?

  package enum Preference: String, Decodable, Sendable, CaseIterable {
    /// The file with the later date or the higher numbers in its name: `reviews-2026-10.csv` before
    /// `reviews-2026-09.csv`.
    case laterFile = "later-file"
    case blank, latest, earliest
    /// The code that comes first in its list.
    case firstListed = "first-listed"
  }
}

/// A code list that several datasets share: one file in `data/datasets/code-lists/`.
package struct CodeList: Decodable, Sendable {
  package var codeList: Located<String>
  package var title: String
  package var source: String?
  package var codes: [Dataset.Code]
}

/// A way to split a dataset's cases: by the values of an expression, or by bands of its number.
package struct Breakdown: Decodable, Sendable {
  package var breakdown: Located<String>
  package var title: String
  package var by: Located<String>
  package var bands: [Band]?
  package var grouped: Bool?
  package var each: Each?

  package enum Each: String, Decodable, Sendable, CaseIterable {
    case month
    case financialYear = "financial-year"
  }

  package struct Band: Decodable, Sendable {
    package var from: Int
    package var label: String
  }
}
