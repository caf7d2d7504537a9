extension ReportingPeriod {
  /// Parses a period as people and our own labels write it; nil for anything that could be another.
  ///
  /// | written | is |
  /// |---|---|
  /// | `2024-07-31`, `31/07/2024`, `31 July 2024` | a day |
  /// | `week to 2024-07-28` | a week |
  /// | `2024-07`, `Jul-24`, `July 2024`, `07/2024` | a month |
  /// | `2024-04 to 2024-05` | two months, of which the first is April, June, August, … |
  /// | `2024-25 Q1`, `Q1 2024-25`, `2024/25 Q1` | a quarter |
  /// | `2024-25 H1` | a half-year |
  /// | `2024-25`, `2024/25` | a financial year |
  /// | `2024-25 to 2024-07-31` | the year to that day |
  /// | `12 months to 2024-07-31` | the twelve months to that day |
  ///
  /// `2011-12` is the financial year: a label is a month only where it cannot be a year.
  package init?(text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let plain = words.joined(separator: " ")
    if let year = FinancialYear(label: plain) {
      self.init(.financialYear, from: year.start, to: year.end)
    } else if let day = Self.day(plain) {
      self.init(.day, from: day, to: day)
    } else if let month = Self.month(plain) {
      self.init(.month, from: month, to: month.adding(months: 1) - 1)
    } else if let part = Self.partOfYear(words) {
      self = part
    } else if let span = Self.span(plain.lowercased()) {
      self = span
    } else {
      return nil
    }
  }

  /// `2024-25 Q1` and `2024-25 H1`, in either order.
  private static func partOfYear(_ words: [String]) -> ReportingPeriod? {
    guard words.count == 2 else { return nil }
    for (year, part) in [(words[0], words[1].uppercased()), (words[1], words[0].uppercased())] {
      guard let year = FinancialYear(label: year), part.utf8.count == 2,
        let number = part.last?.wholeNumberValue
      else { continue }
      let kind: Kind? = part.first == "Q" ? .quarter : part.first == "H" ? .halfYear : nil
      guard let kind, (1...12 / kind.months).contains(number) else { continue }
      let start = year.start.adding(months: kind.months * (number - 1))
      return ReportingPeriod(kind, from: start, to: start.adding(months: kind.months) - 1)
    }
    return nil
  }

  /// Two texts with `to` between.
  private static func span(_ text: String) -> ReportingPeriod? {
    guard let between = text.firstRange(of: " to ") else { return nil }
    let (first, last) = (String(text[..<between.lowerBound]), String(text[between.upperBound...]))
    if let start = month(first), let end = month(last) {
      let isOne = Self.start(of: .twoMonths, with: start) == start && start.adding(months: 1) == end
      return isOne ? ReportingPeriod(.twoMonths, from: start, to: end.adding(months: 1) - 1) : nil
    }
    guard let end = day(last) else { return nil }
    if first == "week" { return ReportingPeriod(.week, from: end - 6, to: end) }
    if first == "12 months" { return ReportingPeriod(latest: .rollingYear, asOf: end) }
    guard let year = FinancialYear(label: first), FinancialYear(containing: end) == year else { return nil }
    return ReportingPeriod(.yearToDate, from: year.start, to: end)
  }

  /// The first day of `2024-07`, `Jul-24`, `July 2024`, `07/2024`.
  private static func month(_ text: String) -> Day? {
    let parts = text.split { " -/'’".contains($0) }.map(String.init)
    guard parts.count == 2 else { return nil }
    let isNumbered = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    if isNumbered {
      // `2011-12` and `2011/12` were years; `07/2024` can only be a month.
      if parts[0].utf8.count == 4, parts[1].utf8.count == 2 { return Day(iso: "\(parts[0])-\(parts[1])-01") }
      guard parts[1].utf8.count == 4, parts[0].utf8.count <= 2, let month = Int(parts[0]),
        let year = Int(parts[1])
      else { return nil }
      return Day(year: year, month: month, day: 1)
    }
    guard let month = monthNumber(parts[0]), let year = yearNumber(parts[1]) else { return nil }
    return Day(year: year, month: month, day: 1)
  }

  /// `2024-07-31`, `31/07/2024`, `31-Jul-24`, `31 July 2024`.
  private static func day(_ text: String) -> Day? {
    if let day = Day(iso: text) { return day }
    let parts = text.split { " -/".contains($0) }.map(String.init)
    guard parts.count == 3, parts[0].utf8.count <= 2, let day = Int(parts[0]),
      let month = monthNumber(parts[1]) ?? (parts[1].utf8.count <= 2 ? Int(parts[1]) : nil),
      let year = yearNumber(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// A year of four digits, or of two after 2000.
  private static func yearNumber(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
    return text.utf8.count == 4 ? number : text.utf8.count == 2 ? 2000 + number : nil
  }

  private static func monthNumber(_ text: String) -> Int? {
    let word = text.lowercased()
    guard word.utf8.count >= 3 else { return nil }
    return monthNames.firstIndex {
      $0 == word || word.utf8.count == 3 && $0.hasPrefix(word) || word == "sept" && $0 == "september"
    }
    .map { $0 + 1 }
  }
}

private let monthNames = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november",
  "december",
]
