/// A span of days to count over, both ends included. A stock is counted on its last day.
package struct ReportingPeriod: Hashable, Sendable {
  /// The kind of period, which also decides the period before it.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// The as-of day itself.
    case day
    /// The seven days ending on the as-of day.
    case week
    case month
    /// April and May, June and July, and so on.
    case twoMonths = "two-months"
    case quarter
    /// April to September, or October to March.
    case halfYear = "half-year"
    case financialYear = "financial-year"
    /// From 1 April to the as-of day.
    case yearToDate = "year-to-date"
    /// The 12 months that end on the as-of day.
    case rollingYear = "rolling-12-months"
  }

  package var kind: Kind
  package var start: Day
  package var end: Day

  package init(_ kind: Kind, from start: Day, to end: Day) {
    precondition(start <= end, "a period that ends before it starts")
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// The latest period of a kind that is complete on the as-of day (year to date: up to that day).
  package init(latest kind: Kind, asOf day: Day) {
    let nextDay = day + 1
    switch kind {
    case .day: self.init(.day, from: day, to: day)
    case .week: self.init(.week, from: day - 6, to: day)
    case .rollingYear: self.init(kind, from: day.firstDay(ofMonths: 12), to: day)
    case .yearToDate: self.init(kind, from: FinancialYear(containing: day).start, to: day)
    case .month, .twoMonths, .quarter, .halfYear:
      let end = Self.start(of: kind, with: nextDay) - 1
      self.init(kind, from: Self.start(of: kind, with: end), to: end)
    case .financialYear:
      let year = FinancialYear(containing: nextDay).previous
      self.init(kind, from: year.start, to: year.end)
    }
  }

  /// The latest period of a kind that ends with a month, or a Sunday for a week; a day is the as-of day.
  ///
  /// Two of one kind are the same, or differ by whole months or weeks, whatever their as-of days.
  package init(latestWhole kind: Kind, asOf day: Day) {
    switch kind {
    case .week: self.init(latest: kind, asOf: day - (day.weekday + 1) % 7)
    case .yearToDate, .rollingYear: self.init(latest: kind, asOf: (day + 1).startOfMonth - 1)
    case .day, .month, .twoMonths, .quarter, .halfYear, .financialYear: self.init(latest: kind, asOf: day)
    }
  }

  /// The period that is compared as "previous"; for a day, the day a week before.
  package var previous: ReportingPeriod {
    switch kind {
    case .day: ReportingPeriod(.day, from: start - 7, to: end - 7)
    case .week: ReportingPeriod(.week, from: start - 7, to: end - 7)
    case .month, .twoMonths, .quarter, .halfYear: ReportingPeriod(latest: kind, asOf: start - 1)
    case .financialYear, .yearToDate, .rollingYear: yearBefore
    }
  }

  /// The same period a year earlier.
  package var yearBefore: ReportingPeriod {
    let last = end.firstDay(ofMonths: 12) - 1
    return switch kind {
    case .day, .week: ReportingPeriod(kind, from: last - (days - 1), to: last)
    case .month, .twoMonths, .quarter, .halfYear, .financialYear, .yearToDate, .rollingYear:
      ReportingPeriod(kind, from: (start - 1).firstDay(ofMonths: 12), to: last)
    }
  }

  /// The first day of the period of whole months that a day is in. Each kind begins with April.
  static func start(of kind: Kind, with day: Day) -> Day {
    let first = day.startOfMonth
    return first.adding(months: -((first.components.month + 8) % 12 % kind.months))
  }

  package var days: Int { end - start + 1 }

  /// `2024-07-31`, `2024-07`, `2024-25 Q2`, `2024-25`, `2024-04-01 to 2024-07-31`: each period has one label.
  package var label: String {
    let (year, month, _) = start.components
    let financial = FinancialYear(containing: start)
    switch kind {
    case .day: return end.description
    case .week: return "week to \(end)"
    case .month: return "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .twoMonths:
      return
        "\(ReportingPeriod(.month, from: start, to: end).label) to \(ReportingPeriod(.month, from: end, to: end).label)"
    case .quarter: return "\(financial) Q\((month + 8) % 12 / 3 + 1)"
    case .halfYear: return "\(financial) H\((month + 8) % 12 / 6 + 1)"
    case .financialYear: return financial.description
    case .yearToDate: return "\(financial) to \(end)"
    case .rollingYear: return "12 months to \(end)"
    }
  }
}

extension ReportingPeriod.Kind {
  /// How many whole months it is; 1 for one that is not of whole months.
  package var months: Int {
    switch self {
    case .day, .week, .month, .yearToDate: 1
    case .twoMonths: 2
    case .quarter: 3
    case .halfYear: 6
    case .financialYear, .rollingYear: 12
    }
  }
}
