extension Day {
  /// `31 October 2026`: a day in prose.
  package var words: String {
    let (year, month, number) = components
    return "\(number) \(Self.monthNames[month - 1]) \(year)"
  }

  /// `October 2026`
  package var monthWords: String { "\(Self.monthNames[components.month - 1]) \(components.year)" }

  /// `Oct 26`, for the axis of a chart.
  package var shortMonth: String {
    let year = components.year % 100
    return "\(Self.monthNames[components.month - 1].prefix(3)) \(year < 10 ? "0" : "")\(year)"
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}

extension FinancialYear {
  /// `2025/26`
  package var words: String {
    let end = (startYear + 1) % 100
    return "\(startYear)/\(end < 10 ? "0" : "")\(end)"
  }
}

extension ReportingPeriod {
  /// The period as people write it: `31 October 2026`, `October 2026`, `July to September 2026`, `2025/26`,
  /// `1 April to 31 October 2026`, `12 months to 31 October 2026`.
  package var words: String {
    switch kind {
    case .day: end.words
    case .week: "week to \(end.words)"
    case .month: start.monthWords
    case .twoMonths, .quarter, .halfYear: "\(start.monthWords.prefix { $0 != " " }) to \(end.monthWords)"
    case .financialYear: FinancialYear(containing: start).words
    case .yearToDate:
      start.components.year == end.components.year
        ? "\(start.words.split(separator: " ").dropLast().joined(separator: " ")) to \(end.words)"
        : "\(start.words) to \(end.words)"
    case .rollingYear: "12 months to \(end.words)"
    }
  }

  /// The same with the word before it: `on 31 October 2026`, `in the 12 months to 31 October 2026`, `from 1 April to …`.
  package var phrase: String {
    switch kind {
    case .day: "on \(words)"
    case .week, .rollingYear: "in the \(words)"
    case .month, .financialYear: "in \(words)"
    case .twoMonths, .quarter, .halfYear, .yearToDate: "from \(words)"
    }
  }

  /// A label of this period's kind as people write it. Another text stays as it is.
  ///
  /// - Parameter label: as `label` writes it, of a period of the same kind, such as that of a year before.
  package func words(of label: String) -> String {
    func day(_ text: some StringProtocol) -> Day? { Day(iso: String(text)) }
    switch kind {
    case .day: return day(label)?.words ?? label
    case .week, .rollingYear:
      let start = kind == .week ? "week to " : "12 months to "
      guard label.hasPrefix(start), let last = day(label.dropFirst(start.count)) else { return label }
      return start + last.words
    case .month: return day("\(label)-01")?.monthWords ?? label
    case .twoMonths:
      let parts = label.components(" to ")
      guard parts.count == 2, let first = day("\(parts[0])-01"), let last = day("\(parts[1])-01"),
        first <= last
      else { return label }
      return ReportingPeriod(kind, from: first, to: last.adding(months: 1) - 1).words
    case .quarter, .halfYear:
      let (sign, months) = kind == .quarter ? (" Q", 3) : (" H", 6)
      let parts = label.split(separator: sign, omittingEmptySubsequences: false)
      guard parts.count == 2, let year = FinancialYear(parts[0]), let number = Int(parts[1]),
        (1...12 / months).contains(number)
      else { return label }
      let first = year.start.adding(months: (number - 1) * months)
      return ReportingPeriod(kind, from: first, to: first.adding(months: months) - 1).words
    case .financialYear: return FinancialYear(label)?.words ?? label
    case .yearToDate:
      let parts = label.components(" to ")
      guard parts.count == 2, let year = FinancialYear(parts[0]), let end = day(parts[1]), year.start <= end
      else { return label }
      return ReportingPeriod(.yearToDate, from: year.start, to: end).words
    }
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
