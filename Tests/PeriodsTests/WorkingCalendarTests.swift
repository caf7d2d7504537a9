import Periods
import TestKit
import Testing

@Suite struct WorkingCalendarTests {
  /// England's bank holidays of 2024, gov.uk/bank-holidays.
  static let holidays = [
    "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25",
    "2024-12-26",
  ]

  static func calendar() throws -> WorkingCalendar {
    let days = try holidays.map { try #require(Day(iso: $0)) }
    return WorkingCalendar(
      from: try #require(Day(iso: "2024-01-01")), to: try #require(Day(iso: "2024-12-31")),
      holidays: Set(days))
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var start: String
    var count: Int
    var due: String
    var why: String
    var testDescription: String { "\(count) after \(start): \(why)" }
  }
  static let table = [
    Row(start: "2024-05-24", count: 2, due: "2024-05-29", why: "a Friday before a bank holiday Monday"),
    Row(start: "2024-05-29", count: 10, due: "2024-06-12", why: "allocation after triage"),
    Row(start: "2024-06-12", count: 20, due: "2024-07-10", why: "completion after allocation"),
    Row(start: "2024-03-28", count: 2, due: "2024-04-03", why: "Good Friday and Easter Monday between"),
    Row(start: "2024-06-01", count: 1, due: "2024-06-03", why: "received on a Saturday"),
    Row(start: "2024-06-03", count: 0, due: "2024-06-03", why: "the day itself is day 0"),
  ]

  @Test(arguments: table) func dueDaysFallWhereTheStandardsSay(_ row: Row) throws {
    let calendar = try Self.calendar()
    let start = try #require(Day(iso: row.start))
    let due = try #require(calendar.day(row.count, workingDaysAfter: start))
    #expect(due.description == row.due)
    #expect(calendar.workingDays(from: start, to: due) == row.count)
  }

  @Test func daysOutsideTheKnownYearsAreUnknown() throws {
    let calendar = try Self.calendar()
    let inside = try #require(Day(iso: "2024-06-03"))
    #expect(calendar.workingDays(from: inside, to: inside + 400) == nil)
    #expect(calendar.day(300, workingDaysAfter: inside) == nil)
  }

  @Test func countsAsCountingDayByDayDoes() throws {
    let calendar = try Self.calendar()
    let holidays = Set(Self.holidays.compactMap { Day(iso: $0) })
    forAll { generator in
      (Int.random(in: 0..<366, using: &generator), Int.random(in: 0..<366, using: &generator))
    } holds: { a, b in
      let (start, end) = (calendar.first + min(a, b), calendar.first + max(a, b))
      let counted = (0..<(end - start)).count { offset in
        let day = start + offset + 1
        return day.weekday < 5 && !holidays.contains(day)
      }
      return calendar.workingDays(from: start, to: end) == counted
        && calendar.workingDays(from: end, to: start) == -counted
    }
  }
}
