/// A kind of case-level record: its fields, what they are called in extracts, and what identifies a case.
///
/// One file in `data/datasets/`.
package struct Dataset: Decodable, Sendable {
  package var dataset: Located<String>
  package var title: String
  /// The first part of its rule codes, such as `WL`.
  package var prefix: Located<String>
  /// What one row is, in words.
  package var grain: String
  /// Fields that together identify a case; a later record with the same key is refused.
  package var key: [Located<String>]
  /// The field that identifies the person, counted distinct by measures of people.
  package var person: Located<String>?
  /// The field of the day on which a case comes in; what an extract reaches is found from it.
  package var day: Located<String>?
  package var fields: [Field]
  package var breakdowns: [Breakdown]?
  /// Which record stands where several files have the same case: the first of these that tells them apart decides.
  ///
  /// None when not said: a key seen before is then a fault, as it is within one file.
  package var supersedes: [Tiebreak]?
  package var source: String?
  /// Where its cases are not records of an extract, but found by linking those of others.
  package var cohort: Cohort?

  package struct Field: Decodable, Sendable {
    package var field: Located<String>
    package var title: String
    package var kind: Kind
    /// Blank or unreadable here refuses the record.
    package var required: Bool?
    /// Never shown in a message, a log or published output.
    package var personal: Bool?
    /// Other headers that suppliers give it; case, spaces, `_` and `-` do not count.
    package var synonyms: [String]?
    /// Headers with `*` for any characters, tried where no name or synonym fits.
    package var patterns: [Located<String>]?
    /// Its codes, in the order tables show them; only for kind `code`, and not with `codeList`.
    package var codes: [Code]?
    /// A file in `data/datasets/code-lists/`; only for kind `code`.
    package var codeList: Located<String>?
    /// Places after the point kept of a decimal; 2 when not said.
    package var places: Int?
    /// Whether a decimal may end with a per cent sign; no when not said.
    package var percentSign: Bool?
    /// What an unreadable value does; `refuses-record` when not said, but `reports` for a code and a flag.
    package var unreadable: Unreadable?
    /// What its texts are, so that every way of writing one is read as the same; only for kind `identifier`.
    package var form: Form?
    /// A year of two digits is the latest that is so many years before the as-of day's; only for kind `date`. As in Excel, 1930 to
    /// 2029, when not said.
    package var shortYearsBefore: Int?
    /// Whether a day that stands for none, as 1900-01-01, is read as blank; yes when not said. No where a rule tells of such days.
    package var placeholders: Bool?
    /// Values that mean nothing here, besides those of `data/datasets/blank-values/`; of a date, days as `2050-12-31` among them.
    package var blank: [String]?
    package var note: String?
  }

  package enum Kind: String, Decodable, Sendable, CaseIterable {
    case identifier, text, date, integer, decimal, flag
    /// One of a declared list, or any value where no list is declared (teams).
    case code
  }

  package enum Form: String, Decodable, Sendable, CaseIterable {
    /// Ten digits; spaces, hyphens and what spreadsheets add do not count.
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
    /// Spellings of an earlier release of the list, read as this code and counted apart.
    package var retired: [String]?
    /// A coarser category, where tables show groups.
    package var group: String?
  }
}

/// One thing to prefer where two files have a record of the same case.
package struct Tiebreak: Decodable, Sendable {
  package var prefer: Preference
  /// What is compared; none for `later-file`.
  package var field: Located<String>?

  package enum Preference: String, Decodable, Sendable, CaseIterable {
    /// The file with the later date, or other numbers, in its name: `reviews-2026-10.csv`, not `reviews-2026-09.csv`.
    case laterFile = "later-file"
    case blank, latest, earliest
    /// The code that its list names first.
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

/// A way of splitting a dataset's cases: by the values of an expression, or by bands of its number.
package struct Breakdown: Decodable, Sendable {
  package var breakdown: Located<String>
  package var title: String
  /// An expression: a code, a whole number with `bands`, or a date with `each`.
  package var by: Located<String>
  /// Lower bounds rising; a value belongs to the last band that it reaches, and below the first to none (unknown).
  package var bands: [Band]?
  /// Whether its categories are the groups of the codes rather than the codes themselves.
  package var grouped: Bool?
  /// What the dates are gathered into, those that occur in order; only for the crossed tables of a pipeline.
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
