import Artefacts
import Declarations

extension LaidTable {
  /// With the years of comparators in headings: the year of most cells of a column; other cells show their own.
  ///
  /// A declared title that ends with a year gets the year of the figures below it.
  var settled: LaidTable {
    var out = self
    for column in headings.indices {
      let periods = rows.compactMap { $0.cells[column].period }
      let (stem, endsWithYear) = Self.withoutYear(headings[column].title)
      guard headings[column].isComparator || endsWithYear, let most = Self.mostCommon(periods) else {
        continue
      }
      out.headings[column].title = endsWithYear ? "\(stem) \(most)" : "\(stem), \(most)"
      for row in rows.indices {
        guard let period = rows[row].cells[column].period else { continue }
        out.rows[row].cells[column].say(period == most ? nil : period)
      }
    }
    return out
  }

  /// Whether cells of a column have different periods, so that files have a column for the period.
  func isOfSeveralPeriods(_ column: Int) -> Bool { rows.contains { $0.cells[column].saysPeriod } }

  /// Whether cells of a column have notes, so that files have a column for them.
  func hasNotes(_ column: Int) -> Bool { rows.contains { $0.cells[column].beside != nil } }

  /// Of two equally frequent ones, the later.
  static func mostCommon(_ periods: [String]) -> String? {
    Dictionary(grouping: periods, by: \.self).max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
  }

  /// `England` for `England 22/23`, which ends with a year, as do `2022/23` and `2022-23`.
  private static func withoutYear(_ title: String) -> (stem: String, endsWithYear: Bool) {
    let words = title.split(separator: " ")
    guard words.count > 1, let last = words.last else { return (title, false) }
    let parts = last.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "–" })
    let isYear =
      parts.count == 2 && parts.allSatisfy { $0.allSatisfy(\.isWholeNumber) }
      && [2, 4].contains(parts[0].count) && [2, 4].contains(parts[1].count)
    return isYear ? (words.dropLast().joined(separator: " "), true) : (title, false)
  }
}

extension TableCell {
  /// The cell with a period beside its text, or without.
  fileprivate mutating func say(_ period: String?) {
    let plain = plainText ?? text
    text = period.map { "\(plain) (\($0))" } ?? plain
    saysPeriod = period != nil
  }
}
