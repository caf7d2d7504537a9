package import Periods
package import Statistics

/// Measures of one dataset by several crossed breakdowns: one row for each combination with a case.
///
/// Crossing makes small numbers, so such a table is written only to the owner's files.
package struct CrossTable: Sendable {
  package var id: String
  package var title: String
  package var period: ReportingPeriod
  package var breakdowns: [Breakdown]
  package var measures: [Column]
  /// For each row, its categories as one number, rising: the last breakdown varies fastest.
  package var groups: [Int] = []
  /// For each measure, one for each row.
  package var values: [[Value]] = []

  package struct Breakdown: Sendable, Hashable {
    package var id: String
    package var categories: [String]

    package init(id: String, categories: [String]) {
      self.id = id
      self.categories = categories
    }
  }

  package struct Column: Sendable, Hashable {
    package var id: String
    package var decimals: Int

    package init(id: String, decimals: Int) {
      self.id = id
      self.decimals = decimals
    }
  }

  /// The result of one measure, as in a `Reading`.
  package struct Value: Sendable, Hashable {
    package var numerator: Int?
    package var denominator: Int?
    package var value: Fraction?
    package var multiplier: Int
    package var missing: Missing?

    package init(
      numerator: Int? = nil, denominator: Int? = nil, value: Fraction? = nil, multiplier: Int = 1,
      missing: Missing? = nil
    ) {
      self.numerator = numerator
      self.denominator = denominator
      self.value = value
      self.multiplier = multiplier
      self.missing = missing
    }
  }

  package init(
    id: String, title: String, period: ReportingPeriod, breakdowns: [Breakdown], measures: [Column]
  ) {
    self.id = id
    self.title = title
    self.period = period
    self.breakdowns = breakdowns
    self.measures = measures
  }

  /// The table without the values of these measures.
  package func withholding(_ isWithheld: (String) -> Bool) -> CrossTable {
    var out = self
    for (place, column) in measures.enumerated() where isWithheld(column.id) && place < values.count {
      out.values[place] = values[place].map { _ in Value(missing: .unavailable) }
    }
    return out
  }
}
