package import Findings
package import Periods
package import Tables

/// The bank holidays of `data/calendars/`, as a calendar of working days.
package enum Calendars {
  /// Reads the table. Any fault gives no calendar, because a missing holiday moves every deadline.
  ///
  /// The calendar covers whole calendar years, from the first holiday's to the last one's. DECL-221 absent column,
  /// DECL-222 not a day, DECL-223 not after the line before, DECL-224 at a weekend, DECL-225 a year with fewer than
  /// England's eight, DECL-226 no holidays.
  package static func read(_ table: TextTable) -> (calendar: WorkingCalendar?, findings: [Finding]) {
    var findings: [Finding] = []
    guard
      let columns = ReferenceColumns(
        of: table, needing: ["date", "title"], code: "DECL-221", findings: &findings)
    else { return (nil, findings) }
    var holidays: [Day] = []
    for row in table.rows {
      let text = columns.cell("date", of: row)
      guard let day = Day(iso: text) else {
        findings.append(
          columns.finding(
            "DECL-222", row, "'\(text)' is not a day", hint: "write it as 2026-12-25", field: "date"))
        continue
      }
      if let last = holidays.last, day <= last {
        findings.append(
          columns.finding(
            "DECL-223", row, "\(day) does not come after \(last)", hint: "keep the days in order, each once",
            field: "date"))
      }
      if day.weekday >= 5 {
        findings.append(
          columns.finding(
            "DECL-224", row, "\(day) is at a weekend",
            hint: "a holiday that falls on a weekend has a substitute day; write that", field: "date"))
      }
      holidays.append(day)
    }
    guard let first = holidays.min()?.components.year, let last = holidays.max()?.components.year else {
      let none = Finding(
        "DECL-226", effect: .refusesFile, "there are no holidays",
        hint: "add a line a day, such as 2026-12-25,Christmas Day",
        location: Location(path: table.path))
      return (nil, findings.isEmpty ? [none] : findings)
    }
    for year in first...last {
      let count = holidays.count { $0.components.year == year }
      guard count < 8 else { continue }
      findings.append(
        Finding(
          "DECL-225", effect: .refusesFile,
          "\(year) has \(count) bank holidays; England has at least 8 a year",
          hint: "add the missing days", location: Location(path: table.path)))
    }
    guard findings.isEmpty, let start = Day(year: first, month: 1, day: 1),
      let end = Day(year: last, month: 12, day: 31)
    else { return (nil, findings) }
    return (WorkingCalendar(from: start, to: end, holidays: Set(holidays)), [])
  }
}
