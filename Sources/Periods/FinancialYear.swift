/// A financial year, April to March, named by the year it starts in.
package struct FinancialYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var startYear: Int

  package init(startYear: Int) { self.startYear = startYear }

  package init(containing day: Day) {
    let (year, month, _) = day.components
    startYear = month >= 4 ? year : year - 1
  }

  /// Reads `2024-25`, refusing years that do not follow each other.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
      let start = Int(parts[0]), let end = Int(parts[1]), (start + 1) % 100 == end
    else { return nil }
    startYear = start
  }

  /// `2024-25`
  package var description: String {
    let end = (startYear + 1) % 100
    return "\(startYear)-\(end < 10 ? "0" : "")\(end)"
  }

  package var start: Day { Day(year: startYear, month: 4, day: 1) ?? Day(number: 0) }
  package var end: Day { FinancialYear(startYear: startYear + 1).start - 1 }
  package var previous: FinancialYear { FinancialYear(startYear: startYear - 1) }

  package static func < (a: Self, b: Self) -> Bool { a.startYear < b.startYear }
}
