import Periods

/// `answer-key/measures.csv` being written: one row for each measure, period and category.
package struct AnswerSheet {
  private(set) var bytes: [UInt8] = Array(
    "measure,period_kind,period_start,period_end,breakdown,category,numerator,denominator,value\n".utf8)

  mutating func add(
    _ measure: String, _ period: ReportingPeriod, _ breakdown: String, _ category: String, _ tally: TrueTally,
    decimals: Int
  ) {
    let value = tally.value.map { Self.decimal($0.units, per: $0.per, decimals: decimals) } ?? ""
    let row = [
      measure, period.kind.rawValue, period.start.description, period.end.description, breakdown,
      category.utf8.contains(44) ? "\"\(category)\"" : category,
      tally.numerator.map(String.init) ?? "", tally.denominator.map(String.init) ?? "", value,
    ]
    bytes += row.joined(separator: ",").utf8
    bytes.append(10)
  }

  /// A quotient as a decimal, half away from zero, by long division: independent of the pipeline's rounding.
  package static func decimal(_ units: Int, per: Int, decimals: Int) -> String {
    let isNegative = units < 0
    var whole = units.magnitude / UInt(per)
    var rest = units.magnitude % UInt(per)
    var digits: [UInt] = []
    for _ in 0..<decimals {
      rest *= 10
      digits.append(rest / UInt(per))
      rest %= UInt(per)
    }
    if rest * 2 >= UInt(per) {
      var place = decimals - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 { digits[place] += 1 } else { whole += 1 }
    }
    let isZero = whole == 0 && digits.allSatisfy { $0 == 0 }
    let text = String(whole) + (decimals > 0 ? "." + digits.map { String($0) }.joined() : "")
    return isNegative && !isZero ? "-" + text : text
  }

  /// The latest period of each kind, the one before it and the same a year before, each once.
  static func periods(asOf: Day) -> [ReportingPeriod] {
    let kinds: [ReportingPeriod.Kind] = [.day, .month, .quarter, .yearToDate, .rollingYear]
    var periods: [ReportingPeriod] = []
    for kind in kinds {
      let latest = ReportingPeriod(latest: kind, asOf: asOf)
      for period in [latest, latest.previous, latest.yearBefore] where !periods.contains(period) {
        periods.append(period)
      }
    }
    return periods
  }
}
