import Declarations
import Findings
import Periods
import Tables

/// A column of a file that has a column for each period, as spreadsheets have them.
package struct WideColumn: Sendable, Hashable {
  /// Its position among the file's columns.
  var column: Int
  /// All of the file's columns that are headed by a period.
  var others: Set<Int>
  /// The period it is headed by, as records have it.
  var period: String
  /// Whether it is the first, which reports what is wrong with the file itself.
  var isFirst: Bool
}

extension Extract {
  /// The file once for each of its columns that is headed by a period, if its dataset can be so; otherwise itself.
  ///
  /// Headers that are all first days of months are months: a spreadsheet keeps `Apr-24` as 1 April 2024.
  func unfolded(_ headers: HeaderIndex) -> [Extract] {
    guard let wide = headers.dataset.wide,
      let text = try? TextSource(
        bytes, member: member, sheet: sheet, isFitting: { HeaderChoice($0, headers) != nil }),
      let choice = text.withHead({ HeaderChoice($0, headers) })
    else { return [self] }
    let fields = headers.dataset.fields.map(\.field.value)
    let known = choice.header.columns.map { headers.field($0).map { fields[$0.position] } }
    guard !known.contains(wide.period.value), !known.contains(wide.value.value) else { return [self] }
    let periods = choice.header.columns.enumerated().compactMap { column, header -> (Int, ReportingPeriod)? in
      guard known[column] == nil else { return nil }
      return ReportingPeriod(text: Self.day(header) ?? header).map { (column, $0) }
    }
    guard !periods.isEmpty else { return [self] }
    let areMonths = periods.allSatisfy { $0.1.kind == .day && $0.1.start == $0.1.start.startOfMonth }
    let others = Set(periods.map(\.0))
    return periods.enumerated().map { place, found in
      let (column, period) = found
      var one = self
      let month = ReportingPeriod(.month, from: period.start, to: period.start.adding(months: 1) - 1)
      one.wide = WideColumn(
        column: column, others: others, period: (areMonths ? month : period).label, isFirst: place == 0)
      return one
    }
  }

  /// The day of a header that a workbook keeps as a time: `2024-04-01 00:00:00`.
  private static func day(_ header: String) -> String? {
    let parts = header.split { $0 == " " || $0 == "T" }
    return parts.count == 2 && parts[1].hasPrefix("00:00") ? String(parts[0]) : nil
  }
}

extension WideColumn {
  /// The file's columns as a dataset's: this one is the value, the others are none, and the period is added.
  func columns(_ header: [String], _ headers: HeaderIndex) -> [String] {
    guard let wide = headers.dataset.wide else { return header }
    func name(_ field: Located<String>) -> String {
      headers.dataset.fields.firstIndex { $0.field.value == field.value }.map {
        headers.headers(of: $0).first ?? ""
      } ?? ""
    }
    return header.enumerated().map {
      $0.offset == column ? name(wide.value) : others.contains($0.offset) ? "" : $0.element
    }
      + [name(wide.period)]
  }
}
