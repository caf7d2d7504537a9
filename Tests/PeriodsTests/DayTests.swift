import Periods
import TestKit
import Testing

@Suite struct DayTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var number: Int32?
    var why: String
    var testDescription: String { "\(text): \(why)" }
  }
  /// Numbers from Python: `(date(y, m, d) - date(1970, 1, 1)).days`.
  static let table = [
    Row(text: "1970-01-01", number: 0, why: "the origin"),
    Row(text: "1969-12-31", number: -1, why: "the day before it"),
    Row(text: "2000-02-29", number: 11016, why: "a leap day of a century divisible by 400"),
    Row(text: "1900-02-29", number: nil, why: "1900 was no leap year"),
    Row(text: "2024-02-30", number: nil, why: "no such day"),
    Row(text: "2024-07-31", number: 19935, why: "an ordinary day"),
    Row(text: "2024-13-01", number: nil, why: "no such month"),
    Row(text: "2024-7-31", number: nil, why: "not ISO"),
    Row(text: "1900-01-01", number: -25567, why: "a dummy date of birth"),
  ]

  @Test(arguments: table) func readsISODays(_ row: Row) {
    #expect(Day(iso: row.text)?.number == row.number)
  }

  @Test func everyDayComesBackFromItsText() {
    for number in stride(from: Int32(-30_000), through: 40_000, by: 1) {
      let day = Day(number: number)
      guard Day(iso: day.description) == day else {
        Issue.record("\(number) prints as \(day)")
        return
      }
    }
  }

  @Test func writesWhatItIsDescribedAs() {
    for number in stride(from: Int32(-800_000), through: 3_000_000, by: 997) {
      var bytes: [UInt8] = []
      Day(number: number).write(to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == Day(number: number).description)
    }
  }

  @Test func weekdaysFollowEachOther() throws {
    let friday = try #require(Day(iso: "2024-05-24"))
    #expect(friday.weekday == 4)
    #expect((friday + 2).weekday == 6)
    #expect((friday + 3).weekday == 0)
    #expect(try #require(Day(iso: "1899-12-31")).weekday == 6)
  }

  @Test func addingMonthsStopsAtTheEndOfAShorterMonth() throws {
    let day = try #require(Day(iso: "2024-01-31"))
    #expect(day.adding(months: 1).description == "2024-02-29")
    #expect(day.adding(months: -2).description == "2023-11-30")
    #expect(try #require(Day(iso: "2024-02-29")).adding(months: 12).description == "2025-02-28")
    #expect(try #require(Day(iso: "2024-02-29")).adding(months: -12).description == "2023-02-28")
  }
}
