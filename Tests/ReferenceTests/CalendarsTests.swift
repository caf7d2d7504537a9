import Declarations
import Findings
import Periods
import Statistics
import Tables
import Testing

@Suite struct BankHolidays {
  private static func holidays(of year: Int) throws -> [String] {
    let table = try committedTable("data/calendars/england-bank-holidays.csv")
    return table.rows.map { $0.cells[0] }.filter { $0.hasPrefix("\(year)-") }
  }

  private static func calendar() throws -> WorkingCalendar {
    let (calendar, findings) = Calendars.read(try committedTable("data/calendars/england-bank-holidays.csv"))
    try #require(findings.isEmpty, "\(findings)")
    return try #require(calendar)
  }

  /// As GOV.UK lists them for England and Wales.
  @Test(arguments: [
    (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26", "the Diamond Jubilee"),
    (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27", "Christmas Day on a Sunday"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28", "VE day; Boxing Day on a Saturday"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28", "Christmas Day on a Saturday"),
    (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27", "Platinum Jubilee; State Funeral"),
    (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26", "the Coronation"),
    (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26", ""),
    (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26", ""),
    (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28", "Boxing Day on a Saturday"),
  ])
  func areThoseOfTheYear(year: Int, days: String, why: String) throws {
    #expect(try Self.holidays(of: year) == days.split(separator: " ").map { "\(year)-\($0)" }, "\(why)")
  }

  /// Full moons by golden number, Book of Common Prayer, tables for 1900 to 2199: month and day.
  private static let paschalMoons = [
    (4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5), (3, 25), (4, 13),
    (4, 2),
    (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27),
  ]

  /// Easter is the Sunday after the paschal full moon; the file was made by another algorithm.
  @Test(arguments: 2012...2030)
  func keepEasterByTheTables(year: Int) throws {
    let (month, date) = Self.paschalMoons[year % 19]
    var easter = try #require(Day(year: year, month: month, day: date)) + 1
    while easter.weekday != 6 { easter = easter + 1 }
    let days = try Self.holidays(of: year)
    #expect(days.contains((easter - 2).description), "Good Friday")
    #expect(days.contains((easter + 1).description), "Easter Monday")
  }

  /// Eight a year by rule; the others are proclaimed.
  @Test func haveEightAYearAndFourProclaimed() throws {
    let more = try (2012...2030).filter { try Self.holidays(of: $0).count != 8 }
    #expect(more == [2012, 2022, 2023])
    #expect(try (2012...2030).map { try Self.holidays(of: $0).count }.reduce(0, +) == 19 * 8 + 4)
  }

  @Test(arguments: [
    ("2024-05-24", 2, "2024-05-29", "concern received on a Friday before a bank holiday: triage due"),
    ("2024-05-29", 10, "2024-06-12", "then allocation"), ("2024-06-12", 20, "2024-07-10", "then completion"),
    ("2024-03-28", 2, "2024-04-03", "over Easter"),
  ])
  func moveDeadlines(from: String, days: Int, due: String, why: String) throws {
    let start = try #require(Day(iso: from))
    #expect(try Self.calendar().day(days, workingDaysAfter: start)?.description == due, "\(why)")
  }

  @Test func coverWholeYears() throws {
    let calendar = try Self.calendar()
    #expect(calendar.first.description == "2012-01-01")
    #expect(calendar.last.description == "2030-12-31")
  }

  @Test(arguments: [
    ("date,title\n2026-12-26,Boxing Day\n", "DECL-224", "2026-12-26 is at a weekend"),
    ("date,title\n25/12/2026,Christmas Day\n", "DECL-222", "'25/12/2026' is not a day"),
    ("date,title\n2026-12-25,a\n2026-12-25,b\n", "DECL-223", "2026-12-25 does not come after 2026-12-25"),
    ("date,title\n2026-12-25,a\n", "DECL-225", "2026 has 1 bank holidays; England has at least 8 a year"),
    ("date,title\n", "DECL-226", "there are no holidays"),
    ("day,title\n", "DECL-221", "the header has no column 'date'"),
  ])
  func makeNoCalendarFromAFileThatIsWrong(text: String, code: String, message: String) throws {
    let (calendar, findings) = Calendars.read(try TextTable.read(Array(text.utf8), path: "h.csv"))
    #expect(calendar == nil)
    #expect(findings.first.map { "\($0.code) \($0.message)" } == "\(code) \(message)")
  }
}
